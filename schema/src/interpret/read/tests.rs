//! What is read of texts, whole and broken.

use super::*;

/// What was read, in a notation of its own: `?` is what can be written and not held, `…` where
/// the text breaks off.
fn told(value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(_) => "boolean".to_owned(),
        Value::Number(Some(Number::Integer(value))) => value.to_string(),
        Value::Number(Some(Number::Unsigned(value))) => format!("{value}u"),
        Value::Number(Some(Number::Float(value))) => format!("{value:?}"),
        Value::Number(None) => "?".to_owned(),
        Value::String(text) => format!("{:?}", text.as_deref().unwrap_or("?")),
        Value::Array(elements) => {
            let elements: Vec<_> = elements.iter().map(told).collect();
            format!("[{}]", elements.join(","))
        }
        Value::Object(members) => {
            let member = |(key, value): &(Text<'_>, Value<'_>)| {
                format!("{}:{}", key.as_deref().unwrap_or("?"), told(value))
            };
            let members: Vec<_> = members.iter().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::TooDeep(_) => "deep".to_owned(),
        Value::Mended(inner, _) | Value::OddKey(inner, _) => format!("~{}", told(inner)),
        Value::Unclosed(inner) => format!("{}…", told(inner)),
    }
}

fn read(text: &str) -> (String, Option<usize>) {
    let data = Data::parse(text);
    let told = data.root.as_ref().map_or_else(String::new, told);
    (told, data.broken_at)
}

#[test]
fn what_is_json_is_read_to_its_end() {
    for (text, expected) in [
        (" null ", "null"),
        ("[]", "[]"),
        (r#"{"a":[1,{"b":{}}],"a":true}"#, "{a:[1,{b:{}}],a:boolean}"),
        ("[0,-1,-0,1.0,1e2,0.5e-1]", "[0,-1,-0.0,1.0,100.0,0.05]"),
        (
            "[9223372036854775807,9223372036854775808,18446744073709551616]",
            "[9223372036854775807,9223372036854775808u,1.8446744073709552e19]",
        ),
        ("[1e400,-1e400,0e400]", "[?,?,0.0]"),
        (
            r#"["a\"\\\/\b\n\u0041\ud83d\ude00ä"]"#,
            "[\"a\\\"\\\\/\\u{8}\\nA😀ä\"]",
        ),
        (r#"["\ud83d","\ude00","\ud83dA"]"#, r#"["?","?","?"]"#),
        (r#"["\ud83d\u0041"]"#, r#"["?"]"#),
        (r#"{"\ud83d":1}"#, "{?:1}"),
    ] {
        assert_eq!(read(text), (expected.to_owned(), None), "{text}");
    }
}

#[test]
fn what_comes_before_a_fault_is_kept() {
    for (text, expected, at) in [
        ("", "", 0),
        ("[DONE]", "[]…", 1),
        ("nul", "", 0),
        ("1 2", "1", 2),
        ("[1,]", "[1]…", 3),
        ("[1 2]", "[1]…", 3),
        (r#"{"a":"b","c":[{"d":1"#, "{a:\"b\",c:[{d:1}…]…}…", 20),
        (r#"{"a":tru}"#, "{}…", 5),
        (r#"{"a":1,}"#, "{a:1}…", 7),
        (r#"{"a":12x}"#, "{a:12}…", 7),
        (r#"{"a"}"#, "{}…", 4),
        ("{a:1}", "{}…", 1),
        ("[01]", "[]…", 2),
        ("[1.]", "[]…", 3),
        ("[-]", "[]…", 2),
        ("[1e]", "[]…", 3),
        ("[.5]", "[]…", 1),
        ("[+1]", "[]…", 1),
        ("['a']", "[]…", 1),
        ("[1] // one", "[1]", 4),
        ("[\"a\nb\"]", "[]…", 3),
        (r#"["\x"]"#, "[]…", 4),
        (r#"["\u12"]"#, "[]…", 4),
        (r#"["a"#, "[]…", 3),
        ("\u{feff}1", "", 0),
        ("[1}", "[1]…", 2),
    ] {
        assert_eq!(read(text), (expected.to_owned(), Some(at)), "{text}");
    }
}

#[test]
fn what_is_nested_too_deep_is_only_passed_over() {
    let nested =
        |depth: usize, inner: &str| format!("{}{inner}{}", "[".repeat(depth), "]".repeat(depth));
    let (told, broken) = read(&nested(MAX_DEPTH, "1"));
    assert!(told.contains('1') && broken.is_none());
    let (told, broken) = read(&nested(MAX_DEPTH + 1, "1"));
    assert!(told.contains("deep") && broken.is_none());
    let (_, broken) = read(&nested(200_000, r#"{"a":[1,{"b":null}]}"#));
    assert_eq!(broken, None);
    let (told, broken) = read(&nested(200_000, r#"{"a":[1,{"b"null}]}"#));
    assert!(told.contains("deep") && broken.is_some());
}
