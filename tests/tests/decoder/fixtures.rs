//! The fixtures of `fixtures/decoder`: `x.sse` is decoded as `x.json` says.
//!
//! Each is run with all its line feeds as they are, as CR and as CRLF, and cut at every place.

use std::fs;
use std::path::Path;

use bytes::Bytes;
use serde::Deserialize;
use stream_events::{Decoder, End};
use stream_events_tests::decoding::{decode, pieces, split};
use stream_events_tests::reference::{self, Decoded, Seen};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Type, data, last event ID.
    messages: Vec<(String, String, String)>,
    last_event_id: String,
    retry: Option<u64>,
    inside_event: bool,
}

#[test]
fn every_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/decoder");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("the folder of fixtures") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "sse") {
            let stream = fs::read(&path).expect("a stream");
            let expected = fs::read(path.with_extension("json")).expect("what to expect");
            let expected = serde_json::from_slice(&expected).expect("what to expect");
            run(&path.display().to_string(), &stream, expected);
            count += 1;
        }
    }
    assert!(count > 0, "no fixtures");
}

fn run(name: &str, stream: &[u8], expected: Expected) {
    let expected = expected.decoded();
    for line_end in ["\n", "\r", "\r\n"] {
        let stream = Bytes::from(with_line_end(stream, line_end));
        let name = format!("{name}, lines end in {line_end:?}");
        assert_eq!(
            reference::decode(&stream, ""),
            expected,
            "{name}: reference"
        );
        assert_eq!(
            decode(Decoder::new(), [stream.clone()]).as_ref(),
            Ok(&expected),
            "{name}"
        );
        let bytes = decode(Decoder::new(), pieces(&stream, 1));
        assert_eq!(bytes.as_ref(), Ok(&expected), "{name}: byte by byte");
        for at in 0..=stream.len() {
            let halves = decode(Decoder::new(), split(&stream, at));
            assert_eq!(halves.as_ref(), Ok(&expected), "{name}: cut at {at}");
        }
    }
}

/// A fixture that has CRs of its own stays as it is.
fn with_line_end(stream: &[u8], line_end: &str) -> Vec<u8> {
    if stream.contains(&b'\r') {
        return stream.to_owned();
    }
    let lines: Vec<&[u8]> = stream.split(|&byte| byte == b'\n').collect();
    lines.join(line_end.as_bytes())
}

impl Expected {
    fn decoded(self) -> Decoded {
        let seen = |(event_type, data, last_event_id)| Seen {
            event_type,
            data,
            last_event_id,
        };
        Decoded {
            messages: self.messages.into_iter().map(seen).collect(),
            last_event_id: self.last_event_id,
            retry: self.retry,
            end: if self.inside_event {
                End::InsideEvent
            } else {
                End::Clean
            },
        }
    }
}
