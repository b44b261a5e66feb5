//! `record`, `tail` and `serve`, over real sockets on loopback.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::JoinHandle;

use crate::run::{Folder, fixture, run_in};

/// A stream as the shop's document declares it.
pub(crate) const GOOD: &str = "event: order\ndata: {\"type\":\"order\",\"id\":1,\"count\":2,\"item\":{\"kind\":\"pot\"}}\n\n\
                    event: closed\ndata:\n\n";

pub(crate) fn shop() -> Folder {
    let folder = Folder::new();
    folder.write("drift.json", &fixture("drift.json"));
    folder.write("drift.sse", &fixture("drift.sse"));
    folder.write("good.sse", GOOD);
    folder
}

/// A run of `serve`, which stops when dropped.
pub(crate) struct Served {
    child: Child,
    lines: BufReader<std::process::ChildStdout>,
    pub(crate) url: String,
}

impl Served {
    pub(crate) fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_stream-events"))
            .arg("serve")
            .args(arguments)
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut url = String::new();
        lines.read_line(&mut url).expect("a line");
        let url = url.trim().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        Self { child, lines, url }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Answers one request with these bytes; what was asked.
pub(crate) fn answer(
    response: impl Fn(&str) -> String + Send + 'static,
) -> (String, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    let asked = std::thread::spawn(move || {
        let (mut socket, _) = listener.accept().expect("a client");
        let mut asked = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            let length = socket.read(&mut buffer).expect("a request");
            asked.extend_from_slice(&buffer[..length]);
            let text = String::from_utf8_lossy(&asked).into_owned();
            let Some((head, body)) = text.split_once("\r\n\r\n") else {
                continue;
            };
            let length = head
                .lines()
                .find_map(|it| it.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |it| it.parse().expect("a length")) {
                let _ = socket.write_all(response(&text).as_bytes());
                return text;
            }
        }
    });
    (url, asked)
}

pub(crate) fn stream(headers: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n{headers}connection: close\r\n\r\n{body}"
    )
}

#[test]
fn what_is_served_is_recorded_as_it_is_and_printed() {
    let folder = shop();
    let mut served = Served::start(&folder, &["good.sse"]);
    let url = served.url.clone();
    let recorded = run_in(
        folder.path(),
        &[
            "record",
            &url,
            "-o",
            "answer.sse",
            "--document",
            "drift.json",
        ],
        "",
    );
    assert_eq!(
        (recorded.code, recorded.stdout.as_str()),
        (Some(0), ""),
        "{}",
        recorded.stderr
    );
    assert!(
        recorded.stderr.contains("2 events; it ended as declared"),
        "{}",
        recorded.stderr
    );
    assert_eq!(folder.read("answer.sse"), GOOD);
    let times = folder.read("answer.sse.times");
    let head = r#"{"status":200,"headers":{"content-type":"text/event-stream"},"document":"Shop"}"#;
    assert!(
        times.starts_with(head) && times.ends_with("{\"end\":\"clean\"}\n"),
        "{times}"
    );

    let of_url = ["tail", "drift.json", &url, "--record", "again.sse"];
    let of_recording = ["tail", "drift.json", "answer.sse"];
    for arguments in [&of_url[..], &of_recording[..]] {
        let printed = run_in(folder.path(), arguments, "");
        assert_eq!(
            (printed.code, printed.stderr.as_str()),
            (Some(0), ""),
            "{}",
            printed.stdout
        );
        let lines: Vec<&str> = printed.stdout.lines().collect();
        assert!(
            lines[0].contains("  order  ") && lines[0].ends_with("{\"kind\":\"pot\"}}"),
            "{}",
            lines[0]
        );
        assert!(
            lines[2].ends_with("2 events; it ended as declared"),
            "{}",
            lines[2]
        );
    }
    assert_eq!(folder.read("again.sse"), GOOD);
    let piped = run_in(folder.path(), &["tail", "drift.json", "-"], GOOD);
    assert_eq!((piped.code, piped.stdout.lines().count()), (Some(0), 3));

    let mut line = String::new();
    served.lines.read_line(&mut line).expect("a line");
    assert_eq!(line, "GET /\n");
}

#[test]
fn what_the_document_does_not_say_is_marked() {
    let folder = shop();
    let printed = run_in(folder.path(), &["tail", "drift.json", "drift.sse"], "");
    assert_eq!((printed.code, printed.stderr.as_str()), (Some(3), ""));
    for marked in [
        "order does not fit",
        "            at /id: expected an integer, found a string\n",
        "refund is unknown",
        "1 unknown, 1 that does not fit",
    ] {
        assert!(
            printed.stdout.contains(marked),
            "{marked}: {}",
            printed.stdout
        );
    }
    let json = run_in(
        folder.path(),
        &["tail", "--json", "drift.json", "drift.sse"],
        "",
    );
    assert_eq!(json.code, Some(3));
    let lines: Vec<serde_json::Value> = json
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let kinds: Vec<_> = lines
        .iter()
        .map(|it| it["kind"].as_str().expect("a kind"))
        .collect();
    assert_eq!(
        kinds,
        ["event", "unfitting", "event", "unknown", "event", "end"]
    );
    assert_eq!(lines[1]["mismatches"][0]["path"], "/id");
    assert_eq!(lines[3]["data"]["sum"], 12.5);
    assert_eq!(lines[5]["end"], "it ended as declared");
}

#[test]
fn a_stream_that_breaks_is_told_and_kept() {
    let folder = shop();
    for (fault, after, end, said) in [
        ("cut", "--after=40", "cut", "it was cut"),
        ("reset", "--after=40", "cut", "it was cut"),
        ("cut", "--after=0", "cut", "it was cut"),
        ("reset", "--after-events=0", "cut", "it was cut"),
        (
            "garbage",
            "--after-events=1",
            "clean",
            "it ended without its declared end",
        ),
    ] {
        let served = Served::start(&folder, &["good.sse", "--fault", fault, after]);
        let arguments = [
            "tail",
            "drift.json",
            &served.url,
            "--record",
            "a.sse",
            "--force",
        ];
        let printed = run_in(folder.path(), &arguments, "");
        assert_eq!(printed.code, Some(1), "{fault}: {}", printed.stdout);
        assert!(printed.stdout.contains(said), "{fault}: {}", printed.stdout);
        let times = folder.read("a.sse.times");
        assert!(
            times.ends_with(&format!("{{\"end\":\"{end}\"}}\n")),
            "{fault}: {times}"
        );
        let again = run_in(folder.path(), &["tail", "drift.json", "a.sse"], "");
        assert_eq!(again.code, Some(1), "{fault}");
        assert!(again.stdout.contains(said), "{fault}: {}", again.stdout);
        // And once more: the recording breaks its readers where the stream did.
        let served = Served::start(&folder, &["a.sse", "--at-once"]);
        let broken = run_in(folder.path(), &["tail", "drift.json", &served.url], "");
        assert!(broken.stdout.contains(said), "{fault}: {}", broken.stdout);
    }
}

#[test]
fn a_failed_response_is_recorded_and_told_apart() {
    let folder = shop();
    let served = Served::start(&folder, &["good.sse", "--fault", "status=503"]);
    let recorded = run_in(folder.path(), &["record", &served.url, "-o", "a"], "");
    assert_eq!(recorded.code, Some(3), "{}", recorded.stderr);
    assert!(
        recorded.stderr.contains("status 503"),
        "{}",
        recorded.stderr
    );
    assert!(folder.read("a.times").starts_with("{\"status\":503,"));
    let printed = run_in(folder.path(), &["tail", "drift.json", &served.url], "");
    assert_eq!(printed.code, Some(1));
    assert!(printed.stdout.contains("status 503"), "{}", printed.stdout);

    let (url, asked) =
        answer(|_| "HTTP/1.1 307 Go\r\nlocation: /else\r\ncontent-length: 0\r\n\r\n".to_owned());
    let redirected = run_in(folder.path(), &["record", &url, "-o", "b"], "");
    assert_eq!(redirected.code, Some(3));
    assert!(
        redirected
            .stderr
            .contains("the redirect to /else was not followed"),
        "{}",
        redirected.stderr
    );
    asked.join().expect("one request");
    let nobody = run_in(
        folder.path(),
        &["record", "http://127.0.0.1:1/?key=s3cret", "-o", "c"],
        "",
    );
    assert_eq!(nobody.code, Some(1));
    assert!(nobody.stderr.contains("no response came") && !nobody.stderr.contains("s3cret"));
    assert!(!folder.has("c") && !folder.has("c.times"));
}

#[test]
fn a_stream_cannot_steer_a_terminal() {
    let folder = shop();
    folder.write(
        "evil.sse",
        "event: \u{1b}[2Ja\u{9b}1m\ndata: \u{1b}]0;owned\u{7}\r\u{1b}[1A\n\n",
    );
    let printed = run_in(folder.path(), &["tail", "drift.json", "evil.sse"], "");
    let obeyed = printed.stdout.find(|c: char| c.is_control() && c != '\n');
    assert_eq!(obeyed, None, "{:?}", printed.stdout);
    assert!(printed.stdout.contains("is unknown"), "{}", printed.stdout);
}

#[test]
fn wrong_arguments_are_told() {
    let folder = shop();
    for (arguments, code, said) in [
        (
            &["tail", "drift.json", "good.sse", "--record", "a"][..],
            2,
            "`good.sse` is no URL",
        ),
        (
            &["tail", "drift.json", "none.sse"],
            1,
            "cannot read none.sse",
        ),
        (
            &["record", "ftp://x/", "-o", "a"],
            2,
            "begins with `https://`",
        ),
        (
            &["record", "http://x/", "-X", "A B", "-o", "a"],
            2,
            "`-X` takes the method",
        ),
        (&["serve", "good.sse", "--fault", "fire"], 2, "one of cut"),
        (
            &["serve", "good.sse", "--fault", "status=99"],
            2,
            "from 200 to 599",
        ),
        (
            &["serve", "good.sse", "--speed", "0"],
            2,
            "a number above 0",
        ),
        (
            &["serve", "good.sse", "--fault", "cut", "--after", "99999"],
            1,
            "has only",
        ),
        (
            &["serve", "good.sse", "--fault", "cut", "--after-events", "9"],
            1,
            "has only 2 events",
        ),
    ] {
        let refused = run_in(folder.path(), arguments, "");
        assert_eq!(
            refused.code,
            Some(code),
            "{arguments:?}: {}",
            refused.stderr
        );
        assert!(refused.stderr.contains(said), "{said}: {}", refused.stderr);
    }
    let served = Served::start(&folder, &["good.sse"]);
    let port = served
        .url
        .trim_end_matches('/')
        .rsplit(':')
        .next()
        .expect("a port");
    let taken = run_in(folder.path(), &["serve", "good.sse", "--port", port], "");
    assert_eq!(taken.code, Some(1));
    assert!(
        taken.stderr.contains("cannot listen on port"),
        "{}",
        taken.stderr
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_recording_and_keeps_it() {
    let folder = shop();
    let served = Served::start(
        &folder,
        &["good.sse", "--fault", "stall", "--after-events", "1"],
    );
    let mut child = Command::new(env!("CARGO_BIN_EXE_stream-events"))
        .args(["record", &served.url, "-o", "a"])
        .current_dir(folder.path())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    wait_for(&folder.path().join("a"));
    let interrupted = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(interrupted.expect("kill").success());
    assert_eq!(child.wait().expect("an end").code(), Some(0));
    assert_eq!(
        folder.read("a"),
        GOOD.split_inclusive("\n\n").next().expect("an event")
    );
    assert!(
        folder
            .read("a.times")
            .ends_with("{\"end\":\"interrupted\"}\n")
    );
}

/// Waits until there is something in a file.
#[cfg(unix)]
fn wait_for(path: &Path) {
    for _ in 0..1000 {
        if std::fs::metadata(path).is_ok_and(|it| it.len() > 0) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{} stays empty", path.display());
}

#[test]
fn one_request_can_be_all() {
    let folder = shop();
    let mut served = Served::start(&folder, &["good.sse", "--once"]);
    let recorded = run_in(folder.path(), &["record", &served.url, "-o", "a"], "");
    assert_eq!(recorded.code, Some(0), "{}", recorded.stderr);
    assert_eq!(served.child.wait().expect("an end").code(), Some(0));
}
