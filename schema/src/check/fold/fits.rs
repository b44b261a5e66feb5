//! Whether what one type holds can stand where another type is.

use std::collections::HashSet;

use crate::check::fold::Types;
use crate::json::{Json, Number};
use crate::shape::{Kinds, Object, Shape, Tagged, Type};

/// Why a value of one type does not fit another.
#[derive(Debug)]
pub(super) struct Misfit {
    /// Where below the two, as a JSON Pointer; empty for the two themselves.
    at: String,
    why: String,
}

impl Misfit {
    fn new(why: impl Into<String>) -> Self {
        Self {
            at: String::new(),
            why: why.into(),
        }
    }

    fn below(mut self, key: &str) -> Self {
        self.at = crate::pointer::child("", key) + &self.at;
        self
    }
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.at.is_empty() {
            true => f.write_str(&self.why),
            false => write!(f, "at `{}`: {}", self.at, self.why),
        }
    }
}

type Verdict = Result<(), Misfit>;

impl Types<'_> {
    /// Whether each value of `from` is one of `into`.
    pub(super) fn fits(self, from: &Type, into: &Type) -> Verdict {
        let mut fit = Fit {
            types: self,
            seen: HashSet::new(),
        };
        fit.fits(from, into)
    }

    /// Whether each value of some variants of a union is one of `into`.
    pub(super) fn variants_fit(self, union: &Type, variants: &[String], into: &Type) -> Verdict {
        let mut fit = Fit {
            types: self,
            seen: HashSet::new(),
        };
        let into = self.bare(into).0;
        for variant in variants {
            let found = match &union.shape {
                Shape::Tagged(tagged) => {
                    let Some(branch) = tagged.branches.iter().find(|it| it.has(variant)) else {
                        continue;
                    };
                    fit.branch(&tagged.tag, variant, &branch.ty, into)
                }
                Shape::Kinds(kinds) => match kind_named(kinds, variant) {
                    Some(ty) => fit.fits(ty, into),
                    None => continue,
                },
                _ => continue,
            };
            found.map_err(|misfit| Misfit::new(format!("`{variant}` does not fit: {misfit}")))?;
        }
        Ok(())
    }

    /// Whether a constant is a value of `into`.
    pub(super) fn holds(self, into: &Type, json: &Json) -> Verdict {
        let into = self.resolve(into);
        let expected = || {
            let found = json.kind();
            Err(Misfit::new(format!(
                "the type is {}, but this is {found}",
                noun(into)
            )))
        };
        match (&into.shape, json) {
            (Shape::Broken | Shape::Any | Shape::Raw, _)
            | (Shape::Nullable(_) | Shape::Null, Json::Null)
            | (Shape::Boolean, Json::Boolean(_))
            | (Shape::Number, Json::Number(_))
            | (Shape::String, Json::String(_))
            | (Shape::FreeForm, Json::Object(_)) => Ok(()),
            (Shape::Nullable(inner), _) => self.holds(inner, json),
            (Shape::Integer { unsigned }, Json::Number(number)) => {
                let whole = number.whole();
                let fits = whole.is_some_and(|it| match unsigned {
                    true => u64::try_from(it).is_ok(),
                    false => i64::try_from(it).is_ok(),
                });
                match fits {
                    true => Ok(()),
                    false => expected(),
                }
            }
            (Shape::Const(value), Json::String(text)) if value == text => Ok(()),
            (Shape::Enum(values), Json::String(text))
                if values.iter().any(|it| it.value == *text) =>
            {
                Ok(())
            }
            (Shape::Const(_) | Shape::Enum(_), Json::String(text)) => Err(Misfit::new(format!(
                "`{text}` is none of the values of {}",
                into.pointer
            ))),
            (Shape::Map(values), Json::Object(members)) => members
                .iter()
                .try_for_each(|(key, it)| self.holds(values, it).map_err(|it| it.below(key))),
            (Shape::Array(items), Json::Array(elements)) => {
                let mut elements = elements.iter().enumerate();
                elements.try_for_each(|(index, it)| {
                    let misfit = self.holds(items, it);
                    misfit.map_err(|it| it.below(&index.to_string()))
                })
            }
            (Shape::Object(object), Json::Object(members)) => self.object_holds(object, members),
            (Shape::Tagged(union), Json::Object(members)) => {
                let tag = members.get(&union.tag).and_then(Json::as_str);
                let branch = match tag {
                    Some(tag) => union.branches.iter().find(|it| it.has(tag)),
                    None => union.default.map(|index| &union.branches[index]),
                };
                match branch {
                    Some(branch) => self.holds(&branch.ty, json),
                    None => Err(Misfit::new(format!(
                        "`{}` says none of the variants of {}",
                        union.tag, into.pointer
                    ))),
                }
            }
            (Shape::Kinds(kinds), _) => match kind_of_json(kinds, json) {
                Some(ty) => self.holds(ty, json),
                None => expected(),
            },
            _ => expected(),
        }
    }

    fn object_holds(self, object: &Object, members: &indexmap::IndexMap<String, Json>) -> Verdict {
        for property in &object.properties {
            match members.get(&property.key) {
                Some(Json::Null) if !property.required => {}
                Some(json) => {
                    let misfit = self.holds(&property.ty, json);
                    misfit.map_err(|it| it.below(&property.key))?;
                }
                None if property.required => {
                    return Err(Misfit::new(format!("it lacks `{}`", property.key)));
                }
                None => {}
            }
        }
        for (key, json) in members {
            match (object.property(key), &object.additional) {
                (Some(_), _) => {}
                (None, Some(additional)) => {
                    self.holds(additional, json).map_err(|it| it.below(key))?;
                }
                (None, None) => return Err(Misfit::new(format!("there is no field `{key}`"))),
            }
        }
        Ok(())
    }
}

struct Fit<'t> {
    types: Types<'t>,
    /// What is being compared, or was, by where it stands: types may contain themselves.
    seen: HashSet<(String, String)>,
}

impl Fit<'_> {
    fn fits(&mut self, from: &Type, into: &Type) -> Verdict {
        let types = self.types;
        let (from, into) = (types.resolve(from), types.resolve(into));
        let pair = (from.pointer.clone(), into.pointer.clone());
        if from.pointer == into.pointer && from.shape == into.shape || self.seen.contains(&pair) {
            return Ok(());
        }
        if matches!(from.shape, Shape::Object(_) | Shape::Tagged(_)) {
            self.seen.insert(pair);
        }
        match (&from.shape, &into.shape) {
            (Shape::Broken, _) | (_, Shape::Broken | Shape::Any | Shape::Raw) => Ok(()),
            (Shape::Null, Shape::Null | Shape::Nullable(_))
            | (Shape::Boolean, Shape::Boolean)
            | (Shape::Integer { .. } | Shape::Number, Shape::Number)
            | (Shape::String | Shape::Const(_) | Shape::Enum(_), Shape::String)
            | (
                Shape::Object(_) | Shape::Map(_) | Shape::FreeForm | Shape::Tagged(_),
                Shape::FreeForm,
            ) => Ok(()),
            (Shape::Nullable(from), Shape::Nullable(into)) => self.fits(from, into),
            (Shape::Nullable(_), _) => Err(Misfit::new("it may be null, which has no place there")),
            (_, Shape::Nullable(into)) => self.fits(from, into),
            (Shape::Integer { unsigned: one }, Shape::Integer { unsigned: other })
                if one == other =>
            {
                Ok(())
            }
            (Shape::Const(value), _) if self.is_known(value, into) => Ok(()),
            (Shape::Enum(values), Shape::Enum(_) | Shape::Const(_)) => {
                let mut values = values.iter();
                match values.find(|it| !self.is_known(&it.value, into)) {
                    None => Ok(()),
                    Some(other) => Err(Misfit::new(format!(
                        "`{}` is none of the values of {}",
                        other.value, into.pointer
                    ))),
                }
            }
            (Shape::Map(from), Shape::Map(into)) | (Shape::Array(from), Shape::Array(into)) => {
                self.fits(from, into)
            }
            (Shape::Object(from), Shape::Object(into)) => self.objects(from, into),
            (Shape::Object(object), Shape::Tagged(union)) => {
                let tag = object.property(&union.tag);
                let tag = tag.map(|it| &types.resolve(&it.ty).shape);
                match tag {
                    Some(Shape::Const(value)) => self.branch(&union.tag, value, from, into),
                    _ => Err(Misfit::new(format!(
                        "it has no constant in `{}`, which tells the variants apart",
                        union.tag
                    ))),
                }
            }
            (Shape::Tagged(one), Shape::Tagged(other)) => {
                if one.tag != other.tag {
                    return Err(misfit(from, into));
                }
                let branches = one.branches.iter();
                let mut values =
                    branches.flat_map(|branch| branch.values.iter().map(move |it| (it, branch)));
                values
                    .try_for_each(|(value, branch)| self.branch(&one.tag, value, &branch.ty, into))
            }
            (Shape::Kinds(one), Shape::Kinds(_)) => one
                .branches()
                .try_for_each(|branch| self.fits(branch, into)),
            (_, Shape::Kinds(kinds)) => match kind_of_shape(kinds, &from.shape) {
                Some(into) => self.fits(from, into),
                None => Err(misfit(from, into)),
            },
            _ => Err(misfit(from, into)),
        }
    }

    /// An object with this tag.
    fn branch(&mut self, tag: &str, value: &str, from: &Type, into: &Type) -> Verdict {
        let into = self.types.resolve(into);
        match &into.shape {
            Shape::Tagged(Tagged {
                tag: own, branches, ..
            }) if own == tag => match branches.iter().find(|it| it.has(value)) {
                Some(branch) => self
                    .fits(from, &branch.ty)
                    .map_err(|it| Misfit::new(format!("as `{value}`, {it}"))),
                None => Err(Misfit::new(format!(
                    "{} has no variant `{value}`",
                    into.pointer
                ))),
            },
            Shape::Nullable(inner) => self.branch(tag, value, from, inner),
            Shape::Kinds(Kinds {
                object: Some(inner),
                ..
            }) => self.branch(tag, value, from, inner),
            Shape::Tagged(_) => Err(misfit(from, into)),
            _ => self.fits(from, into),
        }
    }

    fn objects(&mut self, from: &Object, into: &Object) -> Verdict {
        let has = |it: &crate::shape::Property| from.property(&it.key).is_some();
        if !into.properties.is_empty() && !into.properties.iter().any(has) {
            return Err(Misfit::new("the two objects have no field in common"));
        }
        for wanted in &into.properties {
            let below = |misfit: Misfit| misfit.below(&wanted.key);
            let Some(given) = from.property(&wanted.key) else {
                match wanted.required {
                    true => return Err(Misfit::new(format!("it lacks `{}`", wanted.key))),
                    false => continue,
                }
            };
            if !wanted.required {
                let (given, wanted) = (self.types.bare(&given.ty).0, self.types.bare(&wanted.ty).0);
                self.fits(given, wanted).map_err(below)?;
            } else if given.required {
                self.fits(&given.ty, &wanted.ty).map_err(below)?;
            } else {
                let why = "it may be absent, and is required there";
                return Err(below(Misfit::new(why)));
            }
        }
        Ok(())
    }

    fn is_known(&self, value: &str, into: &Type) -> bool {
        match &into.shape {
            Shape::Const(known) => known == value,
            Shape::Enum(known) => known.iter().any(|it| it.value == value),
            _ => false,
        }
    }
}

fn misfit(from: &Type, into: &Type) -> Misfit {
    if let (Shape::Const(one), Shape::Const(other)) = (&from.shape, &into.shape) {
        return Misfit::new(format!("`{one}` is not `{other}`"));
    }
    Misfit::new(format!("{} is no {}", noun(from), bare_noun(into)))
}

/// The branch of a union by kind that is written like this.
pub(super) fn kind_named<'k>(kinds: &'k Kinds, name: &str) -> Option<&'k Type> {
    let branch = match name {
        ":string" => &kinds.string,
        ":number" => &kinds.number,
        ":boolean" => &kinds.boolean,
        ":array" => &kinds.array,
        ":object" => &kinds.object,
        _ => &None,
    };
    branch.as_deref()
}

fn kind_of_json<'k>(kinds: &'k Kinds, json: &Json) -> Option<&'k Type> {
    let name = match json {
        Json::Null => return None,
        Json::Boolean(_) => ":boolean",
        Json::Number(Number::Integer(_) | Number::Unsigned(_) | Number::Float(_)) => ":number",
        Json::String(_) => ":string",
        Json::Array(_) => ":array",
        Json::Object(_) => ":object",
    };
    kind_named(kinds, name)
}

fn kind_of_shape<'k>(kinds: &'k Kinds, shape: &Shape) -> Option<&'k Type> {
    let name = match shape {
        Shape::Boolean => ":boolean",
        Shape::Integer { .. } | Shape::Number => ":number",
        Shape::String | Shape::Const(_) | Shape::Enum(_) => ":string",
        Shape::Array(_) => ":array",
        Shape::Object(_) | Shape::FreeForm | Shape::Map(_) | Shape::Tagged(_) => ":object",
        _ => return None,
    };
    kind_named(kinds, name)
}

/// What a value of a type is, with its article.
pub(super) fn noun(ty: &Type) -> &'static str {
    match &ty.shape {
        Shape::Null => "null",
        Shape::Boolean => "a boolean",
        Shape::Integer { unsigned: true } => "an unsigned integer",
        Shape::Integer { .. } => "an integer",
        Shape::Number => "a number",
        Shape::String => "a string",
        Shape::Const(_) => "a constant string",
        Shape::Enum(_) => "a string with known values",
        Shape::Object(_) => "an object",
        Shape::FreeForm => "a free-form object",
        Shape::Map(_) => "a map",
        Shape::Array(_) => "a list",
        Shape::Tagged(_) | Shape::Kinds(_) => "a union",
        Shape::Nullable(_) => "a value or null",
        Shape::Any | Shape::Raw => "any value",
        Shape::Ref(_) | Shape::Broken => "a value",
    }
}

fn bare_noun(ty: &Type) -> &'static str {
    let noun = noun(ty);
    let bare = noun.strip_prefix("a ").or_else(|| noun.strip_prefix("an "));
    bare.unwrap_or(noun)
}
