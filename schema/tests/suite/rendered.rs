//! How diagnostics look, whatever the text is like that they are about.

use std::time::{Duration, Instant};

use stream_events_schema::{Diagnostics, Look, read};

fn mistakes(text: &str) -> Diagnostics {
    read("a.json", text).expect_err("a document with a mistake")
}

fn first(text: &str) -> String {
    mistakes(text).rendered(Look::Plain)[0].to_string()
}

/// The source line that is shown, and the line under it.
fn marked(rendered: &str) -> (&str, &str) {
    let mut lines = rendered.lines().skip(3);
    (lines.next().unwrap(), lines.next().unwrap())
}

#[test]
fn lines_may_end_in_cr_alone() {
    for end in ["\n", "\r\n", "\r"] {
        let text = ["{", "  // 日本", "  \"evnts\": {}", "}"].join(end);
        let rendered = first(&text);
        assert!(rendered.contains("--> a.json:3:3\n"), "{rendered}");
        let expected = (
            "3 |   \"evnts\": {}",
            "  |   ^^^^^^^ not a keyword of a document",
        );
        assert_eq!(marked(&rendered), expected, "{end:?}");
    }
}

#[test]
fn marks_stand_under_what_they_are_about() {
    for (before, shown, width) in [
        ("日本語テキスト", "日本語テキスト", 14),
        ("한국어", "한국어", 6),
        ("\u{ff21}\u{ff22}", "\u{ff21}\u{ff22}", 4),
        // With a combining accent.
        ("e\u{301}te\u{301}", "e\u{301}te\u{301}", 3),
        ("🙂👍", "🙂👍", 4),
        // A joiner is taken out: terminals do not agree what it does.
        ("👩\u{200d}👧", "👩👧", 4),
        ("→ für", "→ für", 5),
        ("\u{7f}", "␡", 1),
        ("\u{9b}31m", "�31m", 4),
        ("\u{202e}abc\u{2066}", "�abc�", 5),
    ] {
        let rendered = first(&format!("{{ \"title\": \"{before}\", \"evnts\": 1 }}"));
        let (line, mark) = marked(&rendered);
        assert_eq!(
            line,
            format!("1 | {{ \"title\": \"{shown}\", \"evnts\": 1 }}")
        );
        let indent = "  | { \"title\": \"".len() + width + "\", ".len();
        assert_eq!(mark.find('^'), Some(indent), "{rendered}");
        assert!(mark.contains("^^^^^^^ "), "{rendered}");
    }
    // Outside of strings a tab is blank.
    let rendered = first("{\t\"evnts\": 1 }");
    assert_eq!(marked(&rendered).0, "1 | {    \"evnts\": 1 }");
    assert_eq!(marked(&rendered).1.find('^'), Some(9), "{rendered}");
}

#[test]
fn what_is_wide_is_marked_in_its_width() {
    let rendered = first("{ \"日本\": 1, \"events\": { \"a\": { \"handle\": \"skip\" } } }");
    let (_, mark) = marked(&rendered);
    assert_eq!(mark.matches('^').count(), 6, "{rendered}");
}

#[test]
fn nothing_that_a_terminal_obeys_is_shown() {
    let obeyed = |text: &str| {
        let odd = |c: &char| c.is_control() && *c != '\n';
        let turns = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        text.chars().find(|c| odd(c) || turns(c))
    };
    for text in [
        // In keys and values, as escapes.
        r#"{ "\u001b]0;x\u0007": 1, "events": {} }"#,
        r##"{ "events": { "a\n\u009b2J": { "payload": { "$ref": "#/$defs/\u001b[31m" } } } }"##,
        r#"{ "events": { "a": { "handle": "\u202eskip\u0000" } } }"#,
        // In the text itself.
        "{ \"\u{9b}2J\u{7f}\u{202e}\": 1, \"events\": {} }",
        "{ // \u{1b}[31m \u{8}\n \"evnts\": /* \u{1b}c */ 1 }",
        "{ \"title\": \"a\u{1b}[31m\" }",
        "\u{1b}",
    ] {
        let mistakes = read("\u{1b}[31m\r.json", text).expect_err(text);
        for rendered in mistakes.rendered(Look::Plain) {
            assert_eq!(obeyed(&rendered.to_string()), None, "{text:?}");
        }
        let lines = mistakes.to_string();
        assert_eq!(obeyed(&lines), None, "{text:?}");
        assert_eq!(lines.lines().count(), mistakes.len(), "{lines}");
    }
}

#[test]
fn one_line_of_a_megabyte_is_shown_in_part_and_in_time() {
    let about = "あ".repeat(100);
    let event = |index: usize| {
        format!("\"事件{index}\":{{\"handel\":\"skip\",\"description\":\"{about}\"}}")
    };
    let events: Vec<_> = (0..4_000).map(event).collect();
    let text = format!("{{\"events\":{{{}}}}}", events.join(","));
    assert!(text.len() > 1_000_000);
    let started = Instant::now();
    let mistakes = mistakes(&text);
    let rendered = mistakes.rendered(Look::Plain);
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
    assert!(rendered.len() >= 4_000);
    for rendered in &rendered {
        let longest = rendered.body.lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(120), "{rendered}");
    }
    let rendered = rendered[3_999].to_string();
    let (line, mark) = marked(&rendered);
    assert!(
        line.contains("\"事件3999\":{\"handel\":\"skip\","),
        "{line}"
    );
    assert!(mark.contains("^^^^^^^^ not a keyword"), "{mark}");
    let column = text[..text.rfind("\"handel\"").unwrap()].chars().count() + 1;
    assert!(
        rendered.contains(&format!("--> a.json:1:{column}\n")),
        "{rendered}"
    );
}

#[test]
fn a_mark_of_a_whole_megabyte_is_short() {
    let text = format!("{{\"title\":\"{}\"}}", "x".repeat(1_000_000));
    let rendered = first(&text);
    assert!(rendered.lines().all(|line| line.len() < 200), "{rendered}");
}

#[test]
fn a_mark_over_several_lines_ends_with_the_first() {
    let rendered = first("{ \"title\":\n  \"a\"\n}");
    let expected = (
        "1 | { \"title\":",
        "  | ^^^^^^^^^^ nothing would ever arrive",
    );
    assert_eq!(marked(&rendered), expected, "{rendered}");
}

#[test]
fn colours_are_an_addition() {
    let mistakes = mistakes("{ \"evnts\": 1 }");
    let styled = mistakes.rendered(Look::Styled);
    for (plain, styled) in mistakes.rendered(Look::Plain).iter().zip(styled) {
        let styled = styled.to_string();
        assert!(styled.contains("\u{1b}["), "{styled}");
        let mut pieces = styled.split('\u{1b}');
        let mut text = pieces.next().unwrap().to_owned();
        text.extend(pieces.map(|piece| piece.split_once('m').unwrap().1));
        assert_eq!(text, plain.to_string());
    }
}

#[test]
fn a_mark_of_nothing_is_one_of_whatever_comes_next() {
    // A form feed is no white space of JSON, and is shown as one character of three bytes.
    for missing in [
        "{\"events\":[\"a\"\u{c}\"b\"]}",
        "{\"events\":[\"a\"\u{1f642}\"b\"]}",
    ] {
        assert!(first(missing).contains('^'), "{missing:?}");
    }
}
