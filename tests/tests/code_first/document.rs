//! The document that an enum gives back.

use schemars::JsonSchema;
use serde::Deserialize;
use stream_events::schema::{self, Document};
use stream_events::{StreamEvents, UnknownEvent};

/// A status.
#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is looked at")]
struct Status {
    /// Its number.
    id: u64,
    text: Option<String>,
    state: State,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    Running,
    Done,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only its schema is looked at")]
struct ApiError {
    message: String,
}

/// What the feed sends.
///
/// All of it.
#[derive(Debug, StreamEvents)]
#[stream_events(
    title = "The feed",
    dispatch("event", "/type", has("/error", type = "error"), type = "status"),
    skip("ping"),
    fail("error" = ApiError, "fatal"),
    mismatch = "keep",
    end = "optional",
    sentinels("[DONE]" = "finish", "[PING]" = "skip"),
    errors(type("/type"), message("/message"), type_status("busy" = 529), status("/status"), body = ApiError),
    http(request_id_headers("request-id")),
    resume(cursor = "/id", query = "after")
)]
#[expect(dead_code, reason = "only its document is looked at")]
enum Feed {
    /// A status changed.
    #[event("status", "status.update", handle = "complete", when("/text", "/state" = ["done"]))]
    Update(Status),
    #[event("delete", content = "text", handle = "finish")]
    #[deprecated]
    Gone(String),
    #[event("tick")]
    Tick,
    #[event(unknown)]
    Unknown(UnknownEvent),
}

/// The document as it was written out, by hand or with `BLESS=1`.
fn written() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/code_first.json");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, Feed::document().to_json()).unwrap();
    }
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn an_enum_says_what_a_document_would() {
    assert_eq!(Feed::document().to_json(), written());
}

#[test]
fn a_document_from_code_is_the_one_that_is_read_back() {
    let document = Feed::document();
    assert_eq!(read_back(&document), document);

    let from_code = schema::check(&document).unwrap();
    let from_file = schema::read("feed.json", &written()).unwrap();
    assert_eq!(from_code, from_file);
}

#[derive(StreamEvents)]
#[stream_events(unknown = "skip")]
#[expect(dead_code, reason = "only its document is looked at")]
enum Least {
    #[event("a")]
    A(u8),
    #[event("b")]
    C,
}

#[test]
fn what_is_not_said_is_left_out() {
    let least = r#"{
  "title": "Least",
  "events": {
    "a": { "payload": { "type": "integer", "format": "uint8", "minimum": 0, "maximum": 255 } },
    "b": { "name": "C", "content": "none" }
  },
  "unknown": "skip"
}
"#;
    assert_eq!(Least::document().to_json(), least);
}

#[derive(StreamEvents)]
#[stream_events(unknown = "skip", fail("error" = NoSchema))]
enum WithoutSchemas {
    #[event("a")]
    A(NoSchema),
}

#[derive(Debug, Deserialize)]
struct NoSchema;

#[test]
fn payloads_need_no_schema_where_nobody_asks_for_a_document() {
    assert_eq!(WithoutSchemas::PROTOCOL.name, "WithoutSchemas");
}

pub(super) fn read_back(document: &Document) -> Document {
    let source = schema::Source::new("written.json", document.to_json());
    schema::parse(&source).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}
