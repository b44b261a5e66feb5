//! Unions as they were decided to [`Type`].

use crate::check::lower::node::{Link, Node, Union};
use crate::check::settle::Settling;
use crate::check::unions::Alternative;
use crate::check::unions::tag::Choice;
use crate::check::unions::union::{ByKind, Decision, Nullable, OfKind};
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::shape::{Branch, Kinds, Shape, Tagged, Type};

impl<'d> Settling<'_, 'd, '_> {
    /// Settles the union at `node`, about which `ty` says all but the shape.
    pub(super) fn union(&mut self, node: &Link<'d>, union: &Union<'d>, ty: &mut Type) {
        let (null, mut inner) = match self.definitions.decide(node, union) {
            Decision::Any => return self.look_into(union),
            Decision::Null => {
                ty.shape = Shape::Null;
                return;
            }
            Decision::Broken(mistake) => {
                if let Some(diagnostic) = mistake {
                    self.findings.add(*diagnostic);
                }
                self.look_into(union);
                ty.shape = Shape::Broken;
                return;
            }
            Decision::Raw(Nullable { null, rest }) => {
                self.look_into(union);
                self.note_raw(node, rest);
                (null, part(node, Shape::Raw))
            }
            Decision::Kinds(Nullable { null, rest }) => (null, self.kinds(node, *rest)),
        };
        if null {
            // What is said about the union is said about what is left of it without the null.
            if !matches!(inner.shape, Shape::Ref(_)) {
                inner.description = inner.description.or_else(|| ty.description.clone());
                inner.name = inner.name.or_else(|| ty.name.clone());
            }
            ty.shape = Shape::Nullable(Box::new(inner));
        } else {
            ty.description = ty.description.take().or(inner.description);
            ty.name = ty.name.take().or(inner.name);
            ty.deprecated |= inner.deprecated;
            ty.shape = inner.shape;
        }
    }

    /// Settles branches that become nothing, to find the mistakes in them.
    fn look_into(&mut self, union: &Union<'d>) {
        for branch in &union.branches {
            self.ty(branch);
        }
    }

    fn kinds(&mut self, node: &Link<'d>, kinds: ByKind<'d>) -> Type {
        let mut settle = |of_kind: Option<OfKind<'d>>| {
            of_kind.map(|of_kind| Box::new(self.of_kind(node, of_kind)))
        };
        let mut kinds = Kinds {
            boolean: settle(kinds.boolean),
            number: settle(kinds.number),
            string: settle(kinds.string),
            array: settle(kinds.array),
            object: settle(kinds.object),
        };
        let Kinds {
            boolean,
            number,
            string,
            array,
            object,
        } = &mut kinds;
        let parts = [boolean, number, string, array, object];
        if parts.iter().filter(|kind| kind.is_some()).count() > 1 {
            return part(node, Shape::Kinds(kinds));
        }
        let single = parts.into_iter().find_map(Option::take);
        single.map_or_else(|| part(node, Shape::Broken), |single| *single)
    }

    fn of_kind(&mut self, node: &Link<'d>, of_kind: OfKind<'d>) -> Type {
        match of_kind {
            OfKind::Branch(branch) => self.ty(&branch),
            OfKind::Shape(shape) => part(node, shape),
            OfKind::Tagged(choice, leaves) => {
                let tagged = self.tagged(node, &choice, &leaves);
                part(node, Shape::Tagged(tagged))
            }
        }
    }

    fn tagged(
        &mut self,
        node: &Link<'d>,
        choice: &Choice<'d>,
        leaves: &[Alternative<'d>],
    ) -> Tagged {
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
            let ty = self.ty(&leaves[index].node);
            tagged.branches.push(Branch { values, ty });
        }
        for value in shared {
            let ty = self.sharing(node, choice, &value, leaves);
            let values = vec![value];
            tagged.branches.push(Branch { values, ty });
        }
        tagged
    }

    /// What several branches with one value of the tag come to: a union told by another property.
    fn sharing(
        &mut self,
        node: &Link<'d>,
        choice: &Choice<'d>,
        value: &str,
        leaves: &[Alternative<'d>],
    ) -> Type {
        let sharing = choice.values.get(value).map_or(&[][..], Vec::as_slice);
        // A branch that has other values too would become a type of each.
        let has_others = |index: &usize| {
            let of = choice.values.values().filter(|them| them.contains(index));
            of.count() > 1
        };
        let among: Vec<_> = sharing.iter().map(|index| leaves[*index].clone()).collect();
        let inner = match sharing.iter().any(has_others) {
            true => None,
            false => self.definitions.inferred(&among, &["type"]),
        };
        let shape = match inner {
            Some(inner) => Shape::Tagged(self.tagged(node, &inner, &among)),
            None => {
                self.note_shared(node, choice.tag, value);
                Shape::Raw
            }
        };
        part(node, shape)
    }

    fn note_raw(&mut self, node: &Node<'_>, reason: &str) {
        let message = format!("the branches of this union cannot be told apart: {reason}");
        self.findings.add(
            Diagnostic::new(Check::RawUnion, &*node.pointer, message)
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
            Diagnostic::new(Check::SharedTag, &*node.pointer, message)
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
        pointer: node.pointer.to_string(),
    }
}
