//! The API, by its document.

use stream_events::StreamEvents;

/// What the gateway is answered with, and passes on.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-chat-completions.json")]
pub(crate) struct Chat;
