//! `view`: what its pages are, and that they hold all and run nothing of it. What they show is tried in a browser, by
//! `.ci/view`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::run::{Folder, run_in};
use crate::view_page::{DOCUMENT, END, ONE, Page, between, page, untyped};

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
