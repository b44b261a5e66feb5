//! The meta-schema that editors use.
//!
//! `BLESS=1 cargo test -p stream-events-schema --all-features` writes it.

use std::fs;
use std::path::Path;

#[test]
fn the_committed_meta_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("event-schema.json");
    let current = stream_events_schema::meta_schema();
    if fs::read_to_string(&path).unwrap_or_default() == current {
        return;
    }
    assert!(
        std::env::var_os("BLESS").is_some(),
        "BLESS=1 writes {} anew",
        path.display()
    );
    fs::write(path, current).unwrap();
}
