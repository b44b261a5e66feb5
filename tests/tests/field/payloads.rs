//! Payloads that are not quite what their document says.

use stream_events::{Dispatch, Message, Mismatch, StreamEvents};

use stream_events_tests::stored::data_of;

use super::one_value::{Chat, Messages, Responses};

/// Payloads with integers, lists and maps wherever they can be.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "tests/field/readings.json")]
pub struct Readings;

fn dispatch<S: StreamEvents>(event: &str, data: &str) -> Result<Dispatch<S>, Mismatch> {
    S::dispatch(&Message::new(data).with_event(event))
}

fn reading(data: &str) -> Result<readings::Reading, Mismatch> {
    match dispatch::<Readings>("reading", data)? {
        Dispatch::Yield(readings::Event::Reading(reading)) => Ok(*reading),
        other => panic!("{other:?}"),
    }
}

#[test]
fn case_25_an_integer_may_be_spelt_with_a_point_or_an_exponent() {
    let spelt = reading(
        r#"{"at":1.0,"count":2e2,"counts":[3.0,40e-1,5],"by_name":{"a":6.0,"b":null},
        "either":7.0,"names":[],"labels":{},"free":{},"maybe":null,"more":-8.0}"#,
    );
    let usual = reading(
        r#"{"at":1,"count":200,"counts":[3,4,5],"by_name":{"a":6,"b":null},
        "either":7,"names":[],"labels":{},"free":{},"maybe":null,"more":-8}"#,
    );
    assert_eq!(spelt.expect("it fits"), usual.expect("it fits"));

    let total = dispatch::<Readings>("total", "1.7e3");
    assert!(matches!(
        total,
        Ok(Dispatch::Yield(readings::Event::Total(1700)))
    ));
    let Ok(Dispatch::Yield(readings::Event::List(list))) = dispatch::<Readings>("list", "[1.0,2]")
    else {
        panic!("a list")
    };
    assert_eq!(list, [1, 2]);
    let Ok(Dispatch::Fail(failure)) = dispatch::<Readings>("broken", "500.0") else {
        panic!("a failure")
    };
    assert_eq!(failure, readings::Failure::Count(500));
}

#[test]
fn case_25_a_number_that_is_no_integer_of_64_bits_does_not_fit() {
    for number in [
        "1.5",
        "1e-1",
        "1e300",
        "-1.0",
        "9007199254740993.0",
        "\"1\"",
        "null",
    ] {
        let data = format!(r#"{{"at":0,"counts":[{number}]}}"#);
        let mismatch = reading(&data).expect_err(number);
        assert_eq!(mismatch.path(), "counts[0]", "{number}");
    }
}

#[test]
fn case_25_null_is_empty_where_a_list_or_a_map_is_required() {
    let nulls = r#"{"at":1,"counts":null,"names":null,"labels":null,"free":null,"maybe":null}"#;
    let missing = reading(r#"{"at":1}"#).expect("it fits");
    assert_eq!(reading(nulls).expect("it fits"), missing);
    assert!(missing.names.is_empty() && missing.labels.is_empty() && missing.free.is_empty());

    for other in ["0", "\"\"", "{}"] {
        let data = format!(r#"{{"at":1,"names":{other}}}"#);
        assert_eq!(reading(&data).expect_err(other).path(), "names");
    }
}

/// What is left of a payload, as it is written, and the paths of what is null in it.
fn left<S: StreamEvents>(event: &str, data: &str) -> (serde_json::Value, Vec<String>)
where
    S::Event: serde::Serialize,
{
    let dispatch = dispatch::<S>(event, data).unwrap_or_else(|error| panic!("{error}"));
    let (dispatch, nulls) = dispatch.into_parts();
    let event = match dispatch {
        Dispatch::Yield(event) | Dispatch::Complete(event) | Dispatch::Finish(event) => event,
        _ => panic!("{data}"),
    };
    let nulls = nulls.iter().map(|it| it.path().to_owned());
    (data_of(&event), nulls.collect())
}

#[test]
fn case_13_an_answer_arrives_whatever_its_usage_lacks() {
    for (usage, lost) in [
        (
            r#"{"input_tokens":5,"output_tokens":6,"total_tokens":11,"input_tokens_details":{}}"#,
            &[][..],
        ),
        (
            r#"{"input_tokens":5,"output_tokens":6}"#,
            &["response.usage"],
        ),
        (
            r#"{"input_tokens":"5","output_tokens":6,"total_tokens":11}"#,
            &["response.usage"],
        ),
        (
            r#"{"input_tokens":5,"output_tokens":6,"total_tokens":11,"output_tokens_details":7}"#,
            &["response.usage.output_tokens_details"],
        ),
        ("[]", &["response.usage"]),
        ("null", &[]),
    ] {
        let data = format!(
            r#"{{"type":"response.completed","response":{{"id":"r7","output":[{{"type":"message","id":"m7",
            "role":"assistant","content":[{{"type":"output_text","text":"all of it"}}]}}],"usage":{usage}}}}}"#
        );
        let (event, nulls) = left::<Responses>("response.completed", &data);
        assert_eq!(
            event["response"]["output"][0]["content"][0]["text"],
            "all of it"
        );
        assert_eq!(nulls, lost, "{usage}");
    }
}

#[test]
fn case_14_messages_of_other_vendors_need_no_usage_and_no_signature() {
    for (event, data) in [
        (
            "message_start",
            r#"{"type":"message_start","message":{"id":"a","type":"message","role":"assistant","model":"b","content":null}}"#,
        ),
        (
            "content_block_start",
            r#"{"type":"content_block_start","index":0.0,"content_block":{"type":"thinking"}}"#,
        ),
        (
            "content_block_delta",
            r#"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"c"}}"#,
        ),
        (
            "message_delta",
            r#"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#,
        ),
        (
            "message_delta",
            r#"{"type":"message_delta","delta":{},"usage":{"input_tokens":1}}"#,
        ),
    ] {
        let (_, nulls) = left::<Messages>(event, data);
        assert!(nulls.is_empty(), "{data}: {nulls:?}");
    }
    let data = r#"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":"9","input_tokens":3}}"#;
    let (event, nulls) = left::<Messages>("message_delta", data);
    assert_eq!(
        (
            &event["usage"]["input_tokens"],
            &event["delta"]["stop_reason"]
        ),
        (&3.into(), &"end_turn".into())
    );
    assert_eq!(nulls, ["usage.output_tokens"]);
}

#[test]
fn case_17_a_tool_call_keeps_all_but_its_mistyped_arguments() {
    let data = r#"{"choices":[{"index":"0","delta":{"tool_calls":[{"index":0,"id":"t","function":{"name":"ls","arguments":{"all":true}}}]}}]}"#;
    let (event, nulls) = left::<Chat>("", data);
    let call = &event["choices"][0]["delta"]["tool_calls"][0];
    assert_eq!(
        (&call["id"], &call["function"]["name"]),
        (&"t".into(), &"ls".into())
    );
    assert_eq!(
        nulls,
        [
            "choices[0].index",
            "choices[0].delta.tool_calls[0].function.arguments"
        ]
    );
}

#[test]
fn case_25_odd_chunks_are_chunks() {
    for (data, lost) in [
        (
            r#"{"id":null,"created":null,"model":null,"choices":null}"#,
            &[][..],
        ),
        (
            r#"{"choices":{},"usage":{"prompt_tokens":3.0,"completion_tokens":1e1,"total_tokens":13}}"#,
            &["choices"],
        ),
        (
            r#"{"choices":[{"index":0,"delta":null,"finish_reason":"stop"}],"created":1.5}"#,
            &["created"],
        ),
        (
            r#"{"usage":{},"choices":[{"delta":{"content":"x"},"finish_reason":""}],"service_tier":1}"#,
            &["service_tier"],
        ),
    ] {
        let (_, nulls) = left::<Chat>("", data);
        assert_eq!(nulls, lost, "{data}");
    }
}

#[test]
fn case_15_and_22_two_payloads_in_one_event_and_a_doubled_prefix_do_not_fit() {
    for data in [
        r#"{"choices":[]}{"choices":[]}"#,
        "{\"choices\":[]}\n{\"choices\":[]}",
        r#"data: {"choices":[]}"#,
    ] {
        let mismatch = dispatch::<Chat>("", data).expect_err(data);
        assert_eq!(mismatch.data(), data);
    }
}

#[test]
fn responses_tell_how_a_patch_grows() {
    let delta = r#"{"type":"response.apply_patch_call_operation_diff.delta","sequence_number":4,"output_index":0,"item_id":"p","delta":"+one"}"#;
    let (event, _) = left::<Responses>("response.apply_patch_call_operation_diff.delta", delta);
    assert_eq!(event["delta"], "+one");
    let done = r#"{"type":"response.apply_patch_call_operation_diff.done","sequence_number":5,"output_index":0,"item_id":"p","diff":"+one\n"}"#;
    let (event, _) = left::<Responses>("response.apply_patch_call_operation_diff.done", done);
    assert_eq!(event["diff"], "+one\n");
}
