//! Ways through Rust values.

use proc_macro2::Ident;

use crate::model::item::{Branch, Item, ItemKind, KindBranch, Struct, Ty};

/// A way through a value.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    pub(crate) accesses: Vec<Access>,
    /// What is at its end, as the field or the list has it.
    pub(crate) ty: Ty,
}

/// The ways to one place: more than one where variants have it with different types.
pub(crate) type Ways = Vec<Way>;

/// One step of a way.
#[derive(Debug, Clone)]
pub(crate) enum Access {
    /// A field. Of an optional one what is in it, if the way goes on.
    Field { ident: Ident, enters: Enters },
    /// What is in a box.
    Unbox,
    /// What is in an element that may be null.
    Inside { makes: bool },
    /// The value of JSON text, if it has one.
    JsonValue,
    /// An element, by the number of its step.
    Element(usize),
    /// What is in a variant.
    Variant { union: Ident, variant: Ident },
    /// A field that some variants have, with one type.
    VariantField {
        union: Ident,
        arms: Vec<Arm>,
        enters: Enters,
    },
    /// The union, if it is one of these variants.
    OneOf { union: Ident, variants: Vec<Ident> },
    /// The text of a tag, which has no field.
    Tag(String),
}

/// Whether a way goes on into what a field holds, if it is optional.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Enters {
    No,
    /// What is absent can be made of nothing, or cannot.
    Yes {
        makes: bool,
    },
}

/// A variant and its field.
#[derive(Debug, Clone)]
pub(crate) struct Arm {
    pub(crate) variant: Ident,
    pub(crate) field: Ident,
}

/// What is found on a way is a type of the user's own.
#[derive(Debug)]
pub(super) struct NotOurs;

/// Makes ways.
#[derive(Clone, Copy)]
pub(super) struct Builder<'a> {
    pub(super) items: &'a [Item],
}

/// A union that a way has come to.
pub(super) enum Union<'a> {
    Tagged {
        ident: &'a Ident,
        tag: &'a str,
        branches: &'a [Branch],
    },
    Kinds {
        ident: &'a Ident,
        branches: &'a [KindBranch],
    },
}

impl Way {
    /// Where a value of this type begins.
    pub(super) fn start(ty: &Ty) -> Self {
        Self {
            accesses: Vec::new(),
            ty: ty.clone(),
        }
    }

    fn then(&self, access: Access, ty: &Ty) -> Self {
        let mut accesses = self.accesses.clone();
        accesses.push(access);
        Self {
            accesses,
            ty: ty.clone(),
        }
    }
}

impl<'a> Builder<'a> {
    /// A type without other names for it.
    pub(super) fn named<'t>(&self, ty: &'t Ty) -> &'t Ty
    where
        'a: 't,
    {
        match ty {
            Ty::Item(index, _) => match &self.items[*index].kind {
                ItemKind::Alias(aliased) => self.named(aliased),
                _ => ty,
            },
            _ => ty,
        }
    }

    /// The same way, into what may be null and what is in a box.
    pub(super) fn enter(&self, way: &Way) -> Way {
        let mut way = way.clone();
        loop {
            let ty = self.named(&way.ty).clone();
            match ty {
                Ty::Option(inner) => {
                    let makes = self.is_default(&inner);
                    match way.accesses.last_mut() {
                        Some(
                            Access::Field { enters, .. } | Access::VariantField { enters, .. },
                        ) if *enters == Enters::No => *enters = Enters::Yes { makes },
                        _ => way.accesses.push(Access::Inside { makes }),
                    }
                    way.ty = *inner;
                }
                Ty::Boxed(inner) => {
                    way.accesses.push(Access::Unbox);
                    way.ty = *inner;
                }
                ty => {
                    way.ty = ty;
                    return way;
                }
            }
        }
    }

    /// Whether a value of a type can be made of nothing.
    fn is_default(&self, ty: &Ty) -> bool {
        match self.named(ty) {
            Ty::Item(index, _) => match &self.items[*index].kind {
                ItemKind::Struct(it) => it.arguments().next().is_none(),
                _ => false,
            },
            Ty::Boxed(inner) => self.is_default(inner),
            Ty::JsonText(_) | Ty::Raw | Ty::Own(_) | Ty::Text => false,
            _ => true,
        }
    }

    /// The same, with what JSON text stands for.
    fn enter_value(&self, way: &Way) -> Way {
        let mut way = self.enter(way);
        if let Ty::JsonText(inner) = way.ty {
            way.accesses.push(Access::JsonValue);
            way.ty = *inner;
            return self.enter(&way);
        }
        way
    }

    fn struct_(&self, ty: &Ty) -> Result<(usize, &'a Struct), NotOurs> {
        match ty {
            Ty::Item(index, _) => match &self.items[*index].kind {
                ItemKind::Struct(it) => Ok((*index, it)),
                _ => Err(NotOurs),
            },
            _ => Err(NotOurs),
        }
    }

    /// The ways on to a field.
    pub(super) fn field(&self, ways: &[Way], key: &str) -> Result<Ways, NotOurs> {
        let fields = ways.iter().map(|way| {
            let way = self.enter_value(way);
            let (_, struct_) = self.struct_(&way.ty)?;
            Ok(match field(struct_, key) {
                Some((ident, ty)) => {
                    let ident = ident.clone();
                    way.then(
                        Access::Field {
                            ident,
                            enters: Enters::No,
                        },
                        ty,
                    )
                }
                None => way.then(Access::Tag(tag(struct_, key)), &Ty::String),
            })
        });
        fields.collect()
    }

    /// The ways on to an element of a list.
    pub(super) fn element(&self, ways: &[Way], step: usize) -> Result<Ways, NotOurs> {
        let elements = ways.iter().map(|way| {
            let way = self.enter(way);
            match way.ty.clone() {
                Ty::Vec(items) => Ok(way.then(Access::Element(step), &items)),
                _ => Err(NotOurs),
            }
        });
        elements.collect()
    }

    /// The union that ways have come to.
    pub(super) fn union(&self, ways: &[Way]) -> Result<(Ways, Union<'a>), NotOurs> {
        let entered: Ways = ways.iter().map(|it| self.enter_value(it)).collect();
        let first = entered.first().ok_or(NotOurs)?;
        let Ty::Item(index, _) = &first.ty else {
            return Err(NotOurs);
        };
        let item = &self.items[*index];
        let ident = &item.ident;
        let union = match &item.kind {
            ItemKind::Tagged { tag, branches, .. } => Union::Tagged {
                ident,
                tag,
                branches,
            },
            ItemKind::Kinds(branches) => Union::Kinds { ident, branches },
            _ => return Err(NotOurs),
        };
        Ok((entered, union))
    }

    /// The ways into what is in a variant.
    pub(super) fn variant(&self, ways: &[Way], union: &Union<'_>, name: &str) -> Ways {
        let Some((variant, ty)) = union.variant(name) else {
            return Vec::new();
        };
        let access = |way: &Way| {
            let (union, variant) = (union.ident().clone(), variant.clone());
            way.then(Access::Variant { union, variant }, ty)
        };
        ways.iter().map(access).collect()
    }

    /// The ways on to a field that each of these variants has.
    pub(super) fn variant_field(
        &self,
        ways: &[Way],
        union: &Union<'_>,
        names: &[String],
        key: &str,
    ) -> Result<Ways, NotOurs> {
        if let [name] = names {
            return self.field(&self.variant(ways, union, name), key);
        }
        let mut arms: Vec<(Arm, Ty)> = Vec::new();
        let mut each = Vec::new();
        for name in names {
            let variant = self.variant(ways, union, name);
            each.extend(self.field(&variant, key)?);
            let Some((variant, ty)) = union.variant(name) else {
                continue;
            };
            let entered = self.enter(&Way::start(ty));
            // A variant in a box gives its fields as one that is in none does.
            if let Some((field, ty)) = field(self.struct_(&entered.ty)?.1, key) {
                let (variant, field) = (variant.clone(), field.clone());
                arms.push((Arm { variant, field }, ty.clone()));
            }
        }
        let Some(((_, first), rest)) = arms.split_first() else {
            return Ok(each);
        };
        if arms.len() < names.len() || rest.iter().any(|(_, ty)| ty != first) {
            return Ok(each);
        }
        let ty = first.clone();
        let arms: Vec<_> = arms.into_iter().map(|(arm, _)| arm).collect();
        let access = |way: &Way| {
            let access = Access::VariantField {
                union: union.ident().clone(),
                arms: arms.clone(),
                enters: Enters::No,
            };
            way.then(access, &ty)
        };
        Ok(ways.iter().map(access).collect())
    }

    /// The ways to a union that is one of these variants.
    pub(super) fn one_of(&self, ways: &[Way], union: &Union<'_>, names: &[String]) -> Ways {
        let variants = names.iter().filter_map(|it| union.variant(it));
        let variants: Vec<_> = variants.map(|(ident, _)| ident.clone()).collect();
        let access = |way: &Way| {
            let access = Access::OneOf {
                union: union.ident().clone(),
                variants: variants.clone(),
            };
            way.then(access, &way.ty)
        };
        ways.iter().map(access).collect()
    }

    /// Whether the type behind a schema is one of a user's own.
    pub(super) fn struct_of(&self, ty: &Ty) -> Option<(usize, &'a Struct)> {
        let entered = self.enter(&Way::start(ty));
        self.struct_(&entered.ty).ok()
    }
}

impl<'a> Union<'a> {
    pub(super) fn ident(&self) -> &'a Ident {
        match self {
            Self::Tagged { ident, .. } | Self::Kinds { ident, .. } => ident,
        }
    }

    /// A variant by a value of its tag, or by its kind with a colon before it.
    pub(super) fn variant(&self, name: &str) -> Option<(&'a Ident, &'a Ty)> {
        match self {
            Self::Tagged { branches, .. } => {
                let has = |it: &&Branch| it.values.iter().any(|value| value == name);
                branches.iter().find(has).map(|it| (&it.ident, &it.ty))
            }
            Self::Kinds { branches, .. } => {
                let kind = name.strip_prefix(':')?;
                let branch = branches.iter().find(|it| it.kind == kind);
                branch.map(|it| (&it.ident, &it.ty))
            }
        }
    }
}

fn field<'s>(struct_: &'s Struct, key: &str) -> Option<(&'s Ident, &'s Ty)> {
    let field = struct_.fields.iter().find(|it| it.key == key);
    field.map(|it| (&it.ident, &it.ty))
}

fn tag(struct_: &Struct, key: &str) -> String {
    let tag = struct_.consts.iter().find(|it| it.key == key);
    tag.map(|it| it.value.clone()).unwrap_or_default()
}
