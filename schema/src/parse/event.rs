//! The keywords of an event.

use jsonc_parser::ast::Value;

use super::reader::Reader;
use super::schema::schema;
use crate::check_table::Check;
use crate::document::Event;
use crate::pointer::Pointer;
use crate::words::{Content, Handle, Test};
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
        Value::Array(_) => return Test::OneOf(reader.strings(value, r#"["stop", "length"]"#)),
        _ => {}
    }
    let diagnostic = reader
        .diagnostic(
            Check::WhenTest,
            "a condition is `true` or a list of strings",
        )
        .label("neither `true` nor a list of strings")
        .help("write `true` for \"it is there and not null\", or list the strings it may be");
    reader.report(diagnostic, value);
    Test::Present
}
