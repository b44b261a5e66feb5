//! Typed event streams of APIs, ready to use: no document to write or to copy.
//!
//! ```sh
//! cargo add stream-events-apis -F openai-responses
//! ```
//!
//! is all that this program needs. It prints the text of a recorded answer, which is part of the crate:
//!
#![cfg_attr(feature = "openai-responses", doc = "```")]
#![cfg_attr(not(feature = "openai-responses"), doc = "```ignore")]
#![doc = include_str!("../docs/first_event.rs")]
//! ```
//!
//! Over HTTP, with `cargo add tokio -F macros,rt` for the `async`:
//!
#![cfg_attr(all(feature = "http", feature = "openai-responses"), doc = "```no_run")]
#![cfg_attr(
    not(all(feature = "http", feature = "openai-responses")),
    doc = "```ignore"
)]
#![doc = include_str!("../docs/first_request.rs")]
//! ```
//!
//! # What is here
//!
//! Each API has a feature, and a module of its name with the type that stands for the set of its events
//! ([`Api::type_name`]), the aliases of its stream and of its error, and beside them `Event` and the payload
//! types. They are what `#[derive(StreamEvents)]` makes of the document. The library `stream_events` itself
//! is here too, so that one dependency is enough; a crate that depends on it as well has the same types.
//!
//! | feature | of |
//! |---|---|
//! | `anthropic-messages`, `anthropic-sessions` | Anthropic: Messages; sessions of managed agents |
//! | `openai-responses`, `openai-chat-completions`, `openai-assistants` | OpenAI; many services speak chat completions |
//! | `gemini-generate-content`, `gemini-generate-content-array` | Gemini and Vertex AI, with `alt=sse` and without |
//! | `bedrock-converse-stream` | Amazon Bedrock's `ConverseStream`, in Amazon's own framing |
//! | `ollama-chat`, `ollama-generate` | Ollama |
//! | `ag-ui`, `vercel-ui-messages` | what agent servers send to front ends: AG-UI, the AI SDK |
//! | `mcp-notifications` | servers of the Model Context Protocol |
//! | `kubernetes-watch` | Kubernetes' watch, of any resource |
//! | `mastodon` | Mastodon's streaming API |
//! | `full` | all of them |
//! | `http`, `http2`, `rustls` (default); `native-tls`, `testing`, `tracing` | the features of `stream-events` of these names |
//!
//! Without the feature of an API nothing is compiled but the texts: [`ALL`] documents, and [`find`] for one of
//! them. The command `stream-events` has them from here.
//!
//! # To change a document
//!
//! Options of the derive, such as `derive("Hash")` or types of your own in place of generated ones, need a derive
//! of your own, and so does an event that the document lacks. Then take the document into your crate:
//!
//! ```sh
//! stream-events init openai-responses -o src/schemas/openai-responses.json
//! ```

#![forbid(unsafe_code)]
#![deny(missing_docs)]

#[cfg(all(doctest, feature = "http", feature = "openai-responses"))]
#[doc = include_str!("../README.md")]
struct Readme;

mod document;
mod table;

#[cfg(feature = "types")]
pub use stream_events;

pub use document::{Api, Example, File, find};
use table::{apis, file};

apis! {
    /// AG-UI: what an agent sends to its front end.
    ag_ui, "ag-ui", "AgUi", "documents/ag-ui.json",
        AgUi AgUiStream AgUiError;

    /// Anthropic's Messages API, beta features included.
    anthropic_messages, "anthropic-messages", "Messages", "documents/anthropic-messages.json",
        Messages MessagesStream MessagesError,
        "examples/anthropic-messages.sse" => "examples/anthropic-messages.json";

    /// The event stream of a session of Anthropic's managed agents. It is endless.
    anthropic_sessions, "anthropic-sessions", "Sessions", "documents/anthropic-sessions.json",
        Sessions SessionsStream SessionsError,
        "examples/anthropic-sessions.sse" => "examples/anthropic-sessions.json";

    /// Amazon Bedrock's `ConverseStream`. Requests are signed by other crates, or bear an API key.
    bedrock_converse_stream, "bedrock-converse-stream", "BedrockConverseStream",
        "documents/bedrock-converse-stream.json",
        BedrockConverseStream BedrockConverseStreamStream BedrockConverseStreamError;

    /// `streamGenerateContent?alt=sse` of Gemini and Vertex AI.
    gemini_generate_content, "gemini-generate-content", "GeminiGenerateContent",
        "documents/gemini-generate-content.json",
        GeminiGenerateContent GeminiGenerateContentStream GeminiGenerateContentError;

    /// `streamGenerateContent` of Gemini and Vertex AI without `alt=sse`: one array of JSON.
    gemini_generate_content_array, "gemini-generate-content-array", "GeminiGenerateContentArray",
        "documents/gemini-generate-content-array.json",
        GeminiGenerateContentArray GeminiGenerateContentArrayStream GeminiGenerateContentArrayError;

    /// Kubernetes' watch (`?watch=true`), of any resource.
    kubernetes_watch, "kubernetes-watch", "KubernetesWatch", "documents/kubernetes-watch.json",
        KubernetesWatch KubernetesWatchStream KubernetesWatchError;

    /// Mastodon's streaming API. It is endless.
    mastodon, "mastodon", "Mastodon", "documents/mastodon.json",
        Mastodon MastodonStream MastodonError;

    /// What a server of the Model Context Protocol sends over its HTTP transport.
    mcp_notifications, "mcp-notifications", "MCP notifications", "documents/mcp-notifications.json",
        McpNotifications McpNotificationsStream McpNotificationsError;

    /// Ollama's `/api/chat`.
    ollama_chat, "ollama-chat", "OllamaChat", "documents/ollama-chat.json",
        OllamaChat OllamaChatStream OllamaChatError;

    /// Ollama's `/api/generate`.
    ollama_generate, "ollama-generate", "OllamaGenerate", "documents/ollama-generate.json",
        OllamaGenerate OllamaGenerateStream OllamaGenerateError;

    /// A run of OpenAI's Assistants API.
    openai_assistants, "openai-assistants", "Assistants", "documents/openai-assistants.json",
        Assistants AssistantsStream AssistantsError;

    /// OpenAI's chat completions, and the many services that speak them.
    openai_chat_completions, "openai-chat-completions", "Chat completions",
        "documents/openai-chat-completions.json",
        ChatCompletions ChatCompletionsStream ChatCompletionsError,
        "examples/openai-chat-completions.sse" => "examples/openai-chat-completions.json";

    /// OpenAI's Responses API.
    openai_responses, "openai-responses", "Responses", "documents/openai-responses.json",
        Responses ResponsesStream ResponsesError,
        "examples/openai-responses.sse" => "examples/openai-responses.json";

    /// The UI message stream of the AI SDK (v1), as `useChat` reads it.
    vercel_ui_messages, "vercel-ui-messages", "VercelUiMessages", "documents/vercel-ui-messages.json",
        VercelUiMessages VercelUiMessagesStream VercelUiMessagesError;
}
