use serde_json::Value;

use super::PartialJson;

/// Texts that JSON can go wrong at, or that are cut badly.
const HOSTILE: &[&str] = &[
    r#"{"city": "Paris", "days": [1, 22, -3.5e10, 4E-2], "ok": true, "no": false, "none": null}"#,
    r#"{"a":{"b":{"c":[[[{"d":"e"}],"f"],{}],"g":""}},"h":[]}"#,
    r#"{"é":"ü ö 🦀","\u00e9\n\"\\\/":"\ud83e\udd80\t\b\f\r"}"#,
    r#"{"a":1,"a":[2,3],"a":{"b":4}}"#,
    r#"{"a":[1],"a":"x"}"#,
    r#"{"":{"":[""]}}"#,
    "[[],[[]],[{}],[[[\"\"]]]]",
    "  [ 1 , \"two\" , { \"three\" : 3 } ]  ",
    "\"only a string\"",
    "[0, 0.0, -0, 1e40]",
    "[1, 2] [3]",
    "{} x",
    "{\"a\" 1}",
    "{\"a\":1,}",
    "[1,]",
    "[+1]",
    "[truer]",
    "[nul]",
    "{1:2}",
    "[\"\\x\"]",
    "[\"\\ud83d\"]",
    "[\"\\ud83dx\"]",
    "[\"\\ud83d\\n\"]",
    "[\"\\udd80\"]",
    "[\"a\nb\"]",
    "[}",
    "{]",
    "]",
    "",
];

/// What can be read of a text, found in another way: of a text that is cut, the longest beginning that is
/// JSON once its strings, arrays and objects are ended. What follows a whole value is not looked at.
fn mended(text: &str) -> Option<Value> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    match values.next()? {
        // More digits may follow a number.
        Ok(value) => (!value.is_number() || values.byte_offset() < text.len()).then_some(value),
        Err(error) if error.is_eof() => {
            let ends = text.char_indices().map(|(at, _)| at).rev();
            let mut ends = std::iter::once(text.len()).chain(ends);
            ends.find_map(|end| ended(&text[..end], &text[end..]))
        }
        Err(_) => None,
    }
}

/// A beginning of a text with what is missing of it at its end.
fn ended(text: &str, rest: &str) -> Option<Value> {
    let (mut open, mut in_string, mut escaped) = (String::new(), false, false);
    for char in text.chars() {
        match char {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '{' if !in_string => open.insert(0, '}'),
            '[' if !in_string => open.insert(0, ']'),
            '}' | ']' if !in_string => drop(open.remove(0)),
            _ => {}
        }
    }
    let ends_in_digit = text.ends_with(|it: char| it.is_ascii_digit());
    let is_cut = rest.is_empty()
        || rest.starts_with([
            '.', 'e', 'E', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
        ]);
    if !in_string && ends_in_digit && is_cut {
        return None;
    }
    let quote = if in_string { "\"" } else { "" };
    serde_json::from_str(&format!("{text}{quote}{open}")).ok()
}

/// What is read of each prefix of a text that comes in pieces of this many characters.
fn read(text: &str, size: usize) -> Vec<(usize, Option<Value>)> {
    let mut reader = PartialJson::default();
    let ends = text.char_indices().map(|(at, char)| at + char.len_utf8());
    let ends: Vec<usize> = ends.collect();
    ends.chunks(size)
        .filter_map(|chunk| chunk.last())
        .map(|end| {
            reader.read(&text[..*end]);
            (*end, reader.value().map(|it| (*it).clone()))
        })
        .collect()
}

#[test]
fn each_prefix_is_read_as_if_it_was_read_anew() {
    for text in HOSTILE {
        let one_by_one = read(text, 1);
        for (end, value) in &one_by_one {
            let anew = read(&text[..*end], usize::MAX);
            assert_eq!(anew, [(*end, value.clone())], "{}", &text[..*end]);
        }
        for size in [2, 3, 7] {
            for seen in read(text, size) {
                assert!(one_by_one.contains(&seen), "{text}, by {size}: {seen:?}");
            }
        }
    }
}

#[test]
fn a_prefix_is_read_as_the_text_with_what_is_missing() {
    for text in HOSTILE {
        for (end, value) in read(text, 1) {
            let prefix = &text[..end];
            assert_eq!(value, mended(prefix), "{prefix}");
        }
    }
}

/// What is wrong with these is seen before or after a parser sees it, but it is seen.
#[test]
fn what_cannot_become_json_is_nothing() {
    for text in [
        "[01]",
        "[1.]",
        "[1e400]",
        "[-]",
        "[1-2]",
        r#"["\u12G4"]"#,
        "[tru1]",
    ] {
        assert_eq!(read(text, 1).pop().unwrap().1, None, "{text}");
        assert_eq!(read(text, 9).pop().unwrap().1, None, "{text}");
    }
}

#[test]
fn a_whole_text_is_read_as_it_is() {
    for text in HOSTILE {
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            assert_eq!(read(text, 1).pop().unwrap().1, Some(value), "{text}");
        }
    }
}

#[test]
fn a_text_is_read_as_deep_as_it_can_be_parsed() {
    for (depth, is_read) in [(127, true), (128, false)] {
        let text = "[".repeat(depth) + "1" + &"]".repeat(depth);
        let value = read(&text, 1).pop().unwrap().1;
        assert_eq!(value.is_some(), is_read);
        assert_eq!(serde_json::from_str::<Value>(&text).is_ok(), is_read);
    }
}

#[test]
fn each_character_is_read_once() {
    // Were the text read anew each time, this would take hours.
    let mut text = String::from("{\"a\":[");
    let mut reader = PartialJson::default();
    for index in 0..200_000 {
        text.push_str("{\"b\":\"c\"},");
        reader.read(&text);
        if index % 50_000 == 0 {
            let value = reader.value().unwrap();
            assert_eq!(value["a"].as_array().map(Vec::len), Some(index + 1));
        }
    }
}
