//! Holds the guide to what it says, but for its Rust, which are doctests (`guide.rs`), and its commands, which the
//! command's own suite runs (`cli/tests/cli/guide.rs`).

mod documents;
mod keywords;
mod links;
mod manifests;
mod names;
mod page;
mod shape;

use std::path::Path;

use page::Page;

fn docs() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<Page> {
    page::pages(docs())
}
