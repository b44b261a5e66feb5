//! 177 messages that think, write and call a tool.

use crate::messages::Messages as Kind;
use crate::prose::quoted;
use crate::random::Random;
use crate::workload::{self, Event};

/// How many of each there are, over all messages.
const MESSAGES: usize = 177;
const TEXT: usize = 62_720;
const INPUT_JSON: usize = 20_631;
const THINKING: usize = 14_546;
const PINGS: usize = 740;

/// Characters in a piece of text.
const PIECE: (usize, usize) = (5, 40);
/// Characters in a signature.
const SIGNATURE: usize = 340;

pub(crate) fn streams() -> Vec<Vec<Event<Kind>>> {
    let mut random = Random::new(1);
    (0..MESSAGES)
        .map(|number| Message::new(&mut random, number).events())
        .collect()
}

struct Message<'r> {
    random: &'r mut Random,
    number: usize,
    pings: usize,
    events: Vec<Event<Kind>>,
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

    fn events(mut self) -> Vec<Event<Kind>> {
        let number = self.number;
        let id = self.random.signs(24);
        self.push(Kind::MessageStart, |_| format!(
            r#"{{"type":"message_start","message":{{"id":"msg_{id}","type":"message","role":"assistant","model":"claude-sonnet-4-20250514","content":[],"stop_reason":null,"stop_sequence":null,"usage":{{"input_tokens":{},"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":2,"service_tier":"standard"}}}}"#,
            400 + number,
        ));

        self.start(0, r#"{"type":"thinking","thinking":"","signature":""}"#);
        for _ in 0..share(THINKING, number) {
            let text = self.piece(Random::text);
            self.delta(Kind::Thinking, 0, "thinking_delta", "thinking", &text);
        }
        let signature = self.random.signs(SIGNATURE);
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
            let text = self.piece(Random::text);
            self.delta(Kind::Text, 1, "text_delta", "text", &text);
        }
        self.stop(1);

        let id = self.random.signs(24);
        self.start(
            2,
            &format!(r#"{{"type":"tool_use","id":"toolu_{id}","name":"edit_file","input":{{}}}}"#),
        );
        for _ in 0..share(INPUT_JSON, number) {
            let json = self.piece(Random::json);
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

    fn piece(&mut self, of: fn(&mut Random, usize) -> String) -> String {
        let length = self.random.between(PIECE.0, PIECE.1);
        of(self.random, length)
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
}

fn share(total: usize, number: usize) -> usize {
    workload::share(total, number, MESSAGES)
}
