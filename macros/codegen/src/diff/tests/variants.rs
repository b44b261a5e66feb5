//! Values, variants and tags.

use super::{fields, types};

#[test]
fn values_and_variants() {
    fields(
        r#"x! {"enum": ["a", "b"]}"#,
        r#"x! {"enum": ["b", "c"]}"#,
        &[
            "value-removed T.x[a] breaking",
            "value-added T.x[c] matches",
        ],
    );
    fields(
        r#"x! {"const": "q"}"#,
        r#"x! {"enum": ["q", "c"]}"#,
        &["constructor T.x breaking", "value-added T.x[c] matches"],
    );
    let union = |values: &[&str]| {
        let branches = values
            .iter()
            .map(|value| branch("type", &format!("\"{value}\""), "x"));
        format!(
            r#""T": {{"oneOf": [{}]}}"#,
            branches.collect::<Vec<_>>().join(", ")
        )
    };
    types(
        &union(&["a", "b"]),
        &union(&["c", "b"]),
        &[
            "variant-removed T[a] breaking",
            "variant-added T[c] matches",
        ],
    );
    types(&union(&["a", "b"]), &union(&["b", "a"]), &[]);
    let kinds = |kinds: &str| format!(r#""T": {{"type": [{kinds}]}}"#);
    types(
        &kinds(r#""string", "boolean""#),
        &kinds(r#""string", "integer""#),
        &[
            "variant-removed T[boolean] breaking, behaviour backward",
            "variant-added T[number] behaviour, matches forward",
        ],
    );
}

fn branch(tag: &str, values: &str, property: &str) -> String {
    format!(
        r#"{{"type": "object", "required": ["{tag}"], "properties": {{
            "{tag}": {{"enum": [{values}]}}, "{property}": true
        }}}}"#
    )
    .replace(r#"{"enum": ["a"]}"#, r#"{"const": "a"}"#)
    .replace(r#"{"enum": ["b"]}"#, r#"{"const": "b"}"#)
    .replace(r#"{"enum": ["c"]}"#, r#"{"const": "c"}"#)
}

#[test]
fn the_tag_and_its_values() {
    let union = |tag: &str, values: &str| {
        let branches = [branch(tag, values, "x"), branch(tag, "\"z\"", "y")];
        format!(r#""T": {{"oneOf": [{}]}}"#, branches.join(", "))
    };
    // With one value the tag says no more than the variant does, and is no field.
    types(
        &union("t", r#""a", "b""#),
        &union("t", r#""a""#),
        &["variant-values T[a] behaviour", "rust-name T[a].t breaking"],
    );
    types(
        &union("t", r#""a", "d""#),
        &union("t", r#""d", "e""#),
        &[
            "variant-values T[d] behaviour",
            "variant-renamed T[d] breaking",
            "value-removed T[d].t[a] breaking",
            "value-added T[d].t[e] matches",
        ],
    );
    types(
        &union("t", r#""a""#),
        &union("u", r#""a""#),
        &["tag T behaviour", "fit T behaviour forward backward"],
    );
}
