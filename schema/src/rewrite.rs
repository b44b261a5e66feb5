//! Changing the text of a document where another document says otherwise.

mod splice;

use jsonc_parser::ast::{Object, ObjectProp, Value};

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::json::Json;
use crate::parse::{parse, syntax};
use crate::source::Source;

use splice::{Member, Text, range};

/// The text of a document, changed to say what `document` says. All that stays the same stays as it is
/// written: comments, the order of keys and the layout.
///
/// ```
/// use stream_events_schema::{Event, Content, Source, parse, rewrite};
///
/// let source = Source::new("feed.json", "{\n  // Ours.\n  \"events\": {\n    \"ping\": { \"handle\": \"skip\" } // often\n  }\n}\n");
/// let mut document = parse(&source)?;
/// let pong = Event { content: Content::None, ..Event::default() };
/// document.events.insert("pong".to_owned(), pong);
/// assert_eq!(
///     rewrite(&source, &document)?,
///     "{\n  // Ours.\n  \"events\": {\n    \"ping\": { \"handle\": \"skip\" }, // often\n    \"pong\": { \"content\": \"none\" }\n  }\n}\n"
/// );
/// # Ok::<(), stream_events_schema::Diagnostics>(())
/// ```
///
/// # Errors
///
/// The mistakes of form in the text.
pub fn rewrite(source: &Source, document: &Document) -> Result<String, Diagnostics> {
    let old = parse(source)?;
    let mut text = Text::new(source.text());
    if let Ok(root) = syntax(source) {
        value(&mut text, &root, &Json::from(&old), &Json::from(document));
    }
    let written = text.finish();
    // A text that is written in some way of its own may not be changed piece by piece.
    match parse(&Source::new(source.name(), written.as_str())) {
        Ok(read) if read == *document => Ok(written),
        _ => Ok(document.to_json()),
    }
}

/// Changes what is written for a value.
fn value(text: &mut Text<'_>, written: &Value<'_>, old: &Json, new: &Json) {
    match (written, old, new) {
        _ if old == new => {}
        (Value::Object(written), Json::Object(_), Json::Object(_)) => {
            object(text, written, old, new);
        }
        (Value::Array(written), Json::Array(old), Json::Array(new))
            if written.elements.len() == old.len() && !old.is_empty() && new.len() >= old.len() =>
        {
            for ((written, old), new) in written.elements.iter().zip(old).zip(new) {
                value(text, written, old, new);
            }
            let members: Vec<_> = new[old.len()..].iter().map(Member::element).collect();
            let elements: Vec<_> = written.elements.iter().map(range).collect();
            text.add(written, &elements, &members);
        }
        _ => text.replace(written, new),
    }
}

fn object(text: &mut Text<'_>, written: &Object<'_>, old: &Json, new: &Json) {
    let (Json::Object(old), Json::Object(new)) = (old, new) else {
        return;
    };
    let find = |key: &str| written.properties.iter().find(|it| it.name.as_str() == key);
    let gone: Vec<_> = old.keys().filter(|key| !new.contains_key(*key)).collect();
    let mut gone: Vec<&ObjectProp<'_>> = gone.into_iter().filter_map(|key| find(key)).collect();
    let mut added = Vec::new();
    for (key, new) in new {
        match (find(key), old.get(key)) {
            (Some(member), Some(old)) => value(text, &member.value, old, new),
            // What goes without saying was said.
            (Some(member), None) => text.replace(&member.value, new),
            // One keyword comes in the place of another.
            (None, _) => match gone.pop() {
                Some(member) => text.exchange(member, &Member::named(key, new)),
                None => added.push(Member::named(key, new)),
            },
        }
    }
    for member in gone {
        text.remove(written, member);
    }
    let members: Vec<_> = written.properties.iter().map(range).collect();
    text.add(written, &members, &added);
}
