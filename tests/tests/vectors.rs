//! The event-stream vectors of other implementations, run over our decoder.
//!
//! They are not part of the project: `STREAM_EVENTS_SHARED` names the folder that has them.

#![allow(clippy::print_stderr, reason = "a suite that skips itself says so")]

use std::fs;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use stream_events::Decoder;
use stream_events_tests::decoding::{decode, decode_fed_first, pieces, split};
use stream_events_tests::reference::{self, Decoded, Seen};

/// Above this, a stream is cut into pieces of a few sizes and not at every place.
const CUT_EVERYWHERE: usize = 8 * 1024;

#[derive(Deserialize)]
struct File {
    vectors: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    chunks: Vec<Chunk>,
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    init_id: Option<String>,

    /// Whether `expect` is what the standard says.
    spec: bool,
    #[serde(default)]
    expect: Vec<Expected>,
    #[serde(default)]
    spec_expect: Option<Vec<Expected>>,
    #[serde(default, rename = "final")]
    after: Option<After>,
    #[serde(default)]
    asserted: Vec<String>,

    /// Of a line splitter.
    #[serde(default)]
    expect_lines: Vec<String>,
    #[serde(default)]
    tail: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Chunk {
    Text(String),
    Base64 { b64: String },
    Repeated { rep: String, n: usize },
}

#[derive(Deserialize)]
struct Expected {
    // What the source library does not tell is left out.
    event: Option<String>,
    data: Option<String>,
    data_len_bytes: Option<usize>,
    data_sha256: Option<String>,
    id: Option<String>,
}

#[derive(Deserialize)]
struct After {
    id: String,
    retry: Option<u64>,
}

#[test]
fn every_vector() {
    let Some(shared) = std::env::var_os("STREAM_EVENTS_SHARED").map(PathBuf::from) else {
        eprintln!("skipped: STREAM_EVENTS_SHARED is not set");
        return;
    };
    let mut count = 0;
    for entry in fs::read_dir(shared.join("vectors")).expect("the folder of vectors") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file of vectors");
        let file: File = serde_json::from_str(&text).expect("vectors");
        for vector in &file.vectors {
            vector.run();
            count += 1;
        }
    }
    assert!(count > 0, "no vectors in {}", shared.display());
    eprintln!("{count} vectors");
}

impl Vector {
    fn run(&self) {
        match self.kind.as_deref() {
            None => self.run_events(),
            Some("lines") => self.run_lines(),
            Some(kind) => panic!("{}: a vector of kind {kind}", self.id),
        }
    }

    fn run_events(&self) {
        let chunks: Vec<Bytes> = self.chunks.iter().map(Chunk::bytes).collect();
        let first = self.decode(&chunks);
        let expected = match &self.spec_expect {
            Some(expected) if !self.spec => expected,
            _ => &self.expect,
        };
        self.check_messages(&first.messages, expected);
        self.check_after(&first);

        let stream = Bytes::from(chunks.concat());
        assert_eq!(
            first,
            reference::decode(&stream, self.init_id()),
            "{}: reference",
            self.id
        );
        for (how, cut) in cuts(&stream) {
            assert_eq!(first, self.decode(&cut), "{}: {how}", self.id);
        }
        let fed_first = decode_fed_first(self.decoder(), chunks).expect("within the limit");
        assert_eq!(first, fed_first, "{}: fed first", self.id);
    }

    /// Makes every line a `data` line and all of them one event: its data are the lines.
    fn run_lines(&self) {
        let raw: Vec<Bytes> = self.chunks.iter().map(Chunk::bytes).collect();
        let mut chunks = Vec::new();
        let mut at_start = true;
        let mut after_cr = false;
        for chunk in raw {
            let mut out = Vec::new();
            for &byte in &chunk {
                if at_start && !(after_cr && byte == b'\n') {
                    out.extend_from_slice(b"data: ");
                }
                at_start = matches!(byte, b'\r' | b'\n');
                after_cr = byte == b'\r';
                out.push(byte);
            }
            chunks.push(Bytes::from(out));
        }
        if at_start {
            chunks.push(Bytes::from_static(b"data: "));
        }
        chunks.push(Bytes::from_static(b"\n\n"));

        let mut lines: Vec<&str> = self.expect_lines.iter().map(String::as_str).collect();
        lines.push(&self.tail);
        let decoded = self.decode(&chunks);
        let [message] = &decoded.messages[..] else {
            panic!("{}: {decoded:?}", self.id)
        };
        assert_eq!(message.data, lines.join("\n"), "{}", self.id);
        for (how, cut) in cuts(&Bytes::from(chunks.concat())) {
            assert_eq!(decoded, self.decode(&cut), "{}: {how}", self.id);
        }
    }

    fn init_id(&self) -> &str {
        self.init_id.as_deref().unwrap_or("")
    }

    fn decoder(&self) -> Decoder {
        Decoder::new().with_last_event_id(self.init_id())
    }

    fn decode(&self, chunks: &[Bytes]) -> Decoded {
        decode(self.decoder(), chunks.iter().cloned()).expect("within the limit")
    }

    fn check_messages(&self, messages: &[Seen], expected: &[Expected]) {
        assert_eq!(messages.len(), expected.len(), "{}: {messages:?}", self.id);
        for (message, expected) in messages.iter().zip(expected) {
            if let Some(event) = &expected.event {
                assert_eq!(&message.event_type, event, "{}", self.id);
            }
            if let Some(id) = &expected.id {
                assert_eq!(&message.last_event_id, id, "{}", self.id);
            }
            if let Some(data) = &expected.data {
                assert_eq!(&message.data, data, "{}", self.id);
            }
            if let Some(length) = expected.data_len_bytes {
                assert_eq!(message.data.len(), length, "{}", self.id);
            }
            if let Some(hash) = &expected.data_sha256 {
                let found = Sha256::digest(message.data.as_bytes());
                let found: String = found.iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(&found, hash, "{}", self.id);
            }
        }
    }

    fn check_after(&self, decoded: &Decoded) {
        let Some(after) = &self.after else { return };
        let asserts = |name: &str| self.spec || self.asserted.iter().any(|field| field == name);
        if asserts("final_id") {
            assert_eq!(decoded.last_event_id, after.id, "{}", self.id);
        }
        if asserts("retry") {
            assert_eq!(decoded.retry, after.retry, "{}", self.id);
        }
    }
}

impl Chunk {
    fn bytes(&self) -> Bytes {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Base64 { b64 } => STANDARD.decode(b64).expect("base64").into(),
            Self::Repeated { rep, n } => rep.repeat(*n).into(),
        }
    }
}

/// Ways to cut a stream: all splits in two, byte by byte, with empty chunks between; a large one in
/// pieces of a few sizes.
fn cuts(stream: &Bytes) -> Vec<(String, Vec<Bytes>)> {
    let sizes: &[usize] = if stream.len() > CUT_EVERYWHERE {
        &[1460, 65536]
    } else {
        &[1, 2, 7]
    };
    let mut cuts: Vec<_> = sizes
        .iter()
        .map(|&size| (format!("pieces of {size}"), pieces(stream, size).collect()))
        .collect();
    cuts.push(("whole".to_owned(), vec![stream.clone()]));
    if stream.len() <= CUT_EVERYWHERE {
        let with_empty = pieces(stream, 1).flat_map(|piece| [Bytes::new(), piece, Bytes::new()]);
        cuts.push(("with empty chunks".to_owned(), with_empty.collect()));
        cuts.extend(
            (0..=stream.len()).map(|at| (format!("cut at {at}"), split(stream, at).into())),
        );
    }
    cuts
}
