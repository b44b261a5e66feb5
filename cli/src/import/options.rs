//! Arguments as the options of an import.

use std::str::FromStr;

use serde_json::Value;
use stream_events_import::Importer;
use stream_events_schema::{Dispatch, Handle, Json, Number, Pointer, Sentinel, Test};

use super::Arguments;

pub(super) fn apply(mut importer: Importer, arguments: &Arguments) -> Importer {
    if let Some(union) = &arguments.union {
        importer = importer.union(union);
    }
    if !arguments.dispatch.is_empty() {
        importer = importer.dispatch(arguments.dispatch.iter().map(|it| it.0.clone()).collect());
    }
    if let Some(event) = &arguments.event {
        importer = importer.event(event);
    }
    if let Some(envelope) = arguments.envelope {
        importer = importer.envelope(envelope);
    }
    if arguments.no_descriptions {
        importer = importer.no_descriptions();
    }
    for More { event, schema } in &arguments.more {
        importer = importer.more(event, schema);
    }
    for Ignored { text, sentinel } in &arguments.sentinel {
        importer = importer.sentinel(text, *sentinel);
    }
    for Handling { event, handle } in &arguments.handle {
        importer = importer.handle(event, *handle);
    }
    for When {
        event,
        pointer,
        test,
    } in &arguments.when
    {
        importer = importer.when(event, pointer.clone(), test.clone());
    }
    importer
}

/// `event`, `/pointer`, `/pointer=name` or `=name`.
#[derive(Debug, Clone)]
pub(crate) struct Entry(Dispatch);

impl FromStr for Entry {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "event" {
            return Ok(Self(Dispatch::Event));
        }
        Ok(Self(match text.rsplit_once('=') {
            None => Dispatch::Pointer(json_pointer(text)?),
            Some((_, "")) => return Err("name an event after `=`".to_owned()),
            Some(("", event_type)) => Dispatch::Always(event_type.to_owned()),
            Some((pointer, event_type)) => Dispatch::Has {
                pointer: json_pointer(pointer)?,
                event_type: event_type.to_owned(),
            },
        }))
    }
}

/// `event=schema`.
#[derive(Debug, Clone)]
pub(crate) struct More {
    event: String,
    schema: String,
}

impl FromStr for More {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((event, schema)) = text.split_once('=') else {
            return Err("write the event and what describes it: `error=ErrorResponse`".to_owned());
        };
        Ok(Self {
            event: event.to_owned(),
            schema: schema.to_owned(),
        })
    }
}

/// `event=handle`.
#[derive(Debug, Clone)]
pub(crate) struct Handling {
    event: String,
    handle: Handle,
}

impl FromStr for Handling {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((event, handle)) = text.rsplit_once('=') else {
            return Err("write the event and what becomes of it: `ping=skip`".to_owned());
        };
        let handle = match handle {
            "yield" => Handle::Yield,
            "skip" => Handle::Skip,
            "fail" => Handle::Fail,
            "finish" => Handle::Finish,
            "complete" => Handle::Complete,
            other => {
                return Err(format!(
                    "`{other}` is none of yield, skip, fail, finish, complete"
                ));
            }
        };
        Ok(Self {
            event: event.to_owned(),
            handle,
        })
    }
}

/// `event=/pointer` or `event=/pointer=one|other`; values are booleans and numbers where they look
/// so, and texts in quotes or not.
#[derive(Debug, Clone)]
pub(crate) struct When {
    event: String,
    pointer: Pointer,
    test: Test,
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let Some((event, condition)) = text.split_once("=/") else {
            return Err("write the event and a JSON Pointer: `chunk=/finish_reason`".to_owned());
        };
        let (pointer, test) = match condition.split_once('=') {
            None => (condition, Test::Present),
            Some((pointer, values)) => {
                (pointer, Test::OneOf(values.split('|').map(value).collect()))
            }
        };
        Ok(Self {
            event: event.to_owned(),
            pointer: json_pointer(&format!("/{pointer}"))?,
            test,
        })
    }
}

fn value(text: &str) -> Json {
    match serde_json::from_str(text) {
        Ok(Value::Bool(it)) => Json::Boolean(it),
        Ok(Value::String(it)) => Json::String(it),
        Ok(Value::Number(_)) => Number::parse(text).map_or_else(|| Json::from(text), Json::Number),
        _ => Json::from(text),
    }
}

/// `text`, `text=finish` or `text=skip`.
#[derive(Debug, Clone)]
pub(crate) struct Ignored {
    text: String,
    sentinel: Sentinel,
}

impl FromStr for Ignored {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (text, sentinel) = match text.rsplit_once('=') {
            Some((text, "skip")) => (text, Sentinel::Skip),
            Some((text, "finish")) => (text, Sentinel::Finish),
            // Any text can be one; most end the stream.
            _ => (text, Sentinel::Finish),
        };
        Ok(Self {
            text: text.to_owned(),
            sentinel,
        })
    }
}

fn json_pointer(text: &str) -> Result<Pointer, String> {
    match text.parse::<Pointer>() {
        Ok(pointer) if !pointer.segments().is_empty() => Ok(pointer),
        Ok(_) => Err("name something in the data, such as `/type`".to_owned()),
        Err(malformed) => Err(malformed.to_string()),
    }
}
