//! The commands of the guide are run as they stand on its pages, one after the other, in a folder with the guide's
//! documents and recordings. What a page says that they print is what they print.

#[allow(dead_code, reason = "the guide's own suite needs more of it")]
#[path = "../../../docs/tests/guide/page.rs"]
mod page;

use std::fs;
use std::path::Path;
use std::process::Command;

use page::{Block, Page, pages};

use crate::git::git;
use crate::run::{Folder, package, run};

#[test]
#[cfg(unix)]
fn the_commands_of_each_page_work() {
    let docs = package().join("../docs");
    let mut count = 0;
    for page in pages(&docs) {
        let folder = Folder::new();
        for name in ["schemas", "recordings"] {
            copy(&docs.join(name), &folder.path().join(name));
        }
        commit(&folder);
        for (number, block) in page.blocks.iter().enumerate() {
            if block.is("config") {
                folder.write("stream-events.toml", &block.text);
            }
            if !is_run(block) {
                continue;
            }
            count += 1;
            let printed = run_block(block, folder.path());
            let shown = page.blocks.get(number + 1).filter(|it| it.is("output"));
            if let Some(shown) = shown {
                assert_eq!(printed.trim_end(), shown.text.trim_end(), "{}", shown.place);
            }
        }
        assert_outputs_follow_commands(&page);
    }
    assert!(count > 8, "the commands of the guide are found");
}

fn is_run(block: &Block) -> bool {
    block.language == "sh" && !block.is("no_run")
}

fn assert_outputs_follow_commands(page: &Page) {
    for (number, block) in page
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, it)| it.is("output"))
    {
        let before = number.checked_sub(1).map(|it| &page.blocks[it]);
        assert!(
            before.is_some_and(is_run),
            "{}: no command prints this",
            block.place
        );
    }
}

/// What the commands print on standard output, each of which succeeds, or the last of which exits as the block says.
fn run_block(block: &Block, folder: &Path) -> String {
    let command = Path::new(env!("CARGO_BIN_EXE_stream-events"));
    let mut path = command.parent().expect("a folder").as_os_str().to_owned();
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    let output = Command::new("sh")
        .args(["-e", "-c", &block.text])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .output()
        .expect("a shell");
    let code = block.words.iter().find_map(|it| it.strip_prefix("exit-"));
    let code = code.map_or(0, |it| it.parse().expect("an exit code"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        output.status.code(),
        Some(code),
        "{}: {errors}",
        block.place
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Makes the folder a repository, with all that is in it on the branch that a pull request is for.
fn commit(folder: &Folder) {
    git(folder, &["init", "--quiet"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "-m", "All"]);
    git(folder, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("a file").path();
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a file can be copied");
    }
}

/// Where a command cannot be run here, it exists, and so do its options.
#[test]
fn the_commands_that_are_only_shown_exist() {
    for page in pages(&package().join("../docs")) {
        for block in page
            .blocks
            .iter()
            .filter(|it| it.language == "sh" && it.is("no_run"))
        {
            for line in block.text.replace("\\\n", " ").lines() {
                let Some((_, line)) = line.split_once("stream-events ") else {
                    continue;
                };
                let words: Vec<&str> = line
                    .split_whitespace()
                    .take_while(|it| !["|", ">"].contains(it))
                    .collect();
                let [command, arguments @ ..] = &words[..] else {
                    panic!("{}: {line}", block.place);
                };
                let help = run(&[command, "--help"]);
                assert_eq!(help.code, Some(0), "{}: {line}", block.place);
                for option in arguments
                    .iter()
                    .filter(|it| it.starts_with('-') && it.len() > 1)
                {
                    let option = option.split('=').next().unwrap_or_default();
                    let words = help
                        .stdout
                        .split(|it: char| !(it.is_alphanumeric() || it == '-'));
                    assert!(
                        words.clone().any(|it| it == option),
                        "{}: {option}",
                        block.place
                    );
                }
            }
        }
    }
}
