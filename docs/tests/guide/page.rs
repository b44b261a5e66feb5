//! The pages of the guide, and the blocks of code in them.

use std::fs;
use std::path::{Path, PathBuf};

/// A page.
pub(crate) struct Page {
    /// Its file's name.
    pub(crate) name: String,
    /// As it is shown: with the files that it includes.
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
}

impl Page {
    /// The text around the blocks of code.
    pub(crate) fn prose(&self) -> String {
        self.text.split("```").step_by(2).collect()
    }

    /// The pieces of code in the prose.
    pub(crate) fn code_spans(&self) -> impl Iterator<Item = String> {
        let spans: Vec<_> = self
            .prose()
            .split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect();
        spans.into_iter()
    }
}

/// A block of code.
pub(crate) struct Block {
    /// Where it begins, such as `errors.md:12`.
    pub(crate) place: String,
    /// Its language.
    pub(crate) language: String,
    /// What is said of it behind its language.
    pub(crate) words: Vec<String>,
    pub(crate) text: String,
}

impl Block {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.words.iter().any(|it| it == word)
    }
}

/// All pages in `docs`, by name.
pub(crate) fn pages(docs: &Path) -> Vec<Page> {
    let folder = docs.join("src");
    let entries = fs::read_dir(&folder).expect("the guide's pages");
    let mut paths: Vec<PathBuf> = entries.map(|it| it.expect("a file").path()).collect();
    paths.sort();
    let pages: Vec<Page> = paths.iter().map(|path| page(path)).collect();
    assert!(pages.len() > 10, "the pages of the guide are found");
    pages
}

fn page(path: &Path) -> Page {
    let text = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    let name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    let folder = path.parent().expect("a folder");
    let mut shown = String::new();
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        let place = format!("{name}:{}", number + 1);
        let line = included(line, folder, &place);
        shown.push_str(&line);
        shown.push('\n');
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(info)) => {
                assert!(
                    line.starts_with('`'),
                    "{place}: a block of code stands at the margin"
                );
                let mut words = info.split(',').map(str::to_owned);
                open = Some(Block {
                    place,
                    language: words.next().unwrap_or_default(),
                    words: words.collect(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => {
                block.text.push_str(&line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{name}: a block of code does not end");
    Page {
        name,
        text: shown,
        blocks,
    }
}

/// The line, or the file that stands for it, or the lines of a file: `{{#include file:first:last}}`.
fn included(line: &str, folder: &Path, place: &str) -> String {
    let file = line
        .trim()
        .strip_prefix("{{#include ")
        .and_then(|it| it.strip_suffix("}}"));
    let Some(file) = file else {
        return line.to_owned();
    };
    let mut parts = file.trim().split(':');
    let file = parts.next().unwrap_or_default();
    let text = fs::read_to_string(folder.join(file));
    let text = text.unwrap_or_else(|why| panic!("{place}: {file}: {why}"));
    let mut number = |default| {
        parts
            .next()
            .map_or(default, |it| it.parse().expect("the number of a line"))
    };
    let (first, last) = (number(1), number(usize::MAX));
    let lines: Vec<&str> = text.lines().take(last).skip(first - 1).collect();
    lines.join("\n")
}
