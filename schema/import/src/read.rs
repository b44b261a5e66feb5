//! A description, from its text to what references in it lead to.

pub(crate) mod digest;
pub(crate) mod examples;
pub(crate) mod file;
pub(crate) mod files;
pub(crate) mod json;
pub(crate) mod lookup;
pub(crate) mod media_type;
pub(crate) mod part;
pub(crate) mod path;
pub(crate) mod reader;
pub(crate) mod records;
pub(crate) mod resolve;
pub(crate) mod scalar;
mod sse;
pub(crate) mod yaml;

use crate::error::Unreadable;
use stream_events_schema::Json;

/// Reads a description. Files called `.yaml` that hold JSON are common, so the text decides, not
/// the name.
pub(crate) fn description(text: &str) -> Result<Json, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    json::json(text).or_else(|error| {
        yaml::read(text).map_err(|unreadable| {
            let looks_like_json = text.trim_start().starts_with('{');
            if !looks_like_json || !(unreadable.is_syntax || error.is_data()) {
                return unreadable;
            }
            let reason = error.to_string();
            let reason = reason.rsplit_once(" at line ").map(|(reason, _)| reason);
            Unreadable {
                line: error.line(),
                column: error.column(),
                format: "JSON",
                is_syntax: true,
                reason: reason.unwrap_or_default().to_owned(),
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(yaml: &str, json: &str) {
        assert_eq!(description(yaml), Ok(json::json(json).unwrap()), "{yaml}");
    }

    #[test]
    fn scalars_are_those_of_yaml_1_2() {
        same(
            "[no, yes, on, ~, True, 1, -2, +3, 0x10, 0o10, 1.5, 1e3, .5]",
            r#"["no","yes","on",null,true,1,-2,3,16,8,1.5,1000.0,0.5]"#,
        );
        same(
            "['1', \"true\", !!str 1, 1.2.3, 2024-01-01, -x, .]",
            r#"["1","true","1","1.2.3","2024-01-01","-x","."]"#,
        );
    }

    #[test]
    fn keys_are_the_text_they_are_written_as() {
        same(
            "200: a\n1.10: b\ntrue: c\nnull: d\n",
            r#"{"200":"a","1.10":"b","true":"c","null":"d"}"#,
        );
    }

    #[test]
    fn anchors_and_merge_keys_are_followed() {
        same(
            "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [*a, {z: 4}]}\nd: *a\n",
            r#"{"a":{"x":1,"y":2},"b":{"y":3,"x":1},"c":{"x":1,"y":2,"z":4},"d":{"x":1,"y":2}}"#,
        );
    }

    #[test]
    fn what_looks_like_json_is_complained_about_as_json() {
        let unreadable = description("{\n  \"a\": [1, }\n}").unwrap_err();
        assert_eq!((unreadable.line, unreadable.column), (2, 12));
    }
}
