//! What happens to engines, and to the way to them.

use std::time::{Duration, Instant};

use ::redis::Value;
use stream_events_relay::log::{Begun, Look, Records, Writer};
use stream_events_relay::{EndKind, Key, Log, LogError, Position, Record, RedisLog};

use crate::engine::{Engine, stream};
use crate::place::{LAPSED, LONG, Place, all, begin, end, fill, look, message, places};
use crate::proxy::Proxy;

macro_rules! every_engine {
    ($($case:ident)+) => {
        mod redis {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    if let Some(engine) = crate::engine::Engine::redis().await {
                        super::$case(&engine).await;
                    }
                }
            )+
        }

        mod valkey {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $case() {
                    if let Some(engine) = crate::engine::Engine::valkey().await {
                        super::$case(&engine).await;
                    }
                }
            )+
        }
    };
}

every_engine! {
    an_engine_killed_in_the_middle_loses_nothing
    a_begin_waits_for_an_engine_that_is_restarted
    connections_that_are_cut_are_made_again
    an_append_whose_reply_is_lost_is_there_once
    a_begin_whose_reply_is_lost_has_a_writer
    of_those_who_begin_in_one_microsecond_one_writes
    an_engine_that_hangs_is_an_error_in_time
    a_thousand_writers_learn_at_once_that_there_is_no_engine
    three_connections_serve_all
    a_full_engine_says_so_and_keeps_its_runs
    a_trimmed_log_begins_later
    what_others_wrote_is_told
    an_end_of_a_later_version_is_an_end
    of_two_prefixes_each_has_its_own
}

/// Repeats an operation until the engine is back.
async fn persist(log: &RedisLog, writer: &Writer, at: Position, record: &Record) -> u32 {
    let start = Instant::now();
    let mut failed = 0;
    while let Err(error) = log.append(writer, at, record).await {
        assert!(matches!(error, LogError::Engine(_)), "{error}");
        assert!(start.elapsed() < Duration::from_secs(20), "{error}");
        failed += 1;
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    failed
}

async fn write(log: RedisLog, writer: Writer, n: u64) -> u32 {
    let (mut at, mut failed) = (writer.first(), 0);
    for _ in 0..n {
        at = at.next();
        failed += persist(&log, &writer, at, &message(&at.to_string())).await;
    }
    failed
}

async fn follow(log: RedisLog, key: Key, n: usize) -> Records {
    let mut read = Records::new();
    while read.len() < n {
        let after = read.last().map_or(Position::START, |it| it.0);
        match log
            .changed(&[(key.clone(), after)], Duration::from_secs(5))
            .await
        {
            Ok(news) => read.extend(news.into_iter().flat_map(|it| it.1)),
            Err(error) => {
                assert!(error.is_transient(), "{error}");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
    }
    read
}

/// With `appendfsync always` an acknowledged record outlives its engine: a reader and a writer that repeat what failed
/// never know.
async fn an_engine_killed_in_the_middle_loses_nothing(engine: &Engine) {
    const N: u64 = 600;
    let (log, reader, key) = (
        engine.instance().await,
        engine.instance().await,
        Key::random(),
    );
    let writer = begin(&log, &key, LONG).await;
    let reading = tokio::spawn(follow(reader, key.clone(), N as usize + 1));
    let writing = tokio::spawn(write(log.clone(), writer.clone(), N));
    for _ in 0..3 {
        tokio::time::sleep(Duration::from_millis(60)).await;
        engine.kill();
        tokio::time::sleep(Duration::from_millis(30)).await;
        engine.restart().await;
    }
    let failed = writing.await.expect("a writer");
    let read = reading.await.expect("a reader");
    assert_eq!(places(&read), (1..=N + 1).collect::<Vec<_>>());
    assert!(
        read[1..]
            .iter()
            .all(|it| it.1 == message(&it.0.to_string()))
    );
    assert_eq!(all(&log, &key).await, read);
    assert!(failed > 0, "it was written before the engine was killed");
    log.renew(&writer).await.expect("renewed");
}

/// A request that comes while its engine is restarted is answered, and asks its API once.
async fn a_begin_waits_for_an_engine_that_is_restarted(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    engine.kill();
    let starting = tokio::spawn({
        let (log, key) = (log.clone(), key.clone());
        async move { begin(&log, &key, LONG).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    engine.restart().await;
    let writer = starting.await.expect("a writer");
    fill(&log, &writer, writer.first(), 2).await;
    assert_eq!(places(&all(&log, &key).await), [1, 2, 3]);
}

/// A balancer, a firewall or an administrator ends connections at any time.
async fn connections_that_are_cut_are_made_again(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let reading = tokio::spawn(follow(log.clone(), key.clone(), 201));
    let writing = tokio::spawn(write(log.clone(), writer, 200));
    while !writing.is_finished() {
        engine.ask("CLIENT KILL TYPE normal SKIPME yes").await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    writing.await.expect("a writer");
    assert_eq!(
        places(&reading.await.expect("a reader")),
        (1..=201).collect::<Vec<_>>()
    );
}

/// The engine has done it, and the writer cannot know: it asks again, whatever it was.
async fn an_append_whose_reply_is_lost_is_there_once(engine: &Engine) {
    let proxy = Proxy::before(engine.port).await;
    let log = RedisLog::connect(&proxy.url()).await.expect("connected");
    let key = Key::random();
    let writer = begin(&log, &key, LONG).await;
    let mut at = writer.first();
    for record in [message("a"), message("b"), end(EndKind::Complete)] {
        at = at.next();
        proxy.lose(1);
        let lost = log.append(&writer, at, &record).await;
        assert!(matches!(lost, Err(LogError::Engine(_))), "{lost:?}");
        let there = all(&engine.instance().await, &key).await;
        assert_eq!(there[there.len() - 1], (at, record.clone()));
        log.append(&writer, at, &record).await.expect("there");
    }
    assert_eq!(places(&all(&log, &key).await), [1, 2, 3, 4]);
    for n in 1..=2 {
        proxy.lose(n);
        assert!(log.delete(&key).await.is_err() || n > 1);
        log.delete(&key).await.ok();
        log.delete(&key).await.expect("deleted");
    }
    assert_eq!(look(&log, &key).await, Look::Gone);
}

/// Whichever of its replies is lost, a run that was begun has a writer and is not left to its lease.
async fn a_begin_whose_reply_is_lost_has_a_writer(engine: &Engine) {
    let proxy = Proxy::before(engine.port).await;
    let log = RedisLog::connect(&proxy.url()).await.expect("connected");
    for nth in 1..=3 {
        let key = Key::random();
        proxy.lose(nth);
        let writer = begin(&log, &key, LONG).await;
        assert!(proxy.has_lost(), "there are fewer replies");
        assert_eq!(look(&log, &key).await, Look::Alive);
        fill(&log, &writer, writer.first(), 1).await;
        assert_eq!(places(&all(&log, &key).await), [1, 2]);
        assert_eq!(log.begin(&key, LONG).await.expect("a look"), Begun::Running);
    }
    assert_eq!(engine.ask("KEYS *:new:*").await, Value::Array(Vec::new()));
}

/// The epoch is a time, and two may read the same.
async fn of_those_who_begin_in_one_microsecond_one_writes(engine: &Engine) {
    let proxy = Proxy::with_stopped_clock(engine.port).await;
    let mut logs = Vec::new();
    for _ in 0..8 {
        logs.push(RedisLog::connect(&proxy.url()).await.expect("connected"));
    }
    for _ in 0..20 {
        let key = Key::random();
        let mut tasks = Vec::new();
        for log in &logs {
            let (log, key) = (log.clone(), key.clone());
            tasks.push(tokio::spawn(async move { log.begin(&key, LONG).await }));
        }
        let mut writers = Vec::new();
        for task in tasks {
            match task.await.expect("a task").expect("begun") {
                Begun::Writer(writer) => writers.push(writer),
                other => assert_eq!(other, Begun::Running),
            }
        }
        assert_eq!(writers.len(), 1);
        assert_eq!(writers[0].epoch, 1_111_111_111_000_000);
        logs[0].renew(&writers[0]).await.expect("its lease");
    }
}

/// An engine whose connections are open and which says nothing does not hold its callers for ever.
async fn an_engine_that_hangs_is_an_error_in_time(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let (at, record) = (writer.first().next(), message("a"));
    engine.signal("-STOP");
    let start = Instant::now();
    let logs = [(key.clone(), at)];
    let (appended, ranged, changed) = tokio::join!(
        log.append(&writer, at, &record),
        log.range(&key, Position::START, 10),
        log.changed(&logs, Duration::from_millis(100)),
    );
    assert!(start.elapsed() < Duration::from_secs(8));
    assert!(matches!(appended, Err(LogError::Engine(_))), "{appended:?}");
    assert!(matches!(ranged, Err(LogError::Engine(_))), "{ranged:?}");
    assert!(matches!(changed, Err(LogError::Engine(_))), "{changed:?}");
    engine.signal("-CONT");
    persist(&log, &writer, at, &message("a")).await;
    assert_eq!(places(&all(&log, &key).await), [1, 2]);
    assert_eq!(places(&follow(log, key, 2).await), [1, 2]);
}

/// The first that finds the engine gone says so to all who wait with it.
async fn a_thousand_writers_learn_at_once_that_there_is_no_engine(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    engine.signal("-STOP");
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..1000 {
        let (log, writer) = (log.clone(), writer.clone());
        tasks.push(tokio::spawn(async move {
            for _ in 0..2 {
                let failed = log.renew(&writer).await;
                assert!(matches!(failed, Err(LogError::Engine(_))), "{failed:?}");
            }
        }));
    }
    for task in tasks {
        task.await.expect("a task");
    }
    assert!(
        start.elapsed() < Duration::from_secs(15),
        "{:?}",
        start.elapsed()
    );
    engine.signal("-CONT");
}

/// A reader costs a cursor, and nothing in the engine.
async fn three_connections_serve_all(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let waiting = tokio::spawn(follow(log.clone(), key.clone(), 101));
    let mut tasks = Vec::new();
    for _ in 0..100 {
        let (log, key) = (log.clone(), key.clone());
        tasks.push(tokio::spawn(async move {
            log.range(&key, Position::START, 10).await.expect("a log");
        }));
    }
    fill(&log, &writer, writer.first(), 99).await;
    for task in tasks {
        task.await.expect("a task");
    }
    let Value::BulkString(list) = engine.ask("CLIENT LIST TYPE normal").await else {
        panic!("no list");
    };
    let list = String::from_utf8(list).expect("a list");
    // Ours are three; the one that asks is the fourth.
    assert_eq!(list.lines().count(), 4, "{list}");
    fill(
        &log,
        &writer,
        Position {
            seq: 100,
            ..writer.first()
        },
        1,
    )
    .await;
    waiting.await.expect("a reader");
}

/// No record is thrown away for a new one, and what runs already keeps its lease.
async fn a_full_engine_says_so_and_keeps_its_runs(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let at = writer.first().next();
    engine.ask("CONFIG SET maxmemory 1").await;
    let full = log.append(&writer, at, &message("a")).await;
    assert!(matches!(full, Err(LogError::Full)), "{full:?}");
    let full = log.begin(&Key::random(), LONG).await;
    assert!(matches!(full, Err(LogError::Full)), "{full:?}");
    log.renew(&writer).await.expect("renewed");
    assert_eq!(places(&all(&log, &key).await), [1]);
    engine.ask("CONFIG SET maxmemory 0").await;
    log.append(&writer, at, &message("a"))
        .await
        .expect("appended");
}

/// What an administrator cut off is missing at the front, which readers see by its number; the writer goes on.
async fn a_trimmed_log_begins_later(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LONG).await;
    let last = fill(&log, &writer, writer.first(), 9).await;
    engine
        .ask(&format!("XTRIM {} MAXLEN 3", stream(&key)))
        .await;
    assert_eq!(places(&all(&log, &key).await), [8, 9, 10]);
    let cursor = Position { seq: 4, ..last };
    let found = log.range(&key, cursor, 10).await.expect("a log");
    assert_eq!(places(&found), [8, 9, 10]);
    let heard = log
        .changed(&[(key.clone(), cursor)], Duration::from_secs(5))
        .await;
    assert_eq!(places(&heard.expect("a wait")[0].1), [8, 9, 10]);
    fill(&log, &writer, last, 1).await;
    // With nothing left, nobody can tell what there was.
    engine
        .ask(&format!("XTRIM {} MAXLEN 0", stream(&key)))
        .await;
    assert_eq!(look(&log, &key).await, Look::Gone);
    assert!(matches!(log.close(&key).await, Err(LogError::Gone)));
}

/// An entry that is no record is an error for its own readers, and nothing to those of other runs.
async fn what_others_wrote_is_told(engine: &Engine) {
    let (log, key, other) = (engine.instance().await, Key::random(), Key::random());
    let writer = begin(&log, &key, LONG).await;
    let healthy = begin(&log, &other, LONG).await;
    let last = fill(&log, &writer, writer.first(), 1).await;
    engine
        .ask(&format!("XADD {} {} x y", stream(&key), last.next()))
        .await;
    assert_eq!(places(&all(&log, &key).await), [1, 2]);
    let failed = log.range(&key, last, 10).await;
    let error = failed.expect_err("no record").to_string();
    assert!(error.contains(&last.next().to_string()), "{error}");
    let logs = [(key, last), (other.clone(), Position::START)];
    let heard = log
        .changed(&logs, Duration::from_secs(5))
        .await
        .expect("a wait");
    assert_eq!(heard, [(other, vec![(healthy.first(), Record::Begun)])]);
    // It is no reason to ask without a pause either.
    let start = Instant::now();
    let heard = log.changed(&logs[..1], Duration::from_millis(200)).await;
    assert!(heard.expect("a wait").is_empty());
    assert!(start.elapsed() >= Duration::from_millis(190));
}

/// An end that only a later version of us can read is one: nothing is written behind it while instances are replaced.
async fn an_end_of_a_later_version_is_an_end(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let writer = begin(&log, &key, LAPSED).await;
    let at = writer.first().next();
    let add = format!("XADD {} {at} e paused", stream(&key));
    engine.ask(&add).await;
    assert_eq!(look(&log, &key).await, Look::Alive);
    log.close(&key).await.expect("nothing to do");
    assert_eq!(log.begin(&key, LONG).await.expect("a look"), Begun::Ended);
    let length = engine.ask(&format!("XLEN {}", stream(&key))).await;
    assert_eq!(length, Value::Int(2));
}

/// Two applications that share an engine do not see each other's runs.
async fn of_two_prefixes_each_has_its_own(engine: &Engine) {
    let (log, key) = (engine.instance().await, Key::random());
    let other = engine.instance().await.with_prefix("other");
    let (first, second) = (
        begin(&log, &key, LONG).await,
        begin(&other, &key, LONG).await,
    );
    fill(&log, &first, first.first(), 1).await;
    other.delete(&key).await.expect("deleted");
    assert!(matches!(other.renew(&second).await, Err(LogError::Gone)));
    assert_eq!(places(&all(&log, &key).await), [1, 2]);
}
