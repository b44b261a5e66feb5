//! What becomes of the constructs of schemas, one by one.

use stream_events_import::FindingKind;

/// Imports a stream of one object with one property `p`, and gives back what `p` became, compact,
/// and what was said about it.
fn property(schema: &str) -> (String, Vec<String>) {
    let importer = super::schema(&format!(
        r##"{{
            "Stream": {{ "type": "object", "properties": {{ "p": {schema} }} }},
            "Object": {{ "type": "object", "required": ["a"], "properties": {{ "a": {{ "type": "string" }} }} }},
            "Word": {{ "type": "string", "enum": ["x", "y"] }},
            "Alias": {{ "$ref": "#/$defs/Object" }}
        }}"##
    ))
    .event("it");
    let imported = super::import(&importer);
    let definition = imported.document.definitions["Stream"].keywords().unwrap();
    let json =
        stream_events_schema::Json::from(&definition.properties.as_ref().unwrap()["p"]).to_string();
    (json, super::lines(&imported))
}

#[track_caller]
fn becomes(schema: &str, expected: &str) {
    let (json, said) = property(schema);
    assert_eq!(json, expected, "from {schema}");
    assert!(said.is_empty(), "{said:?}");
}

#[track_caller]
fn becomes_saying(schema: &str, expected: &str, finding: &str) {
    let (json, said) = property(schema);
    assert_eq!(json, expected, "from {schema}");
    assert_eq!(said, [finding]);
}

const P: &str = "/$defs/Stream/properties/p";

#[test]
fn what_may_be_null() {
    becomes(
        r#"{"type":"string","nullable":true}"#,
        r#"{"type":["string","null"]}"#,
    );
    becomes(
        r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#,
        r#"{"type":["string","null"]}"#,
    );
    becomes(
        r#"{"enum":["a","b",null]}"#,
        r#"{"type":["string","null"],"enum":["a","b"]}"#,
    );
    becomes(
        r#"{"type":"string","enum":["a",null]}"#,
        r#"{"type":["string","null"],"const":"a"}"#,
    );
    becomes(
        r##"{"anyOf":[{"$ref":"#/$defs/Object"},{"type":"null"}],"description":"d"}"##,
        r##"{"description":"d","anyOf":[{"$ref":"#/$defs/Object"},{"type":"null"}]}"##,
    );
    becomes(
        r##"{"$ref":"#/$defs/Alias","nullable":true}"##,
        r##"{"anyOf":[{"$ref":"#/$defs/Object"},{"type":"null"}]}"##,
    );
    becomes(
        r##"{"allOf":[{"$ref":"#/$defs/Word"}],"nullable":true,"default":"x"}"##,
        r##"{"anyOf":[{"$ref":"#/$defs/Word"},{"type":"null"}]}"##,
    );
    becomes(r#"{"enum":[null]}"#, r#"{"type":"null"}"#);
}

#[test]
fn values() {
    becomes(r#"{"type":"string","enum":["a"]}"#, r#"{"const":"a"}"#);
    becomes(
        r#"{"enum":["a","b"]}"#,
        r#"{"type":"string","enum":["a","b"]}"#,
    );
    becomes(
        r#"{"type":"integer","enum":[1,2]}"#,
        r#"{"type":"integer","enum":[1,2]}"#,
    );
    becomes(r#"{"const":true}"#, r#"{"const":true}"#);
    becomes(
        r#"{"anyOf":[{"type":"string"},{"type":"string","enum":["a","b"]}]}"#,
        r#"{"anyOf":[{"type":"string"},{"type":"string","enum":["a","b"]}]}"#,
    );
    becomes_saying(
        r#"{"type":"string","enum":["a",1]}"#,
        r#"{"type":"string","enum":["a","1"]}"#,
        &format!("converted: {P}/enum/1: `1` is no string, but a string is asked for: read as one"),
    );
    becomes_saying(
        r#"{"type":"integer","enum":[1,"a",2]}"#,
        r#"{"type":"integer","enum":[1,2]}"#,
        &format!("dropped: {P}/enum/1: the value contradicts `type`"),
    );
    becomes_saying(
        r#"{"enum":[{"a":1}]}"#,
        "true",
        &format!("dropped: {P}/enum/0: an object cannot be a known value"),
    );
    becomes_saying(
        r#"{"enum":[]}"#,
        "true",
        &format!("dropped: {P}/enum: it is empty"),
    );
}

#[test]
fn numbers_keep_what_tells_their_width() {
    becomes(
        r#"{"type":"integer","format":"int64","minimum":0,"maximum":9,"exclusiveMinimum":true}"#,
        r#"{"type":"integer","format":"int64"}"#,
    );
    becomes(
        r#"{"type":"integer","minimum":0,"maximum":18446744073709551615}"#,
        r#"{"type":"integer","minimum":0,"maximum":18446744073709551615}"#,
    );
    becomes_saying(
        r#"{"type":"float"}"#,
        r#"{"type":"number"}"#,
        &format!("converted: {P}/type: `float` is no json type, read as number"),
    );
}

#[test]
fn objects() {
    becomes(
        r#"{"properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}"#,
        r#"{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}"#,
    );
    becomes(
        r#"{"type":"object","additionalProperties":true}"#,
        r#"{"type":"object"}"#,
    );
    becomes(
        r#"{"type":"object","additionalProperties":false}"#,
        r#"{"type":"object","additionalProperties":false}"#,
    );
    becomes(
        r#"{"additionalProperties":{"type":"integer"}}"#,
        r#"{"type":"object","additionalProperties":{"type":"integer"}}"#,
    );
    becomes(
        r#"{"type":"object","properties":{"a":{"type":"string"},"b":false}}"#,
        r#"{"type":"object","properties":{"a":{"type":"string"}}}"#,
    );
    becomes_saying(
        r#"{"type":"object","required":["a","b"],"properties":{"a":{"type":"string"}}}"#,
        r#"{"type":"object","required":["a"],"properties":{"a":{"type":"string"}}}"#,
        &format!("dropped: {P}/required/1: `b` is required, but not described"),
    );
    becomes_saying(
        r#"{"type":"object","patternProperties":{"^x":{"type":"string"}}}"#,
        r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
        &format!(
            "converted: {P}/patternProperties: all other properties are of these types, whatever \
             they are called"
        ),
    );
    becomes_saying(
        r#"{"type":"object","properties":{"a":{"type":"string"}},"anyOf":[{"required":["a"]}]}"#,
        r#"{"type":"object","properties":{"a":{"type":"string"}}}"#,
        &format!("dropped: {P}/anyOf: it only limits which properties go together"),
    );
}

#[test]
fn lists() {
    becomes(r#"{"type":"array"}"#, r#"{"type":"array"}"#);
    becomes(
        r#"{"items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"}}"#,
    );
    let tuple = "tuple read as a list; positions are not kept";
    becomes_saying(
        r#"{"type":"array","prefixItems":[{"type":"string"},{"type":"integer"}],"items":false}"#,
        r#"{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}}"#,
        &format!("converted: {P}/prefixItems/0: {tuple}"),
    );
    becomes_saying(
        r#"{"type":"array","items":[{"type":"string"}],"additionalItems":{"type":"null"}}"#,
        r#"{"type":"array","items":{"type":["string","null"]}}"#,
        &format!("converted: {P}/items/0: {tuple}"),
    );
    becomes_saying(
        r#"{"anyOf":[{"type":"array","items":{"type":"string"}},{"type":"array","items":{"type":"integer"}}]}"#,
        r#"{"type":"array","items":{"anyOf":[{"type":"string"},{"type":"integer"}]}}"#,
        &format!(
            "converted: {P}/anyOf: lists of different types became one list whose elements differ"
        ),
    );
}

#[test]
fn all_of() {
    becomes(
        r##"{"allOf":[{"$ref":"#/$defs/Object"},{"description":"d"}],"title":"T"}"##,
        r##"{"$ref":"#/$defs/Object"}"##,
    );
    becomes(
        r##"{"type":"object","allOf":[{"$ref":"#/$defs/Object"}]}"##,
        r##"{"$ref":"#/$defs/Object"}"##,
    );
    becomes(
        r##"{"allOf":[{"$ref":"#/$defs/Object"},{"required":["b"],"properties":{"a":{"const":"x"},"b":{"type":"integer"}}}]}"##,
        r#"{"type":"object","required":["a","b"],"properties":{"a":{"const":"x"},"b":{"type":"integer"}}}"#,
    );
    becomes(
        r##"{"allOf":[{"$ref":"#/$defs/Word"},{"type":"string","enum":["y","z"]}]}"##,
        r#"{"const":"y"}"#,
    );
    becomes_saying(
        r##"{"allOf":[{"$ref":"#/$defs/Object"},{"oneOf":[{"properties":{"t":{"const":"1"}}},{"properties":{"t":{"const":"2"}}}]}]}"##,
        r#"{"oneOf":[{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"t":{"const":"1"}}},{"type":"object","required":["a"],"properties":{"a":{"type":"string"},"t":{"const":"2"}}}]}"#,
        &format!(
            "converted: {P}/allOf/1/oneOf: what stands beside it was written into every branch"
        ),
    );
    becomes_saying(
        r#"{"allOf":[{"type":"string"},{"type":"integer"}]}"#,
        r#"{"type":"string"}"#,
        &format!("dropped: {P}/allOf/1/type: it contradicts what stands beside it, which counts"),
    );
}

#[test]
fn what_only_limits_values_is_named() {
    for keyword in ["not", "if", "dependentSchemas"] {
        becomes_saying(
            &format!(r#"{{"type":"string","{keyword}":{{}}}}"#),
            r#"{"type":"string"}"#,
            &format!("dropped: {P}/{keyword}: `{keyword}`: it only limits values"),
        );
    }
}

#[test]
fn references_that_lead_nowhere_are_named() {
    for (reference, why) in [
        ("other.json#/A", "leads to `other.json`, which was not read"),
        (
            "https://example.com/a.json",
            "is a URL, and nothing is fetched",
        ),
        ("#/$defs/Nobody", "leads nowhere"),
        ("#/$defs/Stream/properties/q/r", "leads nowhere"),
    ] {
        becomes_saying(
            &format!(r#"{{"$ref":"{reference}"}}"#),
            "true",
            &format!("dropped: {P}/$ref: `{reference}` {why}: any value is allowed instead"),
        );
    }
}

#[test]
fn references_are_followed_wherever_they_lead() {
    let importer = super::schema(
        r##"{
            "Stream": { "type": "object", "properties": {
                "a": { "$ref": "#/$defs/Other/properties/deep" },
                "b": { "$ref": "#/$defs/a~1b%20c" },
                "c": { "$ref": "#Anchored" },
                "d": { "$ref": "https://example.com/e.json" },
                "e": { "$ref": "schema.json#/$defs/Word" },
                "f": { "$ref": "#/$defs/Loop" },
                "g": { "$ref": "#/$defs/Tree" }
            } },
            "Other": { "properties": { "deep": { "type": "object", "properties": { "x": { "type": "string" } } } } },
            "a/b c": { "type": "boolean" },
            "Named": { "$anchor": "Anchored", "type": "integer" },
            "Embedded": { "$id": "https://example.com/e.json", "type": "number" },
            "Word": { "type": "string" },
            "Loop": { "$ref": "#/$defs/Loop" },
            "Tree": { "$recursiveAnchor": true, "type": "object", "properties": { "twigs": { "type": "array", "items": { "$recursiveRef": "#" } } } }
        }"##,
    );
    let imported = super::import(&importer.event("it"));
    let definitions = &imported.document.definitions;
    let properties = definitions["Stream"].keywords().unwrap().properties.iter();
    let properties = properties
        .flatten()
        .map(|(key, it)| (key.clone(), it.into()));
    let json = stream_events_schema::Json::Object(properties.collect()).to_string();
    assert_eq!(
        json,
        r##"{"a":{"$ref":"#/$defs/Other_deep"},"b":{"$ref":"#/$defs/a_b_c"},"c":{"$ref":"#/$defs/Named"},"d":{"$ref":"#/$defs/Embedded"},"e":{"$ref":"#/$defs/Word"},"f":{"$ref":"#/$defs/Loop"},"g":{"$ref":"#/$defs/Tree"}}"##
    );
    assert!(
        definitions["Loop"].keywords().is_none(),
        "a type that is itself allows anything"
    );
    assert_eq!(imported.report.of(FindingKind::Dropped).count(), 1);
}

#[test]
fn titles_name_nothing_and_two_types_never_share_a_rust_name() {
    let importer = super::schema(
        r##"{
            "Stream": { "type": "object", "title": "Pretty Name", "properties": {
                "a": { "$ref": "#/$defs/tool-call" }, "b": { "$ref": "#/$defs/ToolCall" }, "c": { "$ref": "#/$defs/Page[Item]" }
            } },
            "tool-call": { "type": "object" }, "ToolCall": { "type": "object" }, "Page[Item]": { "type": "object" }
        }"##,
    );
    let imported = super::import(&importer.event("it"));
    let keys: Vec<_> = imported.document.definitions.keys().collect();
    assert_eq!(keys, ["Stream", "tool-call", "ToolCall_2", "Page_Item"]);
}

#[test]
fn what_is_put_together_may_contain_itself() {
    let importer = super::schema(
        r##"{
            "Stream": { "properties": { "tree": { "$ref": "#/$defs/Tree" } } },
            "Tree": { "properties": {
                "left": { "$ref": "#/$defs/Tree", "required": ["left"] },
                "right": { "$ref": "#/$defs/Tree", "required": ["right"] }
            } }
        }"##,
    );
    let imported = super::import(&importer.event("it"));
    assert_eq!(super::lines(&imported), [""; 0]);
    let definitions = &imported.document.definitions;
    let keys: Vec<_> = definitions.keys().collect();
    assert_eq!(keys, ["Stream", "Tree", "Tree_left", "Tree_right"]);
    assert_eq!(
        stream_events_schema::Json::from(&definitions["Tree_right"]).to_string(),
        r##"{"type":"object","required":["right"],"properties":{"left":{"$ref":"#/$defs/Tree_left"},"right":{"$ref":"#/$defs/Tree_right"}}}"##
    );
}

#[test]
fn a_few_schemas_cannot_stand_for_any_number() {
    let doubled = |number: usize| {
        let next = number + 1;
        let twice = format!(r##"{{ "$ref": "#/$defs/D{next}", "required": ["l"] }}"##);
        format!(r#""D{number}": {{ "properties": {{ "l": {twice}, "r": {twice} }} }}"#)
    };
    let doubled: Vec<_> = (0..40).map(doubled).collect();
    let importer = super::schema(&format!(
        r##"{{ "Stream": {{ "properties": {{ "d": {{ "$ref": "#/$defs/D0" }} }} }}, {}, "D40": {{}} }}"##,
        doubled.join(", ")
    ));
    let said = super::lines(&super::import(&importer));
    assert!(
        said.iter()
            .any(|line| line.contains("put together of too many schemas")),
        "{said:?}"
    );
}
