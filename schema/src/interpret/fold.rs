//! What the events of a stream add up to by a document, without generated code.
//!
//! ```
//! use stream_events_schema::interpret::{Data, Interpreter};
//!
//! let document = stream_events_schema::read("feed.json", r##"{
//!     "snapshot": { "type": { "$ref": "#/$defs/Text" } },
//!     "events": {
//!         "begin": { "payload": { "$ref": "#/$defs/Text" }, "apply": [{ "start": "" }] },
//!         "more": { "content": "text", "apply": [{ "append": "", "to": "/text", "emit": "text" }] }
//!     },
//!     "$defs": { "Text": { "required": ["text"], "properties": { "text": { "type": "string" } } } }
//! }"##)?;
//! let interpreter = Interpreter::new(&document);
//! let mut snapshot = interpreter.snapshot().unwrap();
//! snapshot.apply("begin", r#"{ "text": "one " }"#);
//! let changes = snapshot.apply("more", "two").changes;
//! assert_eq!(changes[0].name, "text");
//! assert_eq!(changes[0].value.as_str(), Some("one two"));
//! assert_eq!(snapshot.finish(true).unwrap().to_string(), r#"{"text":"one two"}"#);
//! # Ok::<(), stream_events_schema::Diagnostics>(())
//! ```

mod error;
mod find;
mod loss;
mod node;
mod operations;
mod payload;
mod rules;
mod scan;
mod scopes;
mod source;
mod step;
mod text;
mod typed;

pub use error::{FoldError, Kind, Unfinished};
pub use loss::{Loss, Losses};
pub use step::{Step, Traced};

use crate::checked::Checked;
use crate::interpret::{Interpreter, Mismatch, Null};
use crate::json::Json;
use crate::snapshot::checked::{Fold, Rule};

use node::{Node, Slot};
use payload::payload;
use rules::Running;

/// The value that the events of a stream add up to, as far as it has come.
#[derive(Debug)]
pub struct Snapshot<'c> {
    document: &'c Checked,
    fold: &'c Fold,
    root: Option<Slot>,
    /// The error after which nothing is followed any more.
    frozen: Option<FoldError>,
    /// How many events came.
    events: u64,
    losses: Losses,
}

/// What an event did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Applied<'c> {
    /// What its rules tell, in their order; those before an error, too.
    pub changes: Vec<Change<'c>>,
    /// The error that stopped them.
    pub error: Option<FoldError>,
}

/// What a rule tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'c> {
    /// The name in `emit`; `restarted` where the value began anew.
    pub name: &'c str,
    /// Which elements are meant, by the names that the document's
    /// [`changes`](crate::snapshot::checked::Fold::changes) give them.
    pub fields: Vec<(&'c str, Json)>,
    /// The piece that was appended.
    pub delta: Option<Json>,
    /// The place, as it is after the whole event.
    pub value: Json,
}

impl<'c> Interpreter<'c> {
    /// The value before the first event; `None` if the document has no snapshot.
    #[must_use]
    pub fn snapshot(&self) -> Option<Snapshot<'c>> {
        let document = self.document();
        let fold = document.fold()?;
        let mut snapshot = Snapshot {
            document,
            fold,
            root: None,
            frozen: None,
            events: 0,
            losses: Losses::default(),
        };
        snapshot.restart();
        Some(snapshot)
    }
}

impl<'c> Snapshot<'c> {
    /// Begins anew, as before the first event.
    pub fn restart(&mut self) {
        let initial = self.fold.initial.as_ref();
        self.root = initial.map(|initial| {
            let node = Node::from(initial);
            Slot::new(typed::typed(self.document, &self.fold.ty, node))
        });
        self.frozen = None;
        self.losses = Losses::default();
        self.events = 0;
    }

    /// Follows the rules of an event with this data, which [decodes](Interpreter::message).
    pub fn apply(&mut self, event: &str, data: &str) -> Applied<'c> {
        self.apply_without(event, data, &[])
    }

    /// The same where something in the data is not read as it came, because it does not fit.
    ///
    /// What is folded is what the data is read as. Each of these places is one of the
    /// [`losses`](Self::losses). A rule whose index or key is among them is left out: what was there
    /// is not known, so it is no reason to take the default.
    pub fn apply_without(&mut self, event: &str, data: &str, nulls: &[Null<'_>]) -> Applied<'c> {
        self.run(event, data, nulls, |mut running, rules, payload| {
            let error = running.rules(rules, payload).err();
            let changes = running.changes();
            Applied { changes, error }
        })
    }

    /// The same, with what each rule did instead of what it tells. The time that takes does not grow with
    /// the value.
    pub fn trace(&mut self, event: &str, data: &str, nulls: &[Null<'_>]) -> Traced<'c> {
        self.run(event, data, nulls, |mut running, rules, payload| {
            running.steps = Some(Vec::new());
            let error = running.rules(rules, payload).err();
            let steps = running.steps.take().unwrap_or_default();
            Traced { steps, error }
        })
    }

    /// The same without what its rules tell; the error that stopped them. The time that takes does not grow
    /// with the value.
    pub fn advance(&mut self, event: &str, data: &str, nulls: &[Null<'_>]) -> Option<FoldError> {
        self.run(event, data, nulls, |mut running, rules, payload| {
            running.rules(rules, payload).err()
        })
    }

    /// Follows the rules of an event, if it has some, by `follow`.
    fn run<T: Default>(
        &mut self,
        event: &str,
        data: &str,
        nulls: &[Null<'_>],
        follow: impl FnOnce(Running<'_, 'c>, &'c [Rule], &Node) -> T,
    ) -> T {
        self.events += 1;
        let Some((name, declared)) = self.document.events.get_key_value(event) else {
            return T::default();
        };
        let rules = self.fold.events.get(name).map_or(&[][..], Vec::as_slice);
        if rules.is_empty() {
            return T::default();
        }
        for null in nulls {
            self.losses.note(Loss::of(self.events, event, null));
        }
        let Some(payload) = payload(self.document, declared, data, nulls) else {
            self.note_lost(event, "it is not JSON");
            return T::default();
        };
        follow(Running::new(self, name, nulls), rules, &payload)
    }

    /// Notes that an event came and was lost whole.
    pub fn lost(&mut self, event: &str, why: &str) {
        self.events += 1;
        self.note_lost(event, why);
    }

    /// Notes that an event came that did not decode.
    pub fn mismatched(&mut self, event: &str, mismatches: &[Mismatch<'_>]) {
        let why: Vec<String> = mismatches.iter().map(ToString::to_string).collect();
        self.lost(event, &why.join("; "));
    }

    /// An event without rules has nothing to lose.
    fn note_lost(&mut self, event: &str, why: &str) {
        let rules = self.fold.events.get(event);
        if rules.is_some_and(|rules| !rules.is_empty()) {
            let loss = Loss::new(self.events, event, "", why);
            self.losses.note(loss);
            self.losses.whole = true;
        }
    }

    /// The value so far.
    #[must_use]
    pub fn value(&self) -> Option<Json> {
        self.root.as_ref().map(|root| root.node.shown())
    }

    /// The places that were begun, that a rule closes, and that no event closed.
    #[must_use]
    pub fn open(&self) -> Vec<String> {
        let mut open = Vec::new();
        if let Some(root) = &self.root {
            root.open_places("", &mut open);
        }
        open
    }

    /// What was lost of the events.
    #[must_use]
    pub fn losses(&self) -> &Losses {
        &self.losses
    }

    /// The error after which the value stays as it is.
    #[must_use]
    pub fn error(&self) -> Option<&FoldError> {
        self.frozen.as_ref()
    }

    /// The value, if the stream `ended` as the document declares.
    ///
    /// # Errors
    ///
    /// Why it is not final, with the value so far.
    pub fn finish(&self, ended: bool) -> Result<Json, Unfinished> {
        let value = self.value();
        let reason = match (&self.frozen, &value) {
            (Some(error), _) => error.kind.clone(),
            (None, _) if !ended => Kind::Unfinished,
            (None, None) => Kind::BeforeStart,
            (None, Some(_)) if self.losses.whole => Kind::Lost,
            (None, Some(value)) => return Ok(value.clone()),
        };
        Err(Unfinished {
            reason,
            rule: self.frozen.as_ref().map(|error| error.rule.clone()),
            value,
        })
    }
}
