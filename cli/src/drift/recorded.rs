//! What a recording has, and whether it is a whole stream of the document's API.

use stream_events::End;
use stream_events::recording::RecordedEnd;
use stream_events_import::{DifferenceKind, Drift};
use stream_events_schema::interpret::{Course, Interpreter, Meaning};
use stream_events_schema::{Checked, Framing};

use crate::failure::{self, quoted};
use crate::io::{RecordedStream, Recording, is_json};
use crate::out::one_line;

/// Adds a recording to what a document is compared with.
pub(crate) fn add(drift: &mut Drift, recording: &Recording, document: &Checked) {
    let name = &recording.name;
    if !recording.is_success() {
        return drift.body(name, &recording.text());
    }
    let interpreter = Interpreter::new(document);
    let mut stream = recording.messages(document);
    if has_only_text(&stream, &interpreter) {
        (stream.messages, stream.length) = (Vec::new(), 0);
    }
    for message in &stream.messages {
        drift.message(name, message.event.as_deref(), &message.data);
    }
    if let Some(message) = no_stream(recording, &stream, document) {
        let rest = recording.behind(stream.length as u64);
        drift.fault(name, DifferenceKind::Stream, &message, &beginning(rest));
    } else if let Some(message) = no_end(recording, &stream, &interpreter) {
        let last = stream.messages.last();
        let last = last.map(|it| it.data.as_str()).unwrap_or_default();
        drift.fault(name, DifferenceKind::End, &message, last);
    }
}

/// Whether all lines of a text pass for messages where JSON is due, such as those of a page of HTML.
fn has_only_text(stream: &RecordedStream, interpreter: &Interpreter<'_>) -> bool {
    let mut messages = stream.messages.iter();
    interpreter.document().framing != Framing::Sse
        && messages.all(|it| {
            let meaning = interpreter.message(it.event.as_deref(), &it.data);
            matches!(meaning, Meaning::Unknown { .. }) && !is_json(&it.data)
        })
}

/// Why the bytes behind the last message belong to no stream of the API, if they do not.
fn no_stream(recording: &Recording, stream: &RecordedStream, document: &Checked) -> Option<String> {
    let rest = recording.behind(stream.length as u64);
    if let Some(failure) = failure::in_place(document, rest) {
        return Some(failure);
    }
    if let Err(error) = &stream.end {
        return Some(format!("its bytes cannot be read: {error}"));
    }
    // A stream may have signs of life alone, or the beginning of its first event.
    let is_quiet = !rest.trim_ascii().is_empty() && failure::is_quiet(document, rest);
    if !stream.messages.is_empty() || is_quiet {
        return None;
    }
    Some(match rest.trim_ascii() {
        [] => "it is empty: is it a recording of this API?".to_owned(),
        _ => "no message in it: is it a recording of this API?".to_owned(),
    })
}

/// Why the stream is not whole, if it is not.
fn no_end(
    recording: &Recording,
    stream: &RecordedStream,
    interpreter: &Interpreter<'_>,
) -> Option<String> {
    let mut course = Course::new(interpreter);
    for message in &stream.messages {
        if course.is_over() {
            break;
        }
        course.message(message.event.as_deref(), &message.data);
    }
    let is_inside = stream.end != Ok(End::Clean) && !course.is_complete();
    let is_whole = course.is_whole(recording.is_clean) && (course.is_over() || !is_inside);
    if is_whole || course.failure().is_some() {
        return None;
    }
    Some(match (recording.response.end(), &stream.end) {
        (RecordedEnd::Cut, _) => "it was cut before its end".to_owned(),
        (RecordedEnd::Failed(reason), _) => {
            format!("it was broken off before its end: {}", quoted(reason))
        }
        (_, Ok(End::InsideEvent)) => "it stops inside an event".to_owned(),
        (_, Ok(End::Unclosed)) => "its JSON array is not closed".to_owned(),
        _ => "it stops without its declared end".to_owned(),
    })
}

/// The beginning of some bytes, in one line.
fn beginning(bytes: &[u8]) -> String {
    const LOOKED_AT: usize = 1000;
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    one_line(&String::from_utf8_lossy(bytes))
}
