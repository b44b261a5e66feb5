//! Messages without data (cases 06, 07 and 30).

use std::time::Duration;

use stream_events::testing::Fixture;
use stream_events::{
    AsyncStream, Dispatch, ErrorKind, Message, RequestExt, StreamEvents, TimeoutKind, UnknownEvent,
};

use crate::feed::{Event, Failure};
use crate::{Feed, client};

const BLANK: [&str; 4] = ["", " ", "\n", "\t\r\n "];

fn dispatch<S: StreamEvents>(event: &str, data: &str) -> Dispatch<S> {
    let message = Message::new(data.to_owned()).with_event(event.to_owned());
    S::dispatch(&message).expect("no mismatch")
}

#[test]
fn case_06_where_json_is_due_no_data_is_no_event() {
    for data in BLANK {
        for event in ["", "number", "undeclared", "ping"] {
            let dispatched = dispatch::<Feed>(event, data);
            assert!(matches!(dispatched, Dispatch::Skip), "{event} {data:?}");
        }
    }
}

#[test]
fn case_06_an_event_that_needs_no_data_is_one_without() {
    for data in BLANK {
        let Dispatch::Yield(Event::Text(text)) = dispatch::<Feed>("text", data) else {
            panic!("{data:?}")
        };
        assert_eq!(text, data);
        assert!(matches!(
            dispatch::<Feed>("tick", data),
            Dispatch::Yield(Event::Tick)
        ));
        assert!(matches!(
            dispatch::<Feed>("bye", data),
            Dispatch::Finish(Event::Bye)
        ));
        // A failure is one, whatever it says.
        let Dispatch::Fail(Failure::Other(text)) = dispatch::<Feed>("problem", data) else {
            panic!("{data:?}")
        };
        assert_eq!(text, data);
    }
}

#[test]
fn case_06_enums_read_no_data_as_documents_do() {
    #[derive(Debug, StreamEvents)]
    enum Own {
        #[event("number")]
        Number(u8),
        #[event("tick")]
        Tick,
        #[event(unknown)]
        Unknown(UnknownEvent),
    }

    for event in ["", "number", "undeclared"] {
        let dispatched = dispatch::<Own>(event, "");
        assert!(matches!(dispatched, Dispatch::Skip), "{event}");
    }
    let dispatched = dispatch::<Own>("tick", "");
    assert!(matches!(dispatched, Dispatch::Yield(Own::Tick)));
    assert!(matches!(
        dispatch::<Own>("number", "1"),
        Dispatch::Yield(Own::Number(1))
    ));
    assert!(matches!(
        dispatch::<Own>("undeclared", "1"),
        Dispatch::Unknown(Own::Unknown(_))
    ));
}

#[tokio::test]
async fn case_07_the_id_and_the_time_of_a_message_without_data_count() {
    let body = "id: 41\nretry: 70\ndata:\n\nevent: number\ndata: 1\n\nevent: bye\ndata:\n\n";
    let mut events = AsyncStream::<Feed, _>::from_bytes(futures::stream::iter([body]));
    assert_eq!(events.next().await.unwrap().unwrap(), Event::Number(1));
    assert_eq!(events.last_event_id(), "41");
    assert_eq!(events.reconnection_time(), Some(Duration::from_millis(70)));
    assert_eq!(events.next().await.unwrap().unwrap(), Event::Bye);
    assert!(events.next().await.is_none());
    assert_eq!(events.stats().skipped, 1);
}

#[tokio::test]
async fn case_30_a_message_without_data_does_not_put_off_the_event_timeout() {
    let mut beat = Fixture::new().event("number", "1");
    for _ in 0..100 {
        beat = beat.delay(Duration::from_millis(20)).bytes("data:\n\n");
    }
    let server = beat.serve().await.unwrap();
    let request = client().get(server.url()).stream_events::<Feed>();
    let mut events = request
        .event_idle_timeout(Duration::from_millis(200))
        .await
        .unwrap();
    assert_eq!(events.next().await.unwrap().unwrap(), Event::Number(1));
    let last = tokio::time::timeout(Duration::from_millis(1500), events.next()).await;
    let error = last.expect("the timeout").unwrap().unwrap_err();
    let ErrorKind::Timeout(timeout) = error.kind() else {
        panic!("{error}")
    };
    assert_eq!(timeout.kind(), TimeoutKind::Event);
}
