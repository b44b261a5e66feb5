//! YAML.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput};
use indexmap::IndexMap;

use crate::error::Unreadable;
use crate::read::scalar::scalar;
use stream_events_schema::Json;

/// As deep as JSON may be nested for `serde_json`, and shallow enough for recursion over it.
const MAX_DEPTH: usize = 127;
/// An alias copies what it stands for, so that a few lines could stand for any amount of memory:
/// the copies may take these bytes, and this many for each byte of the text.
const MAX_COPIED: usize = 4 << 20;
const MAX_COPIED_PER_BYTE: usize = 40;

/// Reads YAML.
pub(crate) fn read(text: &str) -> Result<Json, Unreadable> {
    let mut composer = Composer {
        text,
        parser: Parser::new_from_str(text),
        anchors: HashMap::new(),
        uses: None,
        copied: 0,
        line: 1,
        column: 1,
    };
    composer.document()
}

/// A value, and what it is made of.
#[derive(Clone)]
struct Node {
    json: Json,
    /// About how many bytes it takes.
    size: usize,
    /// How many values stand inside each other.
    depth: usize,
}

/// What an alias stands for.
#[derive(Clone)]
struct Anchored {
    node: Node,
    /// Of a scalar, as it is written: the key `1.10` is not `"1.1"`.
    text: Option<String>,
}

struct Composer<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
    anchors: HashMap<usize, Anchored>,
    /// How many aliases of each anchor are still to come; found out at the first anchor.
    uses: Option<HashMap<usize, usize>>,
    copied: usize,
    line: usize,
    column: usize,
}

impl<'t> Composer<'t> {
    /// The only document of the text.
    fn document(&mut self) -> Result<Json, Unreadable> {
        let json = loop {
            match self.event()? {
                Event::StreamStart | Event::DocumentStart(..) => {}
                Event::StreamEnd | Event::DocumentEnd => return Err(self.stop("the text is empty")),
                event => break self.node(event, 0)?.json,
            }
        };
        loop {
            match self.event()? {
                Event::StreamEnd => return Ok(json),
                Event::DocumentStart(..) => return Err(self.stop("a second document begins here")),
                _ => {}
            }
        }
    }

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
                format: "YAML",
                is_syntax: true,
                reason: error.info(),
            }),
            None => Err(self.stop("the text ends too early")),
        }
    }

    fn stop(&self, reason: impl Into<String>) -> Unreadable {
        Unreadable {
            line: self.line,
            column: self.column,
            format: "YAML",
            is_syntax: false,
            reason: reason.into(),
        }
    }

    fn node(&mut self, event: Event<'t>, depth: usize) -> Result<Node, Unreadable> {
        let (node, anchor, text) = match event {
            Event::Alias(id) => {
                let node = self.alias(id)?.node;
                self.check_depth(depth + node.depth)?;
                return Ok(node);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let node = leaf(scalar(&text, style, tag.as_deref()));
                (node, anchor, Some(text))
            }
            Event::SequenceStart(_, anchor, _) => (self.sequence(depth + 1)?, anchor, None),
            Event::MappingStart(_, anchor, _) => (self.mapping(depth + 1)?, anchor, None),
            _ => return Err(self.stop("a value is missing")),
        };
        self.anchor(anchor, &node, text.as_deref())?;
        Ok(node)
    }

    fn sequence(&mut self, depth: usize) -> Result<Node, Unreadable> {
        self.check_depth(depth)?;
        let mut values = Vec::new();
        let mut node = leaf(Json::Null);
        loop {
            match self.event()? {
                Event::SequenceEnd => break,
                event => {
                    let value = self.node(event, depth)?;
                    node.hold(&value);
                    values.push(value.json);
                }
            }
        }
        node.json = Json::Array(values);
        Ok(node)
    }

    fn mapping(&mut self, depth: usize) -> Result<Node, Unreadable> {
        self.check_depth(depth)?;
        let (mut members, mut merged) = (IndexMap::new(), None);
        let mut node = leaf(Json::Null);
        loop {
            let event = match self.event()? {
                Event::MappingEnd => break,
                event => event,
            };
            let is_merge =
                matches!(&event, Event::Scalar(text, ScalarStyle::Plain, ..) if text == "<<");
            let key = self.key(event)?;
            let is_known = match is_merge {
                true => merged.is_some(),
                false => members.contains_key(&key),
            };
            if is_known {
                return Err(self.stop(format!("duplicate key `{key}`")));
            }
            let event = self.event()?;
            let value = self.node(event, depth)?;
            node.hold(&value);
            node.size += MEMBER + key.len();
            match is_merge {
                true => merged = Some(value.json),
                false => drop(members.insert(key, value.json)),
            }
        }
        if let Some(value) = merged {
            self.merge(&mut members, value)?;
        }
        node.json = Json::Object(members);
        Ok(node)
    }

    fn key(&mut self, event: Event<'t>) -> Result<String, Unreadable> {
        let text = match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = leaf(scalar(&text, style, tag.as_deref()));
                self.anchor(anchor, &node, Some(&text))?;
                Some(text.into_owned())
            }
            Event::Alias(id) => self.alias(id)?.text,
            _ => None,
        };
        text.ok_or_else(|| self.stop("a key is not a text"))
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

    /// Keeps what aliases will stand for; what none does is not copied.
    fn anchor(&mut self, id: usize, node: &Node, text: Option<&str>) -> Result<(), Unreadable> {
        if id == 0 {
            return Ok(());
        }
        let uses = self.uses.get_or_insert_with(|| aliases(self.text));
        if uses.contains_key(&id) {
            self.count(node.size)?;
            let (node, text) = (node.clone(), text.map(str::to_owned));
            self.anchors.insert(id, Anchored { node, text });
        }
        Ok(())
    }

    fn alias(&mut self, id: usize) -> Result<Anchored, Unreadable> {
        let uses = self.uses.as_mut().and_then(|uses| uses.get_mut(&id));
        let is_last = uses.is_some_and(|uses| {
            *uses -= 1;
            *uses == 0
        });
        let found = match is_last {
            true => self.anchors.remove(&id),
            false => {
                let size = self.anchors.get(&id).map_or(0, |it| it.node.size);
                self.count(size)?;
                self.anchors.get(&id).cloned()
            }
        };
        found.ok_or_else(|| self.stop("an alias stands inside what it stands for"))
    }

    fn count(&mut self, size: usize) -> Result<(), Unreadable> {
        self.copied += size;
        if self.copied > MAX_COPIED + MAX_COPIED_PER_BYTE * self.text.len() {
            return Err(self.stop("the aliases stand for too much"));
        }
        Ok(())
    }

    fn check_depth(&self, depth: usize) -> Result<(), Unreadable> {
        match depth > MAX_DEPTH {
            true => Err(self.stop(format!("it is nested deeper than {MAX_DEPTH} levels"))),
            false => Ok(()),
        }
    }
}

/// How many aliases each anchor has.
fn aliases(text: &str) -> HashMap<usize, usize> {
    let mut uses = HashMap::new();
    // What is wrong with the text is found where it is read.
    for (event, _) in Parser::new_from_str(text).map_while(Result::ok) {
        if let Event::Alias(id) = event {
            *uses.entry(id).or_default() += 1;
        }
    }
    uses
}

/// What a member of an object takes beside its key and value, roughly.
const MEMBER: usize = 64;

fn leaf(json: Json) -> Node {
    let text = json.as_str().map_or(0, str::len);
    Node {
        size: size_of::<Json>() + text,
        depth: 0,
        json,
    }
}

impl Node {
    fn hold(&mut self, value: &Self) {
        self.size += value.size;
        self.depth = self.depth.max(value.depth + 1);
    }
}
