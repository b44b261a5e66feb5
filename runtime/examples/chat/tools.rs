//! What the model may call.

use serde_json::{Value, json};

/// What the model is told of it.
pub(crate) fn declaration() -> Value {
    json!({
        "type": "function",
        "function": {
            "name": "get_weather",
            "description": "The weather in a city, now.",
            "parameters": {
                "type": "object",
                "required": ["city"],
                "properties": { "city": { "type": "string" } },
            },
        },
    })
}

/// Calls a tool. What goes wrong is told to the model, which may try again.
pub(crate) fn call(name: &str, arguments: &str) -> String {
    let arguments = match serde_json::from_str::<Value>(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return format!("the arguments are not JSON: {error}"),
    };
    match (name, arguments["city"].as_str()) {
        ("get_weather", Some(city)) => format!("in {city} it rains, at 7 °C"),
        ("get_weather", None) => "which city?".to_owned(),
        _ => format!("there is no tool `{name}`"),
    }
}
