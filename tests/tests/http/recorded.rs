//! Responses that are recorded while they are read, and what comes of the recordings.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use stream_events::recording::{RecordedEnd, Recording};
use stream_events::testing::{Fixture, Server};
use stream_events::{
    AsyncStream, Error, ErrorKind, Outcome, ReconnectPolicy, RequestExt, RetryPolicy, StreamEnd,
};
use stream_events_tests::feed::{Event, Failure, Feed, text};
use tempfile::TempDir;

use crate::{client, collect, refused, request};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn read(path: &Path) -> Recording {
    Recording::read(path).expect("a recording")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    names
}

/// What a live stream gives, as a replay tells it.
async fn outcomes(mut events: AsyncStream<Feed>) -> Vec<Outcome<Event>> {
    let mut outcomes = Vec::new();
    while let Some(item) = events.next().await {
        outcomes.push(match item {
            Ok(event) => Outcome::Event(event),
            Err(error) => of_error(&error),
        });
    }
    if let Some(end @ (StreamEnd::Declared | StreamEnd::Source)) = events.end() {
        outcomes.push(Outcome::End(end));
    }
    outcomes
}

fn of_error(error: &Error<Failure>) -> Outcome<Event> {
    match error.kind() {
        ErrorKind::Mismatch(mismatch) => Outcome::Mismatch {
            event_type: mismatch.event_type().to_owned(),
            path: mismatch.path().to_owned(),
            reason: mismatch.reason().to_owned(),
        },
        ErrorKind::Failure(failure) => {
            let info = failure.info().clone();
            Outcome::Failure {
                error_type: info.error_type,
                message: info.message,
                status: info.status,
            }
        }
        _ => Outcome::Error {
            message: error.to_string(),
        },
    }
}

/// Pieces of streams, whole ones and others.
const PIECES: [&str; 12] = [
    "event: text\ndata: a\n\n",
    "event: text\r\ndata: ä\r\n\r\n",
    "event: number\ndata: 1\n\n",
    "event: number\ndata: x\n\n",
    "event: new\ndata: {}\n\n",
    "event: result\ndata: r\n\n",
    "event: ping\n\n: comment\n\n",
    "event: text\ndata: half",
    "{\"error\":{}}\n",
    "event: error\ndata: {\"error\":{\"type\":\"overloaded_error\"}}\n\n",
    "event: done\ndata: 1\n\n",
    "data: [DONE]\n\n",
];

#[derive(Debug, Clone, Copy)]
enum Ends {
    Clean,
    Cut,
    Silent,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_recording_replays_to_what_the_stream_gave(
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..8),
        sizes in prop::collection::vec(1..40_usize, 1..20),
        ends in prop::sample::select(vec![Ends::Clean, Ends::Cut, Ends::Silent]),
    ) {
        let body = pieces.concat().into_bytes();
        let mut fixture = Fixture::new().header("request-id", "req_1");
        let (mut rest, mut sizes) = (&body[..], sizes.into_iter().cycle());
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.len().min(sizes.next().expect("a size")));
            fixture = fixture.bytes(chunk.to_vec());
            rest = after;
        }
        let fixture = match ends {
            Ends::Clean => fixture,
            Ends::Cut => fixture.cut(),
            Ends::Silent => fixture.hang(),
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = folder();
            let path = folder.path().join("answer.sse");
            let server = fixture.serve().await.unwrap();
            let events = request(&server).record(&path).idle_timeout(Duration::from_millis(40));
            let live = outcomes(events.await.unwrap()).await;

            let recording = read(&path);
            assert_eq!(recording.replay::<Feed>(), live, "{:?}", recording.end());
            let played = outcomes(Fixture::recording(&recording).speed(f64::INFINITY).into_stream());
            let played = played.await;
            let is_told = |it: &&Outcome<Event>| !matches!(it, Outcome::Error { .. });
            let [live, played] = [&live, &played].map(|it| it.iter().filter(is_told).collect::<Vec<_>>());
            assert_eq!(played, live);
        });
    }
}

#[tokio::test]
async fn what_came_is_kept_as_it_came() {
    let folder = folder();
    let path = folder.path().join("answer.sse");
    let server = Fixture::new()
        .header("request-id", "req_1")
        .header("date", "Thu, 01 Oct 2015 00:00:00 GMT")
        .event("text", "a")
        .delay(Duration::from_millis(60))
        .event("text", "b")
        .cut()
        .serve()
        .await
        .unwrap();
    let (events, error) = collect(request(&server).record(&path).await.unwrap()).await;
    assert_eq!(events, [text("a"), text("b")]);
    assert!(error.is_some());

    let recording = read(&path);
    assert_eq!(
        (recording.status(), recording.document()),
        (200, Some("Feed"))
    );
    assert_eq!(recording.header("content-type"), Some("text/event-stream"));
    assert_eq!(recording.header("request-id"), Some("req_1"));
    assert!(recording.header("date").is_some() && recording.header("transfer-encoding").is_none());
    let [first, second] = recording.chunks() else {
        panic!("{:?}", recording.chunks())
    };
    let gap = second.at - first.at;
    assert!((50..500).contains(&gap.as_millis()), "{gap:?}");
    assert_eq!(*recording.end(), RecordedEnd::Cut);

    for (speed, at_least) in [(1.0, 50), (2.0, 25), (f64::INFINITY, 0)] {
        let begun = Instant::now();
        let fixture = Fixture::recording(&recording).speed(speed);
        let server = fixture.serve().await.unwrap();
        let (again, error) = collect(request(&server).await.unwrap()).await;
        assert_eq!(again, events);
        assert_eq!(error.expect("a cut").request_id(), Some("req_1"));
        let elapsed = begun.elapsed();
        assert!(elapsed.as_millis() >= at_least, "{speed}: {elapsed:?}");
    }
}

#[tokio::test]
async fn every_response_has_a_file_of_its_own() {
    let folder = folder();
    let path = folder.path().join("answer.sse");
    let overloaded = r#"{"error":{"type":"overloaded_error","message":"later"}}"#;
    let server = Server::start([
        Fixture::response(529, "application/json", overloaded).header("retry-after-ms", "1"),
        Fixture::new().event("text", "a").cut(),
        Fixture::new().event("text", "b").event("done", "1"),
    ])
    .await
    .unwrap();
    let quick = ReconnectPolicy::new().reconnection_time(Duration::from_millis(1));
    let events = request(&server)
        .record(&path)
        .reconnect(quick)
        .await
        .unwrap();
    let (events, error) = collect(events).await;
    assert_eq!((events.len(), error.is_none()), (3, true));
    let files = [
        "answer.2.sse",
        "answer.2.sse.times",
        "answer.3.sse",
        "answer.3.sse.times",
    ];
    assert_eq!(
        names(folder.path()),
        [&files[..], &["answer.sse", "answer.sse.times"]].concat()
    );

    let failed = read(&path);
    assert_eq!(
        (failed.status(), &failed.body()[..]),
        (529, overloaded.as_bytes())
    );
    assert_eq!(failed.header("retry-after-ms"), Some("1"));
    let [
        Outcome::Failure {
            status, message, ..
        },
    ] = &failed.replay::<Feed>()[..]
    else {
        panic!("{:?}", failed.replay::<Feed>())
    };
    assert_eq!((*status, message.as_deref()), (Some(529), Some("later")));
    let end = |name: &str| read(&folder.path().join(name)).end().clone();
    assert_eq!(end("answer.2.sse"), RecordedEnd::Cut);
    assert_eq!(end("answer.3.sse"), RecordedEnd::Clean);
}

#[tokio::test]
async fn the_body_of_a_refusal_is_recorded() {
    let folder = folder();
    let path = folder.path().join("refused");
    let server = Fixture::response(400, "text/plain", "no")
        .serve()
        .await
        .unwrap();
    let error = refused(request(&server).record(&path)).await;
    assert!(matches!(error.kind(), ErrorKind::Status(_)));
    let recording = read(&path);
    assert_eq!(
        (recording.status(), &recording.body()[..]),
        (400, &b"no"[..])
    );
    assert_eq!(*recording.end(), RecordedEnd::Clean);
}

#[tokio::test]
async fn a_reader_that_goes_away_says_so() {
    let folder = folder();
    let path = folder.path().join("answer.sse");
    let server = Fixture::new()
        .event("text", "a")
        .hang()
        .serve()
        .await
        .unwrap();
    let mut events = request(&server).record(&path).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), text("a"));
    // What came is there while the stream is read, and without an end.
    assert_eq!(*read(&path).end(), RecordedEnd::Cut);
    drop(events);
    let recording = read(&path);
    assert_eq!(*recording.end(), RecordedEnd::Failed("dropped".to_owned()));
    let outcomes = recording.replay::<Feed>();
    assert_eq!(outcomes[0], Outcome::Event(text("a")));
    assert!(matches!(&outcomes[1], Outcome::Error { message } if message.starts_with("dropped")));
}

#[tokio::test]
async fn without_a_file_nothing_is_sent() {
    let folder = folder();
    let server = Fixture::new().event("done", "1").serve().await.unwrap();
    let path = folder.path().join("none/answer.sse");
    let error = refused(request(&server).record(&path)).await;
    let ErrorKind::Recording(reason) = error.kind() else {
        panic!("{error}")
    };
    assert_eq!(reason.path(), path);
    assert!(error.to_string().contains("none"), "{error}");
    assert!(error.ends_stream() && !error.is_retryable());
    assert_eq!(server.requests().len(), 0);
}

#[tokio::test]
async fn without_a_response_there_is_no_recording() {
    let folder = folder();
    let path = folder.path().join("answer.sse");
    let error = refused(
        client()
            .get("http://127.0.0.1:1/")
            .stream_events::<Feed>()
            .retry(RetryPolicy::never())
            .record(&path),
    )
    .await;
    assert!(matches!(error.kind(), ErrorKind::Connect(_)), "{error}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_costs_no_event_and_is_told() {
    for full in ["answer.sse", "answer.sse.times"] {
        let folder = folder();
        std::os::unix::fs::symlink("/dev/full", folder.path().join(full)).unwrap();
        let server = Fixture::new()
            .event("text", "a")
            .event("done", "1")
            .serve()
            .await
            .unwrap();
        let mut events = request(&server)
            .record(folder.path().join("answer.sse"))
            .await
            .unwrap();
        assert_eq!(events.next().await.unwrap().unwrap(), text("a"));
        assert_eq!(events.next().await.unwrap().unwrap(), Event::Done(1));
        assert!(events.next().await.is_none());
        let error = events.recording_error().expect("an error");
        assert_eq!(error.path(), folder.path().join(full));
        assert!(error.io_error().is_some());
    }
    let server = Fixture::new().event("done", "1").serve().await.unwrap();
    let events = request(&server)
        .record(folder().path().join("a"))
        .await
        .unwrap();
    assert!(events.recording_error().is_none());
}

#[tokio::test]
async fn no_secret_of_the_request_is_recorded() {
    const SECRETS: [&str; 7] = [
        "sk-Secret1",
        "key-Secret2",
        "query+Secret3",
        "query%2BSecret3",
        "cookie-Secret4",
        "own-Secret5",
        "user-Secret6",
    ];
    let folder = folder();
    let path = folder.path().join("answer.sse");
    let mut fixture = Fixture::new().event("done", "1");
    for (index, secret) in SECRETS.iter().enumerate() {
        fixture = fixture
            .header("request-id", &format!("echo {secret}"))
            .header(&format!("x-ratelimit-{index}"), &secret.to_uppercase())
            .header("retry-after", secret)
            .header("set-cookie", &format!("session={secret}"))
            .header("x-debug-request", secret);
    }
    let fixture = fixture
        .header("x-ratelimit-remaining", "7")
        .header("location", "/?key=other");
    let server = fixture.serve().await.unwrap();
    let url = server.url().replace("//", "//me:user-Secret6@");
    let mut own = reqwest::header::HeaderValue::from_static("own-Secret5");
    own.set_sensitive(true);
    let request = client()
        .get(format!("{url}?key=query%2BSecret3&a=b"))
        .header("x-api-key", "key-Secret2")
        .header("cookie", "a=1; session=cookie-Secret4")
        .header("x-whatever", own)
        .stream_events::<Feed>()
        .record(&path)
        .before_send(|mut request| async move {
            request
                .headers_mut()
                .insert("x-auth", "Bearer sk-Secret1".parse()?);
            Ok::<_, reqwest::header::InvalidHeaderValue>(request)
        });
    collect(request.await.unwrap()).await;

    let times = fs::read_to_string(folder.path().join("answer.sse.times")).unwrap();
    let lower = times.to_lowercase();
    for secret in SECRETS {
        assert!(!lower.contains(&secret.to_lowercase()), "{secret}: {times}");
    }
    for gone in [
        "set-cookie",
        "x-debug-request",
        "location",
        "127.0.0.1",
        "a=b",
    ] {
        assert!(!lower.contains(gone), "{gone}: {times}");
    }
    assert_eq!(read(&path).header("x-ratelimit-remaining"), Some("7"));
}
