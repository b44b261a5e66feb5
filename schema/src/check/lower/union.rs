//! `oneOf` and `anyOf`, and what stands beside them.

use std::rc::Rc;

use crate::check::lower::Lowering;
use crate::check::lower::node::{AllOf, Form, Link, Together, Union};
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;
use crate::schema::{Schema, SchemaObject};

impl Lowering<'_> {
    pub(super) fn union<'d>(
        &mut self,
        keywords: &'d SchemaObject,
        pointer: &str,
    ) -> Option<Form<'d>> {
        let (keyword, branches) = match (&keywords.one_of, &keywords.any_of) {
            (Some(_), Some(_)) => {
                self.findings.add(
                    Diagnostic::new(
                        Check::UnsupportedConstruct,
                        pointer::child(pointer, "anyOf"),
                        "`oneOf` and `anyOf` together are not supported",
                    )
                    .at_key()
                    .label("a second union beside `oneOf`")
                    .help("put all branches into one `oneOf`"),
                );
                return Some(Form::Broken);
            }
            (Some(branches), None) => ("oneOf", branches),
            (None, Some(branches)) => ("anyOf", branches),
            (None, None) => {
                if keywords.discriminator.is_some() {
                    self.idle(pointer, "discriminator", "without `oneOf` or `anyOf`");
                }
                return None;
            }
        };
        // `{ "properties": …, "anyOf": [{ "required": ["a"] }, …] }` only limits values.
        if keywords.properties.is_some() && branches.iter().all(only_requires) {
            return None;
        }
        let branches = self.list(branches, pointer, keyword);
        let with_identity = |branch: Link<'d>| match branch.schema {
            Some(schema) => {
                let mut node = (*branch).clone();
                node.identity = Some(self.identity(schema));
                node.into()
            }
            None => branch,
        };
        Some(Form::Union(Union {
            branches: branches.into_iter().map(with_identity).collect(),
            discriminator: keywords.discriminator.as_ref(),
        }))
    }

    /// A union with what the other keywords say.
    pub(super) fn beside_union<'d>(
        &mut self,
        keywords: &SchemaObject,
        union: Form<'d>,
        parts: &[Link<'d>],
        itself: Option<Link<'d>>,
        pointer: &Rc<str>,
    ) -> Form<'d> {
        let union_keyword = match keywords.one_of {
            Some(_) => "oneOf",
            None => "anyOf",
        };
        let refused = match &itself {
            _ if keywords.reference.is_some() => Some("$ref"),
            _ if !parts.is_empty() => Some("allOf"),
            None => return union,
            Some(itself) => match &itself.form {
                Form::Broken => return Form::Broken,
                Form::Object(_) | Form::Map(_) => Some("properties"),
                Form::Array(_) if keywords.items.is_some() => Some("items"),
                _ => None,
            },
        };
        let (None, Some(itself)) = (refused, itself) else {
            let other = refused.unwrap_or_default();
            self.findings
                .add(unsupported_beside(union_keyword, other, pointer));
            return Form::Broken;
        };
        let other = match (&keywords.values, keywords.required.is_empty()) {
            _ if keywords.constant.is_some() => "const",
            (Some(_), _) => "enum",
            (None, false) => "required",
            (None, true) => "type",
        };
        Form::AllOf(AllOf {
            parts: vec![Link::bare(pointer, union), itself],
            of: Together::Beside {
                union: union_keyword,
                other,
            },
        })
    }
}

/// That a union cannot stand beside something that its branches would have to say.
pub(crate) fn unsupported_beside(union: &str, other: &str, pointer: &str) -> Diagnostic {
    Diagnostic::new(
        Check::UnsupportedConstruct,
        pointer::child(pointer, union),
        format!("`{union}` beside `{other}` is not supported"),
    )
    .at_key()
    .label(format!("`{other}` stands beside it"))
    .help(format!("move what `{other}` says into every branch"))
}

fn only_requires(schema: &Schema) -> bool {
    schema.keywords().is_some_and(|keywords| {
        let SchemaObject {
            required,
            description,
            ..
        } = keywords;
        let bare = SchemaObject {
            required: required.clone(),
            description: description.clone(),
            ..SchemaObject::default()
        };
        !required.is_empty() && *keywords == bare
    })
}
