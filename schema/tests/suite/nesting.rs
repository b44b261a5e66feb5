//! How deep a document may nest that nobody wrote as text.

use stream_events_schema::{
    Check, Diagnostics, Document, Json, JsonType, Schema, SchemaObject, Source, Types, check, parse,
};

#[test]
fn a_document_that_nobody_could_read_back_is_refused() {
    let inside: [fn(Schema) -> SchemaObject; 3] = [
        |schema| SchemaObject {
            items: Some(schema),
            ..SchemaObject::default()
        },
        |schema| SchemaObject {
            any_of: Some(vec![schema, Schema::reference("A")]),
            ..SchemaObject::default()
        },
        |schema| SchemaObject {
            properties: Some([("p".to_owned(), schema)].into()),
            ..SchemaObject::default()
        },
    ];
    // What says nothing there is written all the same.
    let idle = SchemaObject {
        types: Some(Types::One(JsonType::Object)),
        items: Some(Schema::from(SchemaObject {
            types: Some(Types::Many(vec![JsonType::String, JsonType::Null])),
            ..SchemaObject::default()
        })),
        ..SchemaObject::default()
    };
    let lists = SchemaObject {
        required: vec!["p".to_owned()],
        ..SchemaObject::default()
    };
    let known = SchemaObject {
        values: Some(vec![Json::Array(vec![Json::Array(Vec::new())])]),
        ..SchemaObject::default()
    };
    for around in inside {
        for innermost in [&SchemaObject::default(), &lists, &known, &idle] {
            let mut schema = Schema::from(innermost.clone());
            for depth in 1..130 {
                schema = Schema::from(around(schema));
                // One, two or three brackets a schema: where the limit is, and around it.
                if !matches!(depth, 40..=43 | 61..=65 | 122..=129) {
                    continue;
                }
                let mut document = Document::default();
                document.definitions.insert("A".to_owned(), schema.clone());
                let too_deep =
                    |mistakes: &Diagnostics| mistakes.iter().any(|it| it.check == Check::TooDeep);
                let written = document.to_json();
                let read = parse(&Source::new("written.json", written.as_str()));
                let told = check(&document).is_err_and(|it| too_deep(&it));
                assert_eq!(
                    told,
                    read.is_err_and(|it| too_deep(&it)),
                    "{depth} levels: {written}"
                );
            }
        }
    }
}
