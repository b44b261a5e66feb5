//! The documents, as a derive reads them and as the checker does.

use std::sync::LazyLock;

use stream_events::StreamEvents;
use stream_events_schema::Checked;

/// A set of events, and the document it was made from.
pub(crate) trait Api: StreamEvents {
    fn document() -> &'static Checked;

    /// The event type of an event.
    fn event_type(event: &Self::Event) -> &str;

    /// Whether an event is declared, and kept because its payload does not decode.
    fn is_kept_mismatch(event: &Self::Event) -> bool;

    /// Whether a failure is more than its text.
    fn is_decoded(failure: &Self::Failure) -> bool;
}

macro_rules! apis {
    ($($name:ident $module:ident: $path:literal;)*) => {
        $(
            #[derive(StreamEvents)]
            #[stream_events(schema = $path, module = $module)]
            pub(crate) struct $name;

            impl Api for $name {
                fn document() -> &'static Checked {
                    static DOCUMENT: LazyLock<Checked> = LazyLock::new(|| {
                        stream_events_schema::read($path, include_str!($path))
                            .expect("it is checked")
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
        )*

        /// Calls a generic function for each document, in turn.
        macro_rules! for_each_document {
            ($function:ident) => { $($function::<$crate::documents::$name>($path);)* };
        }
        pub(crate) use for_each_document;
    };
}

apis! {
    Messages messages: "../../../apis/documents/anthropic-messages.json";
    Sessions sessions: "../../../apis/documents/anthropic-sessions.json";
    Mastodon mastodon: "../../../apis/documents/mastodon.json";
    Mcp mcp: "../../../apis/documents/mcp-notifications.json";
    Assistants assistants: "../../../apis/documents/openai-assistants.json";
    Completions completions: "../../../apis/documents/openai-chat-completions.json";
    Responses responses: "../../../apis/documents/openai-responses.json";
    Handling handling: "../../expand/handling.json";
    Hostile hostile: "../../expand/hostile.json";
    Names names: "../../expand/names.json";
    Nulls nulls: "../../expand/nulls.json";
    Objects objects: "../../expand/objects.json";
    Recursive recursive: "../../expand/recursive.json";
    Strings strings: "../../expand/strings.json";
    Unions unions: "../../expand/unions.json";
    Plain plain: "../../fixtures/plain.json";
    Odd odd: "../../fixtures/interpret.json";
}
