//! Rules with Rust names and types.

use proc_macro2::{Ident, Span};
use stream_events_schema::snapshot::checked::{self, Insertion};
use stream_events_schema::snapshot::checked::{PlaceStep, SourceStep};

use super::change::{FieldValue, Telling};
use super::place::{Base, Part, Place, Wanted};
use super::source::Source;
use super::way::{Builder, NotOurs, Way, Ways};
use super::{Restart, place};
use crate::model::events::Event;
use crate::model::item::Ty;

/// A rule.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Where it stands in the document.
    pub(crate) pointer: String,
    /// Whether it may begin anew, or replace the whole, once an error has stopped the others.
    pub(crate) thaws: bool,
    pub(crate) operation: Operation,
    /// What it tells, by its number.
    pub(crate) telling: Option<usize>,
}

/// What a rule does.
#[derive(Debug)]
pub(crate) enum Operation {
    Start(Source),
    Set(Box<Set>),
    Append {
        source: Source,
        place: Place,
    },
    AppendJson {
        source: Source,
        place: Place,
    },
    Insert {
        source: Source,
        place: Place,
        opens: bool,
    },
    Close(Place),
    Scope(Box<Scope>),
}

#[derive(Debug)]
pub(crate) struct Set {
    /// For each way to the place.
    pub(crate) sources: Vec<Source>,
    pub(crate) place: Place,
    pub(crate) nulls: bool,
    pub(crate) once: bool,
    /// The fields that stay where the new value has nothing, by their keys.
    pub(crate) keep: Vec<(String, Ident)>,
    /// Whether it is the whole value that is replaced.
    pub(crate) whole: bool,
    /// Whether an element that is not there is inserted.
    pub(crate) inserts: bool,
}

#[derive(Debug)]
pub(crate) struct Scope {
    /// The part of the event that the rules go by.
    pub(crate) each: Option<Each>,
    pub(crate) within: Option<Place>,
    /// What is made there if nothing is there.
    pub(crate) new: Option<New>,
    pub(crate) rules: Vec<Rule>,
    /// How many elements are on the way to its place, from the whole value.
    pub(crate) steps: usize,
}

/// A part of an event.
#[derive(Debug, Clone)]
pub(crate) struct Each {
    pub(crate) ways: Ways,
    /// Whether it is a list, whose elements the rules go by.
    pub(crate) list: bool,
}

/// What a scope makes.
#[derive(Debug)]
pub(crate) struct New {
    pub(crate) source: Source,
    /// Whether it is an element; else a field that is null.
    pub(crate) element: bool,
    pub(crate) opens: bool,
}

/// Lowers the rules of a document.
pub(super) struct Lower<'a> {
    fold: &'a checked::Fold,
    pub(super) ways: Builder<'a>,
    value: Way,
    pub(super) tellings: Vec<Telling>,
    error: Option<syn::Error>,
}

/// Where rules stand.
#[derive(Clone)]
pub(super) struct Scoped {
    pub(super) base: Base,
    pub(super) event: usize,
    pub(super) each: Vec<Each>,
    /// What tells the elements on the way.
    pub(super) fields: Vec<FieldValue>,
    /// The place of the scope.
    pub(super) place: Place,
}

impl<'a> Lower<'a> {
    pub(super) fn new(fold: &'a checked::Fold, ways: Builder<'a>, value: &Ty) -> Self {
        Self {
            fold,
            ways,
            value: Way::start(value),
            tellings: Vec::new(),
            error: None,
        }
    }

    pub(super) fn restart(&self) -> Restart {
        match &self.fold.restart {
            stream_events_schema::snapshot::Restart::Ignore => Restart::Ignore,
            stream_events_schema::snapshot::Restart::Replace => Restart::Replace,
            stream_events_schema::snapshot::Restart::Same(pointer) => {
                let start = vec![self.value.clone()];
                let mut segments = pointer.segments().iter();
                match segments.try_fold(start, |ways, key| self.ways.field(&ways, key)) {
                    Ok(ways) => Restart::Same(self.ways.entered(&ways)),
                    Err(NotOurs) => Restart::Error,
                }
            }
            _ => Restart::Error,
        }
    }

    pub(super) fn finish(self) -> Result<Vec<Telling>, syn::Error> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.tellings),
        }
    }

    pub(super) fn event(
        &mut self,
        event: &Event,
        index: usize,
        rules: &'a [checked::Rule],
    ) -> Vec<Rule> {
        let whole = Place {
            find: Vec::new(),
            ways: vec![self.value.clone()],
            path: Vec::new(),
            list: None,
        };
        let scoped = Scoped {
            base: Base {
                event: Way::start(event.payload.as_ref().unwrap_or(&Ty::Unit)),
                event_path: Vec::new(),
                ways: whole.ways.clone(),
                path: Vec::new(),
                steps: 0,
                loops: 0,
            },
            event: index,
            each: Vec::new(),
            fields: Vec::new(),
            place: whole,
        };
        self.rules(rules, &scoped)
    }

    fn rules(&mut self, rules: &'a [checked::Rule], scoped: &Scoped) -> Vec<Rule> {
        let mut lowered = Vec::new();
        for rule in rules {
            match self.rule(rule, scoped) {
                Ok(rule) => lowered.push(rule),
                Err(NotOurs) => self.not_ours(&rule.pointer),
            }
        }
        lowered
    }

    fn not_ours(&mut self, pointer: &str) {
        let message = format!(
            "the rule at {pointer} goes into a type of your own: the fields of what `replace` and \
             `format` put there are not known. Replace something inside of it, or nothing"
        );
        let error = syn::Error::new(Span::call_site(), message);
        match &mut self.error {
            Some(first) => first.combine(error),
            none => *none = Some(error),
        }
    }

    fn rule(&mut self, rule: &'a checked::Rule, scoped: &Scoped) -> Result<Rule, NotOurs> {
        let base = &scoped.base;
        let (existing, ways) = (Wanted::Existing, self.ways);
        let mut telling = None;
        let mut tell = |lower: &mut Self, place: &Place, source: Option<&Source>| {
            telling = lower.tell(rule, scoped, place, source);
        };
        let operation = match &rule.operation {
            checked::Operation::Start(start) => {
                let source = ways.source(&base.event, &start.source, &self.value.ty)?;
                Operation::Start(source)
            }
            checked::Operation::Set(set) => {
                let wanted = match set.or_insert {
                    Some(Insertion { sparse }) => Wanted::Either { sparse },
                    None => existing,
                };
                let (place, _) = ways.place(base, &set.to, wanted, false)?;
                let into = place.ways.iter().map(|it| &it.ty);
                let sources = into
                    .clone()
                    .map(|it| ways.source(&base.event, &set.source, it));
                let sources = sources.collect::<Result<_, _>>()?;
                let keep = into.take(1).map(|it| self.kept(it, &set.keep));
                let keep = keep.collect::<Result<Vec<_>, _>>()?.concat();
                tell(self, &place, None);
                Operation::Set(Box::new(Set {
                    sources,
                    nulls: set.nulls,
                    once: set.once,
                    keep,
                    whole: place.path.is_empty(),
                    inserts: set.or_insert.is_some(),
                    place,
                }))
            }
            checked::Operation::Append(append) => {
                let (mut place, _) = ways.place(base, &append.to, existing, true)?;
                place.ways = ways.entered(&place.ways);
                let into = &place.ways.first().ok_or(NotOurs)?.ty;
                let source = ways.source(&base.event, &append.source, into)?;
                tell(self, &place, Some(&source));
                Operation::Append { source, place }
            }
            checked::Operation::AppendJson(append) => {
                let (place, _) = ways.place(base, &append.to, existing, true)?;
                let source = ways.source(&base.event, &append.source, &Ty::String)?;
                tell(self, &place, Some(&source));
                Operation::AppendJson { source, place }
            }
            checked::Operation::Insert(insert) => {
                let wanted = Wanted::New {
                    sparse: insert.insertion.sparse,
                };
                let (place, _) = ways.place(base, &insert.to, wanted, false)?;
                let into = &place.ways.first().ok_or(NotOurs)?.ty;
                let source = ways.source(&base.event, &insert.source, into)?;
                tell(self, &place, None);
                Operation::Insert {
                    source,
                    place,
                    opens: insert.opens,
                }
            }
            checked::Operation::Close(close) => {
                let (place, _) = ways.place(base, &close.place, existing, false)?;
                tell(self, &place, None);
                Operation::Close(place)
            }
            checked::Operation::Scope(scope) => {
                let (scope, scoped) = self.scope(scope, scoped)?;
                telling = self.tell_scope(rule, &scoped);
                Operation::Scope(Box::new(scope))
            }
        };
        let is_first = base.path.is_empty();
        let thaws = match &rule.operation {
            checked::Operation::Start(_) => is_first,
            checked::Operation::Set(set) => is_first && set.to.steps.is_empty(),
            checked::Operation::Scope(scope) => is_first && scope.within.steps.is_empty(),
            _ => false,
        };
        Ok(Rule {
            pointer: rule.pointer.clone(),
            thaws,
            operation,
            telling,
        })
    }

    /// The fields of these keys.
    fn kept(&self, ty: &Ty, keys: &[String]) -> Result<Vec<(String, Ident)>, NotOurs> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let (_, struct_) = self.ways.struct_of(ty).ok_or(NotOurs)?;
        let fields = struct_.fields.iter().filter(|it| keys.contains(&it.key));
        Ok(fields
            .map(|it| (it.key.clone(), it.ident.clone()))
            .collect())
    }

    fn scope(
        &mut self,
        scope: &'a checked::Scope,
        outer: &Scoped,
    ) -> Result<(Scope, Scoped), NotOurs> {
        let mut scoped = outer.clone();
        let each = match &scope.each {
            Some(source) => Some(self.each(source, scope.list, &mut scoped)?),
            None => None,
        };
        let mut within = None;
        let mut new = None;
        if !scope.within.steps.is_empty() {
            let element = !matches!(scope.within.steps.last(), Some(PlaceStep::Field { .. }));
            let makes_element = scope.new.is_some() && element;
            let wanted = match makes_element {
                true => Wanted::Either {
                    sparse: scope.insertion.sparse,
                },
                false => Wanted::Existing,
            };
            let (place, steps) = self
                .ways
                .place(&scoped.base, &scope.within, wanted, false)?;
            scoped.fields = self.fields(&scoped, &place);
            if let Some(source) = &scope.new {
                let into = &place.ways.first().ok_or(NotOurs)?.ty;
                new = Some(New {
                    source: self.ways.source(&scoped.base.event, source, into)?,
                    element,
                    opens: scope.opens,
                });
            }
            scoped.base.ways = place.ways.clone();
            scoped.base.path = place.path.clone();
            scoped.base.steps = steps;
            let mut whole = place.clone();
            whole.find = [scoped.place.find.clone(), place.find.clone()].concat();
            scoped.place = whole;
            within = Some(place);
        }
        let rules = self.rules(&scope.rules, &scoped);
        let scope = Scope {
            each,
            within,
            new,
            rules,
            steps: scoped.base.steps,
        };
        Ok((scope, scoped))
    }

    fn each(
        &self,
        source: &checked::Source,
        list: bool,
        scoped: &mut Scoped,
    ) -> Result<Each, NotOurs> {
        let checked::Form::Path { steps, .. } = &source.form else {
            return Err(NotOurs);
        };
        let steps: &[SourceStep] = steps;
        let (ways, _) = self.ways.path(&scoped.base.event, steps, None)?;
        scoped.base.event_path.extend(place::parts(steps));
        let first = self.ways.enter(ways.first().ok_or(NotOurs)?);
        let ty = match (first.ty, list) {
            (Ty::Vec(items), true) => {
                scoped.base.event_path.push(Part::Loop(scoped.base.loops));
                scoped.base.loops += 1;
                *items
            }
            (_, true) => return Err(NotOurs),
            (ty, false) => ty,
        };
        scoped.base.event = Way::start(&ty);
        let ways = ways.iter().map(|it| self.ways.enter(it)).collect();
        let each = Each { ways, list };
        scoped.each.push(each.clone());
        Ok(each)
    }
}

/// Whether some of these rules closes anything.
pub(super) fn close(rules: &[checked::Rule]) -> bool {
    rules.iter().any(|rule| match &rule.operation {
        checked::Operation::Close(_) => true,
        checked::Operation::Scope(scope) => close(&scope.rules),
        _ => false,
    })
}
