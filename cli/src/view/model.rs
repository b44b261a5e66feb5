//! What is in the page: the recording, as its script reads it.

use std::path::Path;

use serde::Serialize;
use stream_events::recording::RecordedEnd;
use stream_events::{DecodeError, End};
use stream_events_schema::interpret::{Interpreter, NotFinal};
use stream_events_schema::{Framing, Json};

use super::by::{By, framing_name};
use super::columns::{Columns, State, Texts};
use super::ended::{Ended, ended};
use super::notes::Notes;
use super::progress::Progress;
use super::reader::Reader;
use super::words::Words;
use crate::exit::Failure;
use crate::failure;
use crate::io::{Recording, file_name, is_array_end, is_aside};

#[derive(Serialize)]
pub(super) struct Model {
    head: Head,
    /// The types of events, in the order in which they came first.
    names: Words,
    #[serde(flatten)]
    notes: Notes,
    r#final: Option<Final>,
    columns: Columns,
    #[serde(flatten)]
    texts: Texts,
}

#[derive(Serialize)]
struct Head {
    file: String,
    status: u16,
    headers: Vec<(String, String)>,
    document: String,
    framing: &'static str,
    bytes: usize,
    /// When the last byte came, in microseconds.
    duration: u64,
    #[serde(flatten)]
    ended: Ended,
    /// How the connection ended.
    transport: String,
    notes: Vec<String>,
}

/// What the events add up to.
#[derive(Serialize)]
struct Final {
    value: Option<String>,
    /// Why it is not final, if it is not.
    reason: Option<String>,
    losses: u64,
}

impl Final {
    fn of((value, losses): (Result<Json, NotFinal>, u64)) -> Self {
        let (value, reason) = match value {
            Ok(value) => (Some(value), None),
            Err(not_final) => (
                not_final.unfinished.value.clone(),
                Some(not_final.to_string()),
            ),
        };
        Self {
            value: value.map(|it| it.to_string()),
            reason,
            losses,
        }
    }
}

/// Reads a recording by its document.
pub(super) fn model(
    recording: &Recording,
    path: &Path,
    by: &By,
    progress: &mut Progress,
) -> Result<Model, Failure> {
    let interpreter = Interpreter::new(&by.document);
    let mut reader = Reader::new(recording, by, &interpreter);
    let end = match recording.is_success() {
        true => Some(reader.read(progress)),
        false => None,
    };
    let in_place = push_rest(&mut reader, recording, by, end.as_ref());
    let ended = ended(
        recording,
        by,
        &reader.course,
        end.as_ref(),
        in_place,
        reader.events.count(),
    );
    let whole = matches!(end, Some(Ok(End::Clean)));
    let value = reader.value(whole).map(Final::of);
    let response = &recording.response;
    let last = response.chunks().last();
    let (columns, texts) = reader.events.finish(response.body());
    Ok(Model {
        head: Head {
            file: file_name(path),
            status: response.status(),
            headers: response.headers().to_vec(),
            document: by.title.clone(),
            framing: framing_name(by.document.framing),
            bytes: response.body().len(),
            duration: last.map_or(0, |it| u64::try_from(it.at.as_micros()).unwrap_or(u64::MAX)),
            ended,
            transport: transport(response.end()),
            notes: vec![by.why.clone()],
        },
        names: reader.names,
        notes: reader.notes,
        r#final: value,
        columns,
        texts,
    })
}

/// Shows what is left of a body after its last event. The failure that a server wrote there, if it did.
fn push_rest(
    reader: &mut Reader<'_, '_>,
    recording: &Recording,
    by: &By,
    end: Option<&Result<End, DecodeError>>,
) -> Option<String> {
    let rest = reader.rest();
    let text = String::from_utf8_lossy(rest);
    let is_blank = rest.trim_ascii().is_empty();
    match end {
        None if rest.is_empty() => None,
        None => {
            let words = failure::words(&by.document, "", &text);
            reader.push_rest("(body)", State::Failure, &words);
            Some(words)
        }
        Some(Err(error)) => {
            let words = failure::found(&by.document, None, &text);
            reader.push_rest("(malformed)", State::Malformed, &error.to_string());
            words
        }
        Some(Ok(End::InsideEvent)) => {
            let reason = "the stream ends inside this event, so that a program does not get it";
            reader.push_rest("(cut off)", State::Cut, reason);
            None
        }
        Some(Ok(_)) if is_blank => None,
        Some(Ok(_)) if by.document.framing == Framing::JsonArray && is_array_end(rest) => None,
        Some(Ok(_)) if by.document.framing == Framing::Sse && text.lines().all(is_aside) => {
            let reason = "comments and fields that come after the last event";
            reader.push_rest("(comments)", State::Alive, reason);
            None
        }
        Some(Ok(_)) => {
            let words = failure::found(&by.document, None, &text);
            let reason = "text that is no event: readers of the standard pass over it";
            reader.push_rest(
                "(no event)",
                State::Text,
                words.as_deref().unwrap_or(reason),
            );
            words.filter(|_| recording.is_success())
        }
    }
}

fn transport(end: &RecordedEnd) -> String {
    match end {
        RecordedEnd::Clean => "ended in good order".to_owned(),
        RecordedEnd::Cut => "was cut".to_owned(),
        RecordedEnd::Failed(reason) => reason.clone(),
        _ => "ended in an unknown way".to_owned(),
    }
}
