//! The documents that are shipped.

use std::fs;
use std::path::Path;

#[test]
fn every_shipped_document_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("apis");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        match stream_events_schema::read(&name, &text) {
            Ok(checked) => assert!(checked.notes().is_empty(), "{}", checked.notes()),
            Err(mistakes) => panic!("{mistakes}"),
        }
    }
}
