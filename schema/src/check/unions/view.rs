//! What a subschema is at its outermost, with references followed and `allOf` put together.

use indexmap::{IndexMap, IndexSet};

use crate::check::lower::node::{Form, Node};
use crate::check::unions::branches::KindSet;
use crate::schema::Discriminator;

/// The entries of `$defs`; no cycle of references, unions and `allOf` among them.
#[derive(Clone, Copy)]
pub(crate) struct Nodes<'n, 'd> {
    pub(crate) definitions: &'n [Node<'d>],
    /// Of each definition.
    pub(crate) kinds: &'n [KindSet],
}

/// A subschema at its outermost.
#[derive(Debug)]
pub(crate) enum View<'n, 'd> {
    /// Something that has been reported.
    Broken,
    /// An `allOf` that cannot be put together.
    Conflict(Conflict),
    Any,
    Null,
    Boolean,
    Integer {
        unsigned: bool,
    },
    Number,
    String,
    Values(&'n [&'d str]),
    Object(Merged<'n, 'd>),
    Free,
    Map(&'n Node<'d>),
    Array(&'n Node<'d>),
    Union(Union<'n, 'd>),
}

/// A union as it was written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Union<'n, 'd> {
    pub(crate) branches: &'n [Node<'d>],
    pub(crate) discriminator: Option<&'d Discriminator>,
}

/// The keywords of an object, from all parts of an `allOf`.
#[derive(Debug, Default)]
pub(crate) struct Merged<'n, 'd> {
    pub(crate) properties: IndexMap<&'d str, &'n Node<'d>>,
    pub(crate) required: IndexSet<&'d str>,
    pub(crate) additional: Option<&'n Node<'d>>,
    /// The pointers of the parts' `required`, with what they list.
    pub(crate) requirements: Vec<(&'n str, &'d [String])>,
}

/// Why an `allOf` cannot be put together.
#[derive(Debug)]
pub(crate) struct Conflict {
    pub(crate) message: String,
    pub(crate) help: String,
}

impl<'n, 'd> Nodes<'n, 'd> {
    /// Follows references to something that is none.
    pub(crate) fn chase(self, mut node: &'n Node<'d>) -> &'n Node<'d> {
        while let Form::Ref(id) = node.form {
            node = &self.definitions[id];
        }
        node
    }

    pub(crate) fn view(self, node: &'n Node<'d>) -> View<'n, 'd> {
        let node = self.chase(node);
        match &node.form {
            Form::Broken | Form::Ref(_) => View::Broken,
            Form::Any => View::Any,
            Form::Null => View::Null,
            Form::Boolean => View::Boolean,
            Form::Integer { unsigned } => View::Integer {
                unsigned: *unsigned,
            },
            Form::Number => View::Number,
            Form::String => View::String,
            Form::Values(values) => View::Values(values),
            Form::Free { .. } => View::Free,
            Form::Map(values) => View::Map(values),
            Form::Array(items) => View::Array(items),
            Form::Union {
                branches,
                discriminator,
            } => View::Union(Union {
                branches,
                discriminator: *discriminator,
            }),
            Form::Object(_) => self.merge(std::slice::from_ref(node)),
            Form::AllOf(parts) => self.merge(parts),
        }
    }

    fn merge(self, parts: &'n [Node<'d>]) -> View<'n, 'd> {
        let mut merge = Merge {
            nodes: self,
            merged: Merged::default(),
            other: None,
            objects: 0,
        };
        // Depth first, in the order of the document; each definition once.
        let mut stack: Vec<&'n Node<'d>> = parts.iter().rev().collect();
        let mut seen = std::collections::HashSet::new();
        while let Some(part) = stack.pop() {
            let node = self.chase(part);
            if !seen.insert(std::ptr::from_ref(node)) {
                continue;
            }
            match &node.form {
                Form::Broken => return View::Broken,
                Form::AllOf(parts) => stack.extend(parts.iter().rev()),
                _ => {
                    if let Err(conflict) = merge.add(node) {
                        return View::Conflict(conflict);
                    }
                }
            }
        }
        merge.finish()
    }

    /// The part of the two that says more, if one of them does.
    fn narrower(self, a: &'n Node<'d>, b: &'n Node<'d>) -> Option<&'n Node<'d>> {
        let (inner_a, inner_b) = (self.without_null(a), self.without_null(b));
        let narrower = self.narrower_form(inner_a.unwrap_or(a), inner_b.unwrap_or(b))?;
        // Only what may be null in both parts may be null.
        match (inner_a, inner_b) {
            (Some(inner), Some(_)) if std::ptr::eq(narrower, inner) => Some(a),
            (Some(_), Some(_)) => Some(b),
            _ => Some(narrower),
        }
    }

    /// What is left of a nullable node without the null.
    fn without_null(self, node: &'n Node<'d>) -> Option<&'n Node<'d>> {
        let Form::Union { branches, .. } = &self.chase(node).form else {
            return None;
        };
        let null = |branch: &&Node<'d>| matches!(self.chase(branch).form, Form::Null);
        match branches.iter().partition::<Vec<_>, _>(null) {
            (nulls, rest) if !nulls.is_empty() => match *rest {
                [inner] => Some(inner),
                _ => None,
            },
            _ => None,
        }
    }

    fn narrower_form(self, a: &'n Node<'d>, b: &'n Node<'d>) -> Option<&'n Node<'d>> {
        let (form_a, form_b) = (&self.chase(a).form, &self.chase(b).form);
        let same_target = std::ptr::eq(form_a, form_b);
        if same_target || (a.schema.is_some() && a.schema == b.schema) {
            return Some(a);
        }
        match (form_a, form_b) {
            (_, Form::Any)
            | (Form::Values(_), Form::String)
            | (Form::Integer { .. }, Form::Number)
            | (Form::Object(_) | Form::AllOf(_) | Form::Map(_), Form::Free { .. }) => Some(a),
            (Form::Any, _)
            | (Form::String, Form::Values(_) | Form::String)
            | (Form::Number, Form::Integer { .. } | Form::Number)
            | (Form::Free { .. }, Form::Object(_) | Form::AllOf(_) | Form::Map(_))
            | (Form::Free { .. }, Form::Free { .. })
            | (Form::Integer { .. }, Form::Integer { .. })
            | (Form::Boolean, Form::Boolean)
            | (Form::Null, Form::Null) => Some(b),
            // Known values are open anyway: where neither list has all of the other, the later
            // part is the one that was written with the earlier in mind.
            (Form::Values(known_a), Form::Values(known_b)) => {
                let a_within_b = known_a.iter().all(|value| known_b.contains(value));
                Some(if a_within_b { a } else { b })
            }
            _ => None,
        }
    }
}

/// The parts of an `allOf` so far.
struct Merge<'n, 'd> {
    nodes: Nodes<'n, 'd>,
    merged: Merged<'n, 'd>,
    /// A part that is no object.
    other: Option<&'n Node<'d>>,
    objects: usize,
}

impl<'n, 'd> Merge<'n, 'd> {
    fn add(&mut self, node: &'n Node<'d>) -> Result<(), Conflict> {
        match &node.form {
            Form::Object(fields) => {
                self.objects += 1;
                for (key, property) in &fields.properties {
                    self.property(key, property)?;
                }
                self.require(node, fields.required);
                if let Some(additional) = &fields.additional {
                    self.additional(additional)?;
                }
            }
            Form::Map(values) => self.additional(values)?,
            Form::Free { required } => self.require(node, required),
            Form::Any => {}
            _ => self.other(node)?,
        }
        Ok(())
    }

    fn require(&mut self, node: &'n Node<'d>, required: &'d [String]) {
        if !required.is_empty() {
            self.merged
                .required
                .extend(required.iter().map(String::as_str));
            self.merged.requirements.push((&node.pointer, required));
        }
    }

    fn property(&mut self, key: &'d str, node: &'n Node<'d>) -> Result<(), Conflict> {
        let Some(known) = self.merged.properties.get_mut(key) else {
            self.merged.properties.insert(key, node);
            return Ok(());
        };
        let broken = |node| matches!(self.nodes.chase(node).form, Form::Broken);
        if broken(known) || broken(node) {
            return Ok(());
        }
        *known = self.nodes.narrower(known, node).ok_or_else(|| Conflict {
            message: format!("two parts of an `allOf` disagree about `{key}`"),
            help: format!(
                "declare `{key}` in one part only: {} or {}",
                known.pointer, node.pointer
            ),
        })?;
        Ok(())
    }

    fn additional(&mut self, node: &'n Node<'d>) -> Result<(), Conflict> {
        let Some(known) = self.merged.additional else {
            self.merged.additional = Some(node);
            return Ok(());
        };
        let narrower = self.nodes.narrower(known, node).ok_or_else(|| Conflict {
            message: "two parts of an `allOf` disagree about `additionalProperties`".to_owned(),
            help: "say what other properties are in one part only".to_owned(),
        })?;
        self.merged.additional = Some(narrower);
        Ok(())
    }

    fn other(&mut self, node: &'n Node<'d>) -> Result<(), Conflict> {
        let known = self.other.unwrap_or(node);
        let narrower = self.nodes.narrower(known, node).ok_or_else(|| Conflict {
            message: "the parts of an `allOf` cannot be put together".to_owned(),
            help: "only objects can be put together: write the type out".to_owned(),
        })?;
        self.other = Some(narrower);
        Ok(())
    }

    fn finish(self) -> View<'n, 'd> {
        let Self {
            nodes,
            merged,
            other,
            objects,
        } = self;
        match (other, merged.additional) {
            (Some(_), Some(_)) => mixed(),
            (Some(_), None) if objects > 0 => mixed(),
            (Some(other), None) => nodes.view(other),
            (None, Some(values)) if objects == 0 => View::Map(values),
            (None, None) if objects == 0 => View::Free,
            (None, _) => View::Object(merged),
        }
    }
}

fn mixed<'n, 'd>() -> View<'n, 'd> {
    View::Conflict(Conflict {
        message: "an `allOf` puts together an object and something that is none".to_owned(),
        help: "only objects can be put together: write the type out, or the properties into \
               every branch"
            .to_owned(),
    })
}
