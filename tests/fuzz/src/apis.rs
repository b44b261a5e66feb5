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

    /// Whether an event is declared, and kept because its payload does not decode.
    fn is_kept_mismatch(event: &Self::Event) -> bool;

    /// Whether a failure is more than its text.
    fn is_decoded(failure: &Self::Failure) -> bool;
}

macro_rules! apis {
    ($($name:ident $module:ident: $path:literal;)*) => {$(
        #[doc = concat!("`", $path, "`.")]
        #[derive(StreamEvents)]
        #[stream_events(schema = $path, module = $module)]
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

            fn is_kept_mismatch(event: &Self::Event) -> bool {
                matches!(event, $module::Event::Unknown(event) if event.reason.is_some())
            }

            fn is_decoded(failure: &Self::Failure) -> bool {
                // There may be no failures, and then there is no such variant.
                !format!("{failure:?}").starts_with("Other(")
            }
        }
    )*};
}

// Event types in the `event` field, in the data, in either and told by what is there; payloads that
// are JSON and text.
apis! {
    Messages messages: "../../../apis/documents/anthropic-messages.json";
    Responses responses: "../../../apis/documents/openai-responses.json";
    Completions completions: "../../../apis/documents/openai-chat-completions.json";
    Mcp mcp: "../../../apis/documents/mcp-notifications.json";
    Mastodon mastodon: "../../../apis/documents/mastodon.json";
}
