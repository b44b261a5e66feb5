//! One value of a payload is missing, null or of another type: with `"mismatch": "null"` everything outside
//! of the nearest place that may be null is as before, or the payload does not fit as a whole.

use serde_json::Value;
use stream_events::{Decoder, Dispatch, Message, StreamEvents};
use stream_events_schema::interpret::{Data, Interpreter};
use stream_events_schema::{Checked, Content, Handle, Mismatch, Shape, Type, pointer};
use stream_events_tests::stored::data_of;

/// What the Messages API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/anthropic-messages.json")]
pub struct Messages;

/// What the Responses API sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-responses.json")]
pub struct Responses;

/// What the chat completions endpoint sends.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-chat-completions.json")]
pub struct Chat;

/// The document of this name, in which null stands for what does not fit, and the messages of its fixture.
fn shipped(name: &str) -> (Checked, Vec<Message<'static>>) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: String| {
        std::fs::read_to_string(folder.join(&path))
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let text = read(format!("../apis/documents/{name}.json"));
    let text = match text.contains("\"mismatch\": \"null\"") {
        true => text,
        false => text.replacen('{', "{ \"mismatch\": \"null\",", 1),
    };
    let document =
        stream_events_schema::read(name, &text).unwrap_or_else(|error| panic!("{error}"));
    let mut decoder = Decoder::new();
    decoder.feed(read(format!("fixtures/apis/{name}.sse")).into());
    let messages = std::iter::from_fn(|| {
        decoder
            .next_message()
            .expect("within the limit")
            .map(Message::into_owned)
    });
    (document, messages.collect())
}

const SHIPPED: &[&str] = &[
    "anthropic-messages",
    "anthropic-sessions",
    "mastodon",
    "mcp-notifications",
    "openai-assistants",
    "openai-chat-completions",
    "openai-responses",
];

/// A change of one value.
#[derive(Debug, Clone)]
enum Change {
    Delete,
    Replace(&'static str),
}

const CHANGES: &[Change] = &[
    Change::Delete,
    Change::Replace("null"),
    Change::Replace("true"),
    Change::Replace("-7.5"),
    Change::Replace("\"\""),
    Change::Replace("[]"),
    Change::Replace("{}"),
];

/// Keys that say which event or which variant something is, or that a condition or a cursor looks at.
fn reads(document: &Checked) -> Vec<String> {
    let mut keys = Vec::new();
    let mut add = |way: &[String]| keys.extend(way.iter().cloned());
    for entry in &document.dispatch {
        match entry {
            stream_events_schema::Dispatch::Pointer(it) => add(it.segments()),
            stream_events_schema::Dispatch::Has { pointer, .. } => add(pointer.segments()),
            _ => {}
        }
    }
    for event in document.events.values() {
        event.when.keys().for_each(|it| add(it.segments()));
    }
    let resume = document.resume.as_ref();
    if let Some(stream_events_schema::Cursor::Pointer(it)) = resume.map(|it| &it.cursor) {
        add(it.segments());
    }
    let mut open: Vec<&Type> = document.definitions.values().collect();
    open.extend(
        document
            .events
            .values()
            .filter_map(|it| it.payload.as_ref()),
    );
    while let Some(ty) = open.pop() {
        if let Shape::Tagged(union) = &ty.shape {
            keys.push(union.tag.clone());
        }
        open.extend(ty.parts());
    }
    keys
}

/// All pointers into a value, but for itself.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(key, it)| (pointer::child(at, key), it))
            .collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(index, it)| (format!("{at}/{index}"), it))
            .collect(),
        _ => Vec::new(),
    };
    for (at, value) in inner {
        found.push(at.clone());
        places(value, &at, found);
    }
}

fn remove(value: &mut Value, at: &str) {
    let (parent, last) = at.rsplit_once('/').expect("not the whole");
    match value.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.remove(&last.replace("~1", "/").replace("~0", "~"));
        }
        Some(Value::Array(items)) => {
            let index: usize = last.parse().expect("an index");
            if index < items.len() {
                items.remove(index);
            }
        }
        _ => {}
    }
}

/// The nearest place at or around `at` that may be null, if what stands there does not fit.
fn nearest(document: &Checked, ty: &Type, value: &Value, at: &str) -> Option<String> {
    let mut found = None;
    let (mut ty, mut value, mut here) = (ty, value, String::new());
    let segments: Vec<_> = at.split('/').skip(1).collect();
    for index in 0..=segments.len() {
        ty = document.resolve(ty);
        while let Shape::Nullable(inner) = &ty.shape {
            found = Some(here.clone());
            ty = document.resolve(inner);
        }
        let is_inside = index < segments.len();
        if let Shape::Kinds(kinds) = &ty.shape {
            let branch = match value {
                Value::Array(_) => &kinds.array,
                Value::Object(_) => &kinds.object,
                _ => &None,
            };
            let Some(branch) = branch else { break };
            ty = document.resolve(branch);
        }
        while let Shape::Tagged(union) = &ty.shape {
            let tag = value.get(&union.tag).and_then(Value::as_str);
            let branch = union
                .branches
                .iter()
                .find(|it| tag.is_some_and(|tag| it.has(tag)));
            let Some(branch) = branch.filter(|_| is_inside) else {
                break;
            };
            found = Some(here.clone());
            ty = document.resolve(&branch.ty);
        }
        if !is_inside {
            break;
        }
        let key = segments[index].replace("~1", "/").replace("~0", "~");
        here = pointer::child(&here, &key);
        let next = match (&ty.shape, value) {
            (Shape::Object(object), Value::Object(members)) => {
                let property = object.property(&key);
                let additional = object.additional.as_deref();
                let ty = property.map(|it| &it.ty).or(additional)?;
                let may_be_empty = matches!(
                    document.resolve(ty).shape,
                    Shape::Array(_)
                        | Shape::Map(_)
                        | Shape::FreeForm
                        | Shape::Nullable(_)
                        | Shape::Null
                );
                if property.is_none_or(|it| !it.required) || may_be_empty {
                    found = Some(here.clone());
                }
                members.get(&key).map(|it| (ty, it))
            }
            (Shape::Map(values), Value::Object(members)) => {
                found = Some(here.clone());
                members.get(&key).map(|it| (&**values, it))
            }
            (Shape::Array(items), Value::Array(elements)) => {
                let element = key.parse::<usize>().ok().and_then(|it| elements.get(it));
                element.map(|it| (&**items, it))
            }
            _ => None,
        };
        let Some(next) = next else { break };
        (ty, value) = next;
    }
    found
}

/// A path as errors write it.
fn path(at: &str, value: &Value) -> String {
    let mut path = String::new();
    let mut here = value;
    for segment in at.split('/').skip(1) {
        let key = segment.replace("~1", "/").replace("~0", "~");
        match here {
            Value::Array(items) => {
                path.push_str(&format!("[{key}]"));
                here = key
                    .parse::<usize>()
                    .ok()
                    .and_then(|it| items.get(it))
                    .unwrap_or(&Value::Null);
            }
            _ => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&key);
                here = here.get(&key).unwrap_or(&Value::Null);
            }
        }
    }
    path
}

/// What is expected of a payload in which one value was changed.
struct Expected {
    /// The place that is null; the whole, if there is none.
    place: Option<String>,
    /// It fits as it is.
    fits: bool,
}

/// Each payload with one value changed, and what is to come of it.
fn each(
    document: &Checked,
    messages: &[Message<'_>],
    mut check: impl FnMut(&Message<'_>, &Value, &Message<'_>, &Value, Expected),
) {
    assert_eq!(document.mismatch, Mismatch::Null);
    let interpreter = Interpreter::new(document);
    let reads = reads(document);
    for message in messages {
        let meaning = interpreter.message(message.event_field(), message.data());
        let Some(event) = meaning.event_type().and_then(|it| document.events.get(it)) else {
            continue;
        };
        let is_item =
            !matches!(event.handle, Handle::Skip | Handle::Fail) && event.content == Content::Json;
        let (true, Some(ty)) = (is_item && meaning.mismatches().is_empty(), &event.payload) else {
            continue;
        };
        let value: Value = serde_json::from_str(message.data()).expect("JSON");
        let mut places_of = Vec::new();
        places(&value, "", &mut places_of);
        for at in places_of {
            let mut keys = at.split('/').skip(1);
            if keys.any(|key| reads.iter().any(|it| it == key)) {
                continue;
            }
            for change in CHANGES {
                let mut changed = value.clone();
                match change {
                    Change::Delete => remove(&mut changed, &at),
                    Change::Replace(json) => {
                        let place = changed.pointer_mut(&at).expect("it is there");
                        *place = serde_json::from_str(json).expect("JSON");
                    }
                }
                let data = changed.to_string();
                let fits = interpreter.decode(ty, &Data::parse(&data)).decodes();
                // What is missing is missing to the object around it.
                let misfit = match (change, at.rsplit_once('/')) {
                    (Change::Delete, Some((parent, _))) => parent,
                    _ => &at,
                };
                let place = nearest(document, ty, &value, misfit);
                let place = match change {
                    // Within the object of a variant it is that variant which lacks it.
                    Change::Delete => nearest(document, ty, &value, &at)
                        .filter(|it| *it != at)
                        .or(place),
                    Change::Replace(_) => place,
                };
                let event = message.event_field().unwrap_or_default().to_owned();
                let sent = Message::new(data).with_event(event);
                check(message, &value, &sent, &changed, Expected { place, fits });
            }
        }
    }
}

#[test]
fn all_that_does_not_reach_the_top_is_null_at_the_nearest_place() {
    for name in SHIPPED {
        let (document, messages) = shipped(name);
        let interpreter = Interpreter::new(&document);
        let (mut nulls, mut errors) = (0, 0);
        each(&document, &messages, |_, _, sent, changed, expected| {
            let meaning = interpreter.message(sent.event_field(), sent.data());
            let stream_events_schema::interpret::Meaning::Event {
                mismatches,
                nulls: found,
                ..
            } = &meaning
            else {
                panic!("{name}: {meaning:?}")
            };
            let context = || format!("{name}: {changed}\n{meaning:?}");
            let places: Vec<_> = found.iter().map(|it| it.at.clone()).collect();
            match (expected.fits, expected.place) {
                (true, _) => assert!(mismatches.is_empty() && places.is_empty(), "{}", context()),
                (false, Some(place)) => {
                    nulls += 1;
                    assert!(mismatches.is_empty(), "{}", context());
                    assert_eq!(places, [place], "{}", context());
                }
                (false, None) => {
                    errors += 1;
                    assert!(!mismatches.is_empty(), "{}", context());
                }
            }
        });
        assert!(nulls > 20, "{name}: {nulls} nulls, {errors} errors");
    }
}

/// The same of generated code, whose events can be compared.
fn events_are_equal_outside<S: StreamEvents>(name: &str)
where
    S::Event: serde::Serialize,
{
    let (document, messages) = shipped(name);
    let event = |message: &Message<'_>| {
        let (dispatch, nulls) = S::dispatch(message).ok()?.into_parts();
        let event = match dispatch {
            Dispatch::Yield(event) | Dispatch::Complete(event) | Dispatch::Finish(event) => event,
            _ => panic!("{name}: {}", message.data()),
        };
        Some((data_of(&event), nulls))
    };
    let mut count = 0;
    each(
        &document,
        &messages,
        |original, value, sent, changed, expected| {
            let (mut before, _) = event(original).expect("a fixture");
            let after = event(sent);
            let context = || {
                format!(
                    "{name}: {changed}\n{after:?}",
                    after = event(sent).map(|it| it.1)
                )
            };
            match (expected.fits, expected.place) {
                (true, _) => assert!(
                    after.is_some_and(|(_, nulls)| nulls.is_empty()),
                    "{}",
                    context()
                ),
                (false, None) => assert!(after.is_none(), "{}", context()),
                (false, Some(place)) => {
                    count += 1;
                    let Some((mut after, nulls)) = after else {
                        panic!("{}", context())
                    };
                    let paths: Vec<_> = nulls.iter().map(stream_events::Mismatch::path).collect();
                    assert_eq!(paths, [path(&place, value)], "{}", context());
                    let text = changed.pointer(&place).expect("it is there");
                    let dropped: Value = serde_json::from_str(nulls[0].data()).expect("JSON");
                    assert_eq!(dropped, *text, "{}", context());
                    if !place.is_empty() {
                        for value in [&mut before, &mut after] {
                            if let Some(it) = value.pointer_mut(&place) {
                                it.take();
                            }
                        }
                        without_nulls(&mut before);
                        without_nulls(&mut after);
                        assert_eq!(before, after, "{}", context());
                    }
                }
            }
        },
    );
    assert!(count > 100, "{name}: {count}");
}

/// What is null is the same as what is missing.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(without_nulls);
            members.retain(|_, value| !value.is_null());
        }
        Value::Array(items) => items.iter_mut().for_each(without_nulls),
        _ => {}
    }
}

#[test]
fn events_are_equal_outside_of_what_is_null() {
    events_are_equal_outside::<Messages>("anthropic-messages");
    events_are_equal_outside::<Responses>("openai-responses");
    events_are_equal_outside::<Chat>("openai-chat-completions");
}
