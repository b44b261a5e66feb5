//! Scopes: `for`, `in`, `new` and `apply`.

use indexmap::IndexMap;

use crate::check::fold::Checking;
use crate::check::fold::event::Said;
use crate::check::fold::place::{Base, Use};
use crate::check::fold::rule::{Looked, Looking, Telling};
use crate::check::fold::source::Event;
use crate::check::fold::walk::Lost;
use crate::check_table::Check;
use crate::pointer;
use crate::shape::Shape;
use crate::snapshot::checked::{Form, Insertion, Operation, Place, PlaceStep, Scope, Source};
use crate::snapshot::{Path, Source as Written, Step};

impl<'t> Checking<'t, '_> {
    pub(super) fn scope(
        &mut self,
        looking: Looking<'_, 't>,
        said: &mut Said<'t, '_>,
    ) -> Looked<'t> {
        let written = looking.written;
        let (each, list, event) = match &written.each {
            Some(each) => {
                said.taken.rule = looking.at("for");
                let (each, list, event) = self.each(each, looking, said)?;
                (Some(each), list, event)
            }
            None => (None, false, looking.event.clone()),
        };
        let intent = match written.new {
            Some(_) => Use::Make,
            None => Use::Change,
        };
        let looking = Looking {
            event: &event,
            ..looking
        };
        let path = written.within.as_ref().unwrap_or(Path::WHOLE);
        let (within, mut base) = self.to(looking, path, "in", intent)?;
        let mut insertion = Insertion { sparse: false };
        let mut new = None;
        if let Some(fields) = &written.new {
            said.taken.rule = looking.at("new");
            insertion = self.made_at(looking, &within, &base, said)?;
            new = Some(self.made_here(fields, looking, &mut base, said)?);
        }
        let from = said.touched.len();
        let pointer = looking.at("apply");
        let rules = written.apply.as_deref().unwrap_or_default();
        let rules = self.rules(rules, &pointer, &event, &base, said);
        if list {
            // What comes last for one element comes before all that is done for the next.
            let again = said.touched[from..].to_vec();
            said.touched.extend(again);
        }
        let telling = Telling {
            nullable: base.spot.optional,
            to: base,
            delta: None,
        };
        let scope = Scope {
            each,
            list,
            within,
            new,
            insertion,
            opens: false,
            rules: rules?,
        };
        Some((Operation::Scope(Box::new(scope)), Some(telling)))
    }

    /// What a scope goes by, whether that is a list, and what its rules take from.
    fn each(
        &mut self,
        each: &Written,
        looking: Looking<'_, 't>,
        said: &mut Said<'t, '_>,
    ) -> Option<(Source, bool, Event<'t>)> {
        let at = looking.at("for");
        let Written::Path(path) = each else {
            let lost = Lost::because(
                Check::RuleForm,
                "a scope goes by what the event has",
                "no path",
                "write the path of a list or of a value: `\"/choices\"`",
            );
            self.report(lost, &at);
            return None;
        };
        // Its rules take what is in it; it is not taken whole.
        let before = said.taken.wholes();
        let way = self.way(path, looking.event, &at, &mut said.taken)?;
        said.taken.forget_wholes(before);
        let bare = self.types.bare(way.spot.ty).0;
        let narrowed = self.types.only_variant(bare, &way.spot.variants);
        if narrowed.is_none() && !way.spot.variants.is_empty() {
            let lost = Lost::because(
                Check::RuleForm,
                "a scope goes by one variant at a time",
                "several variants",
                "write a scope for each",
            );
            self.report(lost, &at);
            return None;
        }
        let mut event = Event {
            ty: Some(narrowed.unwrap_or(bare)),
            at: looking.event.at.clone(),
        };
        for step in path.steps() {
            if let Step::Field(key) = step {
                pointer::push(&mut event.at, key);
            }
        }
        let items = match event.ty.map(|ty| &ty.shape) {
            Some(Shape::Array(items)) => Some(&**items),
            _ => None,
        };
        if let Some(items) = items {
            event.ty = Some(items);
            event.at.push_str("/*");
        }
        let source = Source {
            optional: way.spot.optional,
            form: Form::Path {
                ty: way.spot.ty.clone(),
                steps: way.steps,
            },
            into: way.spot.ty.clone(),
        };
        Some((source, items.is_some(), event))
    }

    /// How what `new` makes comes to its place.
    fn made_at(
        &mut self,
        looking: Looking<'_, 't>,
        within: &Place,
        base: &Base<'t>,
        said: &mut Said<'t, '_>,
    ) -> Option<Insertion> {
        let complaint = match within.steps.last() {
            None => Some(("the whole value is made by `start`", "write `start`")),
            Some(PlaceStep::Variant { .. }) => Some((
                "what is made is of no variant before it is there",
                "leave the variant out of `in`",
            )),
            Some(PlaceStep::Field { .. }) if looking.written.sparse => Some((
                "`sparse` says how an element is inserted, and this is a field",
                "remove `sparse`",
            )),
            _ => None,
        };
        if let Some((message, help)) = complaint {
            let lost = Lost::because(Check::RuleOperation, message, "nothing to make there", help);
            self.report(lost, &looking.at("in"));
            return None;
        }
        match within.steps.last() {
            Some(PlaceStep::Field { .. }) => Some(Insertion { sparse: false }),
            _ => self.inserted(looking, within, base, "in", said),
        }
    }

    fn made_here(
        &mut self,
        fields: &IndexMap<String, Written>,
        looking: Looking<'_, 't>,
        base: &mut Base<'t>,
        said: &mut Said<'t, '_>,
    ) -> Option<Source> {
        base.spot.optional = false;
        let at = looking.at("new");
        self.object_of(fields, base.spot.ty, looking.event, &at, &mut said.taken)
    }
}
