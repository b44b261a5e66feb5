//! What is written is read back as the same messages, or is an error; and what is expected of bytes.

use std::time::Duration;

use serde::Deserialize;
use stream_events::{Decoder, Framing, Message, MessageEncoder, WriteError, WriteField};

use super::vectors::{framing, vectors};

const FRAMINGS: [Framing; 5] = [
    Framing::Sse,
    Framing::JsonLines,
    Framing::JsonSeq,
    Framing::JsonArray,
    Framing::AwsEventStream,
];

/// Every short text of what could end a message early or begin another one.
#[test]
fn no_data_is_read_as_something_else() {
    let alphabet = [
        "\r", "\n", "\u{1e}", " ", "\t", ",", "]", "[", "{", "}", "\"", "\\", ":", "1", "data: x",
        "\u{feff}", "\0", "\u{2028}",
    ];
    let mut texts = vec![String::new()];
    let mut level = texts.clone();
    for _ in 0..3 {
        let longer = level
            .iter()
            .flat_map(|it| alphabet.map(|piece| format!("{it}{piece}")));
        level = longer.collect();
        texts.extend_from_slice(&level);
    }
    let mut written = [0; FRAMINGS.len()];
    for (framing, count) in FRAMINGS.into_iter().zip(&mut written) {
        for text in &texts {
            *count += usize::from(is_read_back(framing, &message(framing, text)));
        }
    }
    assert_eq!(written[0], texts.len(), "server-sent events take any text");
    assert!(written.into_iter().all(|count| count > 10), "{written:?}");
}

#[test]
fn no_name_and_no_id_is_read_as_something_else() {
    for text in [
        "a",
        " a ",
        "a: b",
        ":",
        "a\rb",
        "a\nb",
        "a\r\n\r\nb",
        "a\0",
        "é",
        "\u{feff}a",
    ] {
        let named = Message::new("{}").with_event(text);
        let is_line = !text.contains(['\r', '\n']);
        assert_eq!(is_read_back(Framing::Sse, &named), is_line, "{text:?}");
        assert!(is_read_back(Framing::AwsEventStream, &named), "{text:?}");
        let failed = Message::new("it failed")
            .with_event(text)
            .with_failure(true);
        assert!(is_read_back(Framing::AwsEventStream, &failed), "{text:?}");
        let with_id = Message::new("{}").with_last_event_id(text);
        let can_be_id = is_line && !text.contains('\0');
        assert_eq!(is_read_back(Framing::Sse, &with_id), can_be_id, "{text:?}");
    }
    for framing in [Framing::JsonLines, Framing::JsonSeq, Framing::JsonArray] {
        assert!(!is_read_back(framing, &Message::new("1").with_event("a")));
        assert!(!is_read_back(
            framing,
            &Message::new("1").with_last_event_id("7")
        ));
    }
}

fn message(framing: Framing, data: &str) -> Message<'static> {
    let message = Message::new(data.to_owned());
    match framing {
        Framing::AwsEventStream => message.with_event("a"),
        _ => message,
    }
}

/// Whether it can be written between two others; if it can, all three are read back.
fn is_read_back(framing: Framing, middle: &Message<'_>) -> bool {
    let other = message(framing, "{\"a\":1}");
    let mut encoder = MessageEncoder::framed(framing);
    let mut bytes = encoder
        .message(&other)
        .expect("an object can be written")
        .to_vec();
    let written = encoder.message(middle);
    let Ok(written) = written else {
        // Nothing came of it.
        bytes.extend(encoder.message(&other).expect("an object"));
        bytes.extend(encoder.finish());
        assert_eq!(read(framing, &bytes).len(), 2, "{framing:?} {middle:?}");
        return false;
    };
    bytes.extend_from_slice(&written);
    bytes.extend(encoder.keep_alive());
    bytes.extend(encoder.message(&other).expect("an object"));
    bytes.extend(encoder.keep_alive());
    bytes.extend(encoder.finish());
    let read = read(framing, &bytes);
    let [one, it, last] = &read[..] else {
        panic!(
            "{framing:?} {middle:?}: {read:?} of {:?}",
            String::from_utf8_lossy(&bytes)
        );
    };
    assert_eq!(
        (one.data(), last.data()),
        (other.data(), other.data()),
        "{middle:?}"
    );
    assert_eq!(it.event_field(), middle.event_field());
    assert_eq!(it.last_event_id(), middle.last_event_id());
    assert_eq!(it.is_failure(), middle.is_failure());
    let expected = match framing {
        Framing::Sse => middle.data().replace("\r\n", "\n").replace('\r', "\n"),
        _ => middle.data().to_owned(),
    };
    let is_same = match (
        framing,
        serde_json::from_str::<serde_json::Value>(&expected),
    ) {
        // White space makes no difference to JSON.
        (Framing::JsonLines | Framing::JsonSeq | Framing::JsonArray, Ok(json)) => {
            serde_json::from_str::<serde_json::Value>(it.data()).is_ok_and(|it| it == json)
        }
        _ => it.data() == expected,
    };
    assert!(is_same, "{framing:?} {middle:?} is read as {:?}", it.data());
    true
}

fn read(framing: Framing, bytes: &[u8]) -> Vec<Message<'static>> {
    let mut decoder = Decoder::framed(framing);
    decoder.feed(bytes::Bytes::copy_from_slice(bytes));
    let mut messages = Vec::new();
    while let Some(message) = decoder
        .next_message()
        .expect("what was written is of its framing")
    {
        messages.push(message.into_owned());
    }
    decoder.finish();
    messages
}

#[test]
fn ids_waits_and_comments_are_fields_of_server_sent_events() -> Result<(), WriteError> {
    let mut encoder = MessageEncoder::default();
    assert_eq!(encoder.id("7")?, "id: 7\n\n");
    assert_eq!(
        encoder.retry(Duration::from_millis(1500))?,
        "retry: 1500\n\n"
    );
    assert_eq!(
        encoder.retry(Duration::MAX)?,
        format!("retry: {}\n\n", u64::MAX)
    );
    assert_eq!(
        encoder.comment("a\r\ndata: x\rb\n")?,
        ": a\n: data: x\n: b\n:\n\n"
    );
    encoder.retry_with_next(Duration::from_secs(1))?;
    let message = Message::new("1").with_last_event_id("8");
    assert_eq!(
        encoder.message(&message)?,
        "id: 8\nretry: 1000\ndata: 1\n\n"
    );
    assert_eq!(encoder.message(&message)?, "data: 1\n\n");
    let mut lines = MessageEncoder::framed(Framing::JsonLines);
    let fields = [
        lines.id("7").unwrap_err(),
        lines.retry(Duration::ZERO).unwrap_err(),
        lines.comment("a").unwrap_err(),
    ];
    let fields = fields.map(|error| error.field());
    assert_eq!(
        fields,
        [WriteField::Id, WriteField::Retry, WriteField::Comment]
    );
    Ok(())
}

#[derive(Deserialize)]
struct Vector {
    name: String,
    framing: String,
    messages: Vec<Written>,
    text: Option<String>,
    error: Option<String>,
    read_again: Option<Vec<Read>>,
}

#[derive(Deserialize)]
struct Written {
    event: Option<String>,
    id: Option<String>,
    data: Option<String>,
    retry_ms: Option<f64>,
    #[serde(default)]
    comments: Vec<String>,
}

#[derive(Deserialize)]
struct Read {
    event: Option<String>,
    id: Option<String>,
    data: String,
}

#[test]
fn every_vector() {
    let Some(vectors) = vectors::<Vector>("writing.json") else {
        return;
    };
    vectors.iter().for_each(check);
    assert!(vectors.len() > 20, "most vectors are there");
}

fn check(vector: &Vector) {
    let framing = framing(&vector.framing);
    let mut encoder = MessageEncoder::framed(framing);
    let mut bytes = Vec::new();
    let mut error = None;
    for message in &vector.messages {
        match write(&mut encoder, message) {
            Ok(written) => bytes.extend(written),
            Err(it) => error = error.or(Some(it.field().name().to_owned())),
        }
    }
    assert_eq!(error, vector.error, "{}", vector.name);
    if error.is_some() {
        return;
    }
    bytes.extend(encoder.finish());
    if let Some(text) = &vector.text {
        assert_eq!(String::from_utf8_lossy(&bytes), *text, "{}", vector.name);
    }
    let read = read(framing, &bytes);
    let expected = vector.read_again.iter().flatten();
    let expected = expected.map(|it| {
        Message::new(it.data.clone())
            .with_event(it.event.clone().unwrap_or_default())
            .with_last_event_id(it.id.clone().unwrap_or_default())
    });
    assert_eq!(read, expected.collect::<Vec<_>>(), "{}", vector.name);
}

fn write(encoder: &mut MessageEncoder, written: &Written) -> Result<Vec<u8>, WriteError> {
    let mut bytes = Vec::new();
    for comment in &written.comments {
        bytes.extend(encoder.comment(comment)?);
    }
    let Some(data) = &written.data else {
        if let Some(id) = &written.id {
            bytes.extend(encoder.id(id)?);
        }
        return Ok(bytes);
    };
    if let Some(milliseconds) = written.retry_ms {
        let seconds = milliseconds / 1000.0;
        let wait = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX);
        // Floats do not reach the largest integer exactly.
        let is_largest = milliseconds >= 1.8e19;
        encoder.retry_with_next(if is_largest { Duration::MAX } else { wait })?;
    }
    let message = Message::new(data.as_str())
        .with_event(written.event.as_deref().unwrap_or_default())
        .with_last_event_id(written.id.as_deref().unwrap_or_default());
    bytes.extend(encoder.message(&message)?);
    Ok(bytes)
}
