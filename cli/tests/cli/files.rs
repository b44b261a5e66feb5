//! Files that are written.

use std::fs;
use std::process::Command;
use std::time::{Duration, SystemTime};

use crate::run::{Folder, fixture, run_in};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("feed.json", &fixture("feed-old.json"));
    folder.write("openapi.yaml", &fixture("openapi.yaml"));
    folder
}

#[track_caller]
fn is_refused(folder: &Folder, arguments: &[&str], message: &str) {
    let run = run_in(folder.path(), arguments, "");
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (Some(1), ""),
        "{arguments:?}: {}",
        run.stderr
    );
    assert!(
        run.stderr.contains(message),
        "{arguments:?}: {}",
        run.stderr
    );
}

#[test]
fn what_is_read_is_not_written_onto() {
    let folder = folder();
    folder.write("sub/.keep", "");
    fs::hard_link(
        folder.path().join("feed.json"),
        folder.path().join("hard.json"),
    )
    .expect("a link");
    let read = "it is what was read from feed.json";
    for output in ["feed.json", "./feed.json", "sub/../feed.json", "hard.json"] {
        is_refused(&folder, &["generate", "feed.json", "-o", output], read);
    }
    let read = "it is what was read from openapi.yaml";
    is_refused(
        &folder,
        &["import", "openapi.yaml", "-o", "openapi.yaml", "--force"],
        read,
    );
    folder.write("recorded.sse", "data: {}\n\n");
    let recording = [
        "import",
        "openapi.yaml",
        "--recording",
        "recorded.sse",
        "--force",
    ];
    let recording = [&recording[..], &["-o", "recorded.sse"]].concat();
    is_refused(&folder, &recording, "it is what was read from recorded.sse");
    // What a description refers to was read as well.
    let whole = fixture("openapi.yaml");
    let note = "type: object\nproperties: { text: { type: string } }\n";
    folder.write(
        "main.yaml",
        &whole.replace("#/components/schemas/Note", "note.yaml"),
    );
    folder.write("note.yaml", note);
    let referred = ["import", "main.yaml", "-o", "note.yaml", "--force"];
    is_refused(&folder, &referred, "it is what was read from");
    assert_eq!(folder.read("note.yaml"), note);

    assert_eq!(folder.read("feed.json"), fixture("feed-old.json"));
    assert_eq!(folder.read("openapi.yaml"), whole);
    assert_eq!(folder.read("recorded.sse"), "data: {}\n\n");
}

#[test]
fn a_dash_is_standard_output() {
    let folder = folder();
    for arguments in [
        &["generate", "feed.json", "-o", "-"][..],
        &["import", "openapi.yaml", "-o", "-"],
        &["import", "openapi.yaml", "-o", "-", "--force"],
    ] {
        let (plain, _) = arguments.split_at(2);
        let plain = run_in(folder.path(), plain, "");
        let dashed = run_in(folder.path(), arguments, "");
        assert_eq!(
            (plain.code, dashed.code),
            (Some(0), Some(0)),
            "{}",
            dashed.stderr
        );
        assert!(!plain.stdout.is_empty());
        let body = |text: &str| text.lines().skip(6).collect::<Vec<_>>().join("\n");
        assert_eq!(body(&plain.stdout), body(&dashed.stdout), "{arguments:?}");
    }
    assert!(!folder.has("-") && !folder.has("-.base"));
}

#[test]
fn standard_input_is_read_once() {
    let folder = folder();
    for arguments in [
        &["diff", "-", "-"][..],
        &["check", "-", "-"],
        &["import", "-", "--recording", "-"],
    ] {
        let run = run_in(folder.path(), arguments, &fixture("feed-old.json"));
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("only once"), "{}", run.stderr);
    }
}

#[test]
fn a_document_from_standard_input_names_no_file() {
    let folder = folder();
    let import = ["import", "-", "-o", "notes.json", "-q"];
    let imported = run_in(folder.path(), &import, &fixture("openapi.yaml"));
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    assert!(!folder.read("notes.json").contains("\"file\""));
}

#[test]
fn an_equal_file_keeps_its_time() {
    let folder = folder();
    for (arguments, output) in [
        (
            &["generate", "feed.json", "-o", "events.rs"][..],
            "events.rs",
        ),
        (
            &[
                "import",
                "openapi.yaml",
                "-q",
                "--force",
                "-o",
                "notes.json",
            ],
            "notes.json",
        ),
    ] {
        assert_eq!(run_in(folder.path(), arguments, "").code, Some(0));
        let path = folder.path().join(output);
        let past = SystemTime::now() - Duration::from_secs(60 * 60);
        let file = fs::File::options().write(true).open(&path).expect("a file");
        file.set_modified(past).expect("a time");
        let time = || {
            fs::metadata(&path)
                .and_then(|it| it.modified())
                .expect("a time")
        };
        assert_eq!(run_in(folder.path(), arguments, "").code, Some(0));
        assert_eq!(time(), past, "{output}");
        folder.write(output, "{ \"old\": true }");
        assert_eq!(run_in(folder.path(), arguments, "").code, Some(0));
        assert!(time() > past, "{output}");
    }
}

#[test]
fn what_cannot_be_written_is_said_clearly() {
    let folder = folder();
    folder.write("sub/.keep", "");
    let generate = |output| ["generate", "feed.json", "-o", output];
    is_refused(
        &folder,
        &generate("sub"),
        "cannot write sub: it is a folder",
    );
    let missing = "cannot write no/such/events.rs: there is no folder no/such";
    is_refused(&folder, &generate("no/such/events.rs"), missing);
    is_refused(
        &folder,
        &generate("feed.json/events.rs"),
        "cannot write feed.json/events.rs: ",
    );
    let import = ["import", "openapi.yaml", "--force", "-o", "sub"];
    is_refused(&folder, &import, "cannot write sub: it is a folder");

    folder.write("locked.rs", "// by hand\n");
    let path = folder.path().join("locked.rs");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("permissions");
    is_refused(
        &folder,
        &generate("locked.rs"),
        "cannot write locked.rs: it is read-only",
    );
    assert_eq!(folder.read("locked.rs"), "// by hand\n");
}

#[test]
fn what_cannot_be_read_is_said_clearly() {
    let folder = folder();
    fs::write(
        folder.path().join("latin1.json"),
        b"{ \"title\": \"\xe9\" }",
    )
    .expect("a file");
    is_refused(
        &folder,
        &["check", "latin1.json"],
        "cannot read latin1.json: it is not UTF-8",
    );
    is_refused(&folder, &["check", "."], "cannot read .: ");
    let url = "https://example.com/openapi.yaml";
    is_refused(
        &folder,
        &["import", url],
        "curl -fsSL 'https://example.com/openapi.yaml' |",
    );
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_file_keeps_its_permissions_and_its_link() {
        let folder = folder();
        folder.write("real/events.rs", "// old\n");
        let real = folder.path().join("real/events.rs");
        let mode = || fs::metadata(&real).expect("a file").permissions().mode() & 0o777;
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("permissions");
        symlink("real/events.rs", folder.path().join("events.rs")).expect("a link");
        symlink("feed.json", folder.path().join("link.json")).expect("a link");
        let arguments = ["generate", "feed.json", "-o", "events.rs"];
        assert_eq!(run_in(folder.path(), &arguments, "").code, Some(0));
        assert!(folder.path().join("events.rs").is_symlink());
        assert!(folder.read("real/events.rs").contains("pub struct Feed;"));
        assert_eq!(mode(), 0o640);
        let onto = ["generate", "feed.json", "-o", "link.json"];
        is_refused(&folder, &onto, "it is what was read from feed.json");

        // A new file is as any new file is.
        folder.write("usual", "");
        let arguments = ["generate", "feed.json", "-o", "new.rs"];
        assert_eq!(run_in(folder.path(), &arguments, "").code, Some(0));
        let mode = |name| {
            fs::metadata(folder.path().join(name))
                .expect("a file")
                .permissions()
        };
        assert_eq!(mode("new.rs").mode(), mode("usual").mode());
        // A link to what is not there yet makes it.
        symlink("real/later.rs", folder.path().join("later.rs")).expect("a link");
        let arguments = ["generate", "feed.json", "-o", "later.rs"];
        assert_eq!(run_in(folder.path(), &arguments, "").code, Some(0));
        assert!(folder.read("real/later.rs").contains("pub struct Feed;"));
        assert!(folder.path().join("later.rs").is_symlink());
    }

    #[test]
    fn devices_are_written_to() {
        let folder = folder();
        let arguments = ["generate", "feed.json", "-o", "/dev/stdout"];
        let run = run_in(folder.path(), &arguments, "");
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.contains("pub struct Feed;"));
        let arguments = ["generate", "feed.json", "-o", "/dev/null"];
        assert_eq!(run_in(folder.path(), &arguments, "").code, Some(0));
    }

    #[test]
    fn what_cannot_be_printed_is_said() {
        let folder = folder();
        if !std::path::Path::new("/dev/full").exists() {
            return;
        }
        for arguments in [
            "generate feed.json",
            "import openapi.yaml -q",
            "import openapi.yaml --list",
            "check feed.json",
            "check --json feed.json",
            "show feed.json",
            "diff feed.json feed.json",
            "explain syntax",
            "completions bash",
        ] {
            let run = shell(&folder, &format!("\"$0\" {arguments} > /dev/full"));
            assert_eq!(run.status.code(), Some(1), "{arguments}");
            let said = String::from_utf8_lossy(&run.stderr);
            assert!(
                said.contains("error: cannot print: "),
                "{arguments}: {said}"
            );
        }
    }

    /// Runs a line of the shell, where `$0` is the command.
    fn shell(folder: &Folder, line: &str) -> std::process::Output {
        let mut command = Command::new("sh");
        command.args(["-c", line, env!("CARGO_BIN_EXE_stream-events")]);
        command.current_dir(folder.path());
        command.output().expect("a shell")
    }

    #[test]
    fn standard_input_is_not_written_onto() {
        let folder = folder();
        let run = shell(&folder, "\"$0\" generate - -o feed.json < feed.json");
        assert_eq!(run.status.code(), Some(1));
        let said = String::from_utf8_lossy(&run.stderr);
        assert!(said.contains("it is what was read from <stdin>"), "{said}");
        assert_eq!(folder.read("feed.json"), fixture("feed-old.json"));
    }

    #[test]
    fn a_full_disk_costs_nothing() {
        let folder = folder();
        let import = ["import", "openapi.yaml", "-o", "notes.json", "-q"];
        assert_eq!(run_in(folder.path(), &import, "").code, Some(0));
        let long = "x".repeat(20_000);
        let edited =
            folder
                .read("notes.json")
                .replacen('{', &format!("{{ \"title\": \"{long}\","), 1);
        folder.write("notes.json", &edited);
        folder.write(
            "openapi.yaml",
            &fixture("openapi.yaml").replace("shutdown]", "shutdown, full]"),
        );
        folder.write("events.rs", "// old\n");
        let base = folder.read("notes.json.base");
        // As when there is no room: with the error of the system, and with its signal.
        for trap in ["trap '' XFSZ; ", ""] {
            for (arguments, output) in [
                ("import -o notes.json --update -q", "notes.json"),
                ("generate feed.json -o events.rs", "events.rs"),
            ] {
                let before = folder.read(output);
                let run = shell(
                    &folder,
                    &format!("{trap}ulimit -f 2; exec \"$0\" {arguments}"),
                );
                assert!(!run.status.success(), "{arguments}");
                assert_eq!(folder.read(output), before, "{arguments}");
                if !trap.is_empty() {
                    let said = String::from_utf8_lossy(&run.stderr);
                    assert!(said.contains(&format!("cannot write {output}: ")), "{said}");
                }
            }
            if !trap.is_empty() {
                let names = fs::read_dir(folder.path()).expect("a folder");
                assert_eq!(names.count(), 5, "nothing is left over");
            }
        }
        assert_eq!(folder.read("notes.json.base"), base);
        // With room again it works.
        let update = ["import", "-o", "notes.json", "--update", "-q"];
        let updated = run_in(folder.path(), &update, "");
        assert_eq!(updated.code, Some(0), "{}", updated.stderr);
        assert!(folder.read("notes.json").contains(&long));
        assert!(folder.read("notes.json").contains("\"full\""));
    }

    #[test]
    fn paths_go_through_links_as_the_system_does() {
        let folder = folder();
        folder.write("real/deep/.keep", "");
        folder.write("real/openapi.yaml", &fixture("openapi.yaml"));
        symlink("real/deep", folder.path().join("link")).expect("a link");
        let import = ["import", "real/openapi.yaml", "-q", "-o", "link/notes.json"];
        assert_eq!(run_in(folder.path(), &import, "").code, Some(0));
        assert!(
            folder
                .read("real/deep/notes.json")
                .contains("\"file\": \"../openapi.yaml\"")
        );
        for document in ["link/notes.json", "real/deep/notes.json"] {
            let check = ["import", "--check", "-o", document];
            let checked = run_in(folder.path(), &check, "");
            assert_eq!(checked.code, Some(0), "{document}: {}", checked.stderr);
        }

        // The document itself is a link, and so is its description, which keeps its name.
        fs::write(folder.path().join("real/deep/other.json"), "{}").expect("a file");
        symlink("real/deep/other.json", folder.path().join("other.json")).expect("a link");
        symlink("openapi.yaml", folder.path().join("real/current.yaml")).expect("a link");
        let import = [
            "import",
            "real/current.yaml",
            "-q",
            "--force",
            "-o",
            "other.json",
        ];
        assert_eq!(run_in(folder.path(), &import, "").code, Some(0));
        let document = folder.read("real/deep/other.json");
        assert!(
            document.contains("\"file\": \"../current.yaml\""),
            "{document}"
        );
        for document in ["other.json", "real/deep/other.json"] {
            let check = ["import", "--check", "-o", document];
            let checked = run_in(folder.path(), &check, "");
            assert_eq!(checked.code, Some(0), "{document}: {}", checked.stderr);
        }

        let generate = ["generate", "real/deep/notes.json", "-o", "link/events.rs"];
        assert_eq!(run_in(folder.path(), &generate, "").code, Some(0));
        let code = folder.read("link/events.rs");
        assert_eq!(code.lines().nth(1), Some("// notes.json"));
    }
}
