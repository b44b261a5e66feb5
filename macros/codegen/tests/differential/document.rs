//! Random documents: every keyword, and every shape of a type.

mod schema;

use fastrand::Rng;

use crate::json::{Json, array, number, object, text};

/// Keys of `$defs`, some of which are the same in Rust.
const TYPES: &[&str] = &[
    "User",
    "user",
    "Note",
    "Usage",
    "Delta",
    "Text_Delta",
    "TextDelta",
    "Item",
    "Box",
    "Event",
    "Block",
    "Done",
    "Error",
    "A/b",
    "NoteItem",
];
/// Keys of properties, some of which are the same in Rust.
pub(crate) const KEYS: &[&str] = &[
    "id", "type", "kind", "text", "item", "items", "foo_bar", "fooBar", "self", "x", "usage", "1",
    "done", "delta", "Text",
];
const EVENTS: &[&str] = &[
    "a",
    "b",
    "message",
    "delta.text",
    "done",
    "error",
    "ping",
    "user",
    "Note",
    "text_delta",
];
const VALUES: &[&str] = &["a", "b", "a_b", "aB", "text", "stop", "", "+1", "Note"];
const NAMES: &[&str] = &["Named", "Other", "User", "Thing", "NoteItem"];

/// What a document may refer to, and how deep it may still go.
pub(crate) struct Make<'r> {
    pub(crate) rng: &'r mut Rng,
    pub(crate) types: Vec<String>,
}

pub(crate) fn pick<T: Copy>(rng: &mut Rng, from: &[T]) -> T {
    *one_of(rng, from)
}

pub(crate) fn one_of<'t, T>(rng: &mut Rng, from: &'t [T]) -> &'t T {
    &from[rng.usize(..from.len())]
}

/// Some of these, each once, in the order of the list.
pub(crate) fn some<'t>(rng: &mut Rng, from: &[&'t str], most: usize) -> Vec<&'t str> {
    let most = rng.usize(1..=most.min(from.len()));
    let mut chosen = rng.choose_multiple(from.iter().copied(), most);
    if rng.bool() {
        rng.shuffle(&mut chosen);
    }
    chosen
}

/// A document; whether it passes its checks is another question.
pub(crate) fn document(rng: &mut Rng) -> Json {
    let types = some(rng, TYPES, 7).into_iter().map(str::to_owned).collect();
    let mut make = Make { rng, types };
    let mut document = Json::Object(Vec::new());
    make.head(&mut document);
    let events = some(make.rng, EVENTS, 5);
    let mut members = Vec::new();
    for event in events {
        members.push((event.to_owned(), make.event()));
    }
    document.set("events", Json::Object(members));
    make.rules(&mut document);
    let mut definitions = Vec::new();
    for key in make.types.clone() {
        definitions.push((key, make.definition()));
    }
    document.set("$defs", Json::Object(definitions));
    document
}

impl Make<'_> {
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(..100) < percent
    }

    fn head(&mut self, document: &mut Json) {
        if self.chance(60) {
            document.set(
                "title",
                text(pick(self.rng, &["Feed", "News feed", "feed"])),
            );
        }
        if self.chance(20) {
            document.set("version", text(pick(self.rng, &["1", "2"])));
        }
        if self.chance(20) {
            document.set("description", text("A feed."));
        }
    }

    /// Everything that is neither an event nor a type.
    pub(crate) fn rules(&mut self, document: &mut Json) {
        for rule in [
            "dispatch",
            "unknown",
            "mismatch",
            "end",
            "sentinels",
            "errors",
            "http",
            "resume",
        ] {
            if self.chance(30) {
                self.rule(document, rule);
            }
        }
    }

    /// One of them, anew.
    pub(crate) fn rule(&mut self, document: &mut Json, rule: &str) {
        let events: Vec<String> = document
            .get("events")
            .and_then(Json::members)
            .map(|events| events.iter().map(|(key, _)| key.clone()).collect())
            .unwrap_or_default();
        let value = match rule {
            "dispatch" => self.dispatch(&events),
            "unknown" => text(pick(self.rng, &["keep", "skip", "fail"])),
            "mismatch" => text(pick(self.rng, &["error", "keep", "null"])),
            "end" => text(pick(self.rng, &["required", "optional"])),
            "sentinels" => {
                let meaning = text(pick(self.rng, &["finish", "skip"]));
                match self.chance(70) {
                    true => object([("[DONE]", meaning)]),
                    false => object([("[DONE]", meaning), ("-", text("skip"))]),
                }
            }
            "errors" => self.errors(),
            "http" => object([("request_id_headers", array([text("request-id")]))]),
            _ => {
                let cursor = text(pick(self.rng, &["id", "/id"]));
                let query = text(pick(self.rng, &["after", "from"]));
                object([("cursor", cursor), ("query", query)])
            }
        };
        document.set(rule, value);
    }

    fn dispatch(&mut self, events: &[String]) -> Json {
        let mut entries = Vec::new();
        if self.chance(70) {
            entries.push(text("event"));
        }
        if self.chance(60) || entries.is_empty() {
            entries.push(text(pick(self.rng, &["/type", "/kind"])));
        }
        if self.chance(20) && !events.is_empty() {
            let event = text(one_of(self.rng, events).as_str());
            let has = text(pick(self.rng, &["/text", "/item", "/usage"]));
            entries.push(object([("has", has), ("type", event)]));
        }
        if self.chance(15) && !events.is_empty() {
            entries.push(object([("type", text(one_of(self.rng, events).as_str()))]));
        }
        Json::Array(entries)
    }

    fn errors(&mut self) -> Json {
        let mut errors = Json::Object(Vec::new());
        if self.chance(50) {
            errors.set("type", array([text("/error/type")]));
            if self.chance(50) {
                errors.set("type_status", object([("busy", number(529))]));
            }
        }
        if self.chance(50) {
            errors.set("message", array([text("/message")]));
        }
        if self.chance(30) {
            errors.set("status", array([text("/status")]));
        }
        if self.chance(50) {
            let body = self.schema(2);
            errors.set("body", body);
        }
        errors
    }

    pub(crate) fn event(&mut self) -> Json {
        let mut event = Json::Object(Vec::new());
        if self.chance(15) {
            event.set("name", text(pick(self.rng, NAMES)));
        }
        if self.chance(15) {
            event.set("description", text("It happened."));
        }
        if self.chance(5) {
            event.set("deprecated", Json::Bool(true));
        }
        let handle = pick(
            self.rng,
            &[
                "yield", "yield", "yield", "skip", "fail", "finish", "complete",
            ],
        );
        if handle != "yield" {
            event.set("handle", text(handle));
        }
        match self.rng.u32(..10) {
            0 => event.set("content", text("text")),
            1 => event.set("content", text("none")),
            2 if handle == "skip" => {}
            _ => {
                let payload = match self.chance(70) {
                    true => self.reference(),
                    false => self.schema(2),
                };
                event.set("payload", payload);
                if !matches!(handle, "skip" | "fail") && self.chance(15) {
                    event.set("mismatch", text(pick(self.rng, &["error", "keep", "null"])));
                }
                if matches!(handle, "finish" | "complete") && self.chance(40) {
                    event.set("when", self.when());
                }
            }
        }
        event
    }

    pub(crate) fn when(&mut self) -> Json {
        let pointer = format!("/{}", pick(self.rng, KEYS));
        let test = match self.chance(50) {
            true => Json::Bool(true),
            false => array(some(self.rng, VALUES, 2).into_iter().map(text)),
        };
        object([(pointer.as_str(), test)])
    }

    pub(crate) fn key(&mut self) -> &'static str {
        pick(self.rng, KEYS)
    }

    pub(crate) fn value(&mut self) -> &'static str {
        pick(self.rng, VALUES)
    }

    pub(crate) fn event_key(&mut self) -> &'static str {
        pick(self.rng, EVENTS)
    }

    pub(crate) fn type_key(&mut self) -> &'static str {
        pick(self.rng, TYPES)
    }

    pub(crate) fn name(&mut self) -> &'static str {
        pick(self.rng, NAMES)
    }
}
