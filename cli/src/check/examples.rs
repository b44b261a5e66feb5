//! The examples of a document: recorded streams, and what they add up to.

use std::path::{Path, PathBuf};

use stream_events_schema::{Checked, Json, Number};

use crate::exit::Failure;
use crate::fold::fold;
use crate::io::{self, Recording, is_standard, name};

/// What is wrong with the examples of a document; each in a sentence.
pub(super) fn wrong(checked: &Checked, document: &Path) -> Vec<String> {
    // What is read from standard input has no folder that its examples would be in.
    if is_standard(document) {
        return Vec::new();
    }
    let folder = document.parent().unwrap_or(Path::new(""));
    let mut wrong = Vec::new();
    for (index, example) in checked.examples.iter().enumerate() {
        let at = |what: String| format!("{}: /examples/{index}: {what}", name(document));
        let folded = Recording::read(&beside(folder, &example.recording)).and_then(|recording| {
            let expected = read_json(&beside(folder, &example.value))?;
            Ok((fold(checked, &recording)?, expected))
        });
        let (folded, expected) = match folded {
            Ok(folded) => folded,
            Err(failure) => {
                wrong.push(at(failure.message()));
                continue;
            }
        };
        match folded {
            None => wrong.push(at("the document has no `snapshot`".to_owned())),
            Some(Err(unfolded)) => {
                wrong.push(at(format!("{}: {}", example.recording, unfolded.reason)));
            }
            Some(Ok(value)) => {
                if let Some(difference) = difference(&value, &expected, "") {
                    wrong.push(at(format!("{}: {difference}", example.recording)));
                }
            }
        }
    }
    wrong
}

/// A file beside the document, whatever its name: none is standard input.
fn beside(folder: &Path, file: &str) -> PathBuf {
    let path = folder.join(file);
    match is_standard(&path) {
        true => Path::new(".").join(path),
        false => path,
    }
}

fn read_json(path: &Path) -> Result<Json, Failure> {
    let text = io::read_bytes(path)?;
    let value: serde_json::Value = serde_json::from_slice(&text)
        .map_err(|error| Failure::other(format!("{}: {error}", name(path))))?;
    Ok(json(&value))
}

fn json(value: &serde_json::Value) -> Json {
    match value {
        serde_json::Value::Null => Json::Null,
        serde_json::Value::Bool(it) => Json::Boolean(*it),
        serde_json::Value::Number(number) => {
            Number::parse(&number.to_string()).map_or(Json::Null, Json::Number)
        }
        serde_json::Value::String(text) => Json::String(text.clone()),
        serde_json::Value::Array(elements) => Json::Array(elements.iter().map(json).collect()),
        serde_json::Value::Object(members) => {
            let members = members.iter();
            Json::Object(members.map(|(key, it)| (key.clone(), json(it))).collect())
        }
    }
}

/// The first difference of two values; null is the same as nothing.
fn difference(ours: &Json, expected: &Json, at: &str) -> Option<String> {
    let place = || match at {
        "" => "the value".to_owned(),
        at => format!("`{at}`"),
    };
    match (ours, expected) {
        (Json::Object(one), Json::Object(other)) => {
            let keys = one
                .keys()
                .chain(other.keys().filter(|key| !one.contains_key(*key)));
            keys.into_iter().find_map(|key| {
                let of = |members: &indexmap::IndexMap<String, Json>| {
                    members.get(key).cloned().unwrap_or(Json::Null)
                };
                let at = stream_events_schema::pointer::child(at, key);
                difference(&of(one), &of(other), &at)
            })
        }
        (Json::Array(one), Json::Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(index, (one, other))| difference(one, other, &format!("{at}/{index}")))
        }
        (one, other) if one.is_same(other) => None,
        (one, other) => Some(format!(
            "{} is {}, not {}",
            place(),
            shown(one),
            shown(other)
        )),
    }
}

/// A value as far as it fits a line.
fn shown(json: &Json) -> String {
    const LONGEST: usize = 60;
    let text = json.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
