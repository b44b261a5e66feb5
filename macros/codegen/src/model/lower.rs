//! Subschemas to Rust types.

mod unions;

use std::collections::HashSet;

use proc_macro2::Ident;
use stream_events_schema::{
    Check, Checked, DefinitionId, Diagnostic, Diagnostics, EnumValue as WireValue, Object, Shape,
    Tags, Type,
};

use super::item::{Docs, EnumValue, Field, Given, Item, ItemKind, Presence, Struct, Ty};
use super::{construct, fold};
use crate::Options;
use crate::names::{self, Scope};
use crate::options::Overrides;

/// Names no type of the document may have in the generated module.
const RESERVED: &[&str] = &["Event", "Failure"];

/// The same where events add up to a snapshot.
const RESERVED_OF_SNAPSHOTS: &[&str] = &["Event", "Failure", "Change", "Snapshot"];

/// Collects the items that types are lowered to.
pub(crate) struct Lower<'a> {
    pub(super) document: &'a Checked,
    pub(super) tags: &'a Tags,
    scope: Scope,
    reserved: &'static [&'static str],
    /// Where the types of strings stand that grow.
    appended: HashSet<String>,
    /// The first `definitions` items are those of `$defs`, in their order.
    pub(super) items: Vec<Item>,
    parent: Option<usize>,
    /// What strings are.
    pub(super) string: Ty,
    /// What strings and numbers of some formats are.
    formats: Vec<(String, Ty)>,
}

impl<'a> Lower<'a> {
    /// Lowers all of `$defs`.
    pub(super) fn new(
        document: &'a Checked,
        options: &Options,
        overrides: &Overrides,
        tags: &'a Tags,
    ) -> Result<Self, Diagnostics> {
        let reserved = match document.fold() {
            Some(_) => RESERVED_OF_SNAPSHOTS,
            None => RESERVED,
        };
        let mut lower = Self {
            document,
            tags,
            scope: Scope::with(reserved),
            reserved,
            items: Vec::new(),
            parent: None,
            appended: fold::appended_texts(document),
            string: options.string.as_ref().map_or(Ty::String, |_| Ty::Text),
            formats: Vec::new(),
        };
        lower.name_definitions(overrides)?;
        lower.name_formats(options);
        for (&index, &replacement) in &overrides.replaced {
            lower.items[index].kind = ItemKind::Replaced(replacement);
        }
        for (index, ty) in document.definitions.values().enumerate() {
            if overrides.replaced.contains_key(&index) {
                continue;
            }
            lower.parent = Some(index);
            let name = lower.items[index].ident.to_string();
            lower.items[index].kind = lower.item_kind(without_null(ty), &name);
        }
        lower.parent = None;
        Ok(lower)
    }

    /// Names asked for come first, so that they are had whatever else is in the document.
    fn name_definitions(&mut self, overrides: &Overrides) -> Result<(), Diagnostics> {
        let definitions = &self.document.definitions;
        let mut asked = Vec::with_capacity(definitions.len());
        let mut taken = Vec::new();
        for (index, ty) in definitions.values().enumerate() {
            let ident = overrides.definition_names.get(&index).cloned();
            let ident = ident.or_else(|| ty.name.as_deref().map(names::ident));
            if let Some(ident) = &ident
                && !self.scope.take(&ident.to_string())
            {
                taken.push(name_taken(ty, ident));
            }
            asked.push(ident);
        }
        self.document.diagnose(taken)?;
        for ((key, ty), ident) in definitions.iter().zip(asked) {
            let ident = ident.unwrap_or_else(|| {
                let name = names::pascal(key);
                let name = match self.reserved.contains(&name.as_str()) {
                    // As the payload of an event without an entry in `$defs` is called.
                    true => format!("{name}Payload"),
                    false => name,
                };
                names::ident(&self.scope.fresh(&name))
            });
            let docs = Docs::of(ty.description.as_ref(), ty.deprecated);
            self.add(ident, docs, ItemKind::Pending, &ty.pointer);
        }
        Ok(())
    }

    /// The types of formats have no entry in `$defs`: they stand behind those that have.
    fn name_formats(&mut self, options: &Options) {
        for (index, target) in options.formats.iter().enumerate() {
            let format = &target.place;
            let ident = names::ident(&self.scope.fresh(&names::pascal(format)));
            let docs = Docs::new(Some(&format!("What has the format `{format}`.")));
            let kind = ItemKind::Replaced(options.replacements.len() + index);
            let item = self.add(ident.clone(), docs, kind, "");
            self.formats.push((format.clone(), Ty::Item(item, ident)));
        }
    }

    /// What the user has for the format of a type.
    fn format(&self, ty: &Type) -> Option<&Ty> {
        let format = self.document.format(ty)?;
        let of = self.formats.iter().find(|(name, _)| name == format);
        of.map(|(_, ty)| ty)
    }

    pub(super) fn finish(mut self) -> Vec<Item> {
        construct::settle(&mut self.items, &mut self.scope);
        self.items
    }

    /// The Rust type of a subschema; `hint` names it if it needs a name of its own.
    pub(super) fn ty(&mut self, ty: &Type, hint: &str) -> Ty {
        if self.document.fold().is_some_and(|it| it.is_json_text(ty)) {
            return match self.ty_of_value(ty, hint) {
                Ty::Option(inner) => Ty::JsonText(inner).optional(),
                inner => Ty::JsonText(Box::new(inner)),
            };
        }
        if self.appended.contains(&ty.pointer) {
            return match self.document.resolve(ty).shape {
                Shape::String if !self.is_replaced(ty) => Ty::String,
                Shape::Nullable(_) if !self.is_replaced(ty) => match self.ty_of_value(ty, hint) {
                    Ty::Option(inner) if *inner == Ty::Text => Ty::String.optional(),
                    other => other,
                },
                _ => self.ty_of_value(ty, hint),
            };
        }
        self.ty_of_value(ty, hint)
    }

    fn ty_of_value(&mut self, ty: &Type, hint: &str) -> Ty {
        if let Some(own) = self.format(ty) {
            return own.clone();
        }
        match &ty.shape {
            Shape::Any => Ty::Any,
            Shape::Null => Ty::Unit,
            Shape::Boolean => Ty::Bool,
            Shape::Integer { unsigned: false } => Ty::I64,
            Shape::Integer { unsigned: true } => Ty::U64,
            Shape::Number => Ty::F64,
            Shape::String => self.string.clone(),
            Shape::FreeForm => Ty::FreeForm,
            Shape::Map(values) => Ty::Map(Box::new(self.ty(values, &format!("{hint}Value")))),
            Shape::Array(items) => Ty::Vec(Box::new(self.ty(items, &format!("{hint}Item")))),
            Shape::Nullable(inner) => self.ty(inner, hint).optional(),
            Shape::Ref(id) => self.definition(*id),
            Shape::Raw => Ty::Raw,
            _ => self.inline(ty, hint),
        }
    }

    /// A definition that may be `null` is named without that, and is optional where it is used.
    fn definition(&self, id: DefinitionId) -> Ty {
        let item = self.named(id);
        match self.document.resolve(self.document.definition(id)).shape {
            Shape::Nullable(_) => item.optional(),
            _ => item,
        }
    }

    fn named(&self, id: DefinitionId) -> Ty {
        Ty::Item(id.index(), self.items[id.index()].ident.clone())
    }

    /// The name for an event's payload that has no entry in `$defs`: the event's own, if it is free.
    pub(super) fn payload_hint(&self, event: &Ident) -> String {
        let name = event.to_string();
        if self.scope.has(&name) {
            format!("{name}Payload")
        } else {
            name
        }
    }

    /// A type that needs a name and has no entry in `$defs`.
    fn inline(&mut self, ty: &Type, hint: &str) -> Ty {
        let name = self
            .scope
            .fresh(&ty.name.clone().unwrap_or_else(|| hint.to_owned()));
        let ident = names::ident(&name);
        let docs = Docs::of(ty.description.as_ref(), ty.deprecated);
        let index = self.add(ident.clone(), docs, ItemKind::Pending, &ty.pointer);
        let outer = self.parent.replace(index);
        self.items[index].kind = self.item_kind(ty, &name);
        self.parent = outer;
        Ty::Item(index, ident)
    }

    /// Adds an item of which nothing is known besides; its index.
    fn add(&mut self, ident: Ident, docs: Docs, kind: ItemKind, pointer: &str) -> usize {
        self.items.push(Item {
            ident,
            docs,
            kind,
            pointer: pointer.to_owned(),
            parent: self.parent,
            plain: false,
            reads_nulls: false,
        });
        self.items.len() - 1
    }

    fn item_kind(&mut self, ty: &Type, name: &str) -> ItemKind {
        match &ty.shape {
            Shape::Object(object) => ItemKind::Struct(self.struct_(object, &ty.pointer, name)),
            Shape::Enum(values) => ItemKind::OpenEnum(open_enum(values)),
            Shape::Const(value) => ItemKind::OpenEnum(vec![constant(value)]),
            Shape::Tagged(tagged) => self.tagged(tagged, name),
            Shape::Kinds(kinds) => ItemKind::Kinds(self.kinds(kinds, name)),
            Shape::Ref(id) => ItemKind::Alias(self.named(*id)),
            _ => ItemKind::Alias(self.ty(ty, name)),
        }
    }

    fn struct_(&mut self, object: &Object, pointer: &str, name: &str) -> Struct {
        let consts = self.tags.of_object(pointer).to_vec();
        let mut scope = Scope::default();
        let mut fields = Vec::with_capacity(object.properties.len());
        for property in &object.properties {
            if consts.iter().any(|it| it.key == property.key) {
                continue;
            }
            let ident = names::ident(&scope.fresh(&names::snake(&property.key)));
            let hint = format!("{name}{}", names::pascal(&property.key));
            let ty = self.ty(&property.ty, &hint);
            let presence = self.presence(property.required, &property.ty);
            fields.push(Field {
                ident,
                key: property.key.clone(),
                docs: Docs::of(property.ty.description.as_ref(), property.ty.deprecated),
                presence,
                given: self.constant(&property.ty),
                ty: if presence == Presence::Optional {
                    ty.optional()
                } else {
                    ty
                },
                plain: None,
                integers: false,
            });
        }
        let additional = object.additional.as_deref().map(|values| {
            let ident = names::ident(&scope.fresh("additional_properties"));
            (ident, self.ty(values, &format!("{name}AdditionalProperty")))
        });
        Struct {
            consts,
            fields,
            additional,
            additional_integers: false,
            args: None,
        }
    }

    /// The value of a property that has one only; what else there is comes later.
    fn constant(&self, ty: &Type) -> Given {
        match &self.document.resolve(ty).shape {
            Shape::Const(value) if !self.is_replaced(ty) => Given::Constant(constant(value).ident),
            _ => Given::Nothing,
        }
    }

    /// Whether a type of the user's own stands for `ty`, through any number of references.
    pub(super) fn is_replaced(&self, ty: &Type) -> bool {
        let Shape::Ref(id) = ty.shape else {
            return self.format(ty).is_some();
        };
        matches!(self.items[id.index()].kind, ItemKind::Replaced(_))
            || self.is_replaced(self.document.definition(id))
    }

    fn presence(&self, required: bool, ty: &Type) -> Presence {
        if required && self.is_replaced(ty) {
            return Presence::Required;
        }
        match self.document.resolve(ty).shape {
            _ if !required => Presence::Optional,
            Shape::Array(_)
            | Shape::Map(_)
            | Shape::FreeForm
            | Shape::Nullable(_)
            | Shape::Null => Presence::Defaulted,
            _ => Presence::Required,
        }
    }
}

pub(super) fn without_null(ty: &Type) -> &Type {
    match &ty.shape {
        Shape::Nullable(inner) => inner,
        _ => ty,
    }
}

fn open_enum(values: &[WireValue]) -> Vec<EnumValue> {
    let mut scope = Scope::with(&["Unknown"]);
    values
        .iter()
        .map(|it| EnumValue {
            ident: names::ident(&scope.fresh(&names::pascal(&it.value))),
            value: it.value.clone(),
            docs: Docs::new(it.description.as_deref()),
        })
        .collect()
}

fn constant(value: &str) -> EnumValue {
    let value = WireValue {
        value: value.to_owned(),
        description: None,
    };
    open_enum(&[value]).swap_remove(0)
}

fn name_taken(ty: &Type, ident: &Ident) -> Diagnostic {
    let message = format!("another type of this document is already called `{ident}`");
    Diagnostic::new(Check::NameTaken, &ty.pointer, message)
        .at_key()
        .label("has the same Rust name")
        .help("give one of the two another `name`; `Event` and `Failure` are always taken")
}
