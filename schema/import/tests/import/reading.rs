//! Texts: what is read, what is refused, and how much memory that takes.

use allocation_counter::measure;
use stream_events_import::{ImportError, Importer};

/// About 200 kB of a text repeated, between others.
fn repeated(before: &str, text: &str, after: &str) -> String {
    let count = (201_000 - before.len() - after.len()) / text.len();
    format!("{before}{}{after}", text.repeat(count))
}

/// `&a0 [&a1 [ … ]]` round a text.
fn nested(levels: usize, text: &str) -> String {
    let open: String = (0..levels).map(|level| format!("&a{level} [")).collect();
    format!("{open}{text}{}", "]".repeat(levels))
}

fn all_aliases(levels: usize) -> String {
    let aliases: Vec<_> = (0..levels).map(|level| format!("*a{level}")).collect();
    format!("y: [{}]\n", aliases.join(", "))
}

#[track_caller]
fn takes_little(what: &str, text: &str) -> Result<(), ImportError> {
    const MOST: u64 = 50_000_000;
    assert!(text.len() <= 201_000, "{what}: {}", text.len());
    let mut result = Ok(());
    let measured = measure(|| {
        result = Importer::new("a.yaml", text).and_then(|it| it.union("#").import().map(drop));
    });
    let took = measured.bytes_max;
    assert!(took < MOST, "{what} takes {took} bytes");
    result
}

fn reason(result: Result<(), ImportError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn aliases_never_stand_for_more_than_fifty_megabytes() {
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{inner}]\n"));
    }
    let mut merges = String::from("a0: &a0 {k: [x, x, x, x, x, x, x, x, x, x]}\n");
    for level in 1..40 {
        let inner = format!("{{<<: *a{}, a{level}: *a{}}}", level - 1, level - 1);
        merges.push_str(&format!("a{level}: &a{level} {inner}\n"));
    }
    let wide = nested(120, &"x, ".repeat(60_000));
    let list = format!("a: &a [{}]\n", "x, ".repeat(30_000));
    let object: String = (0..5_000).map(|key| format!("k{key}: x, ")).collect();
    let object = format!("a: &a {{{object}}}\n");
    for (what, text) in [
        ("laughs", laughs),
        ("merge keys of merge keys", merges),
        ("nested anchors", format!("x: {wide}\n{}", all_aliases(120))),
        (
            "an alias many times",
            repeated(&format!("{list}b: ["), "*a , ", "]"),
        ),
        ("an alias as many values", {
            let mut text = list.clone();
            (0..5_000).for_each(|key| text.push_str(&format!("b{key}: *a\n")));
            text
        }),
        (
            "a list of merges",
            format!("{object}b: {{<<: [{}]}}", "*a, ".repeat(20_000)),
        ),
        ("many merges", {
            let mut text = object.clone();
            (0..5_000).for_each(|key| text.push_str(&format!("b{key}: {{<<: *a}}\n")));
            text
        }),
    ] {
        let reason = reason(takes_little(what, &text));
        assert!(
            reason.ends_with("invalid YAML: the aliases stand for too much"),
            "{what}: {reason}"
        );
    }
}

#[test]
fn no_text_takes_more_than_fifty_megabytes() {
    let anchored: String = (0..120).map(|level| format!("&a{level} [")).collect();
    for (what, text) in [
        (
            "anchors without aliases",
            repeated(&format!("x: {anchored}"), "x, ", &"]".repeat(120)),
        ),
        ("an anchor at each value", {
            let values: String = (0..20_000).map(|id| format!("&{id} x,")).collect();
            format!("x: [{values}]")
        }),
        ("a flat list", repeated("x: [", "x,", "]")),
        ("a list of lists", repeated("x: [", "[],", "]")),
        ("a list of objects", repeated("x: [", "{a},", "]")),
        ("a list of pairs", repeated("x: [", "a: ,", "]")),
        ("a list of nothing", repeated("x:\n", "-\n", "")),
        ("lists in lists", repeated("", "- ", "")),
        ("brackets", repeated("x: ", "[", "")),
        ("braces", repeated("x: ", "{", "")),
        ("question marks", repeated("", "? ", "")),
        ("members", {
            let members: String = (0..25_000).map(|key| format!("{key}:\n")).collect();
            members
        }),
        ("comments", repeated("x: y\n", "#\n", "")),
        ("documents", repeated("", "---\n", "")),
        ("tags", repeated("x: [", "!!str x,", "]")),
        ("one text", repeated("x: |\n", " x\n", "")),
        ("JSON", repeated("{\"x\":[", "1,", "1]}")),
        ("JSON objects", repeated("{\"x\":[", "{\"\":1},", "1]}")),
        ("JSON that is none", repeated("{\"x\":[", "1,", "")),
        (
            "values that cannot be known",
            repeated("$defs: {}\nproperties: {a: {enum: [", "{},", "]}}"),
        ),
        ("schemas", {
            let schema = |key| format!("  S{key}: {{$ref: '#/$defs/S{}'}}\n", key + 1);
            let schemas: String = (0..5_000).map(schema).collect();
            format!("$ref: '#/$defs/S0'\n$defs:\n{schemas}")
        }),
    ] {
        let _ = takes_little(what, &text);
    }
}

#[test]
fn aliases_that_stand_for_a_little_are_followed() {
    let properties: String = (0..300).map(|key| format!("  p{key}: *text\n")).collect();
    let text = format!("x-text: &text {{ type: string }}\nproperties:\n{properties}");
    let imported = super::import(&Importer::new("a.yaml", &text).unwrap());
    let key = imported.document.definitions.keys().next().unwrap();
    let definition = imported.document.definitions[key].keywords().unwrap();
    assert_eq!(definition.properties.as_ref().unwrap().len(), 300);
}

#[track_caller]
fn refused(text: &str, message: &str) {
    match Importer::new("a.yaml", text) {
        Ok(_) => panic!("accepted: {text}"),
        Err(error) => assert_eq!(error.to_string(), message, "{text}"),
    }
}

#[test]
fn keys_are_there_once() {
    let twice = "components:\n  schemas:\n    Ev: {}\n    Other: {}\n    Ev: {}\n";
    refused(twice, "a.yaml:5:5: invalid YAML: duplicate key `Ev`");
    refused(
        "a: {b: 1, b: 1}",
        "a.yaml:1:11: invalid YAML: duplicate key `b`",
    );
    refused(
        "200: a\n'200': b\n",
        "a.yaml:2:1: invalid YAML: duplicate key `200`",
    );
    refused(
        "- {a: 1}\n- ? a\n  : 1\n  ? a\n  : 2\n",
        "a.yaml:4:5: invalid YAML: duplicate key `a`",
    );
    refused(
        "{\"a\": b, \"a\": c}",
        "a.yaml:1:10: invalid YAML: duplicate key `a`",
    );
    refused(
        "a: &a {}\nb:\n  <<: *a\n  <<: *a\n",
        "a.yaml:4:3: invalid YAML: duplicate key `<<`",
    );
    refused(
        "{\n  \"a\": { \"b\": 1 },\n  \"a\": 2\n}",
        "a.yaml:3:5: invalid JSON: duplicate key `a`",
    );
    refused(
        "{\"a\": [{\"b\": 1, \"\\u0062\": 2}]}",
        "a.yaml:1:24: invalid JSON: duplicate key `b`",
    );
}

#[test]
fn what_is_wrong_with_a_text_is_said_with_its_place() {
    refused(
        "a: [1\nb: 2\n",
        "a.yaml:2:2: invalid YAML: illegal placement of ':' indicator",
    );
    refused(
        "a: 1\n---\nb: 2\n",
        "a.yaml:2:1: invalid YAML: a second document begins here",
    );
    refused(
        "a: *nobody\n",
        "a.yaml:1:4: invalid YAML: while parsing node, found unknown anchor",
    );
    refused(
        "a: &a [*a]\n",
        "a.yaml:1:8: invalid YAML: an alias stands inside what it stands for",
    );
    refused(
        "a: {<<: 1}\n",
        "a.yaml:1:10: invalid YAML: `<<` takes a mapping or a list of mappings",
    );
    refused(
        "? [a]\n: 1\n",
        "a.yaml:1:3: invalid YAML: a key is not a text",
    );
    refused("", "a.yaml:1:1: invalid YAML: the text is empty");
    refused("a: 1\n}\n", "a.yaml:2:1: invalid YAML: misplaced bracket");
    let deep = |levels| format!("a: {}{}", "[".repeat(levels), "]".repeat(levels));
    refused(
        &deep(127),
        "a.yaml:1:130: invalid YAML: it is nested deeper than 127 levels",
    );
    assert!(Importer::new("a.yaml", &deep(126)).is_ok());
}

#[test]
fn brackets_may_close_at_the_column_of_their_key() {
    let text = "\
$defs:
  Stream:
    type: object
    required: [
      \"kind\",
      'id'
    ]
    properties: {
      kind: { enum: [ \"a\" ] },
      \"id\": {
        type: string
      }
    }
    example: {
      \"kind\": \"a\",
      \"id\": [
        1
      ]
    }
";
    let importer = Importer::new("a.yaml", text).unwrap().union("Stream");
    let imported = super::import(&importer);
    let stream = imported.document.definitions["Stream"].keywords().unwrap();
    assert_eq!(stream.required, ["kind", "id"]);
}

#[test]
fn a_mark_of_the_byte_order_is_no_text() {
    for text in [
        "\u{feff}{ \"$defs\": {} }",
        "\u{feff}$defs: {}\n",
        "\u{feff}---\n$defs: {}\n",
    ] {
        assert!(Importer::new("a.yaml", text).is_ok(), "{text:?}");
    }
}
