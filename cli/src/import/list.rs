//! `import --list`: the streams that a description declares.

use serde::Serialize;
use stream_events_import::Importer;

use crate::exit::{Exit, Failure};
use crate::out::{self, Table};

/// What `--list --json` prints. What is there stays; more may come.
#[derive(Serialize)]
struct List {
    /// The version of this form.
    format: u32,
    streams: Vec<Stream>,
}

#[derive(Serialize)]
struct Stream {
    operation: String,
    /// What `--union` takes.
    union: String,
}

pub(super) fn run(importer: &Importer, json: bool) -> Result<Exit, Failure> {
    for unread in importer.unread_files() {
        out::note(&format!("{}: {}", unread.pointer, unread.message), None);
    }
    let streams = importer.streams();
    if streams.is_empty() {
        out::note(
            "no operation of the description declares a `text/event-stream` response",
            Some("name the schema that describes the events with `--union`"),
        );
    }
    if json {
        let streams = streams.into_iter().map(|it| Stream {
            operation: it.operation,
            union: it.union,
        });
        out::print_json(&List {
            format: 1,
            streams: streams.collect(),
        })?;
    } else if !streams.is_empty() {
        let mut table = Table::new(&["OPERATION", "UNION"]);
        for stream in streams {
            table.row([stream.operation, stream.union]);
        }
        out::print(&table.text(""))?;
    }
    Ok(Exit::Fine)
}
