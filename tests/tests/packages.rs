//! What people see of each published crate before they depend on it: its page, its features, the Rust it needs.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

struct Package {
    folder: PathBuf,
    manifest: Table,
}

impl Package {
    fn read(folder: PathBuf) -> Self {
        let text = fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        let manifest = text.parse().unwrap();
        Self { folder, manifest }
    }

    fn name(&self) -> &str {
        self.manifest["package"]["name"].as_str().unwrap()
    }

    fn text(&self, file: &str) -> String {
        let path = self.folder.join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn readme(&self) -> String {
        let named = self.manifest["package"].get("readme");
        self.text(named.and_then(Value::as_str).unwrap_or("README.md"))
    }

    /// What a user may ask for: features that are none of the crate's own plumbing.
    fn features(&self) -> Vec<&str> {
        let features = self.manifest.get("features").and_then(Value::as_table);
        let names = features.into_iter().flat_map(Table::keys);
        names
            .map(String::as_str)
            .filter(|it| *it != "default")
            .collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn workspace() -> Table {
    let text = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    text.parse().unwrap()
}

fn published() -> Vec<Package> {
    let workspace = workspace();
    let members = workspace["workspace"]["members"].as_array().unwrap();
    let packages = members
        .iter()
        .map(|it| Package::read(root().join(it.as_str().unwrap())));
    let is_published = |it: &Package| it.manifest["package"].get("publish").is_none();
    let published: Vec<_> = packages.filter(is_published).collect();
    assert!(published.len() > 5, "they were not found");
    published
}

#[test]
fn each_has_a_page_that_names_it() {
    for package in published() {
        let readme = package.readme();
        let title = readme.lines().next().unwrap_or_default();
        assert_eq!(title, format!("# {}", package.name()));
        let about = package.manifest["package"]["description"].as_str().unwrap();
        assert!(about.len() > 20, "{}: {about}", package.name());
    }
}

#[test]
fn each_feature_is_told_on_the_page_of_the_docs() {
    for package in published() {
        let features = package.features();
        if features.is_empty() {
            continue;
        }
        let docs = match package.text("src/lib.rs") {
            docs if docs.contains("include_str!(\"../README.md\")") => docs + &package.readme(),
            docs => docs,
        };
        for feature in features {
            // One that an API's own feature asks for, and nobody else.
            let is_told = feature == "types" || docs.contains(&format!("`{feature}`"));
            assert!(
                is_told,
                "{} does not tell of its feature `{feature}`",
                package.name()
            );
        }
        let docs_rs = &package.manifest["package"]["metadata"]["docs"]["rs"];
        assert_eq!(
            docs_rs["all-features"].as_bool(),
            Some(true),
            "{}",
            package.name()
        );
    }
}

#[test]
fn the_stated_rust_is_that_of_the_table() {
    let workspace = workspace();
    let package = &workspace["workspace"]["package"];
    let (version, rust) = (&package["version"], &package["rust-version"]);
    let version = version.as_str().unwrap();
    let minor = version.rsplit_once('.').unwrap().0;
    let row = format!("| {minor} | {} |", rust.as_str().unwrap());
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(&row), "README has no row {row}");
}
