//! What it costs that a tool's JSON arrives in pieces.

use std::hint::black_box;
use std::time::Instant;

use serde_json::{Map, Value, json};
use stream_events::snapshot::{JsonText, Snapshot};

use super::cost::Cost;
use crate::messages::Set;
use crate::messages::set::{ContentBlock, Event, Message};
use crate::random::Random;

const ROUNDS: usize = 9;
/// What models send at a time, about.
const PIECE: usize = 16;
const SIZES: [usize; 3] = [64 << 10, 256 << 10, 1 << 20];
/// More would take minutes by the rule that is quadratic.
const MOST_ANEW: usize = 64 << 10;

struct Row {
    name: &'static str,
    run: fn(&Input),
    /// Up to which size.
    most: usize,
}

const ROWS: [Row; 5] = [
    Row {
        name: "serde_json, the whole text once",
        run: parse,
        most: usize::MAX,
    },
    Row {
        name: "snapshot: folded, and parsed at the end",
        run: fold,
        most: usize::MAX,
    },
    Row {
        name: "the same, and the changes of each delta read",
        run: fold_and_read,
        most: usize::MAX,
    },
    Row {
        name: "the same, and `partial()` at each delta",
        run: fold_and_show,
        most: usize::MAX,
    },
    Row {
        name: "by hand, as SDKs do: all parsed anew at each delta",
        run: parse_anew,
        most: MOST_ANEW,
    },
];

/// A tool call whose JSON is this long.
struct Input {
    text: String,
    events: Vec<Event>,
}

/// The table.
#[must_use]
pub fn table() -> String {
    let mut rows: Vec<String> = ROWS.iter().map(|row| format!("| {} |", row.name)).collect();
    let mut header = "| variant |".to_owned();
    for size in SIZES {
        let input = Input::new(size);
        let measured = ROWS.iter().filter(|row| size <= row.most).count();
        header += &format!(" {} KiB: ms | x |", size >> 10);
        let costs = Cost::by_turns(ROUNDS, measured, |index| {
            let start = Instant::now();
            (ROWS[index].run)(&input);
            start.elapsed().as_secs_f64() * 1e3
        });
        for (row, cost) in rows.iter_mut().zip(&costs) {
            *row += &format!(" {:.2} | {} |", cost.time(), cost.ratio());
        }
        for row in rows.iter_mut().skip(costs.len()) {
            *row += " - | - |";
        }
    }
    let line = "---|".repeat(1 + 2 * SIZES.len());
    format!(
        "## Tool JSON in deltas of {PIECE} bytes\n\n{header}\n|{line}\n{}\n",
        rows.join("\n")
    )
}

impl Input {
    fn new(size: usize) -> Self {
        let mut random = Random::new(7);
        let mut members = Map::new();
        let mut length = 2;
        while length < size {
            let key = format!("line {}", members.len());
            let words = random.between(20, 200);
            let value = random.text(words);
            length += key.len() + value.len() + 6;
            members.insert(key, Value::String(value));
        }
        let text = Value::Object(members).to_string();
        let mut events = vec![
            event(&json!({ "type": "message_start", "message": {
                "id": "msg_1", "type": "message", "role": "assistant", "model": "m", "content": [],
                "stop_reason": null, "stop_sequence": null,
            } })),
            event(
                &json!({ "type": "content_block_start", "index": 0, "content_block": {
                "type": "tool_use", "id": "toolu_1", "name": "write", "input": {},
            } }),
            ),
        ];
        events.extend(pieces(&text).map(|piece| {
            event(
                &json!({ "type": "content_block_delta", "index": 0, "delta": {
                "type": "input_json_delta", "partial_json": piece,
            } }),
            )
        }));
        events.push(event(&json!({ "type": "content_block_stop", "index": 0 })));
        events.push(event(&json!({ "type": "message_stop" })));
        Self { text, events }
    }
}

fn event(json: &Value) -> Event {
    serde_json::from_value(json.clone()).expect("an event")
}

/// The text in pieces, none of which cuts a character.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut at = rest.len().min(PIECE);
        while !rest.is_char_boundary(at) {
            at += 1;
        }
        let (piece, behind) = rest.split_at(at);
        rest = behind;
        (!piece.is_empty()).then_some(piece)
    })
}

fn parse(input: &Input) {
    let value: Map<String, Value> = serde_json::from_str(&input.text).expect("JSON");
    black_box(value);
}

fn fold(input: &Input) {
    let mut snapshot = Snapshot::<Set>::new();
    for event in &input.events {
        snapshot.apply(event).expect("it fits");
    }
    finish(snapshot);
}

fn fold_and_read(input: &Input) {
    let mut snapshot = Snapshot::<Set>::new();
    for event in &input.events {
        for change in snapshot.apply(event).expect("it fits") {
            black_box(change);
        }
    }
    finish(snapshot);
}

fn fold_and_show(input: &Input) {
    let mut snapshot = Snapshot::<Set>::new();
    for event in &input.events {
        snapshot.apply(event).expect("it fits");
        if let Some(text) = snapshot.value().and_then(tool_input) {
            black_box(text.partial());
        }
    }
    finish(snapshot);
}

fn finish(snapshot: Snapshot<Set>) {
    let message = snapshot.finish().expect("it is whole");
    let input = tool_input(&message).expect("a tool call");
    black_box(input.value().expect("it is closed").len());
}

fn tool_input(message: &Message) -> Option<&JsonText<Map<String, Value>>> {
    match message.content.first()? {
        ContentBlock::ToolUse(tool) => Some(&tool.input),
        _ => None,
    }
}

fn parse_anew(input: &Input) {
    let mut text = String::new();
    for piece in pieces(&input.text) {
        text.push_str(piece);
        // What is missing is an error; all before it has been read.
        drop(black_box(serde_json::from_str::<Value>(&text)));
    }
}
