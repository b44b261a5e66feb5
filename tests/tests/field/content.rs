//! Bodies of other types than that of event streams (cases 08, 09 and 10).

use stream_events::testing::{Fixture, Server};
use stream_events::{ErrorKind, RequestExt, StreamEvents};

use crate::feed::{Event, Failure};
use crate::{Feed, client};

#[tokio::test]
async fn case_09_a_stream_is_one_whatever_its_type_says() {
    let body = "event: number\ndata: 1\n\nevent: bye\ndata:\n\n";
    for content_type in [
        "",
        "text/event-stream, text/event-stream",
        "text/plain; charset=utf-8",
        "application/json",
        "nonsense",
    ] {
        for before in ["", "\u{feff}", ": hi\n\n", "\n\n", "retry: 10\n"] {
            let body = format!("{before}{body}");
            let fixture = Fixture::response(200, content_type, body).chunks(3);
            let server = Server::start([fixture]).await.unwrap();
            let request = client().get(server.url()).stream_events::<Feed>();
            let mut events = request.await.unwrap();
            assert_eq!(events.next().await.unwrap().unwrap(), Event::Number(1));
            assert_eq!(events.next().await.unwrap().unwrap(), Event::Bye);
            assert!(events.next().await.is_none());
        }
    }
}

#[tokio::test]
async fn case_10_json_in_place_of_a_stream_is_read_as_a_failure() {
    let fixture = Fixture::response(200, "application/json", r#"{"code":"busy"}"#);
    let server = Server::start([fixture]).await.unwrap();
    let request = client().get(server.url()).stream_events::<Feed>();
    let error = request.await.unwrap_err();
    let Some(Failure::Trouble(trouble)) = error.failure() else {
        panic!("{error:?}")
    };
    assert_eq!(trouble.code, "busy");
    assert_eq!(error.http_status(), Some(200));
    assert_eq!(
        error.failure_info().unwrap().error_type.as_deref(),
        Some("busy")
    );
    assert!(error.to_string().contains("busy"), "{error}");

    for (content_type, body) in [
        ("text/html", "<html>Sign in</html>"),
        ("application/json", r#"{"choices":[]}"#),
        ("", "hello"),
        ("text/plain", ""),
    ] {
        let fixture = Fixture::response(200, content_type, body);
        let server = Server::start([fixture]).await.unwrap();
        let error = client()
            .get(server.url())
            .stream_events::<Feed>()
            .await
            .unwrap_err();
        let ErrorKind::ContentType(refused) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(refused.body().text(), body);
        assert!(error.failure().is_none() && error.failure_info().is_none());
    }
}

/// An API that wants another type named too.
#[derive(Debug, StreamEvents)]
#[stream_events(http(accept = "application/json, text/event-stream"))]
enum Picky {
    #[event("number", handle = "finish")]
    Number(u8),
    #[event(unknown)]
    Unknown(stream_events::UnknownEvent),
}

#[tokio::test]
async fn case_08_the_callers_accept_wins_and_then_the_documents() {
    let server = Server::start([Fixture::new().event("number", "1")])
        .await
        .unwrap();
    let declared = "application/json, text/event-stream";
    for (asked, sent) in [
        (None, declared),
        (Some("*/*"), "*/*"),
        (Some("text/event-stream"), "text/event-stream"),
        (Some("application/json"), declared),
    ] {
        let mut request = client().get(server.url());
        if let Some(asked) = asked {
            request = request.header("accept", asked);
        }
        let mut events = request.stream_events::<Picky>().await.unwrap();
        assert!(matches!(events.next().await, Some(Ok(Picky::Number(1)))));
        let last = server.requests().pop().unwrap();
        assert_eq!(last.header("accept"), Some(sent));
    }
}
