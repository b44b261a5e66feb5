//! What rules did, one after another.

use stream_events_schema::interpret::{Interpreter, Reading, Snapshot, Step};

use super::documents::{LETTER, SHELF};
use super::{checked, snapshot};

/// What the rules of an event did, as `rule operation at value`; and that they did the same as if nobody had asked.
fn traced(
    snapshot: &mut Snapshot<'_>,
    twin: &mut Snapshot<'_>,
    event: &str,
    data: &str,
) -> Vec<String> {
    let traced = snapshot.trace(event, data, &[]);
    assert_eq!(traced.error, twin.apply(event, data).error);
    assert_eq!(snapshot.value(), twin.value());
    traced.steps.iter().map(said).collect()
}

fn said(step: &Step<'_>) -> String {
    let value = step
        .value
        .as_ref()
        .map_or_else(String::new, ToString::to_string);
    format!("{} {} {} {value}", step.rule, step.operation, step.at)
}

#[test]
fn steps_have_what_the_event_brought() {
    let checked = checked(LETTER);
    let (mut one, mut twin) = (snapshot(&checked), snapshot(&checked));
    let mut step = |event: &str, data: &str| traced(&mut one, &mut twin, event, data);
    assert_eq!(step("stamp", r#"{ "stamp": 5 }"#), [""; 0]);
    assert_eq!(
        step("letter", r#"{ "text": "Dear", "unread": 1 }"#),
        [r#"/events/letter/apply/0 start  {"text":"Dear"}"#]
    );
    assert_eq!(
        step("form", r#"{ "piece": "{\"a\":" }"#),
        [r#"/events/form/apply/0 append_json /form "{\"a\":""#]
    );
    assert_eq!(
        step("form", r#"{ "piece": "1}" }"#),
        [r#"/events/form/apply/0 append_json /form "1}""#]
    );
    assert_eq!(
        step("first_stamp", r#"{ "stamp": 5 }"#),
        ["/events/first_stamp/apply/0 set /stamp 5"]
    );
    // It stands already.
    assert_eq!(step("first_stamp", r#"{ "stamp": 6 }"#), [""; 0]);
    assert_eq!(
        step("either", r#"{ "either": " Ann" }"#),
        [r#"/events/either/apply/0 append /text " Ann""#]
    );
    assert_eq!(step("sealed", ""), ["/events/sealed/apply/0 close  "]);
}

#[test]
fn steps_before_an_error_count() {
    let checked = checked(SHELF);
    let (mut one, mut twin) = (snapshot(&checked), snapshot(&checked));
    let mut step = |event: &str, data: &str| traced(&mut one, &mut twin, event, data);
    step("open", "{}");
    let steps = step("put", r#"{ "at": 3, "book": "three" }"#);
    assert_eq!(steps.len(), 1);
    assert!(steps[0].ends_with(r#"/books/0 "three""#), "{steps:?}");
    assert_eq!(step("put", r#"{ "at": 3, "book": "x" }"#), [""; 0]);
}

#[test]
fn a_reading_traces_what_messages_mean() {
    let checked = checked(SHELF);
    let interpreter = Interpreter::new(&checked);
    let (mut traced, mut read) = (
        Reading::new(&interpreter).unwrap(),
        Reading::new(&interpreter).unwrap(),
    );
    let mut count = 0;
    for (event, data) in [
        ("open", "{}"),
        ("put", r#"{ "at": 0, "book": "a" }"#),
        ("put", r#"{ "at": "zero" }"#),
        ("elsewhere", "{}"),
    ] {
        count += traced
            .trace(&interpreter.message(Some(event), data), data)
            .steps
            .len();
        read.message(Some(event), data);
    }
    assert_eq!(count, 2);
    assert_eq!(traced.finish(true), read.finish(true));
}
