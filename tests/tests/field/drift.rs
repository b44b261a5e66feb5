//! A document that `stream-events drift --patch` wrote: what drifted is read typed.

use bytes::Bytes;
use stream_events::StreamEvents;

/// A shop, by the document that the suite of the command has written.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../cli/tests/goldens/drift-patched.json")]
pub struct Shop;

const RECORDED: &str = include_str!("../../../cli/tests/fixtures/drift.sse");
const REFUSED: &str = include_str!("../../../cli/tests/fixtures/drift-refused.sse");

#[test]
fn what_drifted_is_read_typed() {
    use shop::{Event, OrderId, OrderItem, OrderState};

    let source = futures::stream::iter([Bytes::from(RECORDED)]);
    let events = futures::executor::block_on_stream(shop::from_bytes(source));
    let events = events.map(|event| event.expect("an event"));
    let is_declared = |event: &Event| !matches!(event, Event::Unknown(_));
    let events: Vec<_> = events.filter(is_declared).collect();
    let [
        Event::Order(first),
        Event::Order(second),
        Event::Order(_),
        Event::Refund(refund),
        Event::Closed,
    ] = events.as_slice()
    else {
        panic!("{events:?}")
    };
    assert_eq!(first.state, Some(OrderState::Lost));
    assert!(matches!(&first.item, Some(OrderItem::Pot(pot)) if pot.litres == Some(0.5)));
    assert_eq!(second.id, OrderId::String("x2".to_owned()));
    assert_eq!(second.count, None);
    let note = second.note.as_ref().expect("a note");
    assert_eq!(note.by.as_deref(), Some("Ann"));
    assert!(
        matches!(&second.item, Some(OrderItem::Tea(tea)) if tea.origin.as_deref() == Some("Uji"))
    );
    assert_eq!(
        (refund.orders.as_deref(), refund.sum),
        (Some(&[1, 2][..]), Some(12.5))
    );
    let Some(shop::Failure::Problem(problem)) = Shop::failure(REFUSED) else {
        panic!("a problem")
    };
    assert_eq!(problem.limit, Some(10));
}
