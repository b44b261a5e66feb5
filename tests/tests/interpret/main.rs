//! What the interpreter says of a message is what the generated code does with it: for every
//! document, and for data that is right, odd and wrong.

mod chance;
mod documents;
mod mutate;
mod node;
mod outcome;
mod place;
mod values;

use stream_events::{Dispatch, Message};
use stream_events_schema::interpret::{Data, Interpreter, Meaning, Null};
use stream_events_schema::{Dispatch as Entry, Event, Mismatch as OnMismatch, Type};

use chance::Chance;
use documents::{Api, for_each_document};
use node::Node;
use outcome::{Outcome, dispatched, interpreted};
use place::{are_same, is_at_one_of};
use values::Values;

/// How many messages of each event are looked at.
const MESSAGES: usize = 250;

/// A message that may be of some event.
struct Sample {
    event_field: String,
    data: String,
    /// Whether the generated code can say where it is wrong: for what comes before a tag it looks at
    /// the data once more, as a value, which has each key once and no number beyond `f64`.
    is_placed: bool,
    /// Whether both can say where something is read as null: of keys that come twice they may mean either,
    /// and of what is nested too deep another part.
    is_told: bool,
}

fn sample(values: &Values<'_>, (name, event): (&str, &Event<Type>), chance: &mut Chance) -> Sample {
    let mut node = match &event.payload {
        Some(payload) => values.of(payload, chance),
        None => values::anything(chance),
    };
    for entry in &values.document.dispatch {
        if let Entry::Pointer(pointer) = entry
            && !pointer.segments().is_empty()
            && !chance.one_in(4)
        {
            let way: Vec<&str> = pointer.segments().iter().map(AsRef::as_ref).collect();
            node.set(&way, name);
        }
    }
    let Written {
        is_placed,
        is_told,
        mut data,
    } = written(node, chance);
    if chance.one_in(50)
        && let Some((sentinel, _)) = values.document.sentinels.first()
    {
        data.clone_from(sentinel);
    }
    let names: Vec<_> = values.document.events.keys().collect();
    let event_field = match chance.below(12) {
        0 => "",
        1 => "new",
        2 => chance.pick(&names).as_str(),
        _ => name,
    };
    Sample {
        event_field: event_field.to_owned(),
        data,
        is_placed,
        is_told,
    }
}

struct Written {
    is_placed: bool,
    is_told: bool,
    data: String,
}

fn written(mut node: Node, chance: &mut Chance) -> Written {
    mutate::mutate(&mut node, chance);
    let mut data = node.text(chance);
    // In a build with arbitrary precision no number is beyond what can be held.
    if serde_json::from_str::<serde_json::Value>("1e400").is_ok() {
        data = data.replace("1e400", "1e40");
    }
    mutate::break_off(&mut data, chance);
    let is_value = serde_json::from_str::<serde_json::Value>(&data).is_ok();
    let is_told = !node.says_twice() && data.matches(['[', '{']).count() < 100;
    Written {
        is_placed: is_value && !node.says_twice(),
        is_told,
        data,
    }
}

/// The same chances in every run, for each event others.
fn chances(event: usize) -> impl Iterator<Item = Chance> {
    let seeds = event * MESSAGES..(event + 1) * MESSAGES;
    seeds.map(|seed| Chance(u64::try_from(seed).expect("it fits")))
}

fn messages_agree<A: Api>(path: &str) {
    let document = A::document();
    let interpreter = Interpreter::new(document);
    let values = Values { document };
    let (mut items, mut mismatches, mut nulls) = (0, 0, 0);
    for (number, (name, event)) in document.events.iter().enumerate() {
        for mut chance in chances(number) {
            let sample = sample(&values, (name, event), &mut chance);
            let (field, data) = (sample.event_field.as_str(), sample.data.as_str());
            let meaning = interpreter.message(Some(field), data);
            let result = A::dispatch(&Message::new(data).with_event(field));
            let context = || format!("{path}, event {field:?}, data {data}\n{meaning:?}");
            let outcome = interpreted(&meaning);
            assert_eq!(outcome, dispatched::<A>(&result), "{}", context());
            if let (Err(error), true) = (&result, sample.is_placed) {
                let is_there = is_at_one_of(error, meaning.mismatches());
                assert!(is_there, "{error:?}\n{}", context());
            }
            if let (Ok(Dispatch::WithNulls(_, theirs)), true) = (&result, sample.is_told) {
                let ours = nulls_of(&meaning);
                assert!(are_same(theirs, ours), "{theirs:?}\n{}", context());
            }
            nulls += usize::from(!nulls_of(&meaning).is_empty());
            items += usize::from(matches!(outcome, Outcome::Item { .. }));
            mismatches += usize::from(matches!(outcome, Outcome::Mismatch { .. }));
        }
    }
    // Messages are no test of anything unless many of them decode, and many do not.
    let all = document.events.len() * MESSAGES;
    assert!(items > all / 8, "{path}: {items} items of {all}");
    assert!(
        mismatches + nulls > all / 8,
        "{path}: {mismatches} mismatches and {nulls} with nulls of {all}"
    );
    let reads_nulls = document.mismatch == OnMismatch::Null;
    assert!(
        !reads_nulls || nulls > all / 16,
        "{path}: {nulls} with nulls of {all}"
    );
}

fn nulls_of<'m>(meaning: &'m Meaning<'_>) -> &'m [Null<'m>] {
    match meaning {
        Meaning::Event { nulls, .. } => nulls,
        _ => &[],
    }
}

fn bodies_agree<A: Api>(path: &str) {
    let document = A::document();
    let Some(body) = &document.errors.body else {
        return;
    };
    let interpreter = Interpreter::new(document);
    let values = Values { document };
    for mut chance in chances(document.events.len()) {
        let node = values.of(body, &mut chance);
        let text = written(node, &mut chance).data;
        let verdict = interpreter.decode(body, &Data::parse(&text));
        let failure = A::failure(&text).expect("a document with a body has failures");
        assert_eq!(
            verdict.decodes(),
            A::is_decoded(&failure),
            "{path}, body {text}\n{verdict:?}"
        );
    }
}

#[test]
fn messages_mean_what_the_generated_code_makes_of_them() {
    for_each_document!(messages_agree);
}

#[test]
fn bodies_decode_as_failures_where_the_generated_code_decodes_them() {
    for_each_document!(bodies_agree);
}
