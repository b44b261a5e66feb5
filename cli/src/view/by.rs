//! What a recording is read by.

use std::path::Path;

use stream_events_apis::ALL;
use stream_events_import::framing_of;
use stream_events_schema::{Checked, Framing};

use crate::exit::Failure;
use crate::io::{self, Document, Recording};

/// The document that a recording is read by, or the framing alone.
pub(super) struct By {
    /// Without a document, one that declares nothing.
    pub(super) document: Checked,
    /// Whether there is a document.
    pub(super) is_typed: bool,
    /// What it is called.
    pub(super) title: String,
    /// Why it is this one.
    pub(super) why: String,
}

impl By {
    pub(super) fn choose(
        given: Option<&Path>,
        recording: &Recording,
        path: &Path,
    ) -> Result<Self, Failure> {
        let named = recording.response.document();
        if let Some(given) = given {
            let document = Document::named(given)?;
            return Ok(Self {
                title: document.title().to_owned(),
                is_typed: true,
                why: format!("The document is {}.", io::file_name(given)),
                document: document.checked,
            });
        }
        let api = ALL
            .iter()
            .find(|it| named == Some(it.title) || named == Some(it.name));
        if let Some(api) = api {
            return Ok(Self {
                document: stream_events_schema::read(api.name, api.document)?,
                is_typed: true,
                title: api.title.to_owned(),
                why: format!(
                    "The recording names its document, {}: it is the one that comes with the command.",
                    api.title
                ),
            });
        }
        let (framing, why) = framing(recording, path);
        let unknown = named.map(|it| {
            format!(" The recording names \"{it}\", and no document of that title comes with it.")
        });
        Ok(Self {
            document: untyped(framing)?,
            is_typed: false,
            title: "read without a document".to_owned(),
            why: format!(
                "No document was given with `--document`.{} So nothing is said about which events are known and \
                 whether their data fits; the type of an event is its `event` field, or else `type` in its data. \
                 The framing is {}, {why}.",
                unknown.unwrap_or_default(),
                framing_name(framing)
            ),
        })
    }
}

/// A document that takes names from where most APIs have them. It declares one event, as it has to: whether an event
/// is declared is not said of what has no document.
fn untyped(framing: Framing) -> Result<Checked, Failure> {
    let text = format!(
        r#"{{ "framing": "{}", "dispatch": [{} "/type"], "events": {{ "message": {{ "content": "text" }} }} }}"#,
        framing.keyword(),
        if framing.has_names() {
            r#""event","#
        } else {
            ""
        }
    );
    Ok(stream_events_schema::read("no document", &text)?)
}

/// The framing that a recording seems to have, and why it seems so.
fn framing(recording: &Recording, path: &Path) -> (Framing, &'static str) {
    let body = recording.response.body();
    let content_type = recording.response.header("content-type");
    if let Some(framing) = content_type.and_then(framing_of) {
        return (framing, "as its content type says");
    }
    let extension = path.extension().and_then(|it| it.to_str());
    let by_name = match extension.unwrap_or_default() {
        "sse" => Some(Framing::Sse),
        "jsonl" | "ndjson" => Some(Framing::JsonLines),
        "json-seq" | "jsonseq" => Some(Framing::JsonSeq),
        _ => None,
    };
    if let Some(framing) = by_name {
        return (framing, "as the name of the file says");
    }
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let framing = match text.trim_ascii_start().first() {
        Some(b'[') => Framing::JsonArray,
        Some(b'{') => Framing::JsonLines,
        Some(0x1e) => Framing::JsonSeq,
        // The length of a frame, which is less than 16 MiB.
        Some(0) => Framing::AwsEventStream,
        _ => Framing::Sse,
    };
    (framing, "as its first bytes look")
}

pub(super) fn framing_name(framing: Framing) -> &'static str {
    match framing {
        Framing::Sse => "server-sent events",
        Framing::JsonLines => "JSON lines",
        Framing::JsonArray => "a JSON array",
        Framing::JsonSeq => "a JSON text sequence",
        Framing::AwsEventStream => "an Amazon event stream",
    }
}
