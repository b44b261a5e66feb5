//! The turns of a conversation.

use std::error::Error;
use std::io::Write as _;
use std::time::Duration;

use serde_json::{Value, json};
use stream_events::RequestExt as _;

use super::Chat;
use super::chat::{AssistantMessage, Change};
use super::tools;

/// How often in a turn the model may call tools.
const MAX_CALLS: usize = 8;

/// A conversation, as far as it has come.
pub(crate) struct Conversation {
    client: reqwest::Client,
    url: String,
    key: String,
    model: String,
    messages: Vec<Value>,
}

impl Conversation {
    pub(crate) fn new(url: String, key: String, model: String) -> reqwest::Result<Self> {
        Ok(Self {
            client: stream_events::http::client_builder().build()?,
            url,
            key,
            model,
            messages: Vec::new(),
        })
    }

    /// Says something, and prints what comes of it.
    pub(crate) async fn turn(&mut self, prompt: &str) -> Result<(), Box<dyn Error>> {
        self.messages
            .push(json!({ "role": "user", "content": prompt }));
        for _ in 0..MAX_CALLS {
            let message = self.answer().await?;
            // What the API sent goes back to it as it is, fields that no type declares included.
            self.messages.push(serde_json::to_value(&message)?);
            let calls = message.tool_calls.unwrap_or_default();
            if calls.is_empty() {
                return Ok(());
            }
            for call in calls {
                let result = tools::call(&call.function.name, &call.function.arguments);
                println!("  (it says {result})");
                self.messages.push(json!({
                    "role": "tool", "tool_call_id": call.id, "content": result,
                }));
            }
        }
        Err("the model went on calling tools".into())
    }

    /// One answer of the model, printed while it arrives.
    async fn answer(&self) -> Result<AssistantMessage, Box<dyn Error>> {
        let request = json!({
            "model": self.model,
            "stream": true,
            "messages": self.messages,
            "tools": [tools::declaration()],
        });
        let mut stream = self
            .client
            .post(&self.url)
            .bearer_auth(&self.key)
            .header("content-type", "application/json")
            .body(request.to_string())
            .stream_events::<Chat>()
            .idle_timeout(Duration::from_secs(60))
            .await?
            .with_snapshot();
        print!("  ");
        while let Some(step) = stream.next().await {
            for change in step?.changes() {
                match change {
                    Change::Content { delta, .. } | Change::ToolCall { delta, .. } => {
                        print!("{delta}");
                    }
                    _ => {}
                }
            }
            std::io::stdout().flush()?;
        }
        println!();
        let mut completion = stream.final_snapshot().await?;
        match completion.choices.is_empty() {
            true => Err("the answer has no choices".into()),
            false => Ok(completion.choices.swap_remove(0).message),
        }
    }
}
