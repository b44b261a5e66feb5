//! The documents that are shipped.

use std::fs;
use std::path::{Path, PathBuf};

fn shipped() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("apis");
    let paths = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|it| it == "json"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn shipped_documents_pass() {
    for (path, text) in shipped() {
        let name = path.to_string_lossy();
        if let Err(mistakes) = stream_events_schema::read(&name, &text) {
            panic!("{mistakes}");
        }
    }
}

#[test]
#[cfg(feature = "serde")]
fn written_documents_read_the_same() {
    use stream_events_schema::{Source, check, parse};

    for (path, text) in shipped() {
        let name = path.to_string_lossy();
        let document = parse(&Source::new(name.clone(), text)).unwrap();
        let written = document.to_json();
        let again = parse(&Source::new(name.clone(), written.clone())).unwrap();
        assert_eq!(again, document, "{name}");
        assert_eq!(again.to_json(), written, "{name}");
        assert_eq!(check(&again).unwrap(), check(&document).unwrap(), "{name}");
    }
}
