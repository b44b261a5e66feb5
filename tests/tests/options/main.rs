//! Options of the derive on a document.

use serde::{Deserialize, Serialize};
use stream_events::{Dispatch, Message, StreamEvents};

/// A time, as the only ones that tests send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Time {
    /// The first.
    #[serde(rename = "2020-01-01T00:00:00Z")]
    First,
    /// The second.
    #[serde(rename = "2020-01-02T00:00:00Z")]
    Second,
}

/// Where a payload is of the user's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Own {
    state: State,
    #[serde(default)]
    at: Option<Time>,
    n: u8,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct State {
    name: String,
}

/// The path is that from the package.
#[derive(Debug, StreamEvents)]
#[stream_events(
    schema = "tests/options/times.json",
    replace("#/$defs/Own" = Own),
    format("date-time" = Time, "count" = std::num::NonZeroU8),
    error = WhatWentWrong,
    exhaustive
)]
pub struct Times;

use times::{Event, Moment, MomentEither, MomentListed};

fn dispatch(event: &str, data: &str) -> Dispatch<Times> {
    Times::dispatch(&Message::new(data).with_event(event)).unwrap_or_else(|it| panic!("{it}"))
}

const FIRST: &str = "\"2020-01-01T00:00:00Z\"";
const SECOND: &str = "\"2020-01-02T00:00:00Z\"";

#[test]
fn a_format_is_the_users_type_wherever_it_stands() {
    let data = format!(
        r#"{{"at":{FIRST},"maybe":{SECOND},"nullable":null,"any_of":{FIRST},"all":{FIRST},
        "list":[{FIRST},{SECOND}],"map":{{"a":{SECOND}}},"named":{SECOND},"either":{FIRST},
        "count":3,"listed":"later","other":"http://localhost/"}}"#
    );
    // Without `#[non_exhaustive]` there is no `..` to write, from whatever crate.
    let Dispatch::Yield(Event::Moment(moment)) = dispatch("moment", &data) else {
        panic!("{data}")
    };
    let Moment {
        at,
        maybe,
        nullable,
        any_of,
        all,
        list,
        map,
        named,
        either,
        count,
        listed,
        other,
    } = *moment;
    let _: times::Time = named;
    assert_eq!(
        (at, maybe, nullable),
        (Time::First, Some(Time::Second), None)
    );
    assert_eq!(
        (any_of, all, named),
        (Some(Time::First), Time::First, Time::Second)
    );
    assert_eq!(
        (list, map["a"]),
        (vec![Time::First, Time::Second], Time::Second)
    );
    // The number beside the string is none of the format.
    assert_eq!(either, MomentEither::String(Time::First));
    assert_eq!(count.get(), 3);
    // Values that are listed are known better.
    assert_eq!(listed, MomentListed::Later);
    assert_eq!(other, "http://localhost/");

    assert!(matches!(
        dispatch("alone", SECOND),
        Dispatch::Yield(Event::Alone(Time::Second))
    ));
    let mismatch = Times::dispatch(&Message::new("\"then\"").with_event("alone"));
    assert!(mismatch.is_err_and(|it| it.reason().contains("unknown variant `then`")));
}

#[test]
fn a_format_is_written_as_it_was_read() {
    let Dispatch::Yield(event) = dispatch("alone", SECOND) else {
        panic!("{SECOND}")
    };
    let json = serde_json::to_value(&event).unwrap().to_string();
    assert!(json.contains(SECOND), "{json}");
}

#[test]
fn a_payload_of_the_users_own_may_deny_unknown_fields() {
    let data = r#"{"type":"own","state":{"name":"running"},"n":1}"#;
    let Dispatch::Yield(Event::Own(own)) = dispatch("", data) else {
        panic!("{data}")
    };
    assert_eq!(
        (own.state.name.as_str(), own.at, own.n),
        ("running", None, 1)
    );
}

#[test]
fn conditions_look_into_types_of_the_users_own() {
    for (data, finishes) in [
        (r#"{"state":{"name":"done"},"at":FIRST,"n":1}"#, true),
        (r#"{"n":1.0,"at":FIRST,"state":{"name":"done"}}"#, false),
        (r#"{"state":{"name":"running"},"at":FIRST,"n":1}"#, false),
        (r#"{"state":{"name":"done"},"n":1}"#, false),
        (r#"{"state":{"name":"done"},"at":null,"n":1}"#, false),
        (r#"{"state":{"name":"done"},"at":FIRST,"n":2}"#, false),
    ] {
        let data = data.replace("FIRST", FIRST);
        let message = Message::new(&data).with_event("own");
        let finished = matches!(
            Times::dispatch(&message),
            Ok(Dispatch::Finish(Event::Own(_)))
        );
        assert_eq!(finished, finishes, "{data}");
    }
}

#[test]
fn the_alias_of_the_error_has_the_name_that_was_asked_for() {
    fn is<T>(_: Option<(T, T)>) {}

    is::<stream_events::Error<times::Failure>>(None::<(WhatWentWrong, WhatWentWrong)>);
    is::<TimesStream>(None);
}
