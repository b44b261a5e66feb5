//! `view`: what is in its pages. What they show is tried in a browser, by `.ci/view`.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use stream_events::{Framing, Message, MessageEncoder};

use crate::run::{Folder, run_in};

const DOCUMENT: &str = r##"{
    "title": "Poem",
    "dispatch": ["event"],
    "errors": { "type": ["/type"], "message": ["/message"] },
    "snapshot": { "type": { "$ref": "#/$defs/Poem" }, "initial": { "text": "" } },
    "events": {
        "line": { "payload": { "$ref": "#/$defs/Line" }, "apply": [{ "append": "/line", "to": "/text" }] },
        "mood": { "mismatch": "null", "payload": { "$ref": "#/$defs/Mood" }, "apply": [] },
        "ping": { "handle": "skip" },
        "error": { "handle": "fail", "payload": true },
        "end": { "handle": "finish", "content": "none", "apply": [] }
    },
    "$defs": {
        "Poem": { "required": ["text"], "properties": { "text": { "type": "string" } } },
        "Line": { "required": ["line"], "properties": { "line": { "type": "string" } } },
        "Mood": { "properties": { "mood": { "type": "string" } } }
    }
}"##;

const ONE: &str = "event: line\ndata: {\"line\":\"one\"}\n\n";
const END: &str = "event: end\ndata:\n\n";

/// A page, and what it has.
struct Page {
    text: String,
    data: Value,
}

/// The page of a recording in a file of this name, by the document.
fn page(name: &str, body: impl AsRef<[u8]>, times: &str) -> Page {
    page_of(name, body, times, &["--document", "poem.json"])
}

fn untyped(name: &str, body: impl AsRef<[u8]>, times: &str) -> Page {
    page_of(name, body, times, &[])
}

#[track_caller]
fn page_of(name: &str, body: impl AsRef<[u8]>, times: &str, arguments: &[&str]) -> Page {
    let folder = Folder::new();
    folder.write("poem.json", DOCUMENT);
    fs::write(folder.path().join(name), body).expect("a recording");
    if !times.is_empty() {
        folder.write(&format!("{name}.times"), times);
    }
    let arguments = [&["view", name, "-o", "page.html"], arguments].concat();
    let run = run_in(folder.path(), &arguments, "");
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let text = folder.read("page.html");
    let data = between(
        &text,
        "<script type=\"application/json\" id=\"data\">",
        "</script>",
    );
    let data = serde_json::from_str(data).expect("JSON");
    Page { text, data }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).expect("a start");
    rest.split_once(end).expect("an end").0
}

impl Page {
    /// The type and the state of each row.
    fn rows(&self) -> Vec<(&str, &'static str)> {
        const STATES: [&str; 12] = [
            "event",
            "skipped",
            "sentinel",
            "alive",
            "unknown",
            "unfitting",
            "partly",
            "failure",
            "after",
            "cut",
            "malformed",
            "text",
        ];
        let names = self.column("name").into_iter();
        let rows = names.zip(self.column("state"));
        rows.map(|(name, state)| {
            let name = self.data["names"][name as usize].as_str();
            (name.expect("a name"), STATES[state as usize])
        })
        .collect()
    }

    fn column(&self, name: &str) -> Vec<i64> {
        let column = self.data["columns"][name].as_array();
        let column = column.unwrap_or_else(|| panic!("a column {name}"));
        column
            .iter()
            .map(|it| it.as_i64().expect("a number"))
            .collect()
    }

    /// The raw texts, as the page takes them from the columns.
    fn raw(&self) -> Vec<String> {
        let text: Vec<u16> = self.data["raw"]
            .as_str()
            .expect("a text")
            .encode_utf16()
            .collect();
        let mut at = 0;
        let lengths = self.column("length").into_iter();
        let raw = lengths.map(|length| {
            let from = at;
            at += length as usize;
            String::from_utf16(&text[from..at]).expect("UTF-16")
        });
        raw.collect()
    }

    /// The data of each row, as the page takes it from the columns.
    fn texts(&self) -> Vec<String> {
        let aside: Vec<u16> = self.data["aside"]
            .as_str()
            .expect("a text")
            .encode_utf16()
            .collect();
        let places = self.column("start").into_iter().zip(self.column("size"));
        let raw: Vec<String> = match self.data["raw64"].is_null() {
            true => self.raw(),
            false => vec![String::new(); places.len()],
        };
        let texts = places.zip(raw).map(|((start, size), raw)| {
            let (text, start) = match usize::try_from(start) {
                Ok(start) => (raw.encode_utf16().collect(), start),
                Err(_) => (aside.clone(), (-1 - start) as usize),
            };
            String::from_utf16(&text[start..start + size as usize]).expect("UTF-16")
        });
        texts.collect()
    }

    /// What is said of events: which, where, why, and where the document says so.
    fn notes(&self) -> Vec<(i64, Option<&str>, &str, Option<&str>)> {
        let word = |index: &Value| {
            Some(
                self.data["words"][index.as_u64()? as usize]
                    .as_str()
                    .expect("a word"),
            )
        };
        let notes = self.data["notes"].as_array().expect("notes").iter();
        let notes = notes.map(|it| {
            let reason = word(&it[3]).expect("a reason");
            (
                it[0].as_i64().expect("an event"),
                word(&it[2]),
                reason,
                word(&it[4]),
            )
        });
        notes.collect()
    }

    fn head(&self, key: &str) -> &str {
        self.data["head"][key]
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in the head"))
    }
}

#[test]
fn a_page_loads_nothing_and_runs_nothing_but_its_own_script() {
    let Page { text, .. } = page("poem.sse", [ONE, END].concat(), "");
    let data = between(&text, "id=\"data\">", "</script>");
    let code = text.replace(data, "");
    for loads in [
        "http:", "https:", "//cdn", "src=", "href=", "url(", "@import", "import(", "fetch(",
        "XMLHttp",
    ] {
        assert_eq!(code.find(loads), None, "{loads}");
    }
    for runs in [
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "Function(",
        " onclick=\"",
    ] {
        assert_eq!(code.find(runs), None, "{runs}");
    }
    let digest = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let (_, script) = code.rsplit_once("<script>").expect("a script");
    let script = digest(script.split_once("</script>").expect("its end").0);
    let style = digest(between(&code, "<style>", "</style>"));
    let policy = format!(
        "default-src 'none'; style-src {style}; script-src {script}; base-uri 'none'; form-action 'none'"
    );
    assert_eq!(
        between(&code, "Content-Security-Policy\" content=\"", "\">"),
        policy
    );
}

#[test]
fn all_that_was_recorded_is_in_the_page() {
    let times = "{\"status\":201,\"headers\":{\"Request-Id\":\"r1\"}}\n{\"at\":1.5,\"bytes\":10}\n\
                 {\"at\":40,\"bytes\":25}\n{\"at\":90,\"bytes\":17}\n{\"end\":\"clean\"}\n";
    let body = [ONE, END].concat();
    let page = page("poem.sse", &body, times);
    assert_eq!(page.rows(), [("line", "event"), ("end", "event")]);
    assert_eq!(page.raw(), [ONE, END]);
    assert_eq!(page.texts(), ["{\"line\":\"one\"}", ""]);
    // An event is there with its last byte. Times are in microseconds, after the event before.
    assert_eq!(page.column("time"), [40_000, 50_000]);
    assert_eq!(page.data["head"]["status"], 201);
    assert_eq!(page.data["head"]["duration"], 90_000);
    assert_eq!(page.data["head"]["bytes"], body.len());
    assert_eq!(page.data["head"]["headers"][0][1], "r1");
    assert_eq!(
        (page.head("file"), page.head("document")),
        ("poem.sse", "Poem")
    );
    assert_eq!(
        (page.head("end"), page.head("ended")),
        ("whole", "It ended as the document declares.")
    );
    assert_eq!(page.data["head"]["ended_at"], 1);
}

/// Nothing in a recording is taken for a part of the page.
#[test]
fn hostile_recordings_only_show() {
    let texts = [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "<img src=x onerror=alert(1)>",
        "\u{2028}\u{2029}\u{0}\u{1b}[2J\u{202e}",
        "{{script}}{{style}}",
        "\\ud800",
        "\u{1f600}é",
    ];
    let events: String = texts
        .iter()
        .map(|it| format!("event: {it}\ndata: {{\"a\":\"{it}\"}}\n\n"))
        .collect();
    let times = "{\"headers\":{\"x-odd\":\"</script>\"},\"document\":\"</script>\"}\n{\"end\":\"</script><b>\"}\n";
    let page = untyped("poem.sse", &events, times);
    let known = page.texts();
    for (index, text) in texts.iter().enumerate() {
        assert_eq!(known[index], format!("{{\"a\":\"{text}\"}}"));
        assert_eq!(page.rows()[index].0, *text);
    }
    assert_eq!(page.raw().concat(), events);
    // The data's end and the script's.
    assert_eq!(page.text.matches("</script").count(), 2);
    let data = between(&page.text, "id=\"data\">", "</script>");
    assert_eq!(
        data.find(['<', '\u{2028}', '\u{2029}', '\u{0}', '\u{1b}']),
        None
    );
}

#[test]
fn bytes_that_are_no_text_and_data_of_several_lines_are_shown() {
    let page = untyped(
        "poem.sse",
        b"data: \xff\xc3\xa9\n\ndata: a\r\ndata: b\r\n\r\n: c\r\n\r\ndata: d\n\n",
        "",
    );
    assert_eq!(page.texts(), ["\u{fffd}é", "a\nb", "d"]);
    assert_eq!(page.raw()[1], "data: a\r\ndata: b\r\n\r\n");
    assert_eq!(page.column("bytes")[0], 11);
}

#[test]
fn problems_are_told_with_their_places() {
    let body = [
        ONE,
        "event: line\ndata: {\"line\":7,\"x\":1}\n\n",
        "event: rhyme\ndata: {}\n\n",
        "event: mood\ndata: {\"mood\":[]}\n\n",
        "event: ping\ndata: {}\n\n",
        "event: line\ndata:\n\n",
        "event: error\ndata: {\"type\":\"full\",\"message\":\"The pond is full.\"}\n\n",
        ONE,
    ];
    let page = page("poem.sse", body.concat(), "");
    let states = page
        .rows()
        .into_iter()
        .map(|(_, state)| state)
        .collect::<Vec<_>>();
    let expected = [
        "event",
        "unfitting",
        "unknown",
        "partly",
        "skipped",
        "alive",
        "failure",
        "after",
    ];
    assert_eq!(states, expected);
    assert_eq!(
        page.notes(),
        [
            (
                1,
                Some("/x"),
                "the property is passed over",
                Some("/$defs/Line")
            ),
            (
                1,
                Some("/line"),
                "expected a string, found a number",
                Some("/$defs/Line/properties/line")
            ),
            (
                3,
                Some("/mood"),
                "at /mood: expected a string, found an array",
                Some("/$defs/Mood/properties/mood")
            ),
            (6, None, "full: The pond is full.", None),
        ]
    );
    assert_eq!(
        (page.head("end"), page.head("ended")),
        ("failed", "The stream failed: full: The pond is full.")
    );
    assert_eq!(page.data["head"]["ended_at"], 6);
    assert_eq!(page.data["final"]["value"], "{\"text\":\"one\"}");
    assert!(
        page.data["final"]["reason"]
            .as_str()
            .unwrap()
            .contains("full")
    );
}

#[test]
fn a_stream_ends_as_it_was_recorded() {
    let ended = |body: &str, times: &str| {
        let page = page("poem.sse", body, times);
        (
            page.head("end").to_owned(),
            page.head("ended").to_owned(),
            page.rows().last().map(|it| it.1),
        )
    };
    let said = |end: &str, said: &str, last| (end.to_owned(), said.to_owned(), last);
    let cut = "{\"end\":\"cut\"}";
    let half = format!("{ONE}event: line\ndata: {{\"li");
    let inside = " It stops inside an event: what there is of it is shown last.";
    assert_eq!(
        ended(&half, cut),
        said(
            "cut",
            &format!("The connection was cut.{inside}"),
            Some("cut")
        )
    );
    assert_eq!(
        ended(&half, "{\"end\":\"nothing came for 30 s\"}"),
        said(
            "cut",
            &format!("It was broken off: nothing came for 30 s.{inside}"),
            Some("cut")
        )
    );
    assert_eq!(
        ended(ONE, ""),
        said(
            "cut",
            "The body ended in good order, but the end that the document declares never came.",
            Some("event")
        )
    );
    let unknown = ended(&format!("{ONE}event: bye\ndata: 1\n\n"), "").1;
    assert!(
        unknown.contains("after `bye`, which the document does not declare"),
        "{unknown}"
    );
    assert_eq!(
        ended("", ""),
        said(
            "cut",
            "The body is empty, and the document declares an end.",
            None
        )
    );
    // What a server writes in place of events, and what is only beside them.
    let json = "{\"type\":\"full\",\"message\":\"The pond is full.\"}\n";
    let (end, text, last) = ended(json, "");
    assert_eq!((end.as_str(), last), ("failed", Some("text")));
    assert!(text.ends_with("full: The pond is full."), "{text}");
    assert_eq!(ended(&format!("{ONE}{END}: bye\n"), "").2, Some("alive"));
    assert_eq!(ended(&format!("{ONE}{END}<html>\n"), "").2, Some("text"));
}

#[test]
fn a_failed_response_is_shown_with_its_body() {
    let body = "{\"type\":\"full\",\"message\":\"The pond is full.\"}";
    let failed = page("poem.sse", body, "{\"status\":429}\n{\"end\":\"clean\"}\n");
    assert_eq!(failed.rows(), [("(body)", "failure")]);
    assert_eq!(failed.texts(), [body]);
    assert_eq!(failed.head("end"), "failed");
    assert_eq!(
        failed.head("ended"),
        "The request failed with the status 429: full: The pond is full."
    );
    assert_eq!(failed.data["final"], Value::Null);
    let empty = page("poem.sse", "", "{\"status\":503}\n");
    assert_eq!((empty.rows(), empty.head("end")), (vec![], "failed"));
}

#[test]
fn every_framing_is_shown() {
    let sent = ["{\"type\":\"a\",\"n\":1}", "{\"type\":\"b\",\"n\":[2]}"];
    for (name, framing, said) in [
        ("x", Framing::Sse, "server-sent events"),
        ("x", Framing::JsonLines, "JSON lines"),
        ("x", Framing::JsonArray, "a JSON array"),
        ("x", Framing::JsonSeq, "a JSON text sequence"),
        ("x", Framing::AwsEventStream, "an Amazon event stream"),
    ] {
        let mut encoder = MessageEncoder::framed(framing);
        let mut body = Vec::new();
        for data in sent {
            let kind = &data[9..10];
            let message = Message::new(data).with_event(kind);
            let message = if matches!(framing, Framing::Sse | Framing::AwsEventStream) {
                message
            } else {
                Message::new(data)
            };
            body.extend_from_slice(&encoder.message(&message).expect("a message"));
        }
        body.extend_from_slice(&encoder.finish());
        let page = untyped(name, &body, "");
        assert_eq!(page.rows(), [("a", "event"), ("b", "event")], "{said}");
        assert_eq!(page.texts(), sent, "{said}");
        assert_eq!(page.head("framing"), said);
        assert_eq!(page.head("end"), "unsure", "{said}");
        if framing == Framing::AwsEventStream {
            assert_eq!(
                STANDARD
                    .decode(page.data["raw64"].as_str().unwrap())
                    .unwrap(),
                body
            );
            assert_eq!(page.column("length").iter().sum::<i64>(), body.len() as i64);
        }
    }
    let by_type = untyped(
        "x.bin",
        "1\n2\n",
        "{\"headers\":{\"Content-Type\":\"application/x-ndjson; charset=utf-8\"}}",
    );
    assert_eq!(
        (by_type.head("framing"), by_type.texts()),
        ("JSON lines", vec!["1".to_owned(), "2".to_owned()])
    );
    let by_name = untyped("x.ndjson", "1\n", "");
    assert_eq!(by_name.head("framing"), "JSON lines");
}

#[test]
fn bytes_that_are_not_of_the_framing_stand_after_the_events_before_them() {
    let page = untyped("x.json", "[{\"a\":1} {\"a\":2}]", "");
    assert_eq!(
        page.rows(),
        [("message", "event"), ("(malformed)", "malformed")]
    );
    assert_eq!(page.raw().concat(), "[{\"a\":1} {\"a\":2}]");
    assert_eq!(page.head("end"), "failed");
    let reason = page.notes()[0].2;
    assert!(
        reason.starts_with("a comma is missing between two elements"),
        "{reason}"
    );
    let open = untyped("x.json", "[{\"a\":1},", "");
    assert_eq!(
        (open.head("end"), open.head("ended")),
        (
            "cut",
            "The body ended in good order. The JSON array was not closed."
        )
    );
}

#[test]
fn the_document_is_the_one_that_is_given_or_named() {
    let times = "{\"document\":\"Messages\"}\n";
    let stop = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    let said = |page: &Page| page.data["head"]["notes"][0].as_str().unwrap().to_owned();
    let named = untyped("x.sse", stop, times);
    assert_eq!(
        (named.head("document"), named.head("end")),
        ("Messages", "whole")
    );
    assert!(
        said(&named).contains("the one that comes with the command"),
        "{}",
        said(&named)
    );
    let given = page("x.sse", stop, times);
    assert_eq!(
        (given.head("document"), given.rows()),
        ("Poem", vec![("message_stop", "unknown")])
    );
    assert_eq!(said(&given), "The document is poem.json.");
    let none = untyped("x.sse", stop, "{\"document\":\"Elsewhere\"}\n");
    assert_eq!(
        (none.head("document"), none.rows()),
        ("read without a document", vec![("message_stop", "event")])
    );
    assert!(
        said(&none).contains("names \"Elsewhere\", and no document of that title"),
        "{}",
        said(&none)
    );
    assert_eq!(none.data["final"], Value::Null);
    assert_eq!(none.data["columns"]["time"], Value::Null);
}

#[test]
fn what_each_event_changed_is_kept_and_does_not_grow_with_the_value() {
    let line = "event: line\ndata: {\"line\":\"another line of it \"}\n\n";
    let whole = page("poem.sse", [&line.repeat(3), END].concat(), "");
    let steps = whole.data["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 3);
    let word = |index: &Value| {
        whole.data["words"][index.as_u64().unwrap() as usize]
            .as_str()
            .unwrap()
    };
    assert_eq!(
        (word(&steps[2][1]), word(&steps[2][2])),
        ("append", "/text")
    );
    assert_eq!(steps[2][3], "\"another line of it \"");
    let text = "another line of it ".repeat(3);
    assert_eq!(
        whole.data["final"]["value"],
        format!("{{\"text\":\"{text}\"}}")
    );
    assert_eq!(whole.data["final"]["reason"], Value::Null);
    let size = |count: usize| {
        page("poem.sse", [&line.repeat(count), END].concat(), "")
            .text
            .len()
    };
    let empty = size(0);
    let (some, more) = (size(1000) - empty, size(4000) - empty);
    assert!(
        more < some * 4 + 4 * 4096,
        "{some} bytes for 1000 events, {more} for 4000"
    );
}

#[test]
fn a_page_goes_to_standard_output_or_to_a_file_that_was_not_read() {
    let folder = Folder::new();
    folder.write("poem.sse", ONE);
    folder.write("poem.sse.times", "{\"end\":\"clean\"}\n");
    let plain = run_in(folder.path(), &["view", "poem.sse"], "");
    let dashed = run_in(folder.path(), &["view", "poem.sse", "-o", "-"], "");
    assert_eq!((plain.code, plain.stderr.as_str()), (Some(0), ""));
    assert!(plain.stdout.starts_with("<!doctype html>") && plain.stdout.ends_with("</html>\n"));
    assert!(plain.stdout == dashed.stdout && !folder.has("-"));
    // A page that is sent to somebody does not tell where it was made.
    folder.write("poem.json", DOCUMENT);
    let here = folder.path().to_str().expect("a path").to_owned();
    let absolute = format!("{here}/poem.sse");
    let document = format!("{here}/poem.json");
    let far = run_in(folder.path(), &["view", &absolute, "-d", &document], "");
    assert!(far.stdout.contains("\"poem.sse\"") && !far.stdout.contains(&here));
    let piped = run_in(folder.path(), &["view", "-"], ONE);
    assert!(
        piped.stdout.contains("\"file\":\"<stdin>\"") || piped.stdout.contains("\\u003cstdin>"),
        "{}",
        piped.stderr
    );
    for output in ["poem.sse", "poem.sse.times", "./poem.sse"] {
        let run = run_in(folder.path(), &["view", "poem.sse", "-o", output], "");
        assert_eq!(run.code, Some(1));
        assert!(
            run.stderr.contains("it is what was read from"),
            "{}",
            run.stderr
        );
    }
    assert_eq!(folder.read("poem.sse"), ONE);
}

#[test]
fn what_cannot_be_shown_is_said() {
    let folder = Folder::new();
    folder.write("poem.sse", ONE);
    folder.write("broken.json", "{ \"events\": 7 }");
    let code = |arguments: &[&str]| {
        let run = run_in(folder.path(), arguments, "");
        assert_eq!(run.stdout, "");
        (run.code, run.stderr)
    };
    let (missing, said) = code(&["view", "none.sse"]);
    assert_eq!(missing, Some(1));
    assert!(said.contains("cannot read none.sse"), "{said}");
    assert_eq!(
        code(&["view", "poem.sse", "--document", "broken.json"]).0,
        Some(1)
    );
    assert_eq!(code(&["view"]).0, Some(2));
    assert_eq!(code(&["view", "-", "--document", "-"]).0, Some(2));
    folder.write(
        "poem.sse.times",
        "{\"at\":1,\"bytes\":900}\n{\"end\":\"clean\"}\n",
    );
    let (wrong, said) = code(&["view", "poem.sse"]);
    assert_eq!(wrong, Some(1));
    assert!(said.contains("it counts 900 bytes"), "{said}");
}
