//! The rules of one event.

use crate::check::fold::Checking;
use crate::check::fold::changes::Emitted;
use crate::check::fold::lists::Inserted;
use crate::check::fold::place::Base;
use crate::check::fold::replaced::Touched;
use crate::check::fold::source::Event;
use crate::check_table::Check;
use crate::diagnostic::Diagnostic;
use crate::pointer;
use crate::snapshot::Others;
use crate::snapshot::checked::Rule;
use crate::words::{Content, Handle};

pub(super) use crate::check::fold::variants::Taken;

/// What the rules of all events say together.
#[derive(Default)]
pub(super) struct Together<'t> {
    pub(super) emitted: Vec<Emitted<'t>>,
    pub(super) inserted: Vec<Inserted<'t>>,
    /// Whether some rule has `start`.
    pub(super) starts: bool,
}

/// What the rules of an event say together, in their order.
pub(super) struct Said<'t, 'a> {
    pub(super) taken: Taken<'t>,
    pub(super) touched: Vec<Touched>,
    pub(super) together: &'a mut Together<'t>,
}

impl<'t> Checking<'t, '_> {
    /// The rules of the event at `index`.
    pub(super) fn event(
        &mut self,
        index: usize,
        base: &Base<'t>,
        together: &mut Together<'t>,
    ) -> Option<Vec<Rule>> {
        let document = self.document;
        let (name, written) = document.events.get_index(index)?;
        let pointer = pointer::child("/events", name);
        let apply = pointer::child(&pointer, "apply");
        let Some(rules) = &written.apply else {
            self.without_apply(name, written.handle, &pointer);
            return None;
        };
        if self.unread.covers(&apply) {
            return None;
        }
        let is_item = !matches!(written.handle, Handle::Skip | Handle::Fail);
        if !is_item {
            let what = match written.handle {
                Handle::Fail => "a failure, which ends the stream",
                _ => "dropped, its data never parsed",
            };
            let message = format!("`{name}` is {what}: it does nothing to the snapshot");
            let diagnostic = Diagnostic::new(Check::ApplyWithoutItem, &apply, message).at_key();
            let diagnostic = diagnostic.label("never followed");
            self.findings.add(diagnostic.help("remove `apply`"));
            return None;
        }
        let payload = self.types.document.events.get_index(index);
        let payload = payload.and_then(|(_, event)| event.payload.as_ref());
        let event = Event {
            ty: match written.content {
                Content::Json => payload,
                Content::Text => Some(self.text),
                Content::None => None,
            },
            at: String::new(),
        };
        let mut said = Said {
            taken: Taken::default(),
            touched: Vec::new(),
            together,
        };
        let checked = self.rules(rules, &apply, &event, base, &mut said);
        said.touched_twice(self.findings);
        // Of rules with mistakes nobody knows which variants they name.
        if checked.is_some() && !self.unread.touches(&apply) {
            said.taken.finish(self.findings);
        }
        checked
    }

    fn without_apply(&mut self, name: &str, handle: Handle, pointer: &str) {
        let others = self.document.snapshot.as_ref().map(|it| it.others);
        let is_unread = ["apply", "handle"]
            .iter()
            .any(|keyword| self.unread.covers(&pointer::child(pointer, keyword)));
        if others == Some(Others::Ignore)
            || matches!(handle, Handle::Skip | Handle::Fail)
            || is_unread
            || self.unread.covers("/snapshot/others")
        {
            return;
        }
        let message = format!("`{name}` does not say what it does to the snapshot");
        let diagnostic = Diagnostic::new(Check::EventWithoutApply, pointer, message)
            .at_key()
            .label("no `apply`")
            .help(
                "add `\"apply\": [ … ]`, or `\"apply\": []` if it changes nothing; \
                 `\"others\": \"ignore\"` in `snapshot` says so of all events without one",
            );
        self.findings.add(diagnostic);
    }
}
