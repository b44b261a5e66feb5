//! Successes that are no stream.

use stream_events::ErrorKind;
use stream_events::testing::Fixture;
use stream_events_tests::feed::Event;

use crate::{collect, refused, request};

const DONE: &str = "event: done\ndata: 1\n\n";

#[tokio::test]
async fn d11_the_content_type_of_a_stream_in_all_its_spellings() {
    for content_type in [
        "text/event-stream; charset=utf-8",
        "Text/Event-Stream",
        "text/event-stream;",
        "text/event-stream;charset=windows-1252",
    ] {
        let server = Fixture::response(200, content_type, DONE)
            .serve()
            .await
            .unwrap();
        let (seen, error) = collect(request(&server).await.unwrap()).await;
        assert_eq!(seen, [Event::Done(1)], "{content_type}");
        assert!(error.is_none());
    }
}

#[tokio::test]
async fn d11_another_content_type_is_an_error_with_the_body() {
    for content_type in ["application/json", "text/html", "text/x-bogus", "x bogus"] {
        let server = Fixture::response(200, content_type, "{\"a\":1}")
            .serve()
            .await
            .unwrap();
        let error = refused(request(&server)).await;
        let ErrorKind::ContentType(error_kind) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(error_kind.content_type(), Some(content_type));
        assert_eq!(error_kind.body().text(), "{\"a\":1}");
        assert_eq!(error.status(), Some(200));
        assert!(!error.is_retryable());
        assert_eq!(
            error.to_string(),
            format!("the response is no event stream but `{content_type}`: {{\"a\":1}}")
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn d11_no_content_type_is_an_error_unless_a_stream_comes() {
    let none = Fixture::response(200, "", "{\"a\":1}");
    let empty = Fixture::response(200, "", "{\"a\":1}").header("content-type", "");
    for fixture in [none, empty] {
        let server = fixture.serve().await.unwrap();
        let error = refused(request(&server)).await;
        let ErrorKind::ContentType(error) = error.kind() else {
            panic!("{error:?}")
        };
        assert_eq!(error.content_type(), None);
        assert_eq!(error.body().text(), "{\"a\":1}");
    }
    let server = Fixture::response(200, "", DONE).serve().await.unwrap();
    let (seen, error) = collect(request(&server).await.unwrap()).await;
    assert_eq!(seen, [Event::Done(1)]);
    assert!(error.is_none());
}

#[tokio::test]
async fn d11_any_content_type_opts_out() {
    let server = Fixture::response(200, "text/plain", DONE)
        .serve()
        .await
        .unwrap();
    let (seen, _) = collect(request(&server).any_content_type().await.unwrap()).await;
    assert_eq!(seen, [Event::Done(1)]);
}

#[tokio::test]
async fn a_coding_that_nobody_decodes_is_an_error() {
    let coded = Fixture::new()
        .header("content-encoding", "x-unheard-of")
        .event("done", "1");
    let server = coded.serve().await.unwrap();
    let error = refused(request(&server)).await;
    let ErrorKind::Coding(coding) = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(coding.coding(), "x-unheard-of");

    let plain = Fixture::new()
        .header("content-encoding", "identity")
        .event("done", "1");
    let server = plain.serve().await.unwrap();
    let (seen, _) = collect(request(&server).await.unwrap()).await;
    assert_eq!(seen, [Event::Done(1)]);
}
