//! How readers wait.

use std::time::{Duration, Instant};

use stream_events_relay::{Key, Log, Position};

use crate::place::{LONG, Place, begin, fill, message, places};

/// So long that a test which is not woken fails by it.
const FOREVER: Duration = Duration::from_secs(20);

/// A reader of another instance has a record soon after it was written.
pub(crate) async fn an_append_is_heard(place: &impl Place) {
    let (log, reader, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    let (at, start) = (writer.first(), Instant::now());
    let logs = [(key.clone(), at)];
    let waiting = tokio::spawn(async move { heard(&reader, &logs).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    fill(&log, &writer, at, 1).await;
    let heard = waiting.await.expect("a task");
    assert_eq!(heard.1, [(at.next(), message(&at.next().to_string()))]);
    assert_eq!(heard.0, key);
    assert!(start.elapsed() < FOREVER / 2);
}

/// A log need not be there yet.
pub(crate) async fn a_log_is_heard_from_its_beginning(place: &impl Place) {
    let (log, reader, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let logs = [(key.clone(), Position::START)];
    let waiting = tokio::spawn(async move { heard(&reader, &logs).await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    begin(&log, &key, LONG).await;
    assert_eq!(places(&waiting.await.expect("a task").1), [1]);
}

/// Waits until a log has something to say. A wait may be over for nothing.
async fn heard(
    log: &impl Log,
    logs: &[(Key, Position)],
) -> (Key, stream_events_relay::log::Records) {
    let start = Instant::now();
    while start.elapsed() < FOREVER {
        let heard = log.changed(logs, FOREVER).await.expect("a wait");
        if let Some(first) = heard.into_iter().next() {
            return first;
        }
    }
    panic!("nothing was heard");
}

/// A reader that comes anew is not kept waiting by the wait of the others; nor is a call lost that comes first.
pub(crate) async fn a_call_wakes(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    begin(&log, &key, LONG).await;
    let quiet = [(
        key,
        Position {
            epoch: u64::MAX,
            seq: 1,
        },
    )];
    // Beforehand.
    log.wake().await.expect("woken");
    let start = Instant::now();
    assert!(
        log.changed(&quiet, FOREVER)
            .await
            .expect("a wait")
            .is_empty()
    );
    // Meanwhile, also of no logs at all, and by a clone.
    for logs in [&quiet[..], &[]] {
        let caller = log.clone();
        let call = async {
            tokio::time::sleep(Duration::from_millis(50)).await;
            caller.wake().await.expect("woken");
        };
        let (heard, ()) = tokio::join!(log.changed(logs, FOREVER), call);
        assert!(heard.expect("a wait").is_empty());
    }
    assert!(start.elapsed() < FOREVER / 2);
    // Each call wakes once.
    let wait = Duration::from_millis(150);
    let start = Instant::now();
    log.changed(&quiet, wait).await.expect("a wait");
    assert!(start.elapsed() >= wait - Duration::from_millis(10));
}

/// A reader looks after its writer's lease now and then.
pub(crate) async fn a_wait_is_over_in_time(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let gone = (Key::random(), Position::START);
    for wait in [0, 1, 700] {
        let wait = Duration::from_millis(wait);
        let start = Instant::now();
        let logs = [(key.clone(), writer.first()), gone.clone()];
        assert!(log.changed(&logs, wait).await.expect("a wait").is_empty());
        let took = start.elapsed();
        assert!(took + Duration::from_millis(10) >= wait, "{took:?}");
        assert!(took < wait + Duration::from_secs(5), "{took:?}");
    }
}

/// One wait is for all runs: each has its own cursor, and its records come under its own key.
pub(crate) async fn many_logs_are_heard_at_once(place: &impl Place) {
    let log = place.instance().await;
    let mut logs = Vec::new();
    for n in 0..40 {
        let key = Key::random();
        let writer = begin(&log, &key, LONG).await;
        let last = fill(&log, &writer, writer.first(), n % 4).await;
        logs.push((key, last));
        if n % 2 == 0 {
            fill(&log, &writer, last, 1).await;
        }
    }
    let mut heard = 0;
    for (key, records) in log.changed(&logs, FOREVER).await.expect("a wait") {
        let n = logs
            .iter()
            .position(|it| it.0 == key)
            .expect("a key of ours");
        assert_eq!(records[0].0, logs[n].1.next());
        assert_eq!((n % 2, records.len()), (0, 1));
        heard += 1;
    }
    assert_eq!(heard, 20);
}

/// A process that stops waiting, for whatever reason, waits again and misses nothing.
pub(crate) async fn a_wait_dropped_half_way_harms_nothing(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let mut at = writer.first();
    for n in 0..10 {
        let logs = [(key.clone(), at)];
        let brief = Duration::from_millis(n * 3);
        let dropped = tokio::time::timeout(brief, log.changed(&logs, FOREVER));
        // A wait may be over for nothing.
        if let Ok(over) = dropped.await {
            assert!(over.expect("a wait").is_empty());
        }
        let last = fill(&log, &writer, at, 1).await;
        let start = Instant::now();
        assert_eq!(heard(&log, &logs).await.1[0].0, last);
        assert!(start.elapsed() < FOREVER / 4);
        at = last;
    }
}

/// What is written while nobody waits is heard by the next wait: also more than one reply holds.
pub(crate) async fn nothing_is_lost_between_waits(place: &impl Place) {
    let (log, reader, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    let last = fill(&log, &writer, writer.first(), 150).await;
    let writing = tokio::spawn({
        let (log, writer) = (log.clone(), writer.clone());
        async move { fill(&log, &writer, last, 100).await }
    });
    let mut read = Vec::new();
    let mut after = Position::START;
    while read.len() < 251 {
        let records = heard(&reader, &[(key.clone(), after)]).await.1;
        after = records[records.len() - 1].0;
        read.extend(records);
    }
    writing.await.expect("a task");
    assert_eq!(places(&read), (1..=251).collect::<Vec<_>>());
}
