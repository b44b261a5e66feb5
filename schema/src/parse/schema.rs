//! Subschemas.

use jsonc_parser::ast::Value;

use super::document::map;
use super::keywords::{Standing, spellings, standing};
use super::reader::{Member, Reader};
use crate::check_table::Check;
use crate::schema::{Discriminator, JsonType, Schema, SchemaObject, Types};
use crate::suggest::nearest;

pub(super) fn schema(reader: &mut Reader, value: &Value<'_>) -> Schema {
    match value {
        Value::BooleanLit(literal) => return Schema::Boolean(literal.value),
        Value::Object(object) => {
            let mut keywords = SchemaObject::default();
            let mut misread = false;
            let conditional = object.get("if").is_some();
            reader.members(object, |reader, member| {
                // One construct, one message.
                let part_of_if = conditional && matches!(member.key, "then" | "else");
                misread |= part_of_if || !keyword(reader, &mut keywords, member);
            });
            if misread {
                reader.mark_unread();
            }
            return Schema::from(keywords);
        }
        _ => {}
    }
    reader.wrong_kind(value, "a schema", r#"{ "type": "string" }"#);
    Schema::Boolean(true)
}

/// Reads a keyword; `false` if what it says about the type of this very schema is lost.
fn keyword(reader: &mut Reader, schema: &mut SchemaObject, member: Member<'_>) -> bool {
    let value = member.value;
    match member.key {
        "$ref" => schema.reference = reader.string(value, r##""#/$defs/Name""##),
        "name" => schema.name = reader.string(value, "\"Name\""),
        "description" => schema.description = reader.string(value, "\"What it is.\""),
        "deprecated" => schema.deprecated = reader.boolean(value).unwrap_or_default(),
        "type" => schema.types = types(reader, value),
        "nullable" => {
            let diagnostic = reader
                .diagnostic(
                    Check::UnsupportedConstruct,
                    "`nullable` is no keyword of documents",
                )
                .label("OpenAPI 3.0 says it like this")
                .help("add `\"null\"` to `type`, or `{ \"type\": \"null\" }` to `anyOf`");
            reader.report_key(diagnostic, member);
            return false;
        }
        "const" => schema.constant = Some(reader.json(value)),
        "enum" => {
            let example = r#"["low", "high"]"#;
            schema.values = Some(reader.list(value, example, Reader::json));
        }
        "required" => schema.required = reader.strings(value, r#"["id", "type"]"#),
        "properties" => {
            let example = r#"{ "id": { "type": "string" } }"#;
            schema.properties = Some(map(reader, value, example, self::schema));
        }
        "additionalProperties" => {
            schema.additional_properties = Some(self::schema(reader, value));
            return true;
        }
        "items" if value.as_array().is_some() => {
            let instead = "describe the elements with one `items`, a union if they differ";
            return refused(reader, member, "a list of schemas for `items`", instead);
        }
        "items" => {
            schema.items = Some(self::schema(reader, value));
            return true;
        }
        "oneOf" => schema.one_of = Some(schemas(reader, value)),
        "anyOf" => schema.any_of = Some(schemas(reader, value)),
        "allOf" => schema.all_of = Some(schemas(reader, value)),
        "discriminator" => schema.discriminator = discriminator(reader, value),
        key => match standing(key) {
            Standing::Hint => {
                let hint = reader.json(value);
                schema.hints.insert(key.to_owned(), hint);
            }
            Standing::Refused(instead) => {
                return refused(reader, member, &format!("`{key}`"), instead);
            }
            Standing::Unknown => return unknown(reader, member),
        },
    }
    !reader.is_unread()
}

fn schemas(reader: &mut Reader, value: &Value<'_>) -> Vec<Schema> {
    let example = r##"[{ "$ref": "#/$defs/A" }, { "$ref": "#/$defs/B" }]"##;
    reader.list(value, example, schema)
}

fn types(reader: &mut Reader, value: &Value<'_>) -> Option<Types> {
    if value.as_array().is_none() {
        return reader.word(value, JsonType::WORDS).map(Types::One);
    }
    let types = reader.list(value, "\"string\"", |reader, value| {
        reader.word(value, JsonType::WORDS)
    });
    // With stand-ins for words that were misspelt, a type would seem to be listed twice.
    let types = types.into_iter().collect::<Option<_>>();
    if types.is_none() {
        reader.mark_unread();
    }
    types.map(Types::Many)
}

fn discriminator(reader: &mut Reader, value: &Value<'_>) -> Option<Discriminator> {
    let (mut property_name, mut misread) = (None, false);
    let object = reader.object(value, r#"{ "propertyName": "type" }"#)?;
    reader.members(object, |reader, member| {
        let value = member.value;
        match member.key {
            "propertyName" => {
                property_name = reader.string(value, "\"type\"");
                misread |= property_name.is_none();
            }
            "mapping" => {
                let diagnostic = reader
                    .diagnostic(
                        Check::UnsupportedConstruct,
                        "`mapping` is no keyword of documents",
                    )
                    .label("each branch says its value itself")
                    .help("leave it out, and give the property a `const` in each branch");
                reader.report_key(diagnostic, member);
            }
            key if key.starts_with("x-") => {}
            _ => {
                reader.unknown_keyword(member, "`discriminator`", Discriminator::KEYWORDS);
                misread = true;
            }
        }
    });
    if property_name.is_none() && !misread {
        let diagnostic = reader
            .diagnostic(
                Check::MissingKeyword,
                "`discriminator` lacks `propertyName`",
            )
            .label("which property is it?")
            .help("write it like `{ \"propertyName\": \"type\" }`");
        reader.report(diagnostic, value);
    }
    property_name.map(|property_name| Discriminator { property_name })
}

fn refused(reader: &mut Reader, member: Member<'_>, what: &str, instead: &str) -> bool {
    let diagnostic = reader
        .diagnostic(
            Check::UnsupportedConstruct,
            format!("{what} is not supported"),
        )
        .label("there is no Rust type for this")
        .help(instead);
    reader.report_key(diagnostic, member);
    false
}

fn unknown(reader: &mut Reader, member: Member<'_>) -> bool {
    // The help names what is close, not all 40 keywords there are.
    if nearest(member.key, spellings()).is_some() {
        reader.unknown_keyword(member, "a schema", &spellings());
    } else {
        reader.unknown_keyword(member, "a schema", SchemaObject::KEYWORDS);
    }
    false
}
