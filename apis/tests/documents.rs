//! What the crate says of its documents is what they say, and no file is left out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use stream_events_apis::{ALL, find};
use stream_events_schema::read;

/// The files of a folder of `documents/` that end like this.
fn files(folder: &str, end: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("documents")
        .join(folder);
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|it| it.expect("an entry").file_name());
    let names = names.map(|it| it.into_string().expect("UTF-8"));
    names.filter(|it| it.ends_with(end)).collect()
}

#[test]
fn every_document_of_the_folder_is_there() {
    let names: BTreeSet<_> = ALL.iter().map(|it| format!("{}.json", it.name)).collect();
    assert_eq!(names, files("", ".json"));
    assert!(ALL.is_sorted_by_key(|it| it.name));
}

#[test]
fn a_document_has_the_title_and_the_examples_that_the_crate_says() {
    for api in ALL {
        let document = read(api.name, api.document).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(document.title.as_deref(), Some(api.title), "{}", api.name);
        let examples = document.examples.iter();
        let named: Vec<_> = examples
            .map(|it| (it.recording.as_str(), it.value.as_str()))
            .collect();
        let examples = api.examples.iter();
        let there: Vec<_> = examples
            .map(|it| (it.recording.path, it.value.path))
            .collect();
        assert_eq!(named, there, "{}", api.name);
    }
}

#[test]
fn every_example_of_the_folder_is_of_a_document() {
    let examples = ALL.iter().flat_map(|it| it.examples);
    let paths = examples.flat_map(|it| [it.recording.path, it.value.path]);
    let paths: BTreeSet<_> = paths.map(str::to_owned).collect();
    let files: BTreeSet<_> = files("examples", "")
        .iter()
        .map(|it| format!("examples/{it}"))
        .collect();
    assert_eq!(paths, files);
}

#[test]
fn every_api_has_a_feature_and_full_has_all_of_them() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest");
    for api in ALL {
        let (feature, in_full) = (
            format!("\n{} = [\"types\"", api.name),
            format!("    \"{}\",\n", api.name),
        );
        assert!(manifest.contains(&feature), "{}", api.name);
        assert!(manifest.contains(&in_full), "{}", api.name);
    }
}

#[test]
fn a_name_finds_its_api_and_nothing_else_does() {
    for api in ALL {
        assert_eq!(find(api.name), Some(api));
    }
    for name in ["", "openai", "OpenAI-Responses", "openai_responses"] {
        assert_eq!(find(name), None, "{name}");
    }
}
