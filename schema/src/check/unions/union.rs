//! How the branches of a union are told apart.

use crate::check::lower::node::Node;
use crate::check::settle::{Settling, enum_value};
use crate::check::unions::branches::{KindSet, Leaf};
use crate::check::unions::tag::{Choice, Lacking};
use crate::check::unions::view::{Union, View};
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;
use crate::schema::Discriminator;
use crate::shape::{Branch, EnumValue, Kinds, Shape, Tagged, Type};

/// Why a union has no shape of its own.
enum Undecided {
    /// A mistake that has been reported.
    Broken,
    /// The branches cannot be told apart.
    Raw(&'static str),
}

impl<'n, 'd> Settling<'n, 'd, '_> {
    /// Decides the union at `node`, about which `ty` says all but the shape.
    pub(crate) fn union(&mut self, node: &'n Node<'d>, union: Union<'n, 'd>, ty: &mut Type) {
        let branches = self.nodes.branches(union);
        let of = |kind| {
            branches
                .iter()
                .filter(|leaf| leaf.kind == kind)
                .copied()
                .collect()
        };
        let any: Vec<Leaf<'_, '_>> = of(KindSet::ANY);
        let broken: Vec<Leaf<'_, '_>> = of(KindSet::BROKEN);
        let nulls: Vec<Leaf<'_, '_>> = of(KindSet::NULL);
        if !any.is_empty() {
            return; // `Shape::Any` is what is there.
        }
        if !broken.is_empty() {
            self.look_into(union);
            ty.shape = Shape::Broken;
            return;
        }
        let rest: Vec<_> = branches
            .iter()
            .filter(|leaf| leaf.kind != KindSet::NULL)
            .copied()
            .collect();
        let decided = match rest.is_empty() {
            true => Ok(part(node, Shape::Null)),
            false => self.decide(node, union.discriminator, &rest),
        };
        let mut inner = match decided {
            Ok(inner) => inner,
            Err(Undecided::Broken) => {
                self.look_into(union);
                ty.shape = Shape::Broken;
                return;
            }
            Err(Undecided::Raw(reason)) => {
                self.look_into(union);
                self.note_raw(node, reason);
                part(node, Shape::Raw)
            }
        };
        if nulls.is_empty() || rest.is_empty() {
            ty.description = ty.description.take().or(inner.description);
            ty.name = ty.name.take().or(inner.name);
            ty.deprecated |= inner.deprecated;
            ty.shape = inner.shape;
        } else {
            // What is said about the union is said about what is left of it without the null.
            if !matches!(inner.shape, Shape::Ref(_)) {
                inner.description = inner.description.or_else(|| ty.description.clone());
                inner.name = inner.name.or_else(|| ty.name.clone());
            }
            ty.shape = Shape::Nullable(Box::new(inner));
        }
    }

    /// Settles branches that become nothing, to find the mistakes in them.
    fn look_into(&mut self, union: Union<'n, 'd>) {
        for branch in union.branches {
            self.ty(branch);
        }
    }

    /// The type of branches none of which is null.
    fn decide(
        &mut self,
        node: &'n Node<'d>,
        discriminator: Option<&'d Discriminator>,
        branches: &[Leaf<'n, 'd>],
    ) -> Result<Type, Undecided> {
        let of = |kind| -> Vec<Leaf<'n, 'd>> {
            branches
                .iter()
                .filter(|leaf| leaf.kind == kind)
                .copied()
                .collect()
        };
        let mut kinds = Kinds {
            boolean: self.scalars(&of(KindSet::BOOLEAN), node, |_, _| Shape::Boolean),
            number: self.scalars(&of(KindSet::NUMBER), node, Self::number),
            string: self.scalars(&of(KindSet::STRING), node, Self::strings),
            array: None,
            object: self
                .objects(node, discriminator, &of(KindSet::OBJECT))?
                .map(Box::new),
        };
        kinds.array = match *of(KindSet::ARRAY) {
            [] => None,
            [one] => Some(Box::new(self.ty(one.node))),
            _ => return Err(Undecided::Raw("several branches are arrays")),
        };
        let Kinds {
            boolean,
            number,
            string,
            array,
            object,
        } = &mut kinds;
        let parts = [boolean, number, string, array, object];
        if parts.iter().filter(|part| part.is_some()).count() > 1 {
            return Ok(part(node, Shape::Kinds(kinds)));
        }
        let single = parts.into_iter().find_map(Option::take);
        single.map(|single| *single).ok_or(Undecided::Broken)
    }

    /// The type of branches whose kind is simple: a single branch as it is, several put together.
    fn scalars(
        &mut self,
        branches: &[Leaf<'n, 'd>],
        node: &Node<'_>,
        together: impl FnOnce(&Self, &[Leaf<'n, 'd>]) -> Shape,
    ) -> Option<Box<Type>> {
        let settled = match branches {
            [] => return None,
            [one] => self.ty(one.node),
            several => part(node, together(self, &self.nodes.leaves(several))),
        };
        Some(Box::new(settled))
    }

    fn number(&self, leaves: &[Leaf<'n, 'd>]) -> Shape {
        let mut any_unsigned = false;
        for leaf in leaves {
            match self.nodes.view(leaf.node) {
                View::Integer { unsigned } => any_unsigned |= unsigned,
                _ => return Shape::Number,
            }
        }
        Shape::Integer {
            unsigned: any_unsigned,
        }
    }

    /// `string | enum`, or constants with a description each.
    fn strings(&self, leaves: &[Leaf<'n, 'd>]) -> Shape {
        let mut known: indexmap::IndexMap<&str, EnumValue> = indexmap::IndexMap::new();
        for leaf in leaves {
            let View::Values(values) = self.nodes.view(leaf.node) else {
                continue;
            };
            let description = leaf.node.description.filter(|_| values.len() == 1);
            for value in values {
                known
                    .entry(value)
                    .or_insert_with(|| enum_value(value, description));
            }
        }
        match known.is_empty() {
            true => Shape::String,
            false => Shape::Enum(known.into_values().collect()),
        }
    }

    fn objects(
        &mut self,
        node: &'n Node<'d>,
        discriminator: Option<&'d Discriminator>,
        branches: &[Leaf<'n, 'd>],
    ) -> Result<Option<Type>, Undecided> {
        let leaves = self.nodes.leaves(branches);
        let choice = match (discriminator, branches) {
            (_, []) => return Ok(None),
            (Some(discriminator), _) => self.by_discriminator(node, discriminator, &leaves)?,
            (None, [one]) => {
                // A union of objects with a name keeps it.
                let raw = leaves.len() > 1 && !self.is_decidable(*one, &leaves);
                let settled = self.ty(one.node);
                return match raw {
                    true => Err(Undecided::Raw("a branch is itself such a union")),
                    false => Ok(Some(settled)),
                };
            }
            (None, _) => {
                let mut preferred = self.nodes.inner_tags(branches);
                preferred.push("type");
                self.nodes
                    .inferred(&leaves, &preferred)
                    .ok_or(Undecided::Raw(
                        "no property has a constant of its own in each of the objects",
                    ))?
            }
        };
        let tagged = self.tagged(node, &choice, &leaves);
        Ok(Some(part(node, Shape::Tagged(tagged))))
    }

    /// Whether the union of objects that is `branch` has a tag.
    fn is_decidable(&self, branch: Leaf<'n, 'd>, leaves: &[Leaf<'n, 'd>]) -> bool {
        match *self.nodes.inner_tags(&[branch]) {
            [declared] => self.nodes.declared(declared, leaves).is_ok(),
            _ => self.nodes.inferred(leaves, &["type"]).is_some(),
        }
    }

    fn by_discriminator(
        &mut self,
        node: &'n Node<'d>,
        discriminator: &'d Discriminator,
        leaves: &[Leaf<'n, 'd>],
    ) -> Result<Choice<'d>, Undecided> {
        let tag = discriminator.property_name.as_str();
        match self.nodes.declared(tag, leaves) {
            Ok(choice) => {
                self.cross_check(node, discriminator, &choice);
                Ok(choice)
            }
            Err(Lacking { branch }) => {
                let lacking = &branch.pointer;
                let place = pointer::child(&node.pointer, "discriminator");
                let target = &self.nodes.chase(branch).pointer;
                let message = format!("`{tag}` does not tell the branch at {lacking} apart");
                self.findings.add(
                    Diagnostic::new(Check::Discriminator, place, message)
                        .label(format!("not every branch has a constant `{tag}`"))
                        .help(format!(
                            "in {target}, write `\"{tag}\": {{ \"const\": \"…\" }}` with the \
                             value that means it"
                        )),
                );
                Err(Undecided::Broken)
            }
        }
    }

    fn tagged(&mut self, node: &Node<'_>, choice: &Choice<'d>, leaves: &[Leaf<'n, 'd>]) -> Tagged {
        let mut tagged = Tagged {
            tag: choice.tag.to_owned(),
            branches: Vec::new(),
            default: None,
        };
        let mut own: Vec<Vec<String>> = vec![Vec::new(); leaves.len()];
        let mut shared = Vec::new();
        for (value, branches) in &choice.values {
            match **branches {
                [one] => own[one].push((*value).to_owned()),
                _ => shared.push((*value).to_owned()),
            }
        }
        for (index, values) in own
            .into_iter()
            .enumerate()
            .filter(|(_, own)| !own.is_empty())
        {
            if choice.default == Some(index) {
                tagged.default = Some(tagged.branches.len());
            }
            let ty = self.ty(leaves[index].node);
            tagged.branches.push(Branch { values, ty });
        }
        for value in shared {
            self.note_shared(node, choice.tag, &value);
            tagged.branches.push(Branch {
                values: vec![value],
                ty: part(node, Shape::Raw),
            });
        }
        tagged
    }

    fn note_raw(&mut self, node: &Node<'_>, reason: &str) {
        let message = format!("the branches of this union cannot be told apart: {reason}");
        self.findings.add(
            Diagnostic::new(Check::RawUnion, node.pointer.clone(), message)
                .label("stays raw JSON")
                .help(
                    "give each object a property with a constant of its own, or describe the \
                     value by one schema",
                ),
        );
    }

    fn note_shared(&mut self, node: &Node<'_>, tag: &str, value: &str) {
        let message = format!("several branches have `{value}` for their `{tag}`");
        self.findings.add(
            Diagnostic::new(Check::SharedTag, node.pointer.clone(), message)
                .label(format!("`{value}` stays raw JSON"))
                .help("give each branch a value of its own"),
        );
    }
}

/// A type that nothing was said about but that it is a part of the union at `node`.
fn part(node: &Node<'_>, shape: Shape) -> Type {
    Type {
        shape,
        description: None,
        deprecated: false,
        name: None,
        pointer: node.pointer.clone(),
    }
}
