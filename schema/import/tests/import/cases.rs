//! Whole descriptions: `cases/NAME.*` comes to `cases/NAME.document.json`, with what there was to
//! say in `cases/NAME.report.txt`.

use std::path::{Path, PathBuf};

use super::pointer;
use stream_events_import::Importer;
use stream_events_schema::{Dispatch, Handle, Sentinel, Test};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/cases")
}

fn case(file: &str, options: impl FnOnce(Importer) -> Importer) {
    let text = std::fs::read_to_string(folder().join(file)).unwrap();
    let importer = options(Importer::new(file, &text).unwrap());
    let imported = super::import(&importer);
    for base in [None, Some(&imported.document)] {
        let current = importer.is_current(&imported.document, base);
        assert_eq!(current, Ok(true), "{file}");
        let again = importer.update(&imported.document, base).unwrap();
        let text = imported.document.to_json();
        assert_eq!(
            (again.document.to_json(), again.base.to_json()),
            (text.clone(), text),
            "an update without a change changes {file}"
        );
    }

    let name = file.split('.').next().unwrap();
    expect(
        &format!("{name}.document.json"),
        &imported.document.to_json(),
    );
    let mut report = imported.report.to_string();
    if !report.is_empty() {
        report.push('\n');
    }
    expect(&format!("{name}.report.txt"), &report);
}

fn expect(file: &str, actual: &str) {
    let path = folder().join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, actual).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        actual, expected,
        "{file}: BLESS=1 accepts it, once you have read it"
    );
}

/// `OpenAPI` 3.0 in YAML: `nullable`, inheritance by `allOf`, a mapping that alone tells events
/// apart, anchors.
#[test]
fn harbour() {
    case("harbour.yaml", |importer| {
        importer
            .union("HarbourEvent")
            .handle("closed", Handle::Finish)
            .no_descriptions()
    });
}

/// 3.1: one kind of object, `[DONE]`, an error object that the schema of the stream lacks.
#[test]
fn chunks() {
    case("chunks.json", |importer| {
        importer
            .union("Chunk")
            .dispatch(vec![
                Dispatch::Has {
                    pointer: pointer("/error"),
                    event_type: "error".to_owned(),
                },
                Dispatch::Always("chunk".to_owned()),
            ])
            .more("error", "Failure")
            .handle("error", Handle::Fail)
            .handle("chunk", Handle::Complete)
            .when("chunk", pointer("/choices/0/finish_reason"), Test::Present)
            .sentinel("[DONE]", Sentinel::Finish)
    });
}

/// Envelopes: `event` names the event, `data` is what it carries.
#[test]
fn jobs() {
    case("jobs.json", |importer| {
        importer.union("GET /jobs/{id}/events")
    });
}

/// 3.2: `itemSchema`, `contentSchema`, text and empty data.
#[test]
fn weather() {
    case("weather.yaml", |importer| importer);
}

/// JSON-RPC notifications in a JSON Schema.
#[test]
fn rpc() {
    case("rpc.schema.json", |importer| {
        importer
            .union("Notification")
            .more("response", "Response")
            .dispatch(vec![
                Dispatch::Pointer(pointer("/method")),
                Dispatch::Has {
                    pointer: pointer("/result"),
                    event_type: "response".to_owned(),
                },
            ])
    });
}
