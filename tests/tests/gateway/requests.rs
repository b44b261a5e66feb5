//! Requests of chat completions as those of Messages.

use serde_json::json;

use crate::request::ChatRequest;

#[test]
fn a_conversation_with_a_tool_is_the_same_conversation() {
    let request = json!({
        "model": "gpt-4.1",
        "max_completion_tokens": 50,
        "temperature": 0.5,
        "messages": [
            { "role": "developer", "content": "Be brief." },
            { "role": "user", "content": "How many herons?" },
            { "role": "assistant", "content": null, "tool_calls": [{
                "id": "t1", "type": "function",
                "function": { "name": "count", "arguments": "{\"of\":\"herons\"}" },
            }] },
            { "role": "tool", "tool_call_id": "t1", "content": "7" },
        ],
        "tools": [{ "type": "function", "function": {
            "name": "count", "description": "Counts.", "parameters": { "type": "object" },
        } }],
    });
    let request: ChatRequest = serde_json::from_value(request).expect("a request");
    assert_eq!(
        request.to_messages("claude-sonnet-4-5"),
        json!({
            "model": "claude-sonnet-4-5",
            "max_tokens": 50,
            "stream": true,
            "temperature": 0.5,
            "system": "Be brief.",
            "messages": [
                { "role": "user", "content": "How many herons?" },
                { "role": "assistant", "content": [{
                    "type": "tool_use", "id": "t1", "name": "count", "input": { "of": "herons" },
                }] },
                { "role": "user", "content": [{
                    "type": "tool_result", "tool_use_id": "t1", "content": "7",
                }] },
            ],
            "tools": [{ "name": "count", "description": "Counts.", "input_schema": { "type": "object" } }],
        })
    );
}
