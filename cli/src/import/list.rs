//! `import --list`: the streams that a description declares.

use stream_events_import::Importer;

use crate::exit::{Exit, Failure};
use crate::out::{self, Table};

pub(super) fn run(importer: &Importer) -> Result<Exit, Failure> {
    for unread in importer.unread_files() {
        out::say(&format!("note: {}: {}", unread.pointer, unread.message));
    }
    let streams = importer.streams();
    if streams.is_empty() {
        out::note(
            "no operation of the description declares a `text/event-stream` response",
            Some("name the schema that describes the events with `--union`"),
        );
        return Ok(Exit::Fine);
    }
    let mut table = Table::new(&["OPERATION", "UNION"]);
    for stream in streams {
        table.row([stream.operation, stream.union]);
    }
    out::print(&table.text(""))?;
    Ok(Exit::Fine)
}
