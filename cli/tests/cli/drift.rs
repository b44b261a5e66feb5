//! `drift`.

use serde_json::Value;

use crate::run::{Folder, fixture, fixtures, golden, run, run_in};

/// A folder with a document and a recording of it.
fn shop() -> Folder {
    let folder = Folder::new();
    for name in [
        "drift.json",
        "drift.sse",
        "drift-refused.sse",
        "drift-refused.sse.times",
    ] {
        folder.write(name, &fixture(name));
    }
    folder
}

const RECORDINGS: [&str; 2] = ["drift.sse", "drift-refused.sse"];

#[test]
fn what_the_document_does_not_say_is_listed() {
    let found = run(&["drift", "drift.json", RECORDINGS[0], RECORDINGS[1]]);
    assert_eq!((found.code, found.stderr.as_str()), (Some(3), ""));
    golden("drift.txt", &found.stdout);
    let json = run(&[
        "drift",
        "--json",
        "drift.json",
        RECORDINGS[0],
        RECORDINGS[1],
    ]);
    assert_eq!((json.code, json.stderr.as_str()), (Some(3), ""));
    golden("drift-report.json", &json.stdout);
}

#[test]
fn the_document_is_changed_to_say_it_and_keeps_what_people_wrote() {
    let folder = shop();
    let patch = [
        "drift",
        "drift.json",
        RECORDINGS[0],
        RECORDINGS[1],
        "--patch",
    ];
    let patched = run_in(folder.path(), &patch, "");
    assert_eq!((patched.code, patched.stderr.as_str()), (Some(0), ""));
    // The suite `field` derives from it.
    golden("drift-patched.json", &folder.read("drift.json"));
    let again = run_in(folder.path(), &patch[..4], "");
    assert_eq!(
        (again.code, again.stdout.as_str()),
        (Some(0), "drift.json: no drift\n")
    );
    assert_eq!(
        run_in(folder.path(), &["check", "drift.json"], "").code,
        Some(0)
    );
}

#[test]
fn a_document_that_says_it_all_stays_as_it_is() {
    let folder = Folder::new();
    folder.write(
        "a.json",
        "{\"events\":{\"a\":{\"payload\":true},},} // mine\n",
    );
    folder.write("a.sse", "event: a\ndata: [1]\n\n");
    let patched = run_in(folder.path(), &["drift", "a.json", "a.sse", "--patch"], "");
    assert_eq!(
        (patched.code, patched.stdout.as_str()),
        (Some(0), "a.json: no drift\n")
    );
    assert_eq!(
        folder.read("a.json"),
        "{\"events\":{\"a\":{\"payload\":true},},} // mine\n"
    );
}

#[test]
fn a_recording_or_the_document_is_standard_input() {
    let stream = "event: new\ndata: {\"a\":1}\n\n";
    let found = run_in(&fixtures(), &["drift", "drift.json", "-"], stream);
    assert_eq!((found.code, found.stderr.as_str()), (Some(3), ""));
    assert!(
        found.stdout.contains("<stdin>: {\"a\":1}"),
        "{}",
        found.stdout
    );

    let folder = shop();
    let document = fixture("drift.json");
    let patched = run_in(
        folder.path(),
        &["drift", "-", "drift.sse", "--patch"],
        &document,
    );
    assert_eq!(patched.code, Some(0));
    assert!(
        patched.stdout.starts_with("{\n  // What the shop tells"),
        "{}",
        patched.stdout
    );
    assert!(
        patched.stderr.contains("/events/refund"),
        "{}",
        patched.stderr
    );

    let twice = run_in(folder.path(), &["drift", "-", "-"], &document);
    assert_eq!(twice.code, Some(2), "{}", twice.stderr);
}

#[test]
fn the_patched_document_is_written_where_it_is_asked_for() {
    let folder = shop();
    let to = [
        "drift",
        "drift.json",
        "drift.sse",
        "--patch",
        "-o",
        "new.json",
    ];
    assert_eq!(run_in(folder.path(), &to, "").code, Some(0));
    assert_eq!(folder.read("drift.json"), fixture("drift.json"));
    assert!(folder.read("new.json").contains("\"refund\""));
    let onto = [
        "drift",
        "drift.json",
        "drift.sse",
        "--patch",
        "-o",
        "drift.sse",
    ];
    assert_eq!(run_in(folder.path(), &onto, "").code, Some(1));
    assert_eq!(folder.read("drift.sse"), fixture("drift.sse"));
    let alone = run_in(
        folder.path(),
        &["drift", "drift.json", "drift.sse", "-o", "new.json"],
        "",
    );
    assert_eq!(alone.code, Some(2), "{}", alone.stderr);
}

#[test]
fn what_no_document_can_say_is_left() {
    let folder = shop();
    folder.write("broken.sse", "event: order\ndata: {\"type\":\"order\",\n\n");
    let patched = run_in(
        folder.path(),
        &["drift", "drift.json", "broken.sse", "--patch"],
        "",
    );
    assert_eq!(patched.code, Some(3));
    assert!(
        patched.stderr.contains("expected JSON"),
        "{}",
        patched.stderr
    );
    assert_eq!(folder.read("drift.json"), fixture("drift.json"));
}

#[test]
fn a_last_event_without_a_blank_line_counts_if_it_is_whole_and_the_end_was_clean() {
    let folder = shop();
    for (stream, times, drifts) in [
        ("event: new\ndata: {\"a\":1}", None, true),
        ("event: new\ndata: {\"a\":1}\n", None, true),
        ("event: new\ndata: {\"a\":", None, false),
        (
            "event: new\ndata: {\"a\":1}",
            Some("{\"status\":200}\n{\"end\":\"cut\"}\n"),
            false,
        ),
        (
            "event: new\ndata: {\"a\":1}",
            Some("{\"status\":200}\n\n{\"end\":\"clean\"}\n"),
            true,
        ),
    ] {
        folder.write("last.sse", stream);
        folder.write("last.sse.times", times.unwrap_or("{\"status\":200}\n"));
        let drift = ["drift", "drift.json", "last.sse", "--allow", "end"];
        let found = run_in(folder.path(), &drift, "");
        assert_eq!(
            found.code,
            Some(if drifts { 3 } else { 0 }),
            "{stream} {times:?}"
        );
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = shop();
    for (times, said) in [
        ("status 200\n", "line 1 is no such object"),
        ("{\"status\":\"no\"}\n", "line 1 is no such object"),
        (
            "{\"status\":200}\n{\"at\":1,\"bytes\":99999}\n",
            "it counts 99999 bytes",
        ),
    ] {
        folder.write("drift.sse.times", times);
        let found = run_in(folder.path(), &["drift", "drift.json", "drift.sse"], "");
        assert_eq!(found.code, Some(1), "{times}");
        assert!(found.stderr.contains(said), "{}", found.stderr);
    }
    let found = run_in(folder.path(), &["drift", "drift.json", "none.sse"], "");
    assert_eq!(found.code, Some(1), "{}", found.stderr);
    folder.write("broken.json", "{ \"events\": {} }");
    let found = run_in(
        folder.path(),
        &["drift", "broken.json", "drift-refused.sse"],
        "",
    );
    assert_eq!(found.code, Some(1), "{}", found.stderr);
}

#[test]
fn kinds_of_differences_are_left_out_by_their_names() {
    let drift = ["drift", "drift.json", "drift.sse", "--json"];
    let kinds = |allow: &[&str]| {
        let run = run(&[&drift[..], allow].concat());
        let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
        let found = report["differences"].as_array().expect("a list");
        let kinds: Vec<_> = found
            .iter()
            .filter_map(|it| it["kind"].as_str())
            .map(str::to_owned)
            .collect();
        assert_eq!(run.code, Some(if kinds.is_empty() { 0 } else { 3 }));
        kinds
    };
    let all = kinds(&[]);
    let without: Vec<_> = all.iter().filter(|it| *it != "field").cloned().collect();
    assert_ne!(all, without);
    assert_eq!(kinds(&["--allow", "field"]), without);
    assert!(kinds(&["--allow", "event,field,value,variant,type"]).is_empty());
    let wrong = run(&["drift", "drift.json", "drift.sse", "--allow", "feild"]);
    assert_eq!(wrong.code, Some(2));
    assert!(
        wrong.stderr.contains("did you mean `field`?"),
        "{}",
        wrong.stderr
    );
    let patch = [
        "drift",
        "drift.json",
        "drift.sse",
        "--allow",
        "field",
        "--patch",
    ];
    assert_eq!(run(&patch).code, Some(2));
}
