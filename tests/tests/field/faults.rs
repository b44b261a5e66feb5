//! Faults of servers and of what stands before them: request ids and redirects.

use std::time::Duration;

use http::HeaderValue;
use stream_events::http::client_builder;
use stream_events::testing::{Fixture, Server};
use stream_events::{
    Error, ErrorKind, ReconnectPolicy, RequestExt, ResponseExt, ResponseInfo, RetryPolicy,
};
use stream_events_tests::feed::{EndlessFeed, Failure, Feed};

use crate::client;

/// More than `Debug` and `Display` may show.
const LONG: usize = 3000;

/// What comes of a response with this request id and this status.
async fn answered(status: u16, id: &[u8]) -> Result<ResponseInfo, Error<Failure>> {
    let mut response = http::Response::new("event: text\ndata: a\n\n".to_owned());
    *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
    let id = HeaderValue::from_bytes(id).unwrap();
    response.headers_mut().insert("request-id", id);
    let plain = HeaderValue::from_static("text/event-stream");
    response.headers_mut().insert("content-type", plain);
    let events = response.stream_events::<EndlessFeed>().await?;
    Ok(events.response().clone())
}

#[tokio::test]
async fn fault_server_a_long_request_id_is_bounded_wherever_it_is_shown() {
    let id = "r".repeat(LONG);
    let response = answered(200, id.as_bytes()).await.unwrap();
    assert_eq!(response.request_id(), Some(&*id));
    let own = ResponseInfo::new(200).with_request_id(&*id);
    for shown in [format!("{response:?}"), format!("{own:?}")] {
        assert!(shown.contains("rrrr") && shown.len() < 500, "{shown}");
    }

    let error = answered(500, id.as_bytes()).await.unwrap_err();
    assert_eq!(error.request_id(), Some(&*id));
    let shown = [
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
        format!("{:?}", error.kind()),
    ];
    for shown in shown {
        assert!(shown.contains("rrrr") && shown.len() < 1500, "{shown}");
    }
}

#[tokio::test]
async fn fault_server_a_request_id_that_is_not_ascii_is_kept() {
    for (id, kept) in [
        ("réq-7".as_bytes(), "réq-7"),
        (b"r\xe9q-7", "r\u{fffd}q-7"),
        (b"\xff", "\u{fffd}"),
    ] {
        let response = answered(200, id).await.unwrap();
        assert_eq!(response.request_id(), Some(kept));
        let error = answered(503, id).await.unwrap_err();
        assert_eq!(error.request_id(), Some(kept));
        assert!(error.to_string().contains(kept), "{error}");
    }
}

fn redirect(status: u16, to: &str) -> Fixture {
    Fixture::response(status, "text/plain", "moved").header("location", to)
}

/// The error of a POST that is redirected and then answered so, with its server.
async fn posted(status: u16, answer: Fixture) -> (Error<Failure>, Server) {
    let to = "/v2/chat?key=secret";
    let server = Server::start([redirect(status, to), answer]).await.unwrap();
    let request = client().post(server.url()).body("{}");
    let mut events = match request.stream_events::<Feed>().max_retries(0).await {
        Ok(events) => events,
        Err(error) => return (error, server),
    };
    loop {
        match events.next().await.expect("an error") {
            Ok(_) => {}
            Err(error) => return (error, server),
        }
    }
}

/// It names the redirect, where to, and what became of the method.
fn names_the_redirect(error: &Error<Failure>, server: &Server) {
    let (said, shown) = (error.to_string(), format!("{error:?}"));
    let to = format!("{}/v2/chat", server.url().trim_end_matches('/'));
    assert!(said.contains("redirect") && said.contains(&to), "{said}");
    assert!(said.contains("from POST to GET"), "{said}");
    assert!(
        !said.contains("secret") && !shown.contains("secret"),
        "{said} {shown}"
    );
    let redirect = error.redirect().expect("a redirect");
    assert_eq!(redirect.url(), format!("{to}?key=secret"));
    assert_eq!(redirect.changed_method(), Some("POST"));
    assert!(redirect.is_followed());
}

#[tokio::test]
async fn case_19_a_redirect_that_changed_the_method_is_named() {
    for status in [301, 302, 303] {
        let answer = Fixture::response(405, "text/plain", "Method Not Allowed");
        let (error, server) = posted(status, answer).await;
        assert_eq!(server.requests()[1].method, "GET");
        assert_eq!(error.http_status(), Some(405));
        names_the_redirect(&error, &server);
    }
}

#[tokio::test]
async fn case_19_it_is_named_whatever_fails_after_it() {
    let page = Fixture::response(200, "text/html", "<html>Log in</html>");
    let cut = Fixture::new().event("text", "a");
    for (answer, is_expected) in [
        (
            page,
            (|kind| matches!(kind, ErrorKind::ContentType(_))) as fn(&ErrorKind<Failure>) -> bool,
        ),
        (Fixture::response(204, "", ""), |kind| {
            matches!(kind, ErrorKind::NoContent)
        }),
        (Fixture::response(500, "", ""), |kind| {
            matches!(kind, ErrorKind::Status(_))
        }),
        (cut, |kind| matches!(kind, ErrorKind::Truncated(_))),
    ] {
        let (error, server) = posted(302, answer).await;
        assert!(is_expected(error.kind()), "{error:?}");
        names_the_redirect(&error, &server);
    }
}

#[tokio::test]
async fn case_19_a_redirect_that_changed_nothing_is_not_blamed() {
    let answer = Fixture::response(404, "text/plain", "gone");
    let server = Server::start([redirect(302, "/v2"), answer]).await.unwrap();
    let request = client().get(server.url()).stream_events::<Feed>();
    let error = request.await.unwrap_err();
    assert_eq!(error.to_string(), "the server answered 404: gone");
    let redirect = error.redirect().expect("a redirect");
    assert!(redirect.url().ends_with("/v2") && redirect.is_followed());
    assert_eq!(redirect.changed_method(), None);

    let server = Server::start([Fixture::response(405, "text/plain", "no")])
        .await
        .unwrap();
    let request = client().post(server.url()).stream_events::<Feed>();
    let error = request.await.unwrap_err();
    assert_eq!(error.to_string(), "the server answered 405: no");
    assert!(error.redirect().is_none());
}

#[tokio::test]
async fn case_19_a_client_for_streams_follows_no_redirect_and_says_where_it_leads() {
    let client = client_builder().no_proxy().build().unwrap();
    for status in [301, 302, 303, 307, 308] {
        let moved = redirect(status, "http://other.example/v2?key=secret");
        let server = Server::start([moved]).await.unwrap();
        let request = client.post(server.url()).body("{}").stream_events::<Feed>();
        let error = request.await.unwrap_err();
        assert_eq!(error.http_status(), Some(status));
        assert_eq!(
            error.to_string(),
            format!(
                "the server answered {status}: moved, a redirect to http://other.example/v2 that was \
                 not followed"
            )
        );
        let redirect = error.redirect().expect("a redirect");
        assert_eq!(redirect.url(), "http://other.example/v2?key=secret");
        assert!(!redirect.is_followed() && redirect.changed_method().is_none());
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn fault_server_a_reconnect_takes_no_credentials_to_another_origin() {
    let other = Server::start([Fixture::new().event("text", "b")])
        .await
        .unwrap();
    for status in [301, 302, 303, 307, 308] {
        let first = Fixture::new().bytes("retry: 0\n\n").event("text", "a");
        let moved = redirect(status, &other.url());
        let server = Server::start([first, moved]).await.unwrap();
        let client = client_builder().no_proxy().build().unwrap();
        let request = client
            .get(format!("{}?key=secret", server.url()))
            .header("x-api-key", "secret")
            .bearer_auth("secret")
            .stream_events::<EndlessFeed>()
            .retry(RetryPolicy::never())
            .reconnect(ReconnectPolicy::new().max_wait(Duration::from_millis(1)));
        let mut events = request.await.unwrap();
        events.next().await.unwrap().unwrap();
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(error.http_status(), Some(status));
        assert!(
            error
                .redirect()
                .is_some_and(|redirect| redirect.url() == other.url())
        );
        assert_eq!(server.requests().len(), 2);
        assert!(other.requests().is_empty());
    }
}

#[tokio::test]
async fn fault_server_no_url_stands_in_a_referer() {
    let server = Server::start([redirect(302, "/v2"), Fixture::new().event("text", "a")]).await;
    let server = server.unwrap();
    let follow = reqwest::redirect::Policy::limited(1);
    let client = client_builder()
        .no_proxy()
        .redirect(follow)
        .build()
        .unwrap();
    let request = client.get(format!("{}?key=secret", server.url()));
    let mut events = request.stream_events::<EndlessFeed>().await.unwrap();
    events.next().await.unwrap().unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("referer"), None);
}
