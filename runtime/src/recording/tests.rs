//! What is read of a recording, and what is not.

use std::fs;
use std::path::PathBuf;

use super::times::Times;
use super::{RecordedEnd, Recorder, Recording};

fn read(body: &'static [u8], times: &str) -> Result<Recording, String> {
    let times = Times::read(times.as_bytes());
    let recording = times.and_then(|times| times.recording(body.into()));
    recording.map_err(|wrong| wrong.to_string())
}

fn chunks(recording: &Recording) -> Vec<(f64, &[u8])> {
    let chunks = recording.chunks().iter();
    chunks
        .map(|chunk| (chunk.at.as_secs_f64() * 1000.0, &chunk.bytes[..]))
        .collect()
}

#[test]
fn a_response_is_read_as_it_came() {
    let recording = read(
        b"abcdef",
        r#"{"status":429,"headers":{"Retry-After":"3","x-id":["a","b"]},"document":"Feed","more":1}
{"at":0.5,"bytes":1}

{"at":2,"bytes":0}
{"at":1500,"bytes":3}
{"at":7,"bytes":2}
{"end":"the disk burnt"}
"#,
    )
    .expect("a recording");
    assert_eq!(recording.status(), 429);
    assert_eq!(recording.header("retry-after"), Some("3"));
    let repeated: Vec<_> = recording.headers()[1..].iter().map(|(_, it)| it).collect();
    assert_eq!(repeated, ["a", "b"]);
    assert_eq!(recording.document(), Some("Feed"));
    // Time does not go back, and no chunk is empty.
    let expected: [(f64, &[u8]); 3] = [(0.5, b"a"), (1500.0, b"bcd"), (1500.0, b"ef")];
    assert_eq!(chunks(&recording), expected);
    assert_eq!(
        *recording.end(),
        RecordedEnd::Failed("the disk burnt".into())
    );
}

#[test]
fn without_times_it_is_one_chunk_that_ended_cleanly() {
    for recording in [
        Recording::new("abc"),
        read(b"abc", "").expect("a recording"),
        read(b"abc", "{\"status\":200}\n").expect("a recording"),
    ] {
        assert_eq!(chunks(&recording), [(0.0, &b"abc"[..])]);
        assert_eq!(recording.status(), 200);
        assert_eq!(*recording.end(), RecordedEnd::Clean);
    }
    assert_eq!(Recording::new("").chunks(), []);
}

#[test]
fn a_recorder_that_was_stopped_left_a_cut_stream() {
    let head = "{\"status\":200}\n";
    for left in [
        "{\"at\":1,\"bytes\":2}\n",
        "{\"at\":1,\"bytes\":2}\n{\"at\":2,\"by",
        "{\"at\":0,\"bytes\":0}\n",
        "{\"at\"",
    ] {
        let recording = read(b"abc", &format!("{head}{left}")).expect("a recording");
        assert_eq!(*recording.end(), RecordedEnd::Cut, "{left}");
        let bytes: Vec<u8> = recording
            .chunks()
            .iter()
            .flat_map(|it| it.bytes.to_vec())
            .collect();
        assert_eq!(bytes, b"abc", "{left}");
    }
    let unbegun = read(b"", "").expect("a recording");
    assert_eq!(*unbegun.end(), RecordedEnd::Cut);
    let torn = read(b"abc", "{\"status\":2").expect("a recording");
    assert_eq!((torn.status(), torn.end()), (200, &RecordedEnd::Cut));
}

#[test]
fn what_cannot_be_is_said_with_its_line() {
    for (times, said) in [
        (
            "{\"at\":1,\"bytes\":4}\n",
            "it counts 4 bytes, but the recording has 3",
        ),
        (
            "{\"at\":1,\"bytes\":18446744073709551615}\n{\"at\":1,\"bytes\":9}\n",
            "it counts 18446744073709551615 bytes, but the recording has 3",
        ),
        ("{}\n", "line 1 is no such object: it has none of"),
        ("\n[]\n", "line 2 is no such object: it is no object"),
        ("7", "line 1 is no such object: it is no object"),
        (
            "{\"at\":1}\n",
            "line 1 is no such object: `bytes` is no number",
        ),
        ("{\"at\":1,\"bytes\":-1}\n", "`bytes` is no number"),
        ("{\"at\":1,\"bytes\":0.5}\n", "`bytes` is no number"),
        ("{\"bytes\":1}\n", "`at` is no number"),
        ("{\"at\":-1,\"bytes\":1}\n", "`at` is no number"),
        ("{\"at\":1e300,\"bytes\":1}\n", "`at` is no number"),
        ("{\"at\":1e999,\"bytes\":1}\n", "line 1 is no such object"),
        ("{\"at\":\"1\",\"bytes\":1}\n", "`at` is no number"),
        ("{\"status\":0}\n", "`status` is no status"),
        ("{\"status\":65736}\n", "`status` is no status"),
        (
            "{\"headers\":{\"a\":1}}\n",
            "\"a\" in `headers` is no header",
        ),
        (
            "{\"headers\":{\"a\":\"b\\r\\nc: d\"}}\n",
            "\"a\" in `headers` is no header",
        ),
        (
            "{\"headers\":{\"a b\":\"c\"}}\n",
            "\"a b\" in `headers` is no header",
        ),
        ("{\"headers\":[]}\n", "`headers` is no object"),
        ("{\"document\":1}\n", "`document` is no text"),
        ("{\"end\":true}\n", "`end` is neither"),
        (
            "{\"end\":\"clean\"}\n{\"end\":\"cut\"}\n",
            "line 2 is no such object: it comes after the end",
        ),
        (
            "{\"at\":1,\"bytes\":1}\n{\"status\":200}\n",
            "line 2 is no such object: what is said of",
        ),
        (
            "{\"status\":200}\n{\"status\":200}\n",
            "line 2 is no such object: what is said of",
        ),
    ] {
        let error = read(b"abc", times).expect_err(times);
        assert!(error.contains(said), "{times}: {error}");
    }
    let deep = format!("{}\n", "[".repeat(100_000));
    assert!(read(b"", &deep).is_err());
    assert!(Times::read(b"\xff").is_err());
}

#[test]
fn errors_name_the_file() {
    let folder =
        std::env::temp_dir().join(format!("stream-events-recording-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("answer.sse");
    let error = Recording::read(&path).expect_err("there is none");
    assert!(
        error.io_error().is_some() && error.path() == path,
        "{error}"
    );

    fs::write(&path, "abc").expect("a file");
    assert_eq!(
        Recording::read(&path).expect("a recording"),
        Recording::new("abc")
    );

    let times = PathBuf::from(format!("{}.times", path.display()));
    fs::write(&times, "\nnothing\n").expect("a file");
    let error = Recording::read(&path).expect_err("no JSON");
    assert_eq!((error.path(), error.line()), (&*times, Some(2)));
    assert!(
        error
            .to_string()
            .starts_with(&format!("{}: line 2", times.display()))
    );
    fs::remove_dir_all(&folder).expect("the folder");
}

#[test]
fn a_recording_that_is_there_stays_until_a_response_begins() {
    let folder = std::env::temp_dir().join(format!("stream-events-kept-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let [path, times] = ["a.sse", "a.sse.times"].map(|name| folder.join(name));
    fs::write(&path, "data: 1\n\n").expect("a file");

    drop(Recorder::create(&path).expect("a recorder"));
    assert_eq!(fs::read(&path).expect("the file"), b"data: 1\n\n");
    assert!(!times.exists(), "it was not there before");

    let mut recorder = Recorder::create(&path).expect("a recorder");
    recorder.begin(204, &[], None).expect("a file to write to");
    recorder
        .end(&RecordedEnd::Clean)
        .expect("a file to write to");
    let recording = Recording::read(&path).expect("a recording");
    assert_eq!((recording.status(), recording.body().len()), (204, 0));
    fs::remove_dir_all(&folder).expect("the folder");
}
