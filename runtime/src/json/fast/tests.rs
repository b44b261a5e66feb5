//! What is read, and what is left to `serde_json`. That the two agree is tested with generated texts,
//! in the workspace's tests.

use super::{Plain, PlainReader};

fn read<T: Plain>(json: &str) -> Option<T> {
    let mut reader = PlainReader::new(json);
    T::read(&mut reader).filter(|_| reader.is_at_end())
}

#[derive(Debug, PartialEq)]
struct Event {
    index: i64,
    delta: Option<Delta>,
    note: Option<String>,
}

crate::__object! { plain Event {
    ["type" = "event"]
    required index: "index";
    defaulted delta: "delta";
    optional note: "note";
} }

#[derive(Debug, PartialEq)]
enum Delta {
    Text(Text),
    Unknown(crate::UnknownVariant),
}

crate::__tagged! { Delta by "type" {
    plain "text" | "more_text" => Text: Text;
} }

#[derive(Debug, PartialEq)]
struct Text {
    text: String,
}

crate::__object! { plain Text {
    ["type" = "text"]
    required text: "text";
} }

fn event(text: &str) -> Event {
    let text = text.to_owned();
    Event {
        index: 1,
        delta: Some(Delta::Text(Text { text })),
        note: None,
    }
}

/// An event whose text is written like this between its quotes.
fn written(text: &str) -> String {
    format!(r#"{{"type":"event","index":1,"delta":{{"type":"text","text":"{text}"}}}}"#)
}

#[test]
fn any_order_and_white_space_are_read() {
    for json in [
        r#"{"type":"event","index":1,"delta":{"type":"text","text":"Hi"}}"#,
        r#"{"type":"event","index":1,"delta":{"type":"text","text":"Hi"}               }"#,
        r#"{"type": "event", "index": 1, "delta": {"type": "text", "text": "Hi"}}"#,
        r#" { "type" : "event" , "index" : 1 , "delta" : { "type" : "text" , "text" : "Hi" } } "#,
        "\t{\n\t\"index\": 1,\r\n\t\"delta\": {\"type\": \"more_text\", \"text\": \"Hi\"}\n}\n",
        r#"{"delta":{"text":"Hi","type":"text"},"index":1,"type":"event"}"#,
        r#"{"index":1,"note":null,"delta":{"type":"text","text":"Hi"}}"#,
        r#"{"new":"\n","index":1,"new":12,"delta":{"type":"text","new":true,"text":"Hi","new":null},"new":[],"new":{ }}"#,
        r#"{"index":7,"index":1,"delta":{"type":"text","text":"Hi"}}"#,
    ] {
        assert_eq!(read(json), Some(event("Hi")), "{json}");
    }
}

#[test]
fn texts_of_every_length_are_read() {
    for length in 0..40 {
        let plain = "x".repeat(length);
        assert_eq!(read(&written(&plain)), Some(event(&plain)));
        let other = "é".repeat(length);
        assert_eq!(read(&written(&other)), Some(event(&other)));
        let (escaped, text) = (r#"\"x\\y\n"#.repeat(length), "\"x\\y\n".repeat(length));
        assert_eq!(read(&written(&escaped)), Some(event(&text)));
    }
}

#[test]
fn short_escapes_are_read() {
    let text = "\"\\/\u{8}\u{c}\n\r\t";
    assert_eq!(read(&written(r#"\"\\\/\b\f\n\r\t"#)), Some(event(text)));
}

#[test]
fn the_rest_is_left_to_serde_json() {
    for json in [
        // Valid, but rare.
        r#"{"type":"event","index":-1}"#,
        r#"{"type":"event","index":1,"note":"\u0041"}"#,
        r#"{"type":"event","index":1,"not\u0065":"A"}"#,
        r#"{"type":"event","index":1,"new":{"a":1}}"#,
        r#"{"type":"event","index":1,"new":0.5}"#,
        r#"{"type":"event","index":1,"delta":{"type":"unheard_of"}}"#,
        r#"{"type":"event","index":1,"delta":{"type":null}}"#,
        r#"{"type":"event","index":1234567890123456789}"#,
        // Wrong.
        "",
        "{",
        r#"{"type":"event","index":1"#,
        r#"{"type":"event","index":1}}"#,
        r#"{"type":"event","index":1,}"#,
        r#"{,"type":"event","index":1}"#,
        r#"{"type":"event","index":01}"#,
        r#"{"type":"event","index":1.}"#,
        r#"{"type":"event","index":}"#,
        r#"{"type":"event"}"#,
        r#"{"type":"event","index":"1"}"#,
        r#"{"type":"event","index":1,"delta":{}}"#,
        r#"{"type":"event","index":1,"delta":{"text":"Hi"}}"#,
        r#"{"type":"event","index":1,"note":"\x"}"#,
        "{\"type\":\"event\",\"index\":1,\"note\":\"a\u{1f}\"}",
        r#"{"type":"event","index":1,"note":"\"}"#,
        r#"[{"type":"event","index":1}]"#,
    ] {
        assert_eq!(read::<Event>(json), None, "{json}");
    }
}
