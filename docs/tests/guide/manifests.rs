//! What pages say of `Cargo.toml` can be written there.

use std::fs;
use std::path::Path;

use toml::{Table, Value};

use crate::{docs, pages};

/// The folders of the crates that a page may name.
const CRATES: [(&str, &str); 5] = [
    ("stream-events", "runtime"),
    ("stream-events-apis", "apis"),
    ("stream-events-build", "build"),
    ("stream-events-relay", "relay"),
    ("stream-events-cli", "cli"),
];

#[test]
fn every_feature_of_ours_exists() {
    let mut count = 0;
    for page in pages() {
        for block in page.blocks.iter().filter(|it| it.is("dependencies")) {
            let table: Table = block
                .text
                .parse()
                .unwrap_or_else(|why| panic!("{}: {why}", block.place));
            for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
                let Some(section) = table.get(section).and_then(Value::as_table) else {
                    continue;
                };
                for (name, folder) in CRATES {
                    if let Some(entry) = section.get(name) {
                        count += 1;
                        check(entry, folder, &block.place);
                    }
                }
            }
        }
    }
    assert!(count > 3, "the dependencies of the guide are found");
}

#[test]
fn the_stated_rust_is_the_one_that_is_needed() {
    let workspace = read(&docs().join("../Cargo.toml"));
    let version = workspace["workspace"]["package"]["rust-version"].as_str();
    let start = pages()
        .into_iter()
        .find(|it| it.name == "start.md")
        .expect("the first page");
    let stated = start
        .text
        .split("\nRust ")
        .nth(1)
        .and_then(|it| it.split(' ').next());
    assert_eq!(stated, version);
}

fn check(entry: &Value, folder: &str, place: &str) {
    let repository = docs().parent().expect("the repository");
    let manifest = read(&repository.join(folder).join("Cargo.toml"));
    let features = entry.get("features").and_then(Value::as_array);
    for feature in features.into_iter().flatten().filter_map(Value::as_str) {
        assert!(
            manifest["features"].get(feature).is_some(),
            "{place}: {folder} has no feature {feature}"
        );
    }
    let workspace = read(&repository.join("Cargo.toml"));
    let version = workspace["workspace"]["package"]["version"]
        .as_str()
        .expect("a version");
    let named = entry.as_str().or_else(|| entry.get("version")?.as_str());
    let named = named.unwrap_or_else(|| panic!("{place}: {folder} has no version"));
    assert!(
        version.starts_with(named),
        "{place}: {folder} is at {version}"
    );
}

fn read(path: &Path) -> Table {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    text.parse()
        .unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}
