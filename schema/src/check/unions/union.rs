//! How the branches of a union are told apart.

use crate::all_of::Kind;
use crate::check::lower::node::{Form, Link, Union};
use crate::check::unions::Definitions;
use crate::check::unions::branches::Alternative;
use crate::check::unions::conflict;
use crate::check::unions::kinds::KindSet;
use crate::check::unions::tag::{Choice, Lacking};
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::json::Json;
use crate::pointer;
use crate::schema::{Discriminator, JsonType};
use crate::shape::{EnumValue, Shape};

/// What a union comes down to.
pub(crate) enum Decision<'d> {
    /// A branch allows any value.
    Any,
    /// Something in it was reported; or has to be.
    Broken(Option<Box<Diagnostic>>),
    /// No branch is left but null.
    Null,
    /// A value of one of these kinds, or null.
    Kinds(Nullable<Box<ByKind<'d>>>),
    /// The branches cannot be told apart.
    Raw(Nullable<&'static str>),
}

/// Something beside which null may be allowed.
pub(crate) struct Nullable<T> {
    pub(crate) null: bool,
    pub(crate) rest: T,
}

/// What a value is, kind by kind; at least one is there.
#[derive(Default)]
pub(crate) struct ByKind<'d> {
    pub(crate) boolean: Option<OfKind<'d>>,
    pub(crate) number: Option<OfKind<'d>>,
    pub(crate) string: Option<OfKind<'d>>,
    pub(crate) array: Option<OfKind<'d>>,
    pub(crate) object: Option<OfKind<'d>>,
}

/// What a value of some kind is.
pub(crate) enum OfKind<'d> {
    /// What one branch says.
    Branch(Link<'d>),
    /// What several branches come to.
    Shape(Shape),
    /// One of some objects, told apart by a property.
    Tagged(Choice<'d>, Vec<Alternative<'d>>),
}

/// Why a union has no shape of its own.
enum Undecided {
    Mistake(Box<Diagnostic>),
    /// The branches cannot be told apart.
    Raw(&'static str),
}

impl<'d> Definitions<'d> {
    /// Decides the union at `node`, which is put together.
    pub(crate) fn decide(&self, node: &Link<'d>, union: &Union<'d>) -> Decision<'d> {
        if self.is_exhausted() {
            return Decision::Broken(Some(Box::new(conflict::too_many_types())));
        }
        let branches = self.branches(union);
        let has = |kind| branches.iter().any(|branch| branch.kind == kind);
        if has(KindSet::ANY) {
            return Decision::Any;
        }
        if has(KindSet::BROKEN) {
            return Decision::Broken(None);
        }
        let null = has(KindSet::NULL);
        if branches.iter().all(|branch| branch.kind == KindSet::NULL) {
            return Decision::Null;
        }
        match self.by_kind(node, union, &branches) {
            Ok(rest) => Decision::Kinds(Nullable {
                null,
                rest: Box::new(rest),
            }),
            Err(Undecided::Raw(rest)) => Decision::Raw(Nullable { null, rest }),
            Err(Undecided::Mistake(diagnostic)) => Decision::Broken(Some(diagnostic)),
        }
    }

    fn by_kind(
        &self,
        node: &Link<'d>,
        union: &Union<'d>,
        branches: &[Alternative<'d>],
    ) -> Result<ByKind<'d>, Undecided> {
        let of = |kind| -> Vec<Alternative<'d>> {
            let of_kind = branches.iter().filter(|branch| branch.kind == kind);
            of_kind.cloned().collect()
        };
        let objects = of(KindSet::OBJECT);
        let object = self.objects(node, union, &objects)?;
        let array = match of(KindSet::ARRAY).as_slice() {
            [] => None,
            [one] => Some(OfKind::Branch(one.node.clone())),
            _ => return Err(Undecided::Raw("several branches are arrays")),
        };
        Ok(ByKind {
            boolean: self.scalars(&of(KindSet::BOOLEAN), |_| Shape::Boolean),
            number: self.scalars(&of(KindSet::NUMBER), number),
            string: self.scalars(&of(KindSet::STRING), strings),
            array,
            object,
        })
    }

    /// What branches of a simple kind say: a single branch as it is, several put together.
    fn scalars(
        &self,
        branches: &[Alternative<'d>],
        together: impl FnOnce(&[(Link<'d>, Kind<&'d Json>)]) -> Shape,
    ) -> Option<OfKind<'d>> {
        match branches {
            [] => None,
            [one] => Some(OfKind::Branch(one.node.clone())),
            several => {
                let kind = |leaf: Alternative<'d>| match &self.target(&leaf.node).form {
                    Form::Scalar(kind) => Some((leaf.node, kind.clone())),
                    _ => None,
                };
                let leaves: Vec<_> = self.leaves(several).into_iter().filter_map(kind).collect();
                Some(OfKind::Shape(together(&leaves)))
            }
        }
    }

    /// The branches that are objects, and how they are told apart.
    fn objects(
        &self,
        node: &Link<'d>,
        union: &Union<'d>,
        branches: &[Alternative<'d>],
    ) -> Result<Option<OfKind<'d>>, Undecided> {
        let leaves = self.leaves(branches);
        let choice = match (union.discriminator, branches) {
            (_, []) => return Ok(None),
            (Some(discriminator), _) => self.by_discriminator(node, discriminator, &leaves)?,
            (None, [one]) => {
                // A union of one object is one to which others may come.
                if let (1, Some(choice)) = (union.branches.len(), self.only(&leaves)) {
                    return Ok(Some(OfKind::Tagged(choice, leaves)));
                }
                // A union of objects with a name keeps it.
                return match leaves.len() > 1 && !self.is_decidable(one, &leaves) {
                    true => Err(Undecided::Raw("a branch is itself such a union")),
                    false => Ok(Some(OfKind::Branch(one.node.clone()))),
                };
            }
            (None, _) => {
                let mut preferred = self.inner_tags(branches);
                preferred.push("type");
                let reason = "no property has a constant of its own in each of the objects";
                self.inferred(&leaves, &preferred)
                    .ok_or(Undecided::Raw(reason))?
            }
        };
        Ok(Some(OfKind::Tagged(choice, leaves)))
    }

    /// Whether the union of objects that is `branch` has a tag.
    fn is_decidable(&self, branch: &Alternative<'d>, leaves: &[Alternative<'d>]) -> bool {
        match *self.inner_tags(std::slice::from_ref(branch)) {
            [declared] => self.declared(declared, leaves).is_ok(),
            _ => self.inferred(leaves, &["type"]).is_some(),
        }
    }

    fn by_discriminator(
        &self,
        node: &Link<'d>,
        discriminator: &'d Discriminator,
        leaves: &[Alternative<'d>],
    ) -> Result<Choice<'d>, Undecided> {
        let tag = discriminator.property_name.as_str();
        self.declared(tag, leaves).map_err(|Lacking { branch }| {
            let lacking = &branch.pointer;
            let place = pointer::child(&node.pointer, "discriminator");
            let target = &self.target(&branch).pointer;
            let message = format!("`{tag}` does not tell the branch at {lacking} apart");
            let help = format!(
                "in {target}, write `\"{tag}\": {{ \"const\": \"…\" }}` with the value that means \
                 it"
            );
            let diagnostic = Diagnostic::new(Check::Discriminator, place, message)
                .label(format!("not every branch has a constant `{tag}`"))
                .help(help);
            Undecided::Mistake(Box::new(diagnostic))
        })
    }
}

fn number(leaves: &[(Link<'_>, Kind<&Json>)]) -> Shape {
    let is_number = |(_, kind): &(_, Kind<&Json>)| kind.json_type == JsonType::Number;
    match leaves.iter().any(is_number) {
        true => Shape::Number,
        false => Shape::Integer {
            unsigned: leaves.iter().any(|(_, kind)| kind.unsigned),
        },
    }
}

/// `string | enum`, or constants with a description each.
fn strings(leaves: &[(Link<'_>, Kind<&Json>)]) -> Shape {
    let mut known: indexmap::IndexMap<&str, EnumValue> = indexmap::IndexMap::new();
    for (node, kind) in leaves {
        let description = node.description.filter(|_| kind.known.len() == 1);
        for value in kind.known.iter().filter_map(|value| value.as_str()) {
            known.entry(value).or_insert_with(|| EnumValue {
                value: value.to_owned(),
                description: description.map(str::to_owned),
            });
        }
    }
    match known.is_empty() {
        true => Shape::String,
        false => Shape::Enum(known.into_values().collect()),
    }
}
