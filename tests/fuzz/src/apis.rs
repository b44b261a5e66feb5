//! Shipped documents, as a derive reads them and as the checker does.

use std::sync::LazyLock;

use stream_events::StreamEvents;
use stream_events_schema::Checked;

/// A set of events, and what is known of it besides what a derive makes.
pub(crate) trait Api: StreamEvents {
    /// The document.
    fn document() -> &'static Checked;

    /// The name of an event on the wire.
    fn event_type(event: &Self::Event) -> &str;
}

macro_rules! apis {
    ($($name:ident: $path:literal;)*) => {$(
        #[doc = concat!("`", $path, "`.")]
        #[derive(StreamEvents)]
        #[stream_events(schema = $path)]
        pub(crate) struct $name;

        impl Api for $name {
            fn document() -> &'static Checked {
                static DOCUMENT: LazyLock<Checked> = LazyLock::new(|| {
                    stream_events_schema::read($path, include_str!($path)).expect("it is checked")
                });
                &DOCUMENT
            }

            fn event_type(event: &Self::Event) -> &str {
                event.event_type()
            }
        }
    )*};
}

// Event types in the `event` field, in the data, in either and told by what is there; payloads that
// are JSON and text.
apis! {
    Messages: "../../../schema/apis/anthropic-messages.json";
    Responses: "../../../schema/apis/openai-responses.json";
    Completions: "../../../schema/apis/openai-chat-completions.json";
    Mcp: "../../../schema/apis/mcp-notifications.json";
    Mastodon: "../../../schema/apis/mastodon.json";
}
