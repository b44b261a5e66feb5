//! Who closes the connection, and when it is used again.

use std::time::Duration;

use stream_events::RequestExt;
use stream_events::testing::{Fixture, Server};
use stream_events_tests::feed::{EndlessFeed, Event, Feed, text};

use crate::{LONG, client, collect, request};

const MS: Duration = Duration::from_millis(1);

async fn closed(server: &Server) {
    tokio::time::timeout(LONG, server.all_closed())
        .await
        .expect("a closed connection");
}

fn endless() -> Fixture {
    Fixture::new().event("text", "a").delay(5 * MS).forever()
}

#[tokio::test]
async fn o3_o4_closing_and_dropping_close_the_connection() {
    let server = endless().serve().await.unwrap();
    let mut events = request(&server).await.unwrap();
    events.next().await.unwrap().unwrap();
    assert_eq!(server.open_connections(), 1);
    events.close();
    closed(&server).await;

    // Read, and never read.
    for read in [true, false] {
        let mut events = request(&server).await.unwrap();
        if read {
            events.next().await.unwrap().unwrap();
        }
        drop(events);
        closed(&server).await;
    }
}

#[tokio::test]
async fn o5_cancelling_the_task_closes_the_connection() {
    let server = Fixture::new()
        .event("text", "a")
        .hang()
        .serve()
        .await
        .unwrap();
    let mut events = request(&server).await.unwrap();
    let task = tokio::spawn(async move {
        events.next().await;
        events.next().await;
    });
    tokio::time::sleep(50 * MS).await;
    assert_eq!(server.open_connections(), 1);
    task.abort();
    closed(&server).await;
}

#[tokio::test]
async fn o5_cancelling_the_request_closes_the_connection() {
    let server = Fixture::no_answer().serve().await.unwrap();
    let opening = request(&server);
    let cancelled = tokio::time::timeout(100 * MS, opening.into_future()).await;
    assert!(cancelled.is_err());
    closed(&server).await;
    assert_eq!(server.requests().len(), 1);
}

use std::future::IntoFuture;

#[tokio::test]
async fn o2_errors_close_the_connection() {
    let failing = Fixture::new().event("error", "{}").hang();
    let server = failing.serve().await.unwrap();
    let mut events = request(&server).await.unwrap();
    assert!(events.next().await.unwrap().is_err());
    // Still held, but over.
    closed(&server).await;
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn o2_a_declared_end_does_not_wait_for_the_server() {
    for last in [
        Fixture::new().event("done", "1"),
        Fixture::new().data("[DONE]"),
    ] {
        let server = last.hang().serve().await.unwrap();
        let mut events = request(&server).await.unwrap();
        while events.next().await.is_some() {}
        closed(&server).await;
    }
}

#[tokio::test]
async fn o2_a_connection_whose_end_came_too_is_used_again() {
    for last in [
        Fixture::new().event("done", "1"),
        Fixture::new().data("[DONE]"),
    ] {
        let server = last.serve().await.unwrap();
        let client = client();
        for _ in 0..5 {
            let events = client
                .get(server.url())
                .stream_events::<Feed>()
                .await
                .unwrap();
            let (_, error) = collect(events).await;
            assert!(error.is_none());
            // The connection goes back to the pool in a task of its own.
            tokio::time::sleep(5 * MS).await;
        }
        let connections: Vec<_> = server
            .requests()
            .iter()
            .map(|request| request.connection)
            .collect();
        assert_eq!(connections, [0; 5]);
    }
}

#[tokio::test]
async fn o5_select_loses_nothing() {
    let mut fixture = Fixture::new();
    for number in 0..100 {
        fixture = fixture.event("number", number.to_string()).delay(2 * MS);
    }
    // In pieces, so that it is cancelled inside of events too.
    let server = fixture.chunks(7).serve().await.unwrap();
    let request = client().get(server.url()).stream_events::<EndlessFeed>();
    let mut events = request.await.unwrap();
    let (mut seen, mut cancelled) = (Vec::new(), 0);
    loop {
        tokio::select! {
            biased;
            event = events.next() => match event {
                Some(event) => seen.push(event.unwrap()),
                None => break,
            },
            () = tokio::time::sleep(MS) => cancelled += 1,
        }
    }
    assert_eq!(seen, (0..100).map(Event::Number).collect::<Vec<_>>());
    assert!(cancelled > 10, "{cancelled}");
}

#[tokio::test]
async fn a_reader_that_stops_stalls_the_server() {
    // More than all buffers between the two can hold.
    let block = "x".repeat(64 * 1024);
    let server = Fixture::new()
        .event("text", &block)
        .forever()
        .serve()
        .await
        .unwrap();
    let mut events = request(&server).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), text(&block));
    tokio::time::sleep(200 * MS).await;
    let before = events.stats().bytes;
    assert!(before < 1024 * 1024, "{before} bytes taken for one event");
}
