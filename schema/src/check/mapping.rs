//! A discriminator's `mapping` against what the branches themselves say.

use crate::check::lower::node::Node;
use crate::check::lower::reference;
use crate::check::settle::Settling;
use crate::check::unions::tag::Choice;
use crate::check::unions::view::View;
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;
use crate::schema::Discriminator;

impl<'n, 'd> Settling<'n, 'd, '_> {
    pub(crate) fn cross_check(
        &mut self,
        node: &'n Node<'d>,
        discriminator: &'d Discriminator,
        choice: &Choice<'d>,
    ) {
        let place = pointer::child(&node.pointer, "discriminator");
        let place = pointer::child(&place, "mapping");
        for (value, target) in &discriminator.mapping {
            if let Some(message) = self.contradiction(value, target, choice) {
                let place = pointer::child(&place, value);
                let diagnostic = Diagnostic::new(Check::Discriminator, place, message)
                    .label("not what the branches say")
                    .help("correct the entry, or leave `mapping` out: it is only compared");
                self.findings.add(diagnostic);
            }
        }
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
        let Some(target) = self
            .nodes
            .definitions
            .iter()
            .find(|node| node.pointer == pointer)
        else {
            return Some(format!(
                "`{value}` is mapped to `{key}`, which `$defs` does not have"
            ));
        };
        let View::Object(merged) = self.nodes.view(target) else {
            return None;
        };
        let constants = self.nodes.constants(merged.properties.get(tag)?)?;
        let agrees = constants.values.contains(&value);
        (!agrees).then(|| {
            let values = constants.values.join("`, `");
            format!("`{value}` is mapped to `{key}`, whose `{tag}` is `{values}`")
        })
    }
}
