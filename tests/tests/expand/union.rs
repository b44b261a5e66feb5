//! Unions of payloads.

use super::unions::unions::{Block, Content, Event, Role, Shape, Source};
use super::{item, json, mismatch, unions::Unions};

fn block(data: &str) -> Block {
    serde_json::from_str(data).expect("it fits")
}

#[test]
fn the_tag_may_come_anywhere() {
    for data in [
        r#"{"type":"image","source":{"kind":"url","url":"u"}}"#,
        r#"{"source":{"url":"u","kind":"url"},"type":"image"}"#,
        r#"{"source":{"url":"u","x":[1,{"a":"b"}],"kind":"url"},"\u0074ype":"image","y":null}"#,
    ] {
        let Block::Image(image) = block(data) else {
            panic!("{data}")
        };
        let Source::Url(source) = image.source else {
            panic!("{data}")
        };
        assert_eq!(source.url, "u");
    }
}

#[test]
fn the_tag_is_written_back() {
    let data = r#"{"type":"image","source":{"kind":"hex","data":"ff"}}"#;
    assert_eq!(serde_json::to_string(&block(data)).expect("JSON"), data);
}

#[test]
fn a_variant_that_is_not_known_is_kept_whole() {
    let data = r#"{"a":{"z":1,"b":[true,null,"\"",1.5]},"type":"video","c":-2}"#;
    let Block::Unknown(unknown) = block(data) else {
        panic!("{data}")
    };
    assert_eq!((unknown.tag.as_str(), unknown.json.get()), ("video", data));
    assert_eq!(
        json(&Block::Unknown(unknown)).to_string(),
        json_sorted(data)
    );
}

fn json_sorted(data: &str) -> String {
    serde_json::from_str::<serde_json::Value>(data)
        .expect("JSON")
        .to_string()
}

#[test]
fn a_missing_tag_means_the_branch_that_does_not_ask_for_it() {
    let Event::Shape(Shape::Circle(circle)) = item::<Unions>("shape", r#"{"radius":1}"#) else {
        panic!("a circle")
    };
    assert!(circle.radius > 0.5);
    let mismatch = mismatch::<Unions>("block", r#"{"block":{"text":"a"}}"#);
    assert_eq!(
        (mismatch.path(), mismatch.reason()),
        ("block", "missing field `type`")
    );
}

#[test]
fn the_path_of_a_mismatch_is_as_exact_when_the_tag_comes_last() {
    for data in [
        r#"{"block":{"type":"image","source":{"kind":"url","url":5}}}"#,
        r#"{"block":{"source":{"url":5,"kind":"url"},"type":"image"}}"#,
    ] {
        let mismatch = mismatch::<Unions>("block", data);
        assert_eq!(mismatch.path(), "block.source.url", "{data}");
        assert_eq!(
            mismatch.reason(),
            "invalid type: integer `5`, expected a string"
        );
    }
}

#[test]
fn kinds_are_told_apart() {
    for (content, known) in [
        (r#""a""#, Content::String("a".into())),
        ("5", Content::Number(5)),
        ("true", Content::Boolean(true)),
    ] {
        let data = format!(r#"{{"block":{{"type":"text","text":""}},"content":{content}}}"#);
        let Event::Block(it) = item::<Unions>("block", &data) else {
            panic!("{data}")
        };
        assert_eq!(it.content, Some(known));
    }
    let content: Content = serde_json::from_str(r#"[{"type":"text","text":"a"}]"#).expect("a list");
    assert!(matches!(content, Content::Array(list) if list.len() == 1));
}

#[test]
fn values_that_are_not_known_are_kept() {
    assert_eq!(Role::from("tool-use"), Role::ToolUse);
    let Event::Role(role) = item::<Unions>("role", r#""moderator""#) else {
        panic!()
    };
    assert_eq!(role, Role::Unknown("moderator".into()));
    assert_eq!(role.to_string(), "moderator");
}

#[test]
fn what_nothing_tells_apart_stays_json() {
    let Event::Either(raw) = item::<Unions>("either", r#"{"b": "c"}"#) else {
        panic!()
    };
    assert_eq!(raw.get(), r#"{"b": "c"}"#);
}

#[test]
fn a_union_can_be_read_where_serde_has_buffered_it() {
    #[derive(serde::Deserialize)]
    #[serde(untagged)]
    enum Theirs {
        Block(Block),
    }
    let Theirs::Block(block) =
        serde_json::from_str(r#"{"a":[1],"type":"video"}"#).expect("it fits");
    assert!(matches!(block, Block::Unknown(it) if it.json.get() == r#"{"a":[1],"type":"video"}"#));
}
