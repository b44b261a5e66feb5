//! What all pages have in common.

use std::fs;

use crate::{docs, pages};

/// Nothing is shown that no test has seen.
#[test]
fn every_block_is_of_a_kind_that_is_tested() {
    for page in pages() {
        for block in &page.blocks {
            let known: &[&str] = match &*block.language {
                "rust" => &["no_run", "standalone_crate"],
                "json" => &["document", "fragment"],
                "toml" => &["dependencies", "config"],
                "sh" => &["no_run", "exit-1", "exit-3"],
                "text" => &["output"],
                "sse" => &[],
                other => panic!("{}: no test knows the language {other:?}", block.place),
            };
            let is_told_apart = ["json", "toml", "text"].contains(&&*block.language);
            assert!(
                !is_told_apart || !block.words.is_empty(),
                "{}: of what kind?",
                block.place
            );
            for word in &block.words {
                assert!(known.contains(&&**word), "{}: {word:?}", block.place);
            }
        }
    }
}

#[test]
fn every_page_with_rust_is_a_doctest() {
    let guide = fs::read_to_string(docs().join("guide.rs")).expect("the doctests");
    for page in pages() {
        let has_rust = page.blocks.iter().any(|it| it.language == "rust");
        let is_tested = guide.contains(&format!("\"src/{}\"", page.name));
        assert_eq!(has_rust, is_tested, "guide.rs and {}", page.name);
    }
}

#[test]
fn no_page_is_too_long() {
    for page in pages() {
        let lines = page
            .text
            .lines()
            .filter(|line| !line.starts_with("# "))
            .count();
        assert!(lines <= 225, "{} has {lines} lines", page.name);
    }
}
