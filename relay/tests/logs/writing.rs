//! What a writer, and who closes its log, can do.

use std::time::{Duration, Instant};

use stream_events_relay::log::{Begun, Look, Terms};
use stream_events_relay::{EndKind, Key, Log, LogError, Position, Record};

use crate::place::{
    ABANDONED, LAPSED, LONG, Place, all, begin, end, fill, look, message, places, until,
};

/// A reply that was lost costs nothing: the same again is there once.
pub(crate) async fn an_append_twice_is_one(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    let at = writer.first().next();
    for log in [&log, &other, &log] {
        log.append(&writer, at, &message("a")).await.expect("there");
    }
    let last = fill(&log, &writer, at, 2).await;
    log.append(&writer, at, &message("a")).await.expect("there");
    for _ in 0..2 {
        let ended = log
            .append(&writer, last.next(), &end(EndKind::Complete))
            .await;
        ended.expect("ended");
    }
    let records = all(&other, &key).await;
    assert_eq!(places(&records), [1, 2, 3, 4, 5]);
    assert_eq!(records[1], (at, message("a")));
    assert_eq!(records[4].1, end(EndKind::Complete));
}

/// What was written is read in its order, by everyone.
pub(crate) async fn records_stand_one_behind_another(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    fill(&log, &writer, writer.first(), 50).await;
    for log in [log, place.instance().await] {
        let records = all(&log, &key).await;
        assert_eq!(records[0], (writer.first(), Record::Begun));
        let mut at = writer.first();
        for record in &records[1..] {
            at = at.next();
            assert_eq!(*record, (at, message(&at.to_string())));
        }
        assert_eq!(records.len(), 51);
    }
}

/// A writer that was taken for dead learns that its log is closed, and adds nothing.
pub(crate) async fn a_zombie_is_fenced(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LAPSED).await;
    let last = fill(&log, &writer, writer.first(), 2).await;
    until(&other, &key, Look::Orphaned).await;
    other.close(&key).await.expect("closed");
    let closed = all(&other, &key).await;
    for at in [last, last.next(), last.next().next()] {
        let late = log.append(&writer, at, &message("late")).await;
        assert!(matches!(late, Err(LogError::Fenced)), "{late:?}");
    }
    let late = log.renew(&writer).await;
    assert!(matches!(late, Err(LogError::Fenced)), "{late:?}");
    assert_eq!(all(&other, &key).await, closed);
    assert_eq!(closed[3], (last.closing(), end(ABANDONED)));
}

/// All readers of a dead writer's run find out at the same time.
pub(crate) async fn of_many_closers_one_closes(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let writer = begin(&log, &key, LAPSED).await;
    let last = fill(&log, &writer, writer.first(), 1).await;
    until(&log, &key, Look::Orphaned).await;
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let log = place.instance().await;
        for _ in 0..5 {
            let (log, key) = (log.clone(), key.clone());
            tasks.push(tokio::spawn(async move { log.close(&key).await }));
        }
    }
    for task in tasks {
        task.await.expect("a task").expect("closed");
    }
    let records = all(&log, &key).await;
    assert_eq!(places(&records), [1, 2, 3]);
    assert_eq!(records[2], (last.closing(), end(ABANDONED)));
}

/// A reader that is wrong about a writer's death does no harm.
pub(crate) async fn a_log_that_is_held_or_ended_is_not_closed(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    other.close(&key).await.expect("nothing to do");
    assert_eq!(
        other.begin(&key, LONG).await.expect("a look"),
        Begun::Running
    );
    let last = fill(&log, &writer, writer.first(), 1).await;
    let ended = log
        .append(&writer, last.next(), &end(EndKind::Failed))
        .await;
    ended.expect("ended");
    other.close(&key).await.expect("nothing to do");
    assert_eq!(other.begin(&key, LONG).await.expect("a look"), Begun::Ended);
    let records = all(&other, &key).await;
    assert_eq!(places(&records), [1, 2, 3]);
    assert_eq!(records[2].1, end(EndKind::Failed));
}

/// A writer does not make a new log of its last records.
pub(crate) async fn a_deleted_log_is_gone_for_its_writer(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    let last = fill(&log, &writer, writer.first(), 2).await;
    other.delete(&key).await.expect("deleted");
    for record in [message("late"), end(EndKind::Complete)] {
        let late = log.append(&writer, last.next(), &record).await;
        assert!(matches!(late, Err(LogError::Gone)), "{late:?}");
    }
    let late = log.renew(&writer).await;
    assert!(matches!(late, Err(LogError::Gone)), "{late:?}");
    assert_eq!(look(&other, &key).await, Look::Gone);
    let range = other.range(&key, last, 10).await;
    assert!(matches!(range, Err(LogError::Gone)));
    // Nothing is left that would keep others from beginning it.
    begin(&other, &key, LONG).await;
}

/// Logs go by themselves, and leave nothing behind; a lease does not outlive its log.
pub(crate) async fn a_log_expires(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let terms = Terms {
        ttl: Duration::from_millis(150),
        ..LONG
    };
    let writer = begin(&log, &key, terms).await;
    log.cancel(&key).await.expect("cancelled");
    until(&log, &key, Look::Gone).await;
    let range = log.range(&key, Position::START, 10).await;
    assert!(matches!(range, Err(LogError::Gone)), "{range:?}");
    let late = log
        .append(&writer, writer.first().next(), &message("late"))
        .await;
    assert!(matches!(late, Err(LogError::Gone)));
    assert!(matches!(log.renew(&writer).await, Err(LogError::Gone)));
    tokio::time::sleep(Duration::from_millis(20)).await;
    let new = begin(&log, &key, LONG).await;
    assert!(new.epoch > writer.epoch);
    assert!(!log.cancelled(&new).await.expect("an answer"));
}

/// A model that thinks for longer than the log is kept loses nothing.
pub(crate) async fn a_quiet_run_is_kept_by_its_renewals(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let terms = Terms {
        lease: Duration::from_millis(1000),
        ttl: Duration::from_millis(1200),
    };
    let writer = begin(&log, &key, terms).await;
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(2500) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        log.renew(&writer).await.expect("renewed");
        assert_eq!(look(&other, &key).await, Look::Alive);
    }
    fill(&log, &writer, writer.first(), 1).await;
    assert_eq!(places(&all(&other, &key).await), [1, 2]);
}

/// A writer that was away for longer than its lease goes on, if nobody has closed its log.
pub(crate) async fn a_lease_that_ran_out_can_be_renewed(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let mut writer = begin(&log, &key, LAPSED).await;
    until(&log, &key, Look::Orphaned).await;
    writer.terms = LONG;
    log.renew(&writer).await.expect("renewed");
    assert_eq!(look(&log, &key).await, Look::Alive);
    log.close(&key).await.expect("nothing to do");
    fill(&log, &writer, writer.first(), 1).await;
    assert_eq!(places(&all(&log, &key).await), [1, 2]);
}

/// What has ended is read until its time is over, and nobody waits for its writer.
pub(crate) async fn an_end_is_kept_without_a_lease(place: &impl Place) {
    let (log, key) = (place.instance().await, Key::random());
    let terms = Terms {
        lease: Duration::from_millis(50),
        ttl: Duration::from_millis(600),
    };
    let writer = begin(&log, &key, terms).await;
    tokio::time::sleep(Duration::from_millis(30)).await;
    let started = Instant::now();
    let ended = log
        .append(&writer, writer.first().next(), &end(EndKind::Complete))
        .await;
    ended.expect("ended");
    tokio::time::sleep(Duration::from_millis(100)).await;
    if started.elapsed() < Duration::from_millis(500) {
        assert_eq!(look(&log, &key).await, Look::Alive);
        assert_eq!(log.begin(&key, LONG).await.expect("a look"), Begun::Ended);
    }
    until(&log, &key, Look::Gone).await;
    assert!(started.elapsed() >= Duration::from_millis(590));
}

/// Who wants a run to stop is seldom where it is written.
pub(crate) async fn a_cancel_is_heard_by_another_instance(place: &impl Place) {
    let (log, other, key) = (
        place.instance().await,
        place.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    assert!(!log.cancelled(&writer).await.expect("an answer"));
    fill(&log, &writer, writer.first(), 1).await;
    for _ in 0..2 {
        other.cancel(&key).await.expect("cancelled");
        assert!(log.cancelled(&writer).await.expect("an answer"));
    }
    // It is a wish: the log is as it was.
    fill(&log, &writer, writer.first().next(), 1).await;
    assert_eq!(places(&all(&other, &key).await), [1, 2, 3]);
}
