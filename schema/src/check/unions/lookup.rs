//! What nodes say, for putting them together.

use crate::all_of::{Assertions, Fields, Said, Schemas};
use crate::check::lower::node::{Form, Link, Object, Together};
use crate::json::Json;

/// The entries of `$defs`, as far as they are put together.
pub(crate) struct Lookup<'n, 'd> {
    pub(crate) nodes: &'n [Link<'d>],
    /// Where references from each lead in the end.
    pub(crate) targets: &'n [usize],
}

impl<'d> Schemas<'d> for Lookup<'_, 'd> {
    type Part = Link<'d>;
    type Value = &'d Json;

    fn said(&mut self, part: &Link<'d>) -> Said<'d, Link<'d>, &'d Json> {
        Said::Itself(match &part.form {
            Form::Broken | Form::Conflict(_) => return Said::Unknown,
            Form::Ref(id) => return Said::AllOf(vec![self.nodes[self.targets[*id]].clone()]),
            Form::Union(union) => return Said::AnyOf(union.branches.clone()),
            Form::AllOf(all) => return Said::AllOf(all.parts.clone()),
            Form::Any => Assertions::any(),
            Form::Scalar(kind) => Assertions::scalar(kind.clone()),
            Form::Array(items) => Assertions::array(parts(items)),
            Form::Free { required } => Assertions::object(Fields {
                required: required.clone(),
                ..Fields::default()
            }),
            Form::Map(values) => Assertions::object(Fields {
                additional: parts(values),
                ..Fields::default()
            }),
            Form::Object(object) => {
                let Object {
                    properties,
                    required,
                    additional,
                } = object;
                let properties = properties.iter().map(|(key, node)| (*key, parts(node)));
                Assertions::object(Fields {
                    properties: properties.collect(),
                    required: required.clone(),
                    additional: additional.as_ref().map(parts).unwrap_or_default(),
                    closed: object.properties.is_empty() && additional.is_none(),
                })
            }
        })
    }

    fn is_reference(&self, part: &Link<'d>) -> bool {
        matches!(part.form, Form::Ref(_))
    }

    fn is_alike(&self, a: &Link<'d>, b: &Link<'d>) -> bool {
        a.schema.is_some() && a.schema == b.schema
    }
}

/// What a node is made of: the parts it was put together from, or it alone.
fn parts<'d>(node: &Link<'d>) -> Vec<Link<'d>> {
    match &node.form {
        Form::AllOf(all) if !matches!(all.of, Together::Written) => all.parts.clone(),
        _ => vec![node.clone()],
    }
}
