//! A set of events with rules, written by hand as a derive would write them.

use serde::{Deserialize, Serialize};
use stream_events::__private::{
    At, Ends, IndexDefault, JsonTextAct, JsonTexts,
    Part::{Element, Field},
    Restart, Rules, Run, Shown, Told, Wanted,
};
use stream_events::{
    Dispatch, FoldError, JsonText, Message, Mismatch, Protocol, Snapshot, StreamEvents,
    StreamSnapshot, UnknownEvent,
};

/// A conversation whose events say when it is over.
#[derive(Debug)]
pub(crate) struct Of<const END: bool, const REPLACE: bool>;

/// It ends by an event, and begins once.
pub(crate) type Talk = Of<true, false>;

/// The same, that may begin anew and end at any time.
pub(crate) type Endless = Of<false, true>;

pub(crate) type Error = stream_events::Error<String>;

/// What the events add up to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Value {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) input: JsonText<serde_json::Value>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(crate) struct Piece {
    #[serde(default)]
    pub(crate) index: Option<i64>,
    #[serde(default)]
    pub(crate) piece: String,
    #[serde(default)]
    pub(crate) text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    /// The value begins.
    Start(Value),
    /// A new item.
    Item(Piece),
    /// A piece of an item's text.
    Text(Piece),
    /// A piece of an item's JSON.
    Json(Piece),
    /// An item is whole.
    Close(Piece),
    /// The whole value anew.
    Whole(Value),
    /// Nothing.
    Ping,
    /// It is whole, but more may follow.
    Enough,
    /// The end.
    Done,
    Unknown(UnknownEvent),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Change<'a> {
    Restarted,
    Item {
        index: usize,
        value: &'a Item,
    },
    Text {
        index: usize,
        delta: &'a str,
        value: &'a str,
    },
    Json {
        index: usize,
        delta: &'a str,
    },
    Closed {
        index: usize,
        value: &'a Item,
    },
}

impl Event {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Start(_) => "start",
            Self::Item(_) => "item",
            Self::Text(_) => "text",
            Self::Json(_) => "json",
            Self::Close(_) => "close",
            Self::Whole(_) => "whole",
            Self::Ping => "ping",
            Self::Enough => "enough",
            Self::Done => "done",
            Self::Unknown(event) => &event.event_type,
        }
    }
}

impl<const END: bool, const REPLACE: bool> StreamEvents for Of<END, REPLACE> {
    type Event = Event;
    type Failure = String;
    const PROTOCOL: Protocol = match END {
        true => Protocol::new("talk").end_required(),
        false => Protocol::new("talk"),
    };

    fn dispatch(message: &Message<'_>) -> Result<Dispatch<Self>, Mismatch> {
        let (name, data) = (message.event_type(), message.data());
        let misfit = |path: &str, error: serde_json::Error| {
            Mismatch::new(name, path, error.to_string(), data)
        };
        let whole = || serde_json::from_str::<Value>(data).map_err(|error| misfit("", error));
        let piece = |event: fn(Piece) -> Event| {
            let error = match serde_json::from_str(data) {
                Ok(piece) => return Ok(Dispatch::Yield(event(piece))),
                Err(error) => error,
            };
            // What is no index counts as null.
            let mut json: serde_json::Value =
                serde_json::from_str(data).map_err(|error| misfit("", error))?;
            json["index"] = serde_json::Value::Null;
            let piece = serde_json::from_value(json).map_err(|error| misfit("piece", error))?;
            let nulls = vec![misfit("index", error)];
            Ok(Dispatch::WithNulls(
                Box::new(Dispatch::Yield(event(piece))),
                nulls,
            ))
        };
        match name {
            "start" => Ok(Dispatch::Yield(Event::Start(whole()?))),
            "whole" => match whole() {
                Ok(value) => Ok(Dispatch::Yield(Event::Whole(value))),
                Err(mismatch) => {
                    let mut event = UnknownEvent::new(name, message);
                    event.reason = Some(mismatch);
                    Ok(Dispatch::Unknown(Event::Unknown(event)))
                }
            },
            "item" => piece(Event::Item),
            "text" => piece(Event::Text),
            "json" => piece(Event::Json),
            "close" => piece(Event::Close),
            "ping" if data == "{}" => Ok(Dispatch::Yield(Event::Ping)),
            "ping" => Err(Mismatch::new(name, "", "not {}", data)),
            "enough" => Ok(Dispatch::Complete(Event::Enough)),
            "done" if data == "{}" => Ok(Dispatch::Finish(Event::Done)),
            "done" => Err(Mismatch::new(name, "", "not {}", data).finishing()),
            "end" => Ok(Dispatch::End),
            "error" => Ok(Dispatch::Fail(data.to_owned())),
            _ => Ok(Dispatch::Unknown(Event::Unknown(UnknownEvent::new(
                name, message,
            )))),
        }
    }

    fn failure(_: &str) -> Option<String> {
        None
    }
}

impl<const END: bool, const REPLACE: bool> StreamSnapshot for Of<END, REPLACE> {
    type Snapshot = Snapshot<Self>;
}

const ITEMS: &[stream_events::__private::Part] = &[Field("items")];

/// The element that an event is about; `None` if the rule is skipped.
fn element(
    run: &mut Run<'_, Value>,
    event: &Piece,
    wanted: Wanted,
) -> Result<Option<At>, FoldError> {
    let index = event.index.map(i128::from);
    let Some(index) = run.pointed(index, &[Field("index")]) else {
        return Ok(None);
    };
    let len = run.value()?.items.len();
    let index = run.index(ITEMS, len, index, IndexDefault::None)?;
    run.element(ITEMS, len, index, wanted).map(Some)
}

impl<const END: bool, const REPLACE: bool> Rules for Of<END, REPLACE> {
    type Value = Value;
    type Change<'a> = Change<'a>;

    fn follow(run: &mut Run<'_, Value>, event: &Event) -> Result<(), FoldError> {
        match event {
            Event::Start(value) => {
                if run.thawing("/events/start/apply/0") {
                    let restart = match REPLACE {
                        true => Restart::Replace,
                        false => Restart::Same(|it: &Value| serde_json::to_value(&it.id).ok()),
                    };
                    let new = Some(value).filter(|it| !it.id.is_empty());
                    run.start(restart, new.cloned())?;
                }
            }
            Event::Item(piece) => {
                if run.rule("/events/item/apply/0")
                    && let Some(at) = element(run, piece, Wanted::New { sparse: true })?
                {
                    let mut item = Item {
                        text: piece.text.clone(),
                        input: JsonText::new(serde_json::json!({})),
                    };
                    item.input.json_texts(JsonTextAct::Begin);
                    let items = &mut run.value_mut()?.items;
                    let len = items.len();
                    items.insert(at.position, item);
                    run.inserted(ITEMS, len, at);
                    run.opened(&[Field("items"), Element(at.address)]);
                    run.tell(0, &[at.address]);
                }
            }
            Event::Text(piece) => {
                if run.rule("/events/text/apply/0")
                    && let Some(at) = element(run, piece, Wanted::Existing)?
                {
                    run.value_mut()?.items[at.position]
                        .text
                        .push_str(&piece.piece);
                    run.tell(1, &[at.address]);
                }
            }
            Event::Json(piece) => {
                if run.rule("/events/json/apply/0")
                    && let Some(at) = element(run, piece, Wanted::Existing)?
                {
                    run.value_mut()?.items[at.position]
                        .input
                        .append(&piece.piece);
                    run.tell(2, &[at.address]);
                }
            }
            Event::Close(piece) => {
                if run.rule("/events/close/apply/0")
                    && let Some(at) = element(run, piece, Wanted::Existing)?
                {
                    let item = &mut run.value_mut()?.items[at.position];
                    item.input.json_texts(JsonTextAct::Close);
                    run.closed(&[Field("items"), Element(at.address)]);
                    run.tell(3, &[at.address]);
                }
            }
            Event::Whole(value) => {
                if run.thawing("/events/whole/apply/0") {
                    run.replace(value.clone());
                }
                // What follows acts on the new value, if there is one.
                if run.rule("/events/whole/apply/1") {
                    run.value_mut()?.id.push('!');
                }
            }
            Event::Ping | Event::Enough | Event::Done | Event::Unknown(_) => {}
        }
        Ok(())
    }

    fn change<'a>(told: Told<'a>, shown: Shown<'a, Value>, event: &'a Event) -> Option<Change<'a>> {
        let value = shown.value.items.get(shown.position(ITEMS, told.at[0])?)?;
        let index = usize::try_from(told.at[0]).ok()?;
        Some(match (told.change, event) {
            (0, _) => Change::Item { index, value },
            (1, Event::Text(piece)) => Change::Text {
                index,
                delta: &piece.piece,
                value: &value.text,
            },
            (2, Event::Json(piece)) => Change::Json {
                index,
                delta: &piece.piece,
            },
            (3, _) => Change::Closed { index, value },
            _ => return None,
        })
    }

    fn restarted<'a>() -> Change<'a> {
        Change::Restarted
    }

    fn has_rules(event_type: &str) -> bool {
        matches!(
            event_type,
            "start" | "item" | "text" | "json" | "close" | "whole"
        )
    }

    fn ends(event: &Event) -> Ends {
        match event {
            Event::Enough => Ends::Complete,
            Event::Done => Ends::Finish,
            _ => Ends::No,
        }
    }

    fn unknown(event: &Event) -> Option<&UnknownEvent> {
        match event {
            Event::Unknown(event) => Some(event),
            _ => None,
        }
    }
}
