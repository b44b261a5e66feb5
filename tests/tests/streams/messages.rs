//! The Messages API.

use bytes::Bytes;
use stream_events::StreamEvents;

use super::recordings::{Items, Recording, SIZES, read, recordings};

/// What the Messages API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../../../apis/documents/anthropic-messages.json")]
pub(crate) struct Messages;

fn is_ours(recording: &Recording) -> bool {
    recording.event_names.contains("content_block_") || recording.file.contains("anthropic__")
}

#[test]
fn every_recording_is_read_in_full_however_it_is_cut() {
    let Some(recordings) = recordings() else {
        return;
    };
    let ours: Vec<_> = recordings.iter().filter(|it| is_ours(it)).collect();
    assert!(!ours.is_empty());
    let mut unknown = Vec::new();
    for recording in &ours {
        let mut events = 0;
        for body in bodies(recording) {
            let whole = read::<Messages>(&body, usize::MAX);
            expect(&recording.file, &whole, &mut unknown);
            events += whole.len();
            for size in SIZES {
                let cut = read::<Messages>(&body, size);
                assert_eq!(texts(&cut), texts(&whole), "{} at {size}", recording.file);
            }
        }
        let last = usize::from(recording.unterminated);
        assert_eq!(
            events,
            declared_events(recording) + last,
            "{}",
            recording.file
        );
    }
    println!(
        "{} recordings read; unknown in them: {unknown:?}",
        ours.len()
    );
    assert!(
        unknown.is_empty(),
        "the document does not know these: {unknown:?}"
    );
}

/// The streams in a recording: some hold several answers, one after the other.
fn bodies(recording: &Recording) -> Vec<Bytes> {
    let end = b"data: {\"type\":\"message_stop\"";
    let mut rest = recording.body.clone();
    let mut bodies = Vec::new();
    while let Some(at) = find(&rest, end) {
        let blank_line = find(&rest[at..], b"\n\n").map_or(rest.len(), |it| at + it + 2);
        bodies.push(rest.split_to(blank_line));
    }
    if rest.iter().any(|byte| !byte.is_ascii_whitespace()) {
        bodies.push(rest);
    }
    bodies
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

/// No errors.
fn expect(file: &str, items: &Items<Messages>, unknown: &mut Vec<String>) {
    for item in items {
        match item {
            Ok(messages::Event::Unknown(event)) => {
                unknown.push(format!("{file}: {}", event.event_type));
            }
            Ok(event) => unknown_inside(file, event, unknown),
            Err(error) => panic!("{file}: {error}"),
        }
    }
}

/// How many events but pings the row of the recording counts.
fn declared_events(recording: &Recording) -> usize {
    let pairs = recording
        .event_names
        .split(',')
        .filter_map(|pair| pair.rsplit_once('='));
    let counts = pairs
        .filter(|(name, _)| *name != "ping")
        .map(|(_, count)| count.parse::<usize>());
    counts.map(|count| count.expect("a count")).sum()
}

/// Variants of nested unions that the document does not know.
fn unknown_inside(file: &str, event: &messages::Event, unknown: &mut Vec<String>) {
    let debug = format!("{event:?}");
    if let Some(at) = debug.find("UnknownVariant {") {
        unknown.push(format!(
            "{file}: {}",
            debug[at..].chars().take(80).collect::<String>()
        ));
    }
}

fn texts(items: &Items<Messages>) -> Vec<String> {
    items.iter().map(|item| format!("{item:?}")).collect()
}

#[test]
fn what_was_read_is_written_back() {
    let Some(recordings) = recordings() else {
        return;
    };
    for recording in recordings.iter().filter(|it| is_ours(it)) {
        for event in read::<Messages>(&recording.body, usize::MAX)
            .into_iter()
            .flatten()
        {
            let json = serde_json::to_string(&event).expect("it can be written");
            let again: messages::Event = serde_json::from_str(&json).expect("it can be read back");
            assert_eq!(again, event, "{}", recording.file);
        }
    }
}
