//! What is read of a log.

use stream_events_relay::{EndKind, Key, Log, Position, Record, RunEnd};

use crate::place::{LONG, Place, all, begin, fill, message, places};

/// Pages of a log: each begins where the last one ended, and there is one that is empty.
pub(crate) async fn a_range_begins_behind_its_cursor(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let last = fill(&log, &writer, writer.first(), 9).await;
    let mut after = Position::START;
    let mut read = Vec::new();
    loop {
        let page = log.range(&key, after, 4).await.expect("a page");
        let Some(record) = page.last() else { break };
        assert!(page.len() <= 4 && page[0].0 > after);
        after = record.0;
        read.extend(page);
    }
    assert_eq!((after, places(&read)), (last, (1..=10).collect()));
    let behind = [last, last.next(), last.closing()];
    for after in behind {
        assert!(log.range(&key, after, 4).await.expect("a log").is_empty());
    }
}

/// A cursor comes from a client, which may make up any: it is a place before, in or behind the log.
pub(crate) async fn any_cursor_of_a_client_is_read(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    fill(&log, &writer, writer.first(), 2).await;
    let epoch = writer.epoch;
    for (epoch, seq, count) in [
        (epoch, 2, 1),
        (epoch, u64::MAX, 0),
        (epoch - 1, u64::MAX, 3),
        (1, 1, 3),
        (epoch + 1, 1, 0),
        (u64::MAX, 1, 0),
        (u64::MAX, u64::MAX, 0),
    ] {
        let after = Position { epoch, seq };
        let read = log.range(&key, after, 10).await.expect("a log");
        assert_eq!(read.len(), count, "{after}");
        let wait = std::time::Duration::from_millis(5);
        let heard = log.changed(&[(key.clone(), after)], wait).await;
        let heard = heard.expect("a wait").into_iter().next();
        assert_eq!(heard.map_or(0, |it| it.1.len()), count, "{after}");
    }
}

/// Bytes are bytes: lines, nulls, more than a packet, and reasons with any text.
pub(crate) async fn payloads_come_back_as_they_were(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let mut at = writer.first();
    let mut expected = vec![(at, Record::Begun)];
    let reason = RunEnd::new(EndKind::Truncated).because("the line\r\nbroke: \u{1F4A5} ");
    for record in [
        message(""),
        message("data: 1\n\n\0\r\n$5\r\n"),
        message(&"\u{fc}".repeat(20_000)),
        Record::from_parts('m', bytes::Bytes::new()).expect("no messages"),
        Record::End(reason),
    ] {
        at = at.next();
        log.append(&writer, at, &record).await.expect("appended");
        expected.push((at, record));
    }
    assert_eq!(all(&place.instance().await, &key).await, expected);
}
