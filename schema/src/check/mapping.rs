//! A discriminator's `mapping` against what the branches themselves say.

use crate::check::lower::node::{Form, Node};
use crate::check::lower::reference;
use crate::check::unions::Definitions;
use crate::check::unions::tag::Choice;
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;
use crate::schema::Discriminator;

impl<'d> Definitions<'d> {
    pub(crate) fn contradictions(
        &self,
        node: &Node<'d>,
        discriminator: &'d Discriminator,
        choice: &Choice<'d>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let place = pointer::child(&node.pointer, "discriminator");
        let place = pointer::child(&place, "mapping");
        for (value, target) in &discriminator.mapping {
            if let Some(message) = self.contradiction(value, target, choice) {
                let place = pointer::child(&place, value);
                let diagnostic = Diagnostic::new(Check::Discriminator, place, message)
                    .label("not what the branches say")
                    .help("correct the entry, or leave `mapping` out: it is only compared");
                found.push(diagnostic);
            }
        }
        found
    }

    fn contradiction(&self, value: &str, target: &str, choice: &Choice<'d>) -> Option<String> {
        let tag = choice.tag;
        if !choice.values.contains_key(value) {
            return Some(format!("no branch has `{value}` for its `{tag}`"));
        }
        // OpenAPI allows the bare name, and its own place for definitions.
        let key = reference::key(target);
        let key = key.as_deref().or_else(|| target.rsplit('/').next())?;
        let pointer = pointer::child("/$defs", key);
        let Some(target) = self.nodes().iter().find(|node| *node.pointer == *pointer) else {
            return Some(format!(
                "`{value}` is mapped to `{key}`, which `$defs` does not have"
            ));
        };
        let target = self.target(target);
        let Form::Object(object) = &target.form else {
            return None;
        };
        let constants = self.constants(object.properties.get(tag)?)?;
        let agrees = constants.values.contains(&value);
        (!agrees).then(|| {
            let values = constants.values.join("`, `");
            format!("`{value}` is mapped to `{key}`, whose `{tag}` is `{values}`")
        })
    }
}
