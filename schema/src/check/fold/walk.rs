//! Steps through types: what sources and places have in common.

use crate::check::fold::Types;
use crate::check::fold::fits::{kind_named, noun};
use crate::check_table::Check;
use crate::shape::{Object, Shape, Type};
use crate::suggest::{alternatives, nearest};

/// Where a path has come to.
#[derive(Debug, Clone)]
pub(super) struct Spot<'t> {
    /// The type there, as the property or the list has it.
    pub(super) ty: &'t Type,
    /// The variants that it was narrowed to by the last step.
    pub(super) variants: Vec<String>,
    /// Whether there may be nothing.
    pub(super) optional: bool,
}

/// Why a path leads nowhere.
#[derive(Debug)]
pub(super) enum Lost {
    /// Into something that has been reported.
    Reported,
    Because(Box<Complaint>),
}

#[derive(Debug)]
pub(super) struct Complaint {
    pub(super) check: Check,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
}

impl Lost {
    pub(super) fn because(
        check: Check,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self::Because(Box::new(Complaint {
            check,
            message: message.into(),
            label: label.into(),
            help: help.into(),
        }))
    }
}

/// A field that was found.
#[derive(Debug)]
pub(super) struct Found<'t> {
    pub(super) ty: &'t Type,
    /// Whether it is not listed in `required`.
    pub(super) optional: bool,
    /// Where its type stands, in each variant.
    pub(super) declared: Vec<String>,
    /// The variants that have it, if the union was not narrowed.
    pub(super) implied: Vec<String>,
}

impl<'t> Spot<'t> {
    /// The whole of something.
    pub(super) fn whole(ty: &'t Type) -> Self {
        Self {
            ty,
            variants: Vec::new(),
            optional: false,
        }
    }
}

impl<'t> Types<'t> {
    /// The field of what is at a spot.
    pub(super) fn field(self, spot: &Spot<'t>, key: &str) -> Result<Found<'t>, Lost> {
        let (ty, _) = self.bare(spot.ty);
        let branches: Vec<(&str, &'t Type)> = match &ty.shape {
            Shape::Tagged(_) | Shape::Kinds(_) => match spot.variants.as_slice() {
                [] => all_branches(ty),
                narrowed => branches(ty, narrowed),
            },
            _ => vec![("", ty)],
        };
        let mut found: Option<Found<'t>> = None;
        for (variant, branch) in &branches {
            let (branch, _) = self.bare(branch);
            let object = self.object(branch, key, spot, variant)?;
            let Some(property) = object.property(key) else {
                return Err(self.no_field(object, branch, key, spot, variant));
            };
            if let Some(value) = self.tag(branch, key) {
                return Err(Lost::because(
                    Check::RuleField,
                    format!("`{key}` only tells where the object belongs: it is always `{value}`"),
                    "no field of its own",
                    format!(
                        "leave it out, or write `{{ \"const\": \"{value}\" }}` where it is a source"
                    ),
                ));
            }
            let optional = !property.required;
            match &mut found {
                None => {
                    found = Some(Found {
                        ty: &property.ty,
                        optional,
                        declared: vec![property.ty.pointer.clone()],
                        implied: Vec::new(),
                    });
                }
                Some(first) => {
                    let (one, other) = (self.bare(first.ty).0, self.bare(&property.ty).0);
                    self.fits(one, other)
                        .and_then(|()| self.fits(other, one))
                        .map_err(|misfit| {
                            Lost::because(
                                Check::RuleField,
                                format!("`{key}` has different types in the variants: {misfit}"),
                                format!("another type in `{variant}`"),
                                "write a rule for each variant",
                            )
                        })?;
                    first.optional |= optional;
                    first.declared.push(property.ty.pointer.clone());
                }
            }
        }
        let mut found = found.ok_or(Lost::Reported)?;
        if spot.variants.is_empty() && matches!(ty.shape, Shape::Tagged(_) | Shape::Kinds(_)) {
            found.implied = branches
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect();
        }
        Ok(found)
    }

    fn object(
        self,
        ty: &'t Type,
        key: &str,
        spot: &Spot<'t>,
        variant: &str,
    ) -> Result<&'t Object, Lost> {
        match &ty.shape {
            Shape::Object(object) => Ok(object),
            Shape::Broken => Err(Lost::Reported),
            Shape::Tagged(_) | Shape::Kinds(_) => Err(Lost::because(
                Check::RuleField,
                format!("`{variant}` is a union of its own, in which `{key}` is looked for"),
                "no single type",
                "leave this to another rule, or give the variants tags of their own",
            )),
            _ if spot.variants.is_empty() && !variant.is_empty() => Err(Lost::because(
                Check::RuleField,
                format!("not every variant at {} has a `{key}`", spot.ty.pointer),
                format!("`{variant}` is {}", noun(ty)),
                "name the variants that have it, such as `/<:object>`",
            )),
            Shape::Array(_) => Err(Lost::because(
                Check::RuleField,
                format!("`{key}` would be looked for in a list, at {}", ty.pointer),
                "leads into a list",
                "say which element: `/{/index}`, `/{id=/id}`",
            )),
            _ => Err(Lost::because(
                Check::RuleField,
                format!(
                    "`{key}` would be looked for in {}, at {}",
                    noun(ty),
                    ty.pointer
                ),
                "has no fields",
                "declare it in `properties` there, or leave it out of the path",
            )),
        }
    }

    fn no_field(
        self,
        object: &Object,
        ty: &Type,
        key: &str,
        spot: &Spot<'t>,
        variant: &str,
    ) -> Lost {
        let keys = object.properties.iter().map(|it| it.key.as_str());
        let meant = nearest(key, keys);
        if let (None, true, false) = (meant, spot.variants.is_empty(), variant.is_empty()) {
            return Lost::because(
                Check::RuleField,
                format!("not every variant at {} has a `{key}`", spot.ty.pointer),
                format!("`{variant}` has none"),
                "name the variants that have it, before the field: `/<variant>`",
            );
        }
        let help = match meant {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("declare `{key}` in the properties of {}", ty.pointer),
        };
        Lost::because(
            Check::RuleField,
            format!("there is no field `{key}` at {}", ty.pointer),
            "leads nowhere",
            help,
        )
    }

    /// The union at a spot, of which these are variants.
    pub(super) fn narrow(self, spot: &Spot<'t>, names: &[String]) -> Result<&'t Type, Lost> {
        let (ty, _) = self.bare(spot.ty);
        if !spot.variants.is_empty() {
            let [one] = branches(ty, &spot.variants)[..] else {
                return Err(no_union(ty, "several variants"));
            };
            let inner = Spot::whole(one.1);
            return self.narrow(&inner, names);
        }
        let known: Vec<&str> = match &ty.shape {
            Shape::Broken => return Err(Lost::Reported),
            Shape::Tagged(_) | Shape::Kinds(_) => {
                all_branches(ty).iter().map(|(name, _)| *name).collect()
            }
            _ => return Err(no_union(ty, noun(ty))),
        };
        for (index, name) in names.iter().enumerate() {
            if names[..index].contains(name) {
                return Err(Lost::because(
                    Check::RuleField,
                    format!("`{name}` is named twice"),
                    "the second one",
                    "remove one of the two",
                ));
            }
            if !known.contains(&name.as_str()) {
                let help = match nearest(name, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("write {}", alternatives(&known)),
                };
                return Err(Lost::because(
                    Check::RuleField,
                    format!("there is no variant `{name}` at {}", ty.pointer),
                    "never the case",
                    help,
                ));
            }
        }
        Ok(ty)
    }
}

fn no_union(ty: &Type, what: &str) -> Lost {
    Lost::because(
        Check::RuleField,
        format!("a variant of {what} is asked for, at {}", ty.pointer),
        "no union",
        "leave the variant out",
    )
}

impl<'t> Types<'t> {
    /// The type at a spot: of a union that is narrowed to one variant, that of the variant.
    pub(super) fn target(self, spot: &Spot<'t>) -> &'t Type {
        let variant = self.only_variant(self.bare(spot.ty).0, &spot.variants);
        variant.unwrap_or(spot.ty)
    }

    /// The type of the only variant that a union is narrowed to.
    pub(super) fn only_variant(self, union: &'t Type, names: &[String]) -> Option<&'t Type> {
        match branches(union, names)[..] {
            [(_, one)] => Some(self.bare(one).0),
            _ => None,
        }
    }
}

/// The variants of a union, by how a path names them.
pub(super) fn all_branches(union: &Type) -> Vec<(&str, &Type)> {
    match &union.shape {
        Shape::Tagged(tagged) => {
            let branches = tagged.branches.iter();
            let named =
                branches.flat_map(|branch| branch.values.iter().map(move |it| (it, &branch.ty)));
            named.map(|(name, ty)| (name.as_str(), ty)).collect()
        }
        Shape::Kinds(kinds) => {
            let names = [":string", ":number", ":boolean", ":array", ":object"];
            let branches = names.into_iter();
            branches
                .filter_map(|name| Some((name, kind_named(kinds, name)?)))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn branches<'t>(union: &'t Type, names: &[String]) -> Vec<(&'t str, &'t Type)> {
    let mut branches = all_branches(union);
    branches.retain(|(name, _)| names.iter().any(|it| it == name));
    branches
}
