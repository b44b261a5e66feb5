//! The keywords of `snapshot`, `apply` and `examples`.

use indexmap::IndexMap;
use jsonc_parser::ast::Value;

use super::document::map;
use super::reader::Reader;
use super::schema::schema;
use crate::check_table::Check;
use crate::json::Json;
use crate::snapshot::{Example, Malformed, Others, Path, Restart, Rule, Snapshot, Source};

const SNAPSHOT: &str = r##"{ "type": { "$ref": "#/$defs/Message" } }"##;
const RULE: &str = r#"{ "set": "/name", "to": "/name" }"#;
const PATH: &str = "\"/content/{/index}\"";
const SOURCES: &str = r#"{ "id": "/id", "text": { "const": "" } }"#;

pub(super) fn snapshot(reader: &mut Reader, value: &Value<'_>) -> Option<Snapshot> {
    let mut snapshot = Snapshot::default();
    let object = reader.object(value, SNAPSHOT)?;
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "type" => snapshot.ty = Some(schema(reader, value)),
            "restart" => snapshot.restart = restart(reader, value),
            "initial" => snapshot.initial = Some(reader.json(value)),
            "others" => snapshot.others = reader.word(value, Others::WORDS).unwrap_or_default(),
            _ => reader.unknown_keyword(member, "`snapshot`", Snapshot::KEYWORDS),
        }
    });
    Some(snapshot)
}

fn restart(reader: &mut Reader, value: &Value<'_>) -> Restart {
    let Value::Object(object) = value else {
        let words: Vec<_> = Restart::WORDS.iter().zip(0_usize..).collect();
        let words: Vec<_> = words.iter().map(|((word, _), at)| (*word, *at)).collect();
        let word = reader.word(value, &words);
        return word.map_or(Restart::Error, |at| Restart::WORDS[at].1.clone());
    };
    let mut same = None;
    let mut is_same = false;
    reader.members(object, |reader, member| match member.key {
        "same" => {
            is_same = true;
            same = reader.pointer(member.value, "\"/id\"");
        }
        _ => {
            is_same = true;
            reader.unknown_keyword(member, "`restart`", &["same"]);
        }
    });
    if !is_same {
        let diagnostic = reader
            .diagnostic(Check::MissingKeyword, "`restart` lacks `same`")
            .label("the same where?")
            .help("write `{ \"same\": \"/id\" }`");
        reader.report(diagnostic, value);
    }
    match same {
        Some(pointer) => Restart::Same(pointer),
        None => {
            reader.mark_unread();
            Restart::Error
        }
    }
}

pub(super) fn rules(reader: &mut Reader, value: &Value<'_>) -> Vec<Rule> {
    reader.list(value, &format!("[{RULE}]"), rule)
}

fn rule(reader: &mut Reader, value: &Value<'_>) -> Rule {
    let mut rule = Rule::default();
    let Some(object) = reader.object(value, RULE) else {
        return rule;
    };
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "start" => rule.start = source(reader, value),
            "set" => rule.set = source(reader, value),
            "append" => rule.append = source(reader, value),
            "append_json" => rule.append_json = source(reader, value),
            "insert" => rule.insert = source(reader, value),
            "close" => rule.close = path(reader, value),
            "ignore" => rule.ignore = path(reader, value),
            "for" => rule.each = source(reader, value),
            "in" => rule.within = path(reader, value),
            "new" => rule.new = Some(sources(reader, value)),
            "apply" => rule.apply = Some(rules(reader, value)),
            "to" => rule.to = path(reader, value),
            "nulls" => rule.nulls = reader.boolean(value).unwrap_or_default(),
            "once" => rule.once = reader.boolean(value).unwrap_or_default(),
            "keep" => rule.keep = reader.strings(value, r#"["output"]"#),
            "or_insert" => rule.or_insert = reader.boolean(value).unwrap_or_default(),
            "sparse" => rule.sparse = reader.boolean(value).unwrap_or_default(),
            "emit" => rule.emit = reader.string(value, "\"text\""),
            _ => reader.unknown_keyword(member, "a rule", Rule::KEYWORDS),
        }
    });
    rule
}

fn sources(reader: &mut Reader, value: &Value<'_>) -> IndexMap<String, Source> {
    map(reader, value, SOURCES, |reader, value| {
        source(reader, value).unwrap_or(Source::Const(Json::Null))
    })
}

fn source(reader: &mut Reader, value: &Value<'_>) -> Option<Source> {
    let object = match value {
        Value::StringLit(_) => return path(reader, value).map(Source::Path),
        Value::Object(object) => object,
        _ => {
            reader.wrong_kind(value, "a path or an object", r#"{ "const": "" }"#);
            return None;
        }
    };
    let mut read = Vec::new();
    let mut misread = false;
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "const" => read.push(Source::Const(reader.json(value))),
            "new" => read.push(Source::New(sources(reader, value))),
            "first" => {
                let example = r#"["/id", { "const": "" }]"#;
                let list = reader.list(value, example, source);
                read.push(Source::First(list.into_iter().flatten().collect()));
            }
            _ => {
                misread = true;
                reader.unknown_keyword(member, "a source", &["const", "new", "first"]);
            }
        }
    });
    if read.len() != 1 && !misread {
        let diagnostic = reader
            .diagnostic(
                Check::RuleForm,
                "a source is a path, or one of `const`, `new` and `first`",
            )
            .label(format!("has {} of them", read.len()))
            .help("write `\"/path\"`, `{ \"const\": … }`, `{ \"new\": { … } }` or `{ \"first\": [ … ] }`");
        reader.report(diagnostic, value);
    }
    if misread {
        reader.mark_unread();
    }
    read.into_iter().next()
}

fn path(reader: &mut Reader, value: &Value<'_>) -> Option<Path> {
    let text = reader.string(value, PATH)?;
    let path = text.parse::<Path>();
    if let Err(malformed) = &path {
        let help = match malformed {
            Malformed::NoSlash => format!("write it like `/{}`", text.replace('.', "/")),
            Malformed::Escape => "write `~0` for `~` and `~1` for `/`".to_owned(),
            Malformed::Unclosed(bracket) => format!("close it with `{bracket}`"),
            Malformed::Bracket => "begin a step of its own: `/{/index}` or `/<variant>`".to_owned(),
            Malformed::EmptyVariant => "write it like `<text>` or `<text|image>`".to_owned(),
            Malformed::Default => "write it like `{/index|0}` or `{/index|-}`".to_owned(),
            Malformed::Nested => "write it like `{/index}` or `{id=/item_id}`".to_owned(),
        };
        let diagnostic = reader
            .diagnostic(Check::RulePath, format!("`{text}` is no path"))
            .label(malformed.to_string())
            .help(help);
        reader.report(diagnostic, value);
    }
    path.ok()
}

pub(super) fn examples(reader: &mut Reader, value: &Value<'_>) -> Vec<Example> {
    let example = r#"[{ "recording": "answer.sse", "final": "answer.json" }]"#;
    reader.list(value, example, self::example)
}

fn example(reader: &mut Reader, value: &Value<'_>) -> Example {
    let mut example = Example::default();
    let written = r#"{ "recording": "answer.sse", "final": "answer.json" }"#;
    let Some(object) = reader.object(value, written) else {
        return example;
    };
    let mut seen = Vec::new();
    reader.members(object, |reader, member| {
        let value = member.value;
        seen.push(member.key.to_owned());
        match member.key {
            "recording" => {
                example.recording = reader.string(value, "\"answer.sse\"").unwrap_or_default();
            }
            "final" => example.value = reader.string(value, "\"answer.json\"").unwrap_or_default(),
            _ => reader.unknown_keyword(member, "an example", Example::KEYWORDS),
        }
    });
    for (keyword, what) in [
        ("recording", "the recorded stream"),
        ("final", "what it adds up to"),
    ] {
        let is_there = seen.iter().any(|it| it == keyword);
        // A misspelt one was reported.
        if !is_there && !reader.within(keyword, |reader| reader.is_unread()) {
            let diagnostic = reader
                .diagnostic(
                    Check::MissingKeyword,
                    format!("an example lacks `{keyword}`"),
                )
                .label(format!("without `{keyword}`"))
                .help(format!("add `\"{keyword}\"` with the file that has {what}"));
            reader.report(diagnostic, value);
        }
    }
    example
}
