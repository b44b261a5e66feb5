//! The generated fold is the interpreter's, event by event.

mod random;
mod told;

use std::fmt::Debug;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use fastrand::Rng;
use futures::Stream;
use serde::Serialize;
use stream_events::snapshot::Snapshot;
use stream_events::{AsyncStream, ErrorKind, StreamEvents, snapshot};
use stream_events_schema::interpret::{Interpreter, Reading};
use stream_events_schema::{Checked, read};

use crate::running::recordings;
use crate::{Message, document, without_nulls};
use random::message;
use told::Tell;

macro_rules! documents {
    ($($set:ident: $path:literal;)*) => {
        $(
            #[derive(Debug, StreamEvents)]
            #[stream_events(schema = $path)]
            pub(crate) struct $set;
        )*
    };
}

documents! {
    Shelf: "../schema/tests/folds/shelf.json";
    Dense: "../schema/tests/folds/dense.json";
    Letter: "../schema/tests/folds/letter.json";
    Chats: "../schema/tests/folds/chats.json";
    Mixed: "../schema/tests/folds/mixed.json";
    Parcel: "../schema/tests/folds/parcel.json";
    Keyed: "../schema/tests/folds/keyed.json";
    Messages: "../apis/documents/anthropic-messages.json";
    Sessions: "../apis/documents/anthropic-sessions.json";
    Responses: "../apis/documents/openai-responses.json";
    Chat: "../apis/documents/openai-chat-completions.json";
}

/// Folds messages in both ways, and compares what there is after each.
fn compare<S>(document: &Checked, messages: &[Message])
where
    S: snapshot::generated::Rules,
    S::Value: Serialize,
    S::Event: Debug,
    S::Failure: Debug,
    for<'a> S::Change<'a>: Tell + Debug,
{
    let interpreter = Interpreter::new(document);
    let mut reading = Reading::new(&interpreter).expect("a snapshot");
    let mut snapshot = Snapshot::<S>::new();
    for (number, (event, data)) in messages.iter().enumerate() {
        let place = || format!("message {number} of {messages:#?}");
        let expected = reading.message(event.as_deref(), data);
        let told = apply(&mut snapshot, event.as_deref(), data);
        let value = reading.snapshot().value();
        let value = value.map(|it| serde_json::from_str(&it.to_string()).expect("it is JSON"));
        let generated = snapshot.value();
        let generated = generated.map(|it| serde_json::to_value(it).expect("it is JSON"));
        assert_eq!(
            generated.as_ref().map(without_nulls),
            value.as_ref().map(without_nulls),
            "the value, {}",
            place()
        );
        let expected: Vec<_> = expected.iter().map(told::expected).collect();
        let names: Vec<_> = told.iter().map(|(name, _)| name.clone()).collect();
        let expected_names: Vec<_> = expected.iter().map(|it| it.0.clone()).collect();
        assert_eq!(names, expected_names, "what changed, {}", place());
        for ((_, told), expected) in told.into_iter().zip(expected) {
            if let Some(told) = told {
                assert_eq!(told, expected, "what changed, {}", place());
            }
        }
        let error = reading
            .error()
            .map(|it| (it.rule.clone(), it.kind.to_string()));
        let generated = snapshot.error();
        let generated = generated.map(|it| {
            (
                it.rule().unwrap_or_default().to_owned(),
                it.kind().to_string(),
            )
        });
        assert_eq!(generated, error, "the error, {}", place());
        let (mut open, mut expected) = (snapshot.open(), reading.snapshot().open());
        open.sort();
        expected.sort();
        assert_eq!(open, expected, "what is open, {}", place());
        let (losses, expected) = (snapshot.losses(), reading.snapshot().losses());
        assert_eq!(
            losses.count(),
            expected.count(),
            "what is lost, {}",
            place()
        );
        if reading.is_over() {
            break;
        }
    }
}

/// Applies the event of a message, if it is one; the names of what it told, and what it told.
fn apply<S>(
    snapshot: &mut Snapshot<S>,
    event: Option<&str>,
    data: &str,
) -> Vec<(String, Option<told::Told>)>
where
    S: snapshot::generated::Rules,
    for<'a> S::Change<'a>: Tell + Debug,
{
    let event = event.map(|it| format!("event: {it}\n")).unwrap_or_default();
    let lines = data.split('\n').map(|it| format!("data: {it}\n"));
    let text = format!("{event}{}\n", lines.collect::<String>());
    let mut events = AsyncStream::<S, _>::from_bytes(Once(Some(text.into())));
    let mut cx = Context::from_waker(Waker::noop());
    match Pin::new(&mut events).poll_next(&mut cx) {
        Poll::Ready(Some(Ok(event))) => {
            let _ = snapshot.apply_with(&event, events.mismatches());
            let told = snapshot.changes(&event).map(|it| {
                let debug = format!("{it:?}");
                let name = debug.split([' ', '{']).next().unwrap_or_default();
                (name.to_owned(), it.tell())
            });
            told.collect()
        }
        Poll::Ready(Some(Err(error))) => {
            if matches!(error.kind(), ErrorKind::Mismatch(_)) {
                snapshot.lost(&error);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Bytes;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Bytes>> {
        Poll::Ready(self.0.take())
    }
}

/// Sequences of random events, of which few fit what came before.
fn random<S>(document: &Checked, sequences: u64)
where
    S: snapshot::generated::Rules,
    S::Value: Serialize,
    S::Event: Debug,
    S::Failure: Debug,
    for<'a> S::Change<'a>: Tell + Debug,
{
    for seed in 0..sequences {
        let mut rng = Rng::with_seed(seed);
        let begin = random::begin(document);
        let count = rng.usize(2..14);
        let mut messages = Vec::with_capacity(count);
        for index in 0..count {
            let begins = begin.filter(|_| index == 0 && rng.u8(..) > 20);
            messages.push(message(&mut rng, document, begins));
        }
        compare::<S>(document, &messages);
    }
}

fn own(name: &str) -> Checked {
    let path = crate::schema().join(format!("tests/folds/{name}.json"));
    let text = std::fs::read_to_string(path).expect("a document of this suite");
    read(name, &text).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

macro_rules! hostile {
    ($($name:ident: $set:ident = $document:expr, $sequences:literal;)*) => {
        $(
            #[test]
            fn $name() {
                random::<$set>(&$document, $sequences);
            }
        )*
    };
}

hostile! {
    lists_with_holes: Shelf = own("shelf"), 1600;
    lists_without: Dense = own("dense"), 400;
    json_texts_and_nulls: Letter = own("letter"), 1600;
    elements_by_their_keys: Chats = own("chats"), 800;
    elements_of_unions_by_their_keys: Keyed = own("keyed"), 1600;
    unions_by_kind: Mixed = own("mixed"), 800;
    what_counts_as_null: Parcel = own("parcel"), 1600;
    random_messages: Messages = document("anthropic-messages"), 600;
    random_sessions: Sessions = document("anthropic-sessions"), 400;
    random_responses: Responses = document("openai-responses"), 600;
    random_chats: Chat = document("openai-chat-completions"), 600;
}

/// The examples of the documents, and recorded streams.
#[test]
fn recordings_add_up() {
    fn all<S>(api: &str)
    where
        S: snapshot::generated::Rules,
        S::Value: Serialize,
        S::Event: Debug,
        S::Failure: Debug,
        for<'a> S::Change<'a>: Tell + Debug,
    {
        let document = document(api);
        for recording in recordings(api) {
            compare::<S>(&document, &crate::messages(&recording));
        }
    }
    all::<Messages>("anthropic-messages");
    all::<Sessions>("anthropic-sessions");
    all::<Chat>("openai-chat-completions");
    all::<Responses>("openai-responses");
}
