//! `set`.

use crate::check::fold::Checking;
use crate::check::fold::event::Said;
use crate::check::fold::place::{Base, Use};
use crate::check::fold::replaced::{How, Touched};
use crate::check::fold::rule::{Looked, Looking, Telling};
use crate::check::fold::walk::{Lost, Spot};
use crate::check_table::Check;
use crate::shape::{Shape, Type};
use crate::snapshot::checked::{Form, Operation, Place, PlaceStep, Set, Source, SourceStep};

impl<'t> Checking<'t, '_> {
    pub(super) fn set(&mut self, looking: Looking<'_, 't>, said: &mut Said<'t, '_>) -> Looked<'t> {
        let written = looking.written;
        let intent = match written.or_insert {
            true => Use::Make,
            false => Use::Change,
        };
        let (to, base) = self.to(looking, looking.to(), "to", intent)?;
        let at = looking.at("set");
        said.touched.push(Touched {
            at: base.at.clone(),
            how: How::Replaced,
            pointer: at.clone(),
        });
        let source = written.set.as_ref()?;
        let into = base.spot.ty;
        let source = self.source(source, into, looking.event, &at, &mut said.taken);
        if let Some(source) = &source {
            self.variant_place(looking, &to, source)?;
        }
        let source = source?;
        let takes_null = to.optional || self.types.bare(into).1;
        if written.nulls && !takes_null && !is_free(self.types.bare(into).0) {
            let lost = Lost::because(
                Check::RuleType,
                format!("null is written, and has no place at {}", into.pointer),
                "never null",
                "remove `nulls`: null then changes nothing; or let the place be null",
            );
            self.report(lost, &looking.at("nulls"));
            return None;
        }
        let or_insert = match written.or_insert {
            true => Some(self.inserted(looking, &to, &base, "or_insert", said)?),
            false => None,
        };
        self.keep(looking, &base)?;
        let telling = Telling {
            nullable: written.nulls && takes_null,
            to: base,
            delta: None,
        };
        let set = Set {
            source,
            to,
            nulls: written.nulls,
            once: written.once,
            keep: written.keep.clone(),
            or_insert,
        };
        Some((Operation::Set(Box::new(set)), Some(telling)))
    }

    /// Whether a place that ends in a variant is given that variant.
    fn variant_place(
        &mut self,
        looking: Looking<'_, 't>,
        to: &Place,
        source: &Source,
    ) -> Option<()> {
        let Some(PlaceStep::Variant { variants, .. }) = to.steps.last() else {
            return Some(());
        };
        let taken: &[String] = match &source.form {
            Form::Path { steps, .. } => match steps.last() {
                Some(SourceStep::Variant { variants, .. }) => variants,
                _ => return Some(()),
            },
            _ => return Some(()),
        };
        let Some(other) = taken.iter().find(|it| !variants.contains(it)) else {
            return Some(());
        };
        let lost = Lost::because(
            Check::RuleType,
            format!("`{other}` would be put where {} is", variants.join(" or ")),
            "another variant",
            "leave the variant out of the place",
        );
        self.report(lost, &looking.at("to"));
        None
    }

    fn keep(&mut self, looking: Looking<'_, 't>, base: &Base<'t>) -> Option<()> {
        let mut found = Some(());
        for (index, key) in looking.written.keep.iter().enumerate() {
            let spot = Spot {
                optional: false,
                ..base.spot.clone()
            };
            if let Err(lost) = self.types.field(&spot, key) {
                self.report(lost, &format!("{}/{index}", looking.at("keep")));
                found = None;
            }
        }
        found
    }
}

/// Whether null is a value like any other there.
fn is_free(ty: &Type) -> bool {
    matches!(ty.shape, Shape::Any | Shape::Raw)
}
