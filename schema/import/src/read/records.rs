//! The texts of a stream of JSON texts.

use crate::read::json;

/// What ends one text of a sequence and begins the next (RFC 7464).
const RECORD_SEPARATOR: char = '\u{1e}';

/// The texts one after another, leniently: what is shown is often cut, and often laid out for
/// reading.
pub(crate) fn records(text: &str) -> Vec<String> {
    let text = text.trim_start_matches('\u{feff}');
    text.split(RECORD_SEPARATOR).flat_map(within).collect()
}

fn within(text: &str) -> Vec<String> {
    if let Ok(values) = json::all_values(text) {
        return values.iter().map(ToString::to_string).collect();
    }
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_apart_however_they_are_laid_out() {
        for text in [
            "{\"a\":1}\n[\"b\"]\n",
            "\u{feff}{\"a\":1}\r\n\r\n  [\"b\"]",
            "{ \"a\": 1 }[\"b\"]",
            "{\n  \"a\": 1\n}\n[\n  \"b\"\n]\n",
            "\u{1e}{\"a\":1}\n\u{1e}[\n\"b\"]\n",
            "\u{1e}\u{1e}{\"a\":1}\u{1e}[\"b\"]",
        ] {
            assert_eq!(records(text), ["{\"a\":1}", "[\"b\"]"], "{text}");
        }
    }

    #[test]
    fn what_is_cut_or_no_json_is_a_line() {
        assert_eq!(
            records("{\"a\":1}\n...\n{\"b\":\n"),
            ["{\"a\":1}", "...", "{\"b\":"]
        );
        assert_eq!(records(" \n\n"), Vec::<String>::new());
    }
}
