//! A library's events.

use stream_events_tests::strict::{Feed, Least, Status, number};

#[test]
fn it_works_all_the_same() {
    let items = super::items::<Feed>(
        "event: update\ndata: {\"id\":1}\n\nevent: delete\ndata: 2\n\nevent: tick\ndata:\n\n",
    );
    assert!(matches!(
        &items[..],
        [Ok(Feed::Update(Status { id: 1 })), Ok(Feed::Delete(text)), Ok(Feed::Tick)] if text == "2"
    ));
    #[expect(deprecated, reason = "it still arrives")]
    let is_end = |event| matches!(event, Feed::End(Status { id: 2 }));
    assert!(is_end(super::item::<Feed>("end", "{\"id\":2}")));
    assert!(matches!(super::item::<Feed>("end", "1"), Feed::Unknown(it) if it.reason.is_some()));
    assert!(matches!(super::item::<Least>("tick", "1"), Least::Tick));
    assert_eq!(number("1"), Some(1));
}
