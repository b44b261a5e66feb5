//! What `record` asks for, what it keeps to itself, and what it does not write onto.

use crate::live::{GOOD, Served, answer, shop, stream};
use crate::run::run_in;

#[test]
fn the_request_is_what_the_arguments_say() {
    let folder = shop();
    folder.write("headers", "Authorization: Bearer one\n\nX-Two:2\r\n");
    for (arguments, body, expected, not) in [
        (
            &["-H", "@headers", "-d", "@-", "-H", "x-three: 3"][..],
            "{\"a\":1}",
            &[
                "POST / ",
                "authorization: Bearer one",
                "x-two: 2",
                "x-three: 3",
                "content-type: application/json",
                "accept: text/event-stream",
                "\r\n\r\n{\"a\":1}",
            ][..],
            "user-agent: curl",
        ),
        (
            &["-X", "PUT", "-d", "plain", "-H", "accept: */*"],
            "",
            &["PUT / ", "accept: */*", "\r\n\r\nplain"],
            "content-type",
        ),
        (
            &[],
            "",
            &["GET / ", "accept: text/event-stream, application/"],
            "content-type",
        ),
    ] {
        let (url, asked) = answer(|_| stream("", GOOD));
        let all = [&["record", &url, "-o", "a", "--force"], arguments].concat();
        let recorded = run_in(folder.path(), &all, body);
        assert_eq!(recorded.code, Some(0), "{}", recorded.stderr);
        let asked = asked.join().expect("a request");
        for text in expected {
            assert!(asked.contains(text), "{text}: {asked}");
        }
        assert!(!asked.contains(not), "{asked}");
    }
}

#[test]
fn no_secret_is_recorded_or_said() {
    let folder = shop();
    folder.write(
        "headers",
        "authorization: Bearer sk-s3cret-1\nx-api-key: s3cret-2\n",
    );
    // A server that says all that it was asked.
    let (url, asked) = answer(|asked| {
        let mut echoes = String::new();
        for (index, secret) in ["sk-s3cret-1", "s3cret-2", "s3cret-3"]
            .into_iter()
            .enumerate()
        {
            assert!(asked.contains(secret), "{asked}");
            echoes.push_str(&format!(
                "x-request-id: for {secret}\r\nset-cookie: a={secret}\r\nx-ratelimit-{index}: {secret}\r\n\
                 x-debug: {secret}\r\n"
            ));
        }
        stream(&format!("{echoes}x-ratelimit-remaining: 7\r\n"), GOOD)
    });
    let arguments = [
        "record",
        &format!("{url}?key=s3cret-3"),
        "-H",
        "@headers",
        "-o",
        "a",
    ];
    let recorded = run_in(folder.path(), &arguments, "");
    asked.join().expect("a request");
    let times = folder.read("a.times");
    assert!(times.contains("\"x-ratelimit-remaining\":\"7\""), "{times}");
    for said in [&times, &recorded.stderr, &recorded.stdout] {
        assert!(!said.contains("s3cret"), "{said}");
    }
    // A mistake in a header does not tell it.
    for header in ["x-key s3cret", "x-key: s3cret\u{1}", "s3cret"] {
        let wrong = run_in(
            folder.path(),
            &["record", &url, "-H", header, "-o", "b"],
            "",
        );
        assert_eq!(wrong.code, Some(2), "{}", wrong.stderr);
        assert!(!wrong.stderr.contains("s3cret"), "{}", wrong.stderr);
    }
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = shop();
    folder.write("a.times", "mine");
    folder.write("headers", "x: y\n");
    let served = Served::start(&folder, &["good.sse"]);
    for (arguments, code, said) in [
        (&["-o", "a"][..], 1, "a.times is there already"),
        (&["-o", "good.sse"], 1, "good.sse is there already"),
        (
            &["-H", "@headers", "-o", "headers", "--force"],
            1,
            "it is what was read from headers",
        ),
        (&["-o", "-"], 2, "a recording is two files"),
        (&["-o", "none/a"], 1, "cannot create none/a"),
    ] {
        let all = [&["record", &served.url], arguments].concat();
        let refused = run_in(folder.path(), &all, "");
        assert_eq!(refused.code, Some(code), "{}", refused.stderr);
        assert!(refused.stderr.contains(said), "{said}: {}", refused.stderr);
    }
    assert_eq!(
        (folder.read("a.times"), folder.read("headers")),
        ("mine".to_owned(), "x: y\n".to_owned())
    );
}
