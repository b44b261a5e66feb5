//! Who writes a run.

use std::time::Duration;

use stream_events_relay::log::{Begun, Look};
use stream_events_relay::{Key, Log, LogError, Position, Record};

use crate::place::{ABANDONED, LAPSED, LONG, Place, all, begin, end, fill, look, places, until};

/// A request that is sent twice asks its API once; whoever was not first reads a log that is there.
pub(crate) async fn one_of_a_hundred_writes(place: &impl Place) {
    let key = Key::random();
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let log = place.instance().await;
        for _ in 0..25 {
            let (log, key) = (log.clone(), key.clone());
            tasks.push(tokio::spawn(async move {
                let begun = log.begin(&key, LONG).await.expect("begun");
                let found = log.range(&key, Position::START, 10).await;
                assert_eq!(found.expect("a log").len(), 1);
                begun
            }));
        }
    }
    let mut writers = Vec::new();
    for task in tasks {
        match task.await.expect("a task") {
            Begun::Writer(writer) => writers.push(writer),
            other => assert_eq!(other, Begun::Running),
        }
    }
    assert_eq!(writers.len(), 1);
    let log = place.instance().await;
    let first = (writers[0].first(), Record::Begun);
    assert_eq!(all(&log, &key).await, [first]);
}

/// Nobody begins what somebody else has begun and left.
pub(crate) async fn an_orphan_is_closed_and_has_ended(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LAPSED).await;
    let last = fill(&log, &writer, writer.first(), 3).await;
    until(&log, &key, Look::Orphaned).await;
    for _ in 0..2 {
        let again = log.begin(&key, LONG).await;
        assert_eq!(again.expect("begun"), Begun::Ended);
    }
    let records = all(&log, &key).await;
    assert_eq!(places(&records), [1, 2, 3, 4, 5]);
    assert_eq!(records[4], (last.closing(), end(ABANDONED)));
    assert_eq!(look(&log, &key).await, Look::Alive);
}

/// A position of a run that is gone is none of the next one's, and its writer writes nothing there.
pub(crate) async fn a_log_begun_again_has_a_higher_epoch(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let old = begin(&log, &key, LAPSED).await;
    let last = fill(&log, &old, old.first(), 3).await;
    until(&log, &key, Look::Orphaned).await;
    log.close(&key).await.expect("closed");
    log.cancel(&key).await.expect("cancelled");
    log.delete(&key).await.expect("deleted");
    let new = begin(&other, &key, LONG).await;
    assert!(new.epoch > last.closing().epoch);
    let late = log.append(&old, last.next(), &end(ABANDONED)).await;
    assert!(matches!(late, Err(LogError::Fenced)), "{late:?}");
    let late = log.renew(&old).await;
    assert!(matches!(late, Err(LogError::Fenced)), "{late:?}");
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(
        look(&log, &key).await,
        Look::Alive,
        "the lease is another's"
    );
    assert_eq!(all(&log, &key).await, [(new.first(), Record::Begun)]);
    assert!(!other.cancelled(&new).await.expect("an answer"));
}

/// What is done to one run is not done to another.
pub(crate) async fn keys_are_told_apart(place: &impl Place) {
    let log = place.instance().await;
    let [a, b] = ["a", "a:log"].map(|it| Key::new(it).expect("a key"));
    let (first, second) = (begin(&log, &a, LONG).await, begin(&log, &b, LONG).await);
    fill(&log, &first, first.first(), 2).await;
    log.cancel(&a).await.expect("cancelled");
    assert!(!log.cancelled(&second).await.expect("an answer"));
    log.delete(&a).await.expect("deleted");
    assert_eq!(
        log.look(&[b.clone(), a.clone()]).await.expect("looks"),
        [Look::Alive, Look::Gone]
    );
    fill(&log, &second, second.first(), 1).await;
    assert_eq!(places(&all(&log, &b).await), [1, 2]);
}

/// Nothing makes a log but its beginning.
pub(crate) async fn nothing_is_known_of_unknown_keys(place: &impl Place) {
    let (log, key, other) = (place.instance().await, Key::random(), Key::random());
    let is_gone = |result: Result<(), LogError>| assert!(matches!(result, Err(LogError::Gone)));
    is_gone(log.range(&key, Position::START, 10).await.map(drop));
    is_gone(log.close(&key).await);
    is_gone(log.cancel(&key).await);
    log.delete(&key).await.expect("deleted");
    let mut writer = begin(&log, &other, LONG).await;
    writer.key = key.clone();
    is_gone(log.append(&writer, writer.first(), &Record::Begun).await);
    is_gone(log.renew(&writer).await);
    assert!(!log.cancelled(&writer).await.expect("an answer"));
    assert_eq!(look(&log, &key).await, Look::Gone);
    assert!(log.look(&[]).await.expect("no looks").is_empty());
    assert!(matches!(log.begin(&key, LONG).await, Ok(Begun::Writer(_))));
}
