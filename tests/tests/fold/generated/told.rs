//! Changes, as both ways tell them.

use serde_json::{Value, json};
use stream_events_schema::interpret::Change;

use super::{chats, dense, keyed, letter, messages, mixed, parcel, shelf};
use crate::without_nulls;

/// What is told: the name, what tells the elements, the piece, and the place.
pub(crate) type Told = (String, Vec<Value>, Option<Value>, Value);

/// A generated change.
pub(crate) trait Tell {
    /// `None` of a document whose changes are compared by their names.
    fn tell(&self) -> Option<Told>;
}

/// What the interpreter tells.
pub(crate) fn expected(change: &Change<'_>) -> Told {
    let value = |it: &stream_events_schema::Json| -> Value {
        serde_json::from_str(&it.to_string()).expect("it is JSON")
    };
    let fields = change
        .fields
        .iter()
        .map(|(_, it)| without_nulls(&value(it)));
    let delta = change.delta.as_ref().map(|it| without_nulls(&value(it)));
    (
        pascal(change.name),
        fields.collect(),
        delta,
        without_nulls(&value(&change.value)),
    )
}

/// `content_block` as `ContentBlock`.
pub(crate) fn pascal(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect()
}

macro_rules! exact {
    ($($module:ident { $($variant:ident $([$($field:ident),*])? $(+ $delta:ident)?),* })*) => {
        $(
            impl Tell for $module::Change<'_> {
                fn tell(&self) -> Option<Told> {
                    #[allow(
                        unreachable_patterns,
                        unused_assignments,
                        unused_mut,
                        reason = "not every change has a piece"
                    )]
                    let told = match self {
                        $(Self::$variant { $($($field,)*)? $($delta,)? value } => {
                            let mut piece = None;
                            $(piece = Some(without_nulls(&json!($delta)));)?
                            (
                                stringify!($variant).to_owned(),
                                vec![$($(without_nulls(&json!($field))),*)?],
                                piece,
                                without_nulls(&json!(value)),
                            )
                        })*
                        _ => ("Restarted".to_owned(), Vec::new(), None, Value::Null),
                    };
                    Some(told)
                }
            }
        )*
    };
}

exact! {
    shelf { Put[at], Swapped[at] }
    dense { Joined[position] }
    letter { Form + delta }
    chats { Said[to] + delta, Chat[to] }
    mixed { Text + delta, Item[position], Square }
    keyed { Part[part_id], Text[part_id] + delta }
    parcel { Part[at], Text[at] + delta }
    messages {
        Text[index] + delta,
        Citation[index, position],
        Thinking[index] + delta,
        Signature[index],
        InputJson[index] + delta,
        Compaction[index],
        ContentBlock[index]
    }
}

macro_rules! names {
    ($($module:ident)*) => {
        $(
            impl Tell for super::$module::Change<'_> {
                fn tell(&self) -> Option<Told> {
                    None
                }
            }
        )*
    };
}

names! { sessions responses chat }
