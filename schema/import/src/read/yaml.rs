//! YAML.

use std::collections::HashMap;

use indexmap::IndexMap;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};

use crate::error::Unreadable;
use stream_events_schema::{Json, Number};

/// Deeper than any description, and shallow enough for recursion over it.
const MAX_DEPTH: usize = 200;
/// An alias copies what it stands for: a few lines of them could stand for any amount of memory.
const MAX_NODES: usize = 10_000_000;

/// Reads YAML.
pub(crate) fn read(text: &str) -> Result<Json, Unreadable> {
    let mut composer = Composer {
        parser: Parser::new_from_str(text),
        anchors: HashMap::new(),
        nodes: 0,
        line: 1,
        column: 1,
    };
    loop {
        match composer.event()? {
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            Event::StreamEnd | Event::DocumentEnd => return Err(composer.stop("the text is empty")),
            event => return Ok(composer.node(event, 0)?.json),
        }
    }
}

/// A value, and the text it was written as where that says more.
#[derive(Clone)]
struct Node {
    json: Json,
    /// Of a plain scalar: the key `200` is `"200"`, and `1.10` is not `"1.1"`.
    text: Option<String>,
    /// How many values it is made of.
    size: usize,
    /// How many of them stand inside each other.
    depth: usize,
}

struct Composer<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
    line: usize,
    column: usize,
}

impl<'t> Composer<'t> {
    fn event(&mut self) -> Result<Event<'t>, Unreadable> {
        let next: Option<Result<(Event<'t>, Span), ScanError>> = self.parser.next();
        match next {
            Some(Ok((event, span))) => {
                self.line = span.start.line();
                self.column = span.start.col() + 1;
                Ok(event)
            }
            Some(Err(error)) => Err(Unreadable {
                line: error.marker().line(),
                column: error.marker().col() + 1,
                reason: error.info().to_owned(),
            }),
            None => Err(self.stop("the text ends too early")),
        }
    }

    fn stop(&self, reason: &str) -> Unreadable {
        Unreadable {
            line: self.line,
            column: self.column,
            reason: reason.to_owned(),
        }
    }

    fn node(&mut self, event: Event<'t>, depth: usize) -> Result<Node, Unreadable> {
        if depth > MAX_DEPTH {
            return Err(self.stop("the text is nested too deep"));
        }
        let (node, anchor) = match event {
            Event::Alias(id) => {
                let Some(node) = self.anchors.get(&id).cloned() else {
                    return Err(self.stop("an alias stands inside what it stands for"));
                };
                self.count(node.size)?;
                if depth + node.depth > MAX_DEPTH {
                    return Err(self.stop("the text is nested too deep"));
                }
                return Ok(node);
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.count(1)?;
                let json = scalar(&text, style, tag.as_deref());
                let text = (style == ScalarStyle::Plain).then(|| text.into_owned());
                (
                    Node {
                        json,
                        text,
                        size: 1,
                        depth: 0,
                    },
                    anchor,
                )
            }
            Event::SequenceStart(anchor, _) => (self.sequence(depth)?, anchor),
            Event::MappingStart(anchor, _) => (self.mapping(depth)?, anchor),
            _ => return Err(self.stop("a value is missing")),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, Unreadable> {
        self.count(1)?;
        let (mut values, mut size, mut height) = (Vec::new(), 1, 0);
        loop {
            match self.event()? {
                Event::SequenceEnd => break,
                event => {
                    let node = self.node(event, depth + 1)?;
                    size += node.size;
                    height = height.max(node.depth + 1);
                    values.push(node.json);
                }
            }
        }
        Ok(Node {
            json: Json::Array(values),
            text: None,
            size,
            depth: height,
        })
    }

    fn mapping(&mut self, depth: usize) -> Result<Node, Unreadable> {
        self.count(1)?;
        let (mut members, mut merged) = (IndexMap::new(), Vec::new());
        let (mut size, mut height) = (1, 0);
        loop {
            let key = match self.event()? {
                Event::MappingEnd => break,
                event => self.node(event, depth + 1)?,
            };
            let is_merge = key.text.as_deref() == Some("<<");
            let key = match (key.text, key.json) {
                (Some(text), _) | (None, Json::String(text)) => text,
                _ => return Err(self.stop("a key is no text")),
            };
            let event = self.event()?;
            let value = self.node(event, depth + 1)?;
            size += value.size;
            height = height.max(value.depth + 1);
            if is_merge {
                merged.push(value.json);
            } else {
                members.insert(key, value.json);
            }
        }
        for value in merged {
            self.merge(&mut members, value)?;
        }
        Ok(Node {
            json: Json::Object(members),
            text: None,
            size,
            depth: height,
        })
    }

    /// YAML 1.1's `<<`: what the mapping does not say itself, another says for it.
    fn merge(&self, members: &mut IndexMap<String, Json>, value: Json) -> Result<(), Unreadable> {
        match value {
            Json::Object(others) => {
                for (key, value) in others {
                    members.entry(key).or_insert(value);
                }
                Ok(())
            }
            Json::Array(values) => values
                .into_iter()
                .try_for_each(|value| self.merge(members, value)),
            _ => Err(self.stop("`<<` takes a mapping or a list of mappings")),
        }
    }

    fn count(&mut self, nodes: usize) -> Result<(), Unreadable> {
        self.nodes += nodes;
        if self.nodes > MAX_NODES {
            return Err(self.stop("the aliases stand for too much"));
        }
        Ok(())
    }
}

/// The core schema of YAML 1.2, in which `no` is a text.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Json {
    let string = || Json::String(text.to_owned());
    let is_text = tag.is_some_and(|tag| tag.suffix == "str" || tag.handle == "!");
    if style != ScalarStyle::Plain || is_text {
        return string();
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Boolean(true),
        "false" | "False" | "FALSE" => Json::Boolean(false),
        _ => number(text).map_or_else(string, Json::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let radix = |digits: &str, radix| i64::from_str_radix(digits, radix).ok();
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16).map(Number::Integer);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8).map(Number::Integer);
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let starts_well = digits
        .strip_prefix('.')
        .unwrap_or(digits)
        .starts_with(|c: char| c.is_ascii_digit());
    let spelt_well = digits
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    (starts_well && spelt_well).then(|| Number::parse(text))?
}
