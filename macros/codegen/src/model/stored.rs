//! How an event is stored: as its data alone, or beside its name.

use stream_events_schema::{Checked, Content, Dispatch, Event, Object, Shape, Tags, Type};

/// How an event is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stored {
    /// Beside its name: its data does not say it.
    Named,
    /// As its data, which always says which event it is.
    Bare,
    /// As its data, if that says which event it is; values decide.
    Either,
}

/// How an event is stored whose payload is a type of the user's own.
pub(super) fn of_own_type(document: &Checked) -> Stored {
    match document.dispatch.contains(&Dispatch::Event) {
        true => Stored::Named,
        false => Stored::Either,
    }
}

/// How this event is stored, if `tag` is what is written into its data to say its name.
pub(super) fn of(
    document: &Checked,
    tags: &Tags,
    (key, event): (&str, &Event<Type>),
    tag: Option<&str>,
) -> Stored {
    // What a message without a name is needs none where it is stored.
    let by_default = document
        .dispatch
        .contains(&Dispatch::Always(key.to_owned()));
    if document.dispatch.contains(&Dispatch::Event) && !by_default {
        return Stored::Named;
    }
    let nothing = Object::default();
    let (pointer, object, otherwise) = match (event.content, &event.payload) {
        (Content::Json, Some(payload)) => match document.object(payload) {
            Some((pointer, object)) => (pointer, object, Stored::Either),
            None => return Stored::Either,
        },
        (Content::None, _) => ("", &nothing, Stored::Named),
        _ => return Stored::Named,
    };
    let data = Data {
        document,
        tags,
        tag: tag.map(|tag| (tag, key)),
        pointer,
        object,
    };
    match data.says(key) && !data.may_have("event") {
        true => Stored::Bare,
        // What is stored beside its name has an entry `event`, too: only values can tell.
        false => otherwise,
    }
}

/// The data of an event, as it is written.
struct Data<'a> {
    document: &'a Checked,
    tags: &'a Tags,
    /// What is written before the entries of the object.
    tag: Option<(&'a str, &'a str)>,
    /// Where the object's subschema stands.
    pointer: &'a str,
    object: &'a Object,
}

impl Data<'_> {
    /// Whether `dispatch` makes this event of the data, whatever values it has.
    fn says(&self, key: &str) -> bool {
        for entry in &self.document.dispatch {
            let found = match entry {
                Dispatch::Event => continue,
                Dispatch::Always(event_type) => event_type,
                Dispatch::Pointer(pointer) => match pointer.segments() {
                    [first, ..] if !self.may_have(first) => continue,
                    [first] => match self.constant(first) {
                        Some(value) if !self.document.events.contains_key(value) => continue,
                        Some(value) => value,
                        None => return false,
                    },
                    _ => return false,
                },
                Dispatch::Has {
                    pointer,
                    event_type,
                } => match pointer.segments() {
                    [first, ..] if !self.may_have(first) => continue,
                    [first] if self.always_has(first) => event_type,
                    _ => return false,
                },
            };
            return found == key;
        }
        false
    }

    /// The one value that a property is written with.
    fn constant(&self, key: &str) -> Option<&str> {
        if let Some((_, value)) = self.tag.filter(|(tag, _)| *tag == key) {
            return Some(value);
        }
        let mut tags = self.tags.of_object(self.pointer).iter();
        tags.find(|it| it.key == key).map(|it| it.value.as_str())
    }

    fn may_have(&self, key: &str) -> bool {
        self.constant(key).is_some()
            || self.object.additional.is_some()
            || self.object.property(key).is_some()
    }

    /// Whether a property is always there, and never `null`.
    fn always_has(&self, key: &str) -> bool {
        let property = self.object.property(key).filter(|it| it.required);
        self.constant(key).is_some()
            || property.is_some_and(|it| {
                let shape = &self.document.resolve(&it.ty).shape;
                !matches!(
                    shape,
                    Shape::Nullable(_) | Shape::Null | Shape::Any | Shape::Raw
                )
            })
    }
}
