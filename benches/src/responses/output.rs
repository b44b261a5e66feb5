//! A response as it is written by hand: the large payloads of `usual`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::tally::Tally;

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum OutputItem {
    Reasoning {
        id: String,
        summary: Vec<Summary>,
    },
    Message {
        id: String,
        content: Vec<Content>,
        #[serde(rename = "status")]
        _status: String,
        #[serde(rename = "role")]
        _role: String,
    },
    FunctionCall {
        id: String,
        call_id: String,
        name: String,
        arguments: String,
        #[serde(rename = "status")]
        _status: String,
    },
}

impl OutputItem {
    pub(super) fn add(&self, tally: &mut Tally) {
        match self {
            Self::Reasoning { id, summary } => {
                tally.bytes(id.as_bytes());
                summary
                    .iter()
                    .for_each(|it| tally.bytes(it.text.as_bytes()));
            }
            Self::Message { id, content, .. } => {
                tally.bytes(id.as_bytes());
                content.iter().for_each(|it| it.add(tally));
            }
            Self::FunctionCall {
                id,
                call_id,
                name,
                arguments,
                ..
            } => {
                for text in [id, call_id, name, arguments] {
                    tally.bytes(text.as_bytes());
                }
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Content {
    OutputText {
        text: String,
        annotations: Vec<Value>,
        logprobs: Vec<Value>,
    },
}

impl Content {
    pub(super) fn add(&self, tally: &mut Tally) {
        let Self::OutputText {
            text,
            annotations,
            logprobs,
        } = self;
        tally.bytes(text.as_bytes());
        tally.number((annotations.len() + logprobs.len()) as u64);
    }
}

#[derive(Deserialize)]
pub(super) struct Summary {
    pub(super) text: String,
}

/// Not all that is read is looked at, but a caller would want it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "decoding it is what is measured")]
pub(super) struct Response {
    pub(super) id: String,
    pub(super) created_at: f64,
    status: String,
    background: bool,
    instructions: Option<String>,
    max_output_tokens: Option<u64>,
    max_tool_calls: Option<u64>,
    model: String,
    pub(super) output: Vec<OutputItem>,
    parallel_tool_calls: bool,
    previous_response_id: Option<String>,
    prompt_cache_key: Option<String>,
    reasoning: BTreeMap<String, String>,
    safety_identifier: Option<String>,
    service_tier: String,
    temperature: f64,
    text: Value,
    tool_choice: String,
    tools: Vec<Tool>,
    top_logprobs: u64,
    top_p: f64,
    truncation: String,
    pub(super) usage: Option<Usage>,
    metadata: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[expect(dead_code, reason = "decoding it is what is measured")]
pub(super) enum Tool {
    Function {
        name: String,
        description: String,
        parameters: Value,
        strict: bool,
    },
}

#[derive(Deserialize)]
#[expect(dead_code, reason = "decoding it is what is measured")]
pub(super) struct Usage {
    input_tokens: u64,
    output_tokens: u64,
    pub(super) total_tokens: u64,
}
