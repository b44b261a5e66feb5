//! Streams among the crates that programs use them with.

use bytes::{Bytes, BytesMut};
use futures::{StreamExt, TryStreamExt, stream};
use stream_events::{AsyncStream, RawJson};
use stream_events_tests::feed::{Event, Feed, text};

const WIRE: &str = "event: text\ndata: hello\n\nevent: done\ndata: 1\n\n";

fn feed() -> AsyncStream<Feed, impl stream::Stream<Item = &'static str> + Unpin> {
    AsyncStream::from_bytes(stream::iter([WIRE]))
}

#[tokio::test]
async fn futures_select_takes_the_next_event() {
    let mut events = feed();
    let mut seen = 0;
    loop {
        futures::select! {
            event = events.next() => match event {
                Some(event) => { event.unwrap(); seen += 1; }
                None => break,
            },
            complete => break,
        }
    }
    assert_eq!(seen, 2);
}

#[tokio::test]
async fn the_adapters_of_futures_apply() {
    let events: Vec<Event> = feed().try_collect().await.unwrap();
    assert_eq!(events.len(), 2);
    let mut boxed = feed()
        .map_ok(|event| matches!(event, Event::Text(_)))
        .boxed();
    assert!(StreamExt::next(&mut boxed).await.unwrap().unwrap());
    let first = feed().take(1).map(Result::unwrap).collect::<Vec<_>>().await;
    assert_eq!(first, [text("hello")]);
}

/// Bytes from a generator, as `async` functions make them: such a stream cannot be moved.
#[tokio::test]
async fn a_source_need_not_be_unpin() {
    let parts = stream::unfold(0, |at| async move {
        tokio::task::yield_now().await;
        let part = WIRE.as_bytes().chunks(7).nth(at)?;
        Some((part, at + 1))
    });
    let events = std::pin::pin!(AsyncStream::<Feed, _>::from_bytes(parts));
    let events: Vec<_> = events.try_collect().await.unwrap();
    assert_eq!(events, [text("hello"), Event::Done(1)]);
}

#[tokio::test]
async fn the_adapters_of_tokio_stream_apply() {
    use tokio_stream::StreamExt;

    let patient = StreamExt::timeout(feed(), std::time::Duration::from_secs(5));
    let mut patient = std::pin::pin!(patient);
    let mut seen = 0;
    while let Some(event) = StreamExt::next(&mut patient).await {
        event.expect("in time").unwrap();
        seen += 1;
    }
    assert_eq!(seen, 2);
    let fine: Vec<_> = StreamExt::collect(StreamExt::filter(feed(), Result::is_ok)).await;
    assert_eq!(fine.len(), 2);
}

#[tokio::test]
async fn a_source_yields_whatever_bytes_are_made_of() {
    async fn count<B>(source: B) -> usize
    where
        B: stream::Stream + Unpin,
        B::Item: stream_events::SourceItem<Bytes>,
    {
        AsyncStream::<Feed, _>::from_bytes(source).count().await
    }

    assert_eq!(count(stream::iter([WIRE])).await, 2);
    assert_eq!(count(stream::iter([WIRE.to_owned()])).await, 2);
    assert_eq!(count(stream::iter([WIRE.as_bytes().to_vec()])).await, 2);
    assert_eq!(count(stream::iter([BytesMut::from(WIRE)])).await, 2);
    assert_eq!(count(stream::iter([std::io::Result::Ok(WIRE)])).await, 2);
    let frames = stream::iter([Ok::<_, std::io::Error>(Bytes::from(WIRE))]);
    assert_eq!(count(frames).await, 2);
}

#[test]
fn kept_json_looks_like_any_other_value_in_any_format() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Row {
        name: String,
        #[serde(flatten)]
        rest: std::collections::BTreeMap<String, RawJson>,
    }

    let json =
        r#"{"name":"n","a":{"b":[1,2.5,"x",true],"c":{"d":"e"}},"big":12345678901234567890}"#;
    let row: Row = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&row).unwrap(), json);
    let value = serde_json::to_value(&row).unwrap();
    assert_eq!(
        value,
        serde_json::from_str::<serde_json::Value>(json).unwrap()
    );
    assert_eq!(serde_json::from_value::<Row>(value).unwrap(), row);

    let packed = rmp_serde::to_vec_named(&row).unwrap();
    assert_eq!(rmp_serde::from_slice::<Row>(&packed).unwrap(), row);

    let raw = RawJson::new(r#"{"a":[1,{"b":"c"}],"none":null,"f":1.5}"#).unwrap();
    let written = toml::to_string(&raw).unwrap();
    let read: RawJson = toml::from_str(&written).unwrap();
    assert_eq!(
        read,
        RawJson::new(r#"{"a":[1,{"b":"c"}],"f":1.5}"#).unwrap()
    );
    assert!(toml::to_string(&RawJson::new(r#"{"a":[null]}"#).unwrap()).is_err());
}
