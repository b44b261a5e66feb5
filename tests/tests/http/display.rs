//! What errors show, and what they keep to themselves.

use std::error::Error as _;

use stream_events::testing::Fixture;
use stream_events::{Error, RequestExt};
use stream_events_tests::feed::{Failure, Feed};

use crate::{client, collect, refused, request};

/// No text of the server's is shown beyond 200 bytes; the rest is our own.
const BOUND: usize = 2500;

fn assert_bounded(error: &Error<Failure>) {
    for shown in [
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
    ] {
        assert!(shown.len() < BOUND, "{} bytes: {shown}", shown.len());
    }
    let sentence = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        assert!(
            !sentence.contains(&error.to_string()),
            "{sentence} repeats {error}"
        );
        source = error.source();
    }
}

#[tokio::test]
async fn long_texts_are_cut() {
    let long = "y".repeat(50_000);
    let json = format!(r#"{{"error":{{"type":"{long}","message":"{long}"}}}}"#);
    let event = |kind: &str, data: &str| {
        Fixture::new()
            .event(kind, data)
            .header("request-id", &long[..1000])
    };
    for fixture in [
        Fixture::response(400, "application/json", json.clone()),
        Fixture::response(400, "text/plain", long.clone()),
        Fixture::response(200, "text/plain", long.clone()),
        Fixture::response(200, &long[..5000], long.clone()),
        Fixture::new().header("content-encoding", &long[..5000]),
        event("error", &json),
        event("error", &long),
        event("forbidden", &long),
        event("done", &long),
        Fixture::new().event("text", &long),
    ] {
        let server = fixture.serve().await.unwrap();
        let error = match request(&server).await {
            Ok(mut events) => loop {
                if let Err(error) = events.next().await.expect("an error") {
                    break error;
                }
            },
            Err(error) => error,
        };
        assert_bounded(&error);
    }
}

#[tokio::test]
async fn credentials_are_not_shown() {
    let secret = "s3cret";
    let dead = {
        let server = Fixture::new().serve().await.unwrap();
        server.url()
    };
    tokio::task::yield_now().await;
    let cut = Fixture::new()
        .event("text", "a")
        .cut()
        .header("set-cookie", secret);
    let failed = Fixture::response(400, "", "").header("set-cookie", secret);
    let (cut, failed) = (cut.serve().await.unwrap(), failed.serve().await.unwrap());
    for url in [dead, cut.url(), failed.url(), "nonsense://".to_owned()] {
        let url = url.replace("http://", &format!("http://user:{secret}@"));
        let request = client()
            .get(format!("{url}?key={secret}"))
            .bearer_auth(secret);
        let request = request.stream_events::<Feed>().max_retries(0);
        assert!(!format!("{request:?}").contains(secret));
        let error = match request.await {
            Ok(events) => {
                assert!(!format!("{events:?}").contains(secret));
                collect(events).await.1.unwrap()
            }
            Err(error) => error,
        };
        assert_bounded(&error);
        let mut shown = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(error) = source {
            shown.push_str(&format!("{error} {error:?}"));
            source = error.source();
        }
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn errors_go_where_errors_go() {
    async fn main(url: String) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        client().get(url).stream_events::<Feed>().await?.close();
        Ok(())
    }
    let server = Fixture::response(400, "", "").serve().await.unwrap();
    let error = main(server.url()).await.unwrap_err();
    assert!(error.downcast_ref::<Error<Failure>>().is_some());
    assert_eq!(size_of::<Error<Failure>>(), size_of::<usize>());
    let error = refused(request(&server)).await;
    assert!(matches!(
        error.into_kind(),
        stream_events::ErrorKind::Status(_)
    ));
}
