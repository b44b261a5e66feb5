//! `import --list`: the streams that a description declares.

use serde::Serialize;
use stream_events_import::{DeclaredStream, Importer};
use stream_events_schema::Framing;

use crate::exit::{Exit, Failure};
use crate::out::{self, Table};

/// What `--list --json` prints. What is there stays; more may come.
#[derive(Serialize)]
struct List {
    /// The version of this form.
    format: u32,
    streams: Vec<Stream>,
    /// What `--union` may be asked for where there are no streams.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<String>,
}

#[derive(Serialize)]
struct Stream {
    operation: String,
    /// Left out for server-sent events, as in a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    framing: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<String>,
    /// What `--union` takes.
    union: String,
    /// `no schema` or `text`: nothing is said of its events.
    #[serde(skip_serializing_if = "Option::is_none")]
    lacks: Option<&'static str>,
}

pub(super) fn run(importer: &Importer, json: bool) -> Result<Exit, Failure> {
    for unread in importer.unread_files() {
        out::note(&format!("{}: {}", unread.pointer, unread.message), None);
    }
    let streams = importer.streams();
    let mut candidates = Vec::new();
    if streams.is_empty() {
        out::note(
            "no operation of the description declares a response that is a stream, such as \
             `text/event-stream` or `application/x-ndjson`",
            Some("name the schema that describes the events with `--union`"),
        );
        candidates = importer.candidates();
    }
    match json {
        true => print_json(streams, candidates)?,
        false => print_table(streams, candidates)?,
    }
    Ok(Exit::Fine)
}

fn print_json(streams: Vec<DeclaredStream>, candidates: Vec<String>) -> Result<(), Failure> {
    let streams = streams.into_iter().map(|it| Stream {
        framing: is_framed(&it).then(|| it.framing.keyword()),
        media_type: is_framed(&it).then(|| it.media_type.clone()),
        operation: it.operation,
        union: it.union,
        lacks: it.lacks,
    });
    out::print_json(&List {
        format: 1,
        streams: streams.collect(),
        candidates,
    })
}

/// Whether a stream is anything but server-sent events.
fn is_framed(stream: &DeclaredStream) -> bool {
    stream.framing != Framing::Sse
}

fn print_table(streams: Vec<DeclaredStream>, candidates: Vec<String>) -> Result<(), Failure> {
    if streams.is_empty() && candidates.is_empty() {
        return Ok(());
    }
    let any_framed = streams.iter().any(is_framed);
    let mut table = match (streams.is_empty(), any_framed) {
        (true, _) => Table::new(&["UNION"]),
        (false, false) => Table::new(&["OPERATION", "UNION"]),
        (false, true) => Table::new(&["OPERATION", "UNION", "FRAMING", "MEDIA TYPE"]),
    };
    for stream in streams {
        let union = match stream.lacks {
            None => stream.union,
            Some(lack) => format!("({lack})"),
        };
        let mut row = vec![stream.operation, union];
        if any_framed {
            row.extend([stream.framing.keyword().to_owned(), stream.media_type]);
        }
        table.row(row);
    }
    for candidate in candidates {
        table.row([candidate]);
    }
    out::print(&table.text(""))
}
