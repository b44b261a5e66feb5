//! A day of messages: 100,407 events, 15.08 MB.

use crate::random::Random;

/// How many of each there are, over all messages.
const MESSAGES: usize = 177;
const TEXT: usize = 62_720;
const INPUT_JSON: usize = 20_631;
const THINKING: usize = 14_546;
const PINGS: usize = 740;

/// Characters in a piece of text.
const PIECE: (usize, usize) = (5, 40);
/// Pieces of a tool's JSON that lie inside a long value, in percent; the others are full of quotes.
const LONG: usize = 53;
/// Characters in a signature.
const SIGNATURE: usize = 340;

const WORDS: &[&str] = &[
    "the", "stream", "of", "events", "a", "message", "arrives", "when", "it", "is", "ready", "and",
    "tokens", "come", "in", "pieces", "which", "are", "joined", "by", "whoever", "reads",
];
const NOT_ASCII: &[&str] = &[
    "“naïve”",
    "—",
    "日本語のテキスト",
    "поток событий",
    "🙂🙂🙂",
    "naïve",
];
const ESCAPED: &[&str] = &["\n", "\n\n", "\t", "\\", "\", \""];
const SIGNS: &[&str] = &["A", "b", "3", "+", "/", "Q", "x", "9", "z", "K"];

pub(crate) struct Event {
    pub(crate) kind: Kind,
    pub(crate) data: String,
}

/// What an event is, for who knows beforehand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    MessageStart,
    BlockStart,
    Text,
    InputJson,
    Thinking,
    Signature,
    BlockStop,
    MessageDelta,
    MessageStop,
    Ping,
}

impl Kind {
    pub(crate) fn event_type(self) -> &'static str {
        match self {
            Self::MessageStart => "message_start",
            Self::BlockStart => "content_block_start",
            Self::Text | Self::InputJson | Self::Thinking | Self::Signature => {
                "content_block_delta"
            }
            Self::BlockStop => "content_block_stop",
            Self::MessageDelta => "message_delta",
            Self::MessageStop => "message_stop",
            Self::Ping => "ping",
        }
    }
}

/// The messages, each a stream of its own.
pub(crate) fn messages() -> Vec<Vec<Event>> {
    let mut random = Random::new(1);
    (0..MESSAGES)
        .map(|number| Message::new(&mut random, number).events())
        .collect()
}

struct Message<'r> {
    random: &'r mut Random,
    number: usize,
    pings: usize,
    events: Vec<Event>,
}

impl<'r> Message<'r> {
    fn new(random: &'r mut Random, number: usize) -> Self {
        Self {
            random,
            number,
            pings: share(PINGS, number),
            events: Vec::new(),
        }
    }

    fn events(mut self) -> Vec<Event> {
        let number = self.number;
        let id = self.signs(24);
        self.push(Kind::MessageStart, |_| format!(
            r#"{{"type":"message_start","message":{{"id":"msg_{id}","type":"message","role":"assistant","model":"claude-sonnet-4-20250514","content":[],"stop_reason":null,"stop_sequence":null,"usage":{{"input_tokens":{},"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":2,"service_tier":"standard"}}}}"#,
            400 + number,
        ));

        self.start(0, r#"{"type":"thinking","thinking":"","signature":""}"#);
        for _ in 0..share(THINKING, number) {
            let text = self.text();
            self.delta(Kind::Thinking, 0, "thinking_delta", "thinking", &text);
        }
        let signature = self.signs(SIGNATURE);
        self.delta(
            Kind::Signature,
            0,
            "signature_delta",
            "signature",
            &signature,
        );
        self.stop(0);

        self.start(1, r#"{"type":"text","text":""}"#);
        for _ in 0..share(TEXT, number) {
            let text = self.text();
            self.delta(Kind::Text, 1, "text_delta", "text", &text);
        }
        self.stop(1);

        let id = self.signs(24);
        self.start(
            2,
            &format!(r#"{{"type":"tool_use","id":"toolu_{id}","name":"edit_file","input":{{}}}}"#),
        );
        for _ in 0..share(INPUT_JSON, number) {
            let json = self.input_json();
            self.delta(
                Kind::InputJson,
                2,
                "input_json_delta",
                "partial_json",
                &json,
            );
        }
        self.stop(2);

        self.push(Kind::MessageDelta, |_| format!(
            r#"{{"type":"message_delta","delta":{{"stop_reason":"tool_use","stop_sequence":null}},"usage":{{"output_tokens":{}}}"#,
            500 + number,
        ));
        self.push(Kind::MessageStop, |_| {
            r#"{"type":"message_stop""#.to_owned()
        });
        self.events
    }

    fn start(&mut self, index: usize, block: &str) {
        self.push(Kind::BlockStart, |_| {
            format!(r#"{{"type":"content_block_start","index":{index},"content_block":{block}"#)
        });
    }

    fn stop(&mut self, index: usize) {
        self.push(Kind::BlockStop, |_| {
            format!(r#"{{"type":"content_block_stop","index":{index}"#)
        });
    }

    fn delta(&mut self, kind: Kind, index: usize, tag: &str, field: &str, text: &str) {
        self.push(kind, |random| {
            let text = quoted(text, random.percent(1));
            format!(
                r#"{{"type":"content_block_delta","index":{index},"delta":{{"type":"{tag}","{field}":{text}}}"#
            )
        });
        // Spread over the message, as many as it has.
        if self.pings > 0 && self.events.len() % 100 == 7 {
            self.pings -= 1;
            self.push(Kind::Ping, |_| r#"{"type": "ping""#.to_owned());
        }
    }

    /// Closes the object, after the spaces that are there on the wire.
    fn push(&mut self, kind: Kind, open: impl FnOnce(&mut Random) -> String) {
        let mut data = open(self.random);
        data.extend(std::iter::repeat_n(' ', self.random.between(0, 14)));
        data.push('}');
        self.events.push(Event { kind, data });
    }

    fn text(&mut self) -> String {
        let length = self.random.between(PIECE.0, PIECE.1);
        let mut parts = self.words(length);
        if self.random.percent(15) {
            let place = self.random.between(0, parts.len() / 2);
            parts.insert(place, self.random.of(NOT_ASCII));
        }
        let between = if self.random.percent(15) {
            self.random.of(ESCAPED)
        } else {
            " "
        };
        parts.join(between).chars().take(length).collect()
    }

    /// A piece of the text in a long value, or of `"path": "src", "line": "of", ...`.
    fn input_json(&mut self) -> String {
        let length = self.random.between(PIECE.0, PIECE.1);
        if self.random.percent(LONG) {
            let words = self.words(length).join(" ");
            return words.chars().take(length).collect();
        }
        let skipped = self.random.between(0, 15);
        let mut json = String::new();
        while json.len() < skipped + length {
            json += &format!(
                "\"{}\": \"{}\", ",
                self.random.of(WORDS),
                self.random.of(WORDS)
            );
        }
        json.chars().skip(skipped).take(length).collect()
    }

    /// As many as fill the characters.
    fn words(&mut self, characters: usize) -> Vec<&'static str> {
        let mut words = Vec::new();
        let mut length = 0;
        while length < characters {
            let word = self.random.of(WORDS);
            length += word.len() + 1;
            words.push(word);
        }
        words
    }

    fn signs(&mut self, length: usize) -> String {
        (0..length).map(|_| self.random.of(SIGNS)).collect()
    }
}

/// What of a total is this message's.
fn share(total: usize, number: usize) -> usize {
    total * (number + 1) / MESSAGES - total * number / MESSAGES
}

/// A JSON string; with `numbered`, what is not ASCII as `\uXXXX`.
fn quoted(text: &str, numbered: bool) -> String {
    let plain = serde_json::to_string(text).expect("a string is JSON");
    if !numbered {
        return plain;
    }
    let mut units = [0; 2];
    let number = |character: char| match character {
        // At least one of them.
        ' ' => "\\u0020".to_owned(),
        character if character.is_ascii() => character.to_string(),
        character => character
            .encode_utf16(&mut units)
            .iter()
            .map(|unit| format!("\\u{unit:04x}"))
            .collect(),
    };
    plain.chars().map(number).collect()
}
