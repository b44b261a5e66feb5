//! Recordings, beside what the vendors' own libraries make of them.

use std::path::Path;

use serde_json::Value;

use super::{bare, document, finals, fold, messages, shared};

/// A final without the `index` of its tool calls, which one of the libraries leaves in by mistake.
fn without_indices(value: &Value) -> Value {
    let mut value = value.clone();
    let choices = value.get_mut("choices").and_then(Value::as_array_mut);
    for choice in choices.into_iter().flatten() {
        let calls = choice.pointer_mut("/message/tool_calls");
        for call in calls.and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(call) = call.as_object_mut() {
                call.remove("index");
            }
        }
    }
    value
}

/// How many recordings of an API add up to what the vendor's library makes of them, of how many.
fn equal(api: &str, shared: &Path) -> (usize, usize) {
    let document = document(api);
    let finals = finals(api, shared);
    let mut equal = 0;
    for (name, said) in &finals {
        let theirs = ["final", "snapshot"].iter().find_map(|it| said.get(it));
        let Some(theirs) = theirs.filter(|it| !it.is_null()) else {
            continue;
        };
        let ours = fold(&document, &messages(&shared.join("streams").join(name)));
        let is_equal = bare(&document, &ours) == bare(&document, &without_indices(theirs));
        equal += usize::from(is_equal);
    }
    (equal, finals.len())
}

/// Those that differ are several messages in one body, cut JSON that is taken for whole, pieces that
/// are put together twice, and the like.
#[test]
fn recordings_add_up_to_what_the_vendors_make_of_them() {
    let Some(shared) = shared() else { return };
    for (api, expected) in [
        ("anthropic-messages", (42, 50)),
        ("openai-chat-completions", (29, 35)),
        ("openai-responses", (44, 46)),
    ] {
        assert_eq!(equal(api, &shared), expected, "{api}");
    }
}
