//! Descriptions that are published, from the folder that `STREAM_EVENTS_SHARED` names, and the
//! documents made of them.

use std::path::{Path, PathBuf};

use stream_events_import::{FindingKind, Importer};
use stream_events_schema::{Source, check, parse};

#[expect(
    clippy::print_stderr,
    reason = "who runs the tests should know what did not run"
)]
fn specs() -> Option<PathBuf> {
    let shared = std::env::var_os("STREAM_EVENTS_SHARED");
    if shared.is_none() {
        eprintln!("skipped: STREAM_EVENTS_SHARED is not set");
    }
    Some(PathBuf::from(shared?).join("specs"))
}

fn importer(specs: &Path, file: &str) -> Importer {
    let text = std::fs::read_to_string(specs.join(file)).unwrap();
    Importer::new(file, &text).unwrap()
}

const UNIONS: &[(&str, &str, usize)] = &[
    ("openai.openapi.json", "ResponseStreamEvent", 58),
    (
        "openai.openapi.json",
        "CreateChatCompletionStreamResponse",
        1,
    ),
    ("openai.openapi.json", "AssistantStreamEvent", 25),
    ("openai.openapi.json", "RealtimeServerEvent", 46),
    ("openai.openapi.json", "ImageGenStreamEvent", 2),
    ("openai.openapi.json", "ImageEditStreamEvent", 2),
    ("openai.openapi.json", "CreateSpeechResponseStreamEvent", 2),
    (
        "openai.openapi.json",
        "CreateTranscriptionResponseStreamEvent",
        3,
    ),
    ("anthropic.openapi.yaml", "MessageStreamEvent", 7),
    ("anthropic.openapi.yaml", "BetaMessageStreamEvent", 6),
    (
        "anthropic.openapi.yaml",
        "BetaManagedAgentsStreamSessionEvents",
        31,
    ),
    ("mcp.schema.json", "ServerNotification", 8),
    ("mcp.schema.json", "JSONRPCMessage", 3),
];

#[test]
fn published_unions_import() {
    let Some(specs) = specs() else { return };
    for (file, union, events) in UNIONS {
        for describe in [true, false] {
            let importer = importer(&specs, file).union(union);
            let importer = if describe {
                importer
            } else {
                importer.no_descriptions()
            };
            let imported = super::import(&importer);
            assert_eq!(imported.document.events.len(), *events, "{union}");
            let described = imported.document.to_json().contains("\"description\": \"");
            assert!(describe || !described, "{union} keeps a description");
        }
    }
}

#[test]
fn a_declared_stream_can_be_asked_for_by_its_operation() {
    let Some(specs) = specs() else { return };
    let importer = importer(&specs, "openai.openapi.json");
    let streams = importer.streams();
    let chat = streams
        .iter()
        .find(|it| it.operation == "POST /chat/completions")
        .unwrap();
    assert_eq!(chat.union, "CreateChatCompletionStreamResponse");
    let imported = importer.union("POST /responses").import().unwrap();
    assert_eq!(imported.document.events.len(), 58);
}

/// The documents we ship that were imported are what an update makes of them.
#[test]
fn shipped_documents_are_current() {
    let Some(specs) = specs() else { return };
    for name in [
        "openai-responses",
        "openai-chat-completions",
        "openai-assistants",
        "mcp-notifications",
    ] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../apis/documents/{name}.json"));
        let text = std::fs::read_to_string(&path).unwrap();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, with_hash_of_today(&specs, &text)).unwrap();
            continue;
        }
        let document = parse(&Source::new(name, text.as_str())).unwrap();
        check(&document).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let source = document.source.clone().unwrap();
        let importer = importer(&specs, &source.file.unwrap());
        assert_eq!(importer.is_current(&document, None), Ok(true), "{name}");
        let updated = importer.update(&document, None).unwrap();
        assert_eq!(updated.document.to_json(), text, "{name}");
        let new = updated.report.of(FindingKind::Suggestion);
        assert!(
            !new.into_iter()
                .any(|it| it.message.contains("the event is new")),
            "{name}"
        );
    }
}

/// A document with nothing but its hash made anew.
fn with_hash_of_today(specs: &Path, text: &str) -> String {
    let document = parse(&Source::new("shipped.json", text)).unwrap();
    let source = document.source.clone().unwrap();
    let importer = importer(specs, &source.file.unwrap()).lose_edits();
    let updated = importer.update(&document, None).unwrap().document;
    let hash = updated.source.unwrap().hash.unwrap();
    text.replace(&source.hash.unwrap(), &hash)
}
