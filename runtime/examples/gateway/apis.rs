//! The two APIs, each by its document.

use stream_events::StreamEvents;

/// What the gateway is answered with.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/anthropic-messages.json")]
pub(crate) struct Messages;

/// What it answers with.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-chat-completions.json")]
pub(crate) struct Chat;
