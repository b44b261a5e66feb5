//! A request of chat completions as one of Messages.

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// What is used of a request.
#[derive(Debug, Deserialize)]
pub(crate) struct ChatRequest {
    pub(crate) model: Option<String>,
    pub(crate) messages: Vec<Value>,
    pub(crate) max_tokens: Option<u64>,
    pub(crate) max_completion_tokens: Option<u64>,
    pub(crate) temperature: Option<f64>,
    #[serde(default)]
    pub(crate) tools: Vec<Value>,
    #[serde(default)]
    pub(crate) stream_options: StreamOptions,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct StreamOptions {
    #[serde(default)]
    pub(crate) include_usage: bool,
}

impl ChatRequest {
    /// A question and nothing else.
    pub(crate) fn of_prompt(prompt: &str) -> Self {
        Self {
            model: None,
            messages: vec![json!({ "role": "user", "content": prompt })],
            max_tokens: None,
            max_completion_tokens: None,
            temperature: None,
            tools: Vec::new(),
            stream_options: StreamOptions::default(),
        }
    }

    /// The same request to Messages; this model is asked if it names none of theirs.
    pub(crate) fn to_messages(&self, model: &str) -> Value {
        let asked = self.model.as_deref().filter(|it| it.starts_with("claude"));
        let max_tokens = self.max_completion_tokens.or(self.max_tokens);
        let (instructions, messages): (Vec<_>, Vec<_>) = self
            .messages
            .iter()
            .partition(|it| matches!(it["role"].as_str(), Some("system" | "developer")));
        let mut request = Map::new();
        request.insert("model".to_owned(), asked.unwrap_or(model).into());
        request.insert("max_tokens".to_owned(), max_tokens.unwrap_or(1024).into());
        request.insert("stream".to_owned(), true.into());
        let messages = messages.into_iter().map(message).collect();
        request.insert("messages".to_owned(), Value::Array(messages));
        if !instructions.is_empty() {
            let texts = instructions.iter().map(|it| text(&it["content"]));
            let texts = texts.collect::<Vec<_>>().join("\n\n");
            request.insert("system".to_owned(), texts.into());
        }
        if let Some(temperature) = self.temperature {
            request.insert("temperature".to_owned(), temperature.into());
        }
        if !self.tools.is_empty() {
            let tools = self.tools.iter().map(tool).collect();
            request.insert("tools".to_owned(), Value::Array(tools));
        }
        Value::Object(request)
    }
}

fn message(message: &Value) -> Value {
    let content = &message["content"];
    match message["role"].as_str() {
        Some("tool") => json!({
            "role": "user",
            "content": [{
                "type": "tool_result",
                "tool_use_id": message["tool_call_id"],
                "content": text(content),
            }],
        }),
        Some("assistant") => {
            let said = text(content);
            let said = (!said.is_empty()).then(|| json!({ "type": "text", "text": said }));
            let calls = message["tool_calls"].as_array().into_iter().flatten();
            let blocks = said.into_iter().chain(calls.map(call));
            json!({ "role": "assistant", "content": blocks.collect::<Vec<_>>() })
        }
        _ => json!({ "role": "user", "content": text(content) }),
    }
}

fn call(call: &Value) -> Value {
    let arguments = call["function"]["arguments"].as_str().unwrap_or("{}");
    let input = serde_json::from_str(arguments).unwrap_or_else(|_| json!({}));
    json!({
        "type": "tool_use",
        "id": call["id"],
        "name": call["function"]["name"],
        "input": input,
    })
}

fn tool(tool: &Value) -> Value {
    let function = &tool["function"];
    let schema = match &function["parameters"] {
        Value::Null => json!({ "type": "object" }),
        parameters => parameters.clone(),
    };
    let mut tool = json!({ "name": function["name"], "input_schema": schema });
    if let Some(description) = function["description"].as_str() {
        tool["description"] = description.into();
    }
    tool
}

/// Content is text, or a list of parts of which some are.
fn text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|it| it["text"].as_str()).collect(),
        _ => String::new(),
    }
}
