//! Links lead somewhere.

use std::collections::BTreeSet;
use std::fs;

use crate::page::Page;
use crate::{docs, pages};

#[test]
fn every_page_is_in_the_summary() {
    for page in pages().iter().filter(|page| page.name != "SUMMARY.md") {
        let summary = fs::read_to_string(docs().join("src/SUMMARY.md")).expect("the summary");
        assert!(
            summary.contains(&format!("({})", page.name)),
            "{}",
            page.name
        );
    }
}

#[test]
fn every_link_leads_to_a_page_and_a_heading() {
    let pages = pages();
    let mut count = 0;
    for page in &pages {
        for link in links(&page.prose()) {
            count += 1;
            if link.starts_with("https://") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let name = match file {
                "" => &page.name,
                file => file,
            };
            let target = pages.iter().find(|it| it.name == name);
            let target = target.unwrap_or_else(|| panic!("{}: there is no page {link}", page.name));
            let is_there = heading.is_empty() || headings(target).contains(heading);
            assert!(is_there, "{}: there is no heading {link}", page.name);
        }
    }
    assert!(count > 20, "the links of the guide are found");
}

/// Where the links in the prose lead.
fn links(prose: &str) -> Vec<String> {
    let starts = prose
        .match_indices("](")
        .map(|(at, found)| at + found.len());
    starts
        .filter_map(|at| Some(prose[at..].split_once(')')?.0.to_owned()))
        .collect()
}

/// The anchors of a page's headings, as mdBook makes them.
fn headings(page: &Page) -> BTreeSet<String> {
    let prose = page.prose();
    let titles = prose
        .lines()
        .filter_map(|line| Some(line.trim_start_matches('#').strip_prefix(' ')?.to_owned()));
    titles
        .map(|title| {
            title
                .to_lowercase()
                .chars()
                .filter_map(|it| match it {
                    ' ' => Some('-'),
                    it if it.is_alphanumeric() || it == '_' || it == '-' => Some(it),
                    _ => None,
                })
                .collect()
        })
        .collect()
}
