//! What rules take from events.

use proc_macro2::Ident;
use stream_events_schema::Json;
use stream_events_schema::snapshot::checked::{self, SourceStep};

use super::way::{Access, Builder, NotOurs, Union, Way, Ways};
use crate::model::item::{Given, ItemKind, Presence, Ty};

/// What a rule takes.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) form: Form,
    /// What it becomes a part of, from the outside.
    pub(crate) wraps: Vec<Wrap>,
    /// What is made of it, but for these.
    pub(crate) into: Ty,
}

/// What a value is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrap {
    Option,
    Box,
    JsonText,
}

/// How a value of an event becomes one of the snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conversion {
    Clone,
    /// Both are made of strings.
    Text,
    /// They have the same structure: through JSON.
    Json,
}

/// Where it is from.
#[derive(Debug, Clone)]
pub(crate) enum Form {
    /// A place of the event.
    Path {
        ways: Ways,
        /// How far each way goes to the last variant that has to hold, if there is one.
        gates: Vec<Option<usize>>,
        /// For each way.
        conversions: Vec<Conversion>,
    },
    /// Always the same.
    Const(Json),
    /// An object.
    New(Object),
    /// The first of these that gives something.
    First(Vec<Source>),
}

/// An object that is made.
#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) ident: Ident,
    /// The variant of a union that it is in.
    pub(crate) variant: Option<Variant>,
    pub(crate) fields: Vec<(Ident, Filling)>,
    /// The field of other entries.
    pub(crate) additional: Option<Ident>,
}

/// A variant of a union.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    pub(crate) union: Ident,
    pub(crate) ident: Ident,
    pub(crate) is_boxed: bool,
}

/// What a field of it holds.
#[derive(Debug, Clone)]
pub(crate) enum Filling {
    /// What this gives; without it there is no object.
    Required(Source),
    /// What this gives, or what stands for nothing.
    Optional(Source),
    /// The one value that it has.
    Constant(Ident, Ident),
    /// What stands for nothing.
    Default,
}

impl Builder<'_> {
    /// The ways of a source, and how far they go to the last variant.
    pub(super) fn path(
        &self,
        start: &Way,
        steps: &[SourceStep],
        into: Option<&Ty>,
    ) -> Result<(Ways, Vec<Option<usize>>), NotOurs> {
        let mut ways = vec![start.clone()];
        let mut gates = vec![None];
        let mut steps = steps.iter().peekable();
        while let Some(step) = steps.next() {
            match step {
                SourceStep::Field { key, .. } => {
                    ways = self.field(&ways, key)?;
                }
                SourceStep::Variant { variants, .. } => {
                    let (entered, union) = self.union(&ways)?;
                    let next = steps.next_if(|it| matches!(it, SourceStep::Field { .. }));
                    ways = match next {
                        Some(SourceStep::Field { key, .. }) => {
                            self.variant_field(&entered, &union, variants, key)?
                        }
                        _ => self.last_variant(&entered, &union, variants, into),
                    };
                    gates = ways.iter().map(gate).collect();
                }
            }
        }
        gates.resize(ways.len(), None);
        Ok((ways, gates))
    }

    /// A variant at the end of a path: the union, where that is what is made of it, else what is in it.
    fn last_variant(
        &self,
        ways: &[Way],
        union: &Union<'_>,
        names: &[String],
        into: Option<&Ty>,
    ) -> Ways {
        let is_union = |ty: &Ty| {
            let ty = self.enter(&Way::start(ty)).ty;
            matches!(ty, Ty::Item(_, ident) if ident == *union.ident())
        };
        match names {
            [name] if !into.is_some_and(is_union) => self.variant(ways, union, name),
            _ => self.one_of(ways, union, names),
        }
    }

    /// A source whose paths begin here.
    pub(super) fn source(
        &self,
        start: &Way,
        source: &checked::Source,
        into: &Ty,
    ) -> Result<Source, NotOurs> {
        let (mut wraps, mut target) = self.target(into);
        let form = match &source.form {
            checked::Form::Path { steps, .. } => {
                let (ways, gates) = self.path(start, steps, Some(into))?;
                let ways: Ways = ways.iter().map(|it| self.enter(it)).collect();
                if let Ty::JsonText(inner) = &target
                    && ways.iter().any(|it| it.ty != target)
                {
                    let (inner, ty) = self.target(&inner.clone());
                    wraps.push(Wrap::JsonText);
                    wraps.extend(inner);
                    target = ty;
                }
                let conversions = ways.iter().map(|it| self.conversion(it, &target)).collect();
                Form::Path {
                    ways,
                    gates,
                    conversions,
                }
            }
            checked::Form::Const(json) => Form::Const(json.clone()),
            checked::Form::New(fields) => {
                if let Ty::JsonText(inner) = &target {
                    let (inner, ty) = self.target(&inner.clone());
                    wraps.push(Wrap::JsonText);
                    wraps.extend(inner);
                    target = ty;
                }
                Form::New(self.object(start, fields, &target)?)
            }
            checked::Form::First(sources) => {
                let sources = sources.iter().map(|it| self.source(start, it, into));
                Form::First(sources.collect::<Result<_, _>>()?)
            }
        };
        // These are what is made of it already.
        if matches!(form, Form::First(_)) {
            wraps.clear();
            target = into.clone();
        }
        Ok(Source {
            form,
            wraps,
            into: target,
        })
    }

    fn conversion(&self, from: &Way, into: &Ty) -> Conversion {
        let is_tag = matches!(from.accesses.last(), Some(Access::Tag(_)));
        match (&from.ty, into) {
            (from, into) if from == into && !is_tag => Conversion::Clone,
            (from, into) if self.is_text(from) && self.is_text(into) => Conversion::Text,
            _ => Conversion::Json,
        }
    }

    /// Whether a type is made of a string.
    fn is_text(&self, ty: &Ty) -> bool {
        match ty {
            Ty::String | Ty::Text => true,
            Ty::Item(index, _) => matches!(self.items[*index].kind, ItemKind::OpenEnum(_)),
            _ => false,
        }
    }

    /// What is in what may be null, and in a box.
    fn target(&self, ty: &Ty) -> (Vec<Wrap>, Ty) {
        let mut wraps = Vec::new();
        let mut ty = self.named(ty).clone();
        loop {
            let (wrap, inner) = match ty {
                Ty::Option(inner) => (Wrap::Option, inner),
                Ty::Boxed(inner) => (Wrap::Box, inner),
                ty => return (wraps, ty),
            };
            wraps.push(wrap);
            ty = self.named(&inner).clone();
        }
    }

    fn object(
        &self,
        start: &Way,
        given: &[(String, checked::Source)],
        into: &Ty,
    ) -> Result<Object, NotOurs> {
        let (ty, variant) = self.branch(given, into)?;
        let (index, struct_) = self.struct_of(&ty).ok_or(NotOurs)?;
        let mut fields = Vec::new();
        for field in &struct_.fields {
            let source = given.iter().find(|(key, _)| *key == field.key);
            let filling = match source {
                Some((_, source)) => {
                    let source = self.source(start, source, &field.ty)?;
                    match field.presence {
                        Presence::Required => Filling::Required(source),
                        _ => Filling::Optional(source),
                    }
                }
                None => match (&field.given, self.enter(&Way::start(&field.ty)).ty) {
                    (Given::Constant(variant), Ty::Item(_, ident))
                        if field.presence == Presence::Required =>
                    {
                        Filling::Constant(ident, variant.clone())
                    }
                    _ => Filling::Default,
                },
            };
            fields.push((field.ident.clone(), filling));
        }
        Ok(Object {
            ident: self.items[index].ident.clone(),
            variant,
            fields,
            additional: struct_.additional.as_ref().map(|(ident, _)| ident.clone()),
        })
    }

    /// The object that is made: of a union the branch that the constants tell, with its variant.
    fn branch(
        &self,
        given: &[(String, checked::Source)],
        into: &Ty,
    ) -> Result<(Ty, Option<Variant>), NotOurs> {
        let entered = self.enter(&Way::start(into)).ty;
        let Ty::Item(index, ident) = &entered else {
            return Err(NotOurs);
        };
        let (branch, ty) = match &self.items[*index].kind {
            ItemKind::Tagged { tag, branches, .. } => {
                let value = given.iter().find_map(|(key, source)| match &source.form {
                    checked::Form::Const(value) if key == tag => value.as_str(),
                    _ => None,
                });
                let has = |values: &[String]| {
                    value.is_some_and(|value| values.iter().any(|it| it == value))
                };
                let branch = branches.iter().find(|it| has(&it.values));
                let branch = branch.ok_or(NotOurs)?;
                (&branch.ident, &branch.ty)
            }
            ItemKind::Kinds(branches) => {
                let branch = branches.iter().find(|it| it.kind == "object");
                let branch = branch.ok_or(NotOurs)?;
                (&branch.ident, &branch.ty)
            }
            _ => return Ok((entered, None)),
        };
        let variant = Variant {
            union: ident.clone(),
            ident: branch.clone(),
            is_boxed: matches!(self.named(ty), Ty::Boxed(_)),
        };
        Ok((ty.clone(), Some(variant)))
    }
}

/// How far a way goes to its last variant. A field that several variants have is a step of its own, which
/// is not gone.
fn gate(way: &Way) -> Option<usize> {
    let last = way.accesses.iter().rposition(|it| {
        matches!(
            it,
            Access::Variant { .. } | Access::VariantField { .. } | Access::OneOf { .. }
        )
    })?;
    Some(match way.accesses[last] {
        Access::VariantField { .. } => last,
        _ => last + 1,
    })
}
