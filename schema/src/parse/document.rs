//! The keywords of a document.

use indexmap::IndexMap;
use jsonc_parser::ast::{Object, Value};

use super::Draft;
use super::event::event;
use super::reader::{Member, Reader};
use super::schema::schema;
use super::snapshot::{examples, snapshot};
use super::source::source;
use crate::check_table::Check;
use crate::document::{Document, Errors, Http};
use crate::json::Json;
use crate::language::{META_SCHEMA_ID, VERSION, other_version};
use crate::words::{
    Cursor, Dispatch, End, FailureType, Framing, Mismatch, Resume, Sentinel, Unknown, Unterminated,
};

pub(super) fn read(root: &Object<'_>) -> Draft {
    let mut reader = Reader::default();
    let mut document = Document::default();
    reader.members(root, |reader, member| {
        keyword(reader, &mut document, member);
    });
    let Reader {
        findings, unread, ..
    } = reader;
    Draft {
        document,
        findings,
        unread,
    }
}

fn keyword(reader: &mut Reader, document: &mut Document, member: Member<'_>) {
    let value = member.value;
    match member.key {
        "$schema" => document.schema = meta_schema(reader, value),
        "title" => document.title = reader.string(value, "\"Messages\""),
        "description" => document.description = reader.string(value, "\"What the API sends.\""),
        "version" => document.version = reader.string(value, "\"2023-06-01\""),
        "source" => document.source = source(reader, value),
        "framing" => document.framing = reader.word(value, Framing::WORDS).unwrap_or_default(),
        "dispatch" => document.dispatch = dispatch(reader, value),
        "events" => {
            document.events = map(reader, value, r#"{ "ping": { "handle": "skip" } }"#, event);
        }
        "unknown" => document.unknown = reader.word(value, Unknown::WORDS).unwrap_or_default(),
        "mismatch" => document.mismatch = reader.word(value, Mismatch::WORDS).unwrap_or_default(),
        "end" => document.end = end(reader, value),
        "unterminated" => {
            document.unterminated = reader.word(value, Unterminated::WORDS).unwrap_or_default();
        }
        "sentinels" => {
            document.sentinels = map(
                reader,
                value,
                r#"{ "[DONE]": "finish" }"#,
                |reader, value| {
                    reader
                        .word(value, Sentinel::WORDS)
                        .unwrap_or(Sentinel::Skip)
                },
            );
        }
        "errors" => document.errors = errors(reader, value),
        "http" => document.http = http(reader, value),
        "resume" => document.resume = resume(reader, value),
        "$defs" => {
            document.definitions = map(reader, value, r#"{ "Name": { … } }"#, schema);
        }
        "snapshot" => document.snapshot = snapshot(reader, value),
        "examples" => document.examples = examples(reader, value),
        "definitions" => {
            let diagnostic = reader
                .diagnostic(Check::UnknownKeyword, "unknown keyword `definitions`")
                .label("not a keyword of a document")
                .help("named types are in `$defs`");
            reader.unread.insert("/$defs");
            reader.report_key(diagnostic, member);
        }
        _ => reader.unknown_keyword(member, "a document", Document::KEYWORDS),
    }
}

/// Reads which meta-schema a document follows: of no other version of the language than this one.
fn meta_schema(reader: &mut Reader, value: &Value<'_>) -> Option<String> {
    let schema = reader.string(value, &format!("\"{META_SCHEMA_ID}\""))?;
    if let Some(version) = other_version(&schema) {
        let message = format!(
            "this release reads version {VERSION} of the language, but the document is in version \
             {version}"
        );
        let help = format!(
            "use a release that reads version {version}; or write the document in version \
             {VERSION}, with `{META_SCHEMA_ID}` here"
        );
        let diagnostic = reader
            .diagnostic(Check::LanguageVersion, message)
            .label(format!("version {version}"))
            .help(help);
        reader.report(diagnostic, value);
    }
    Some(schema)
}

/// Reads an object whose keys are data.
pub(super) fn map<'v, T>(
    reader: &mut Reader,
    value: &'v Value<'v>,
    example: &str,
    mut read: impl FnMut(&mut Reader, &'v Value<'v>) -> T,
) -> IndexMap<String, T> {
    let mut entries = IndexMap::new();
    if let Some(object) = reader.object(value, example) {
        reader.members(object, |reader, member| {
            entries.insert(member.key.to_owned(), read(reader, member.value));
        });
    }
    entries
}

fn end(reader: &mut Reader, value: &Value<'_>) -> Option<End> {
    if value.as_array().is_none() {
        return reader.word(value, End::WORDS);
    }
    // Which events end a stream is said where they are declared.
    let diagnostic = reader
        .diagnostic(
            Check::WrongKind,
            "`end` must be a word, but this is an array",
        )
        .label("expected `required` or `optional`")
        .help("leave it out, and give the events that end a stream `\"handle\": \"finish\"`");
    reader.report(diagnostic, value);
    None
}

fn dispatch(reader: &mut Reader, value: &Value<'_>) -> Vec<Dispatch> {
    let entries = reader.list(value, r#"["event", "/type"]"#, dispatch_entry);
    if value
        .as_array()
        .is_some_and(|array| array.elements.is_empty())
    {
        let diagnostic = reader
            .diagnostic(Check::MissingKeyword, "`dispatch` has no entry")
            .label("no event would ever be found")
            .help("leave it out for `[\"event\"]`, or say where the event type is");
        reader.report(diagnostic, value);
    }
    entries
}

fn dispatch_entry(reader: &mut Reader, value: &Value<'_>) -> Dispatch {
    const ENTRY: &[&str] = &["has", "type"];
    let object = match value {
        Value::StringLit(literal) if literal.value == "event" => return Dispatch::Event,
        Value::StringLit(_) => {
            let pointer = reader.pointer(value, "\"/type\"");
            return pointer.map_or(Dispatch::Event, Dispatch::Pointer);
        }
        Value::Object(object) => object,
        _ => {
            let example = r#"{ "has": "/error", "type": "error" }"#;
            reader.wrong_kind(value, "`event`, a JSON Pointer or an object", example);
            return Dispatch::Event;
        }
    };
    let (mut has, mut event_type, mut misread) = (None, None, false);
    reader.members(object, |reader, member| match member.key {
        "has" => {
            has = reader.pointer(member.value, "\"/error\"");
            misread |= has.is_none();
        }
        "type" => {
            event_type = reader.string(member.value, "\"error\"");
            misread |= event_type.is_none();
        }
        _ => {
            reader.unknown_keyword(member, "an entry of `dispatch`", ENTRY);
            misread = true;
        }
    });
    match (has, event_type) {
        _ if misread => {
            reader.mark_unread();
            Dispatch::Event
        }
        (Some(pointer), Some(event_type)) => Dispatch::Has {
            pointer,
            event_type,
        },
        (None, Some(event_type)) => Dispatch::Always(event_type),
        (_, None) => {
            let diagnostic = reader
                .diagnostic(Check::MissingKeyword, "an entry of `dispatch` lacks `type`")
                .label("which event is it?")
                .help("add `\"type\"` with the name of a declared event");
            reader.report(diagnostic, value);
            Dispatch::Event
        }
    }
}

fn errors(reader: &mut Reader, value: &Value<'_>) -> Errors {
    let mut errors = Errors::default();
    let Some(object) = reader.object(value, r#"{ "type": ["/error/type"] }"#) else {
        return errors;
    };
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "type" => errors.types = failure_types(reader, value),
            "message" => errors.message_pointers = reader.pointers(value, r#"["/error/message"]"#),
            "type_status" => {
                let statuses = map(reader, value, r#"{ "overloaded_error": 529 }"#, status);
                errors.type_status = statuses
                    .into_iter()
                    .filter_map(|(key, status)| Some((key, status?)))
                    .collect();
            }
            "status" => errors.status_pointers = reader.pointers(value, r#"["/error/code"]"#),
            "retry_after" => {
                errors.retry_after_pointers = reader.pointers(value, r#"["/error/retry_after"]"#);
            }
            "statuses" => reader.renamed(member, "type_status"),
            "body" => errors.body = Some(schema(reader, value)),
            _ => reader.unknown_keyword(member, "`errors`", Errors::KEYWORDS),
        }
    });
    errors
}

fn failure_types(reader: &mut Reader, value: &Value<'_>) -> Vec<FailureType> {
    // Even one is in a list.
    let listed = value
        .as_string_lit()
        .map(|it| format!("[{}]", Json::from(it.value.as_ref())));
    let example = listed.as_deref().unwrap_or(r#"["/error/type"]"#);
    reader.list(value, example, |reader, element| match element {
        Value::StringLit(literal) if literal.value == "event" => FailureType::Event,
        _ => {
            let pointer = reader.pointer(element, "\"/error/type\"");
            FailureType::Pointer(pointer.unwrap_or_default())
        }
    })
}

fn status(reader: &mut Reader, value: &Value<'_>) -> Option<u16> {
    let Some(literal) = value.as_number_lit() else {
        reader.wrong_kind(value, "a number", "529");
        return None;
    };
    let status = literal.value.parse().ok();
    if status.is_none() {
        let diagnostic = reader
            .diagnostic(
                Check::NumberRange,
                format!("`{}` is no HTTP status", literal.value),
            )
            .label("not from 100 to 599")
            .help("write the status as a whole number, such as 529");
        reader.report(diagnostic, value);
    }
    status
}

fn http(reader: &mut Reader, value: &Value<'_>) -> Http {
    let mut http = Http::default();
    if let Some(object) = reader.object(value, r#"{ "request_id_headers": ["request-id"] }"#) {
        reader.members(object, |reader, member| match member.key {
            "accept" => http.accept = reader.string(member.value, "\"text/event-stream\""),
            "media_types" => {
                http.media_types = reader.strings(member.value, r#"["application/json"]"#);
            }
            "request_id_headers" => {
                http.request_id_headers = reader.strings(member.value, r#"["request-id"]"#);
            }
            "request_id" => reader.renamed(member, "request_id_headers"),
            _ => reader.unknown_keyword(member, "`http`", Http::KEYWORDS),
        });
    }
    http
}

fn resume(reader: &mut Reader, value: &Value<'_>) -> Option<Resume> {
    let example = r#"{ "cursor": "/sequence_number", "query": "starting_after" }"#;
    let object = reader.object(value, example)?;
    let (mut cursor, mut query) = (None, None);
    reader.members(object, |reader, member| match member.key {
        "cursor" => cursor = Some(self::cursor(reader, member.value)),
        "query" => query = reader.string(member.value, "\"starting_after\""),
        _ => reader.unknown_keyword(member, "`resume`", Resume::KEYWORDS),
    });
    // One that cannot be read is there, and was reported.
    let mut is_unread = |keyword: &str| reader.within(keyword, |reader| reader.is_unread());
    let lacks_cursor = cursor.is_none() && !is_unread("cursor");
    let lacks_query = query.is_none() && !is_unread("query");
    let mut lacks = |keyword: &str, label: &str, help: &str| {
        let diagnostic = reader
            .diagnostic(Check::MissingKeyword, format!("`resume` lacks `{keyword}`"))
            .label(label)
            .help(help);
        reader.report(diagnostic, value);
    };
    if lacks_cursor {
        let help = "add `\"cursor\"` with the JSON Pointer to what says it, or with `\"id\"` for \
                    the last event ID";
        lacks("cursor", "how far has a stream come?", help);
    }
    if lacks_query {
        let help = "add `\"query\"` with the name of the parameter that takes the cursor";
        lacks("query", "how is the rest asked for?", help);
    }
    Some(Resume {
        cursor: cursor?,
        query: query?,
    })
}

fn cursor(reader: &mut Reader, value: &Value<'_>) -> Cursor {
    match value {
        Value::StringLit(literal) if literal.value == "id" => Cursor::Id,
        _ => {
            let pointer = reader.pointer(value, "\"/sequence_number\"");
            pointer.map_or(Cursor::Id, Cursor::Pointer)
        }
    }
}
