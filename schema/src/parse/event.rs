//! The keywords of an event.

use jsonc_parser::ast::Value;

use super::reader::Reader;
use super::schema::schema;
use super::snapshot::rules;
use crate::check_table::Check;
use crate::document::Event;
use crate::json::Json;
use crate::pointer::Pointer;
use crate::words::{Content, Handle, Mismatch, Test};
use indexmap::IndexMap;

pub(super) fn event(reader: &mut Reader, value: &Value<'_>) -> Event {
    let mut event = Event::default();
    let Some(object) = reader.object(value, r##"{ "payload": { "$ref": "#/$defs/Name" } }"##)
    else {
        return event;
    };
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "name" => event.name = reader.string(value, "\"Name\""),
            "description" => event.description = reader.string(value, "\"What it says.\""),
            "deprecated" => event.deprecated = reader.boolean(value).unwrap_or_default(),
            "handle" => event.handle = reader.word(value, Handle::WORDS).unwrap_or_default(),
            "when" => event.when = when(reader, value),
            "content" => event.content = reader.word(value, Content::WORDS).unwrap_or_default(),
            "payload" => event.payload = Some(schema(reader, value)),
            "mismatch" => event.mismatch = reader.word(value, Mismatch::WORDS),
            "apply" => event.apply = Some(rules(reader, value)),
            _ => reader.unknown_keyword(member, "an event", Event::KEYWORDS),
        }
    });
    event
}

fn when(reader: &mut Reader, value: &Value<'_>) -> IndexMap<Pointer, Test> {
    let mut when = IndexMap::new();
    if let Some(object) = reader.object(value, r#"{ "/stop_reason": true }"#) {
        reader.members(object, |reader, member| {
            if let Some(pointer) = reader.pointer_key(member) {
                let test = test(reader, member.value);
                when.insert(pointer, test);
            }
        });
    }
    when
}

fn test(reader: &mut Reader, value: &Value<'_>) -> Test {
    match value {
        Value::BooleanLit(literal) if literal.value => return Test::Present,
        Value::Array(_) => {
            let values = reader.list(value, r#"["stop", "length"]"#, scalar);
            // With stand-ins for what was misread, others would be missed.
            let values = values.into_iter().collect::<Option<_>>();
            if values.is_none() {
                reader.mark_unread();
            }
            return values.map_or(Test::Present, Test::OneOf);
        }
        _ => {}
    }
    let diagnostic = reader
        .diagnostic(Check::WhenTest, "a condition is `true` or a list of values")
        .label("neither `true` nor a list")
        .help("write `true` for \"it is there and says something\", or list the values it may be");
    reader.report(diagnostic, value);
    Test::Present
}

/// One of the values of a condition.
fn scalar(reader: &mut Reader, value: &Value<'_>) -> Option<Json> {
    let (message, help) = match value {
        Value::StringLit(_) | Value::NumberLit(_) | Value::BooleanLit(_) => {
            let scalar = reader.json(value);
            // A number too large for any type was reported.
            return (scalar != Json::Null).then_some(scalar);
        }
        Value::NullKeyword(_) => (
            "a condition cannot ask for null",
            "leave it out: a condition holds of what is there and not null",
        ),
        Value::Array(_) | Value::Object(_) => (
            "a condition asks for strings, numbers and booleans",
            "point to a value inside the object or array",
        ),
    };
    let diagnostic = reader
        .diagnostic(Check::WhenTest, message)
        .label("neither a string, a number, `true` nor `false`")
        .help(help);
    reader.report(diagnostic, value);
    None
}
