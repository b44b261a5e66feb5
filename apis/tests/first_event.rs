//! A crate of its own that has this one and nothing else reads its first event, in as many lines as the
//! documentation shows.

#![cfg(feature = "openai-responses")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PROGRAM: &str = include_str!("../docs/first_event.rs");

/// A new crate, with what `cargo add stream-events-apis -F openai-responses` writes.
fn new_crate(folder: &Path) {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = format!(
        "[package]\nname = \"first-event\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\n\
         stream-events-apis = {{ path = {ours:?}, features = [\"openai-responses\"] }}\n\n\
         [workspace]\n"
    );
    fs::create_dir_all(folder.join("src")).expect("a folder can be made");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file can be written");
    fs::write(folder.join("src/main.rs"), PROGRAM).expect("a file can be written");
    // The versions that are there already: nothing is fetched.
    fs::copy(ours.join("../Cargo.lock"), folder.join("Cargo.lock")).expect("a file can be copied");
}

#[test]
fn a_crate_with_one_dependency_reads_its_first_event() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder: PathBuf = scratch.join("first-event");
    new_crate(&folder);
    // What the workspace has built is not built again.
    let target = scratch.parent().expect("the folder of what is built");
    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(&folder)
        .output()
        .expect("cargo runs");
    let (printed, said) = (
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr),
    );
    assert!(run.status.success(), "{said}");
    assert!(printed.contains("buoy"), "{printed}{said}");
}

#[test]
fn the_first_event_is_at_most_twelve_lines_away() {
    let lines: Vec<_> = PROGRAM.lines().collect();
    assert!(lines.len() <= 12, "{} lines", lines.len());
    let request = include_str!("../docs/first_request.rs");
    let mut lines = request.lines();
    let first = lines.position(|it| it.contains("events.next().await"));
    assert!(first.is_some_and(|it| it < 12), "line {first:?}");
}
