//! A log whose engine fails now and then: nothing is lost, written twice, or taken for an end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use stream_events_relay::log::{Begun, Look, Records, Terms, Writer};
use stream_events_relay::{EndKind, Key, Log, LogError, MemoryLog, Position, Record, Relay};

use crate::upstream::{Feed, all, numbers, start, within};

/// A log over another that can be away, or lose its answers.
#[derive(Debug, Clone)]
struct Faulty {
    log: MemoryLog,
    away: Arc<AtomicBool>,
    /// Every so many appends, the answer is lost after the record was written.
    loses: usize,
    appends: Arc<AtomicUsize>,
    /// How often a renewal was asked for.
    renewals: Arc<AtomicUsize>,
}

impl Faulty {
    fn new(loses: usize) -> Self {
        Self {
            log: MemoryLog::new(),
            away: Arc::default(),
            loses,
            appends: Arc::default(),
            renewals: Arc::default(),
        }
    }

    fn reach(&self) -> Result<(), LogError> {
        match self.away.load(Ordering::SeqCst) {
            true => Err(LogError::engine("it is away")),
            false => Ok(()),
        }
    }
}

impl Log for Faulty {
    async fn begin(&self, key: &Key, terms: Terms) -> Result<Begun, LogError> {
        self.reach()?;
        self.log.begin(key, terms).await
    }

    async fn append(&self, writer: &Writer, at: Position, record: &Record) -> Result<(), LogError> {
        self.reach()?;
        self.log.append(writer, at, record).await?;
        let count = self.appends.fetch_add(1, Ordering::SeqCst);
        match self.loses > 0 && count.is_multiple_of(self.loses) {
            true => Err(LogError::engine("the answer was lost")),
            false => Ok(()),
        }
    }

    async fn renew(&self, writer: &Writer) -> Result<(), LogError> {
        self.renewals.fetch_add(1, Ordering::SeqCst);
        self.reach()?;
        self.log.renew(writer).await
    }

    async fn range(&self, key: &Key, after: Position, max: usize) -> Result<Records, LogError> {
        self.reach()?;
        self.log.range(key, after, max).await
    }

    async fn changed(
        &self,
        logs: &[(Key, Position)],
        wait: Duration,
    ) -> Result<Vec<(Key, Records)>, LogError> {
        self.reach()?;
        self.log.changed(logs, wait).await
    }

    async fn wake(&self) -> Result<(), LogError> {
        self.log.wake().await
    }

    async fn look(&self, keys: &[Key]) -> Result<Vec<Look>, LogError> {
        self.reach()?;
        self.log.look(keys).await
    }

    async fn close(&self, key: &Key) -> Result<(), LogError> {
        self.reach()?;
        self.log.close(key).await
    }

    async fn cancel(&self, key: &Key) -> Result<(), LogError> {
        self.reach()?;
        self.log.cancel(key).await
    }

    async fn cancelled(&self, writer: &Writer) -> Result<bool, LogError> {
        self.reach()?;
        self.log.cancelled(writer).await
    }

    async fn delete(&self, key: &Key) -> Result<(), LogError> {
        self.reach()?;
        self.log.delete(key).await
    }
}

#[tokio::test]
async fn a_lost_answer_writes_nothing_twice() {
    let relay = Relay::new(Faulty::new(2)).retry(None);
    let (upstream, run) = start(&relay, "a").await;
    let body = run.body::<Feed>().await.expect("a body");
    for n in 0..20 {
        upstream.update(n);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    upstream.end();
    let (text, ended) = all(body).await;
    let expected: Vec<usize> = (0..20).collect();
    assert_eq!(numbers(&text), expected);
    assert!(ended.is_ok(), "{ended:?}");
    assert!(relay.stats().engine_failures > 0);
}

#[tokio::test]
async fn an_engine_that_comes_back_in_time_costs_a_pause() {
    let log = Faulty::new(0);
    let relay = Relay::new(log.clone()).retry(None);
    let elsewhere = Relay::new(log.clone()).retry(None);
    let (upstream, run) = start(&relay, "a").await;
    let body = elsewhere
        .attach::<Feed>(run.key(), None)
        .await
        .expect("a body");
    let body = tokio::spawn(all(body));
    upstream.update(0);
    tokio::time::sleep(Duration::from_millis(20)).await;
    log.away.store(true, Ordering::SeqCst);
    for n in 1..20 {
        upstream.update(n);
    }
    upstream.end();
    tokio::time::sleep(Duration::from_millis(500)).await;
    log.away.store(false, Ordering::SeqCst);
    let (text, ended) = within(body).await.expect("no panic");
    let expected: Vec<usize> = (0..20).collect();
    assert_eq!(numbers(&text), expected);
    assert!(ended.is_ok(), "{ended:?}");
}

#[tokio::test]
async fn an_engine_that_is_away_for_too_long_makes_a_cut() {
    let log = Faulty::new(0);
    let relay = Relay::new(log.clone())
        .patience(Duration::from_millis(200))
        .retry(None);
    let (upstream, run) = start(&relay, "a").await;
    upstream.update(0);
    tokio::time::sleep(Duration::from_millis(20)).await;
    log.away.store(true, Ordering::SeqCst);
    upstream.update(1);
    within(async {
        while upstream.connections() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    })
    .await;
    log.away.store(false, Ordering::SeqCst);
    let end = within(run.ended()).await.expect("an end");
    assert_eq!(end.kind, EndKind::Truncated);
    assert!(end.reason.contains("it is away"), "{end}");
    let (text, ended) = all(run.body::<Feed>().await.expect("a body")).await;
    assert_eq!(numbers(&text), [0, 1], "what was read is not lost");
    assert!(ended.is_err());
}

/// Two renewals that fail, a third of the lease apart, leave no time for one that does not.
#[tokio::test(start_paused = true)]
async fn a_renewal_that_fails_is_repeated_at_once() {
    let log = Faulty::new(0);
    let relay = Relay::new(log.clone()).lease(Duration::from_secs(30));
    let (_upstream, _run) = start(&relay, "a").await;
    log.away.store(true, Ordering::SeqCst);
    tokio::time::sleep(Duration::from_secs(12)).await;
    let renewals = log.renewals.load(Ordering::SeqCst);
    assert!((3..10).contains(&renewals), "{renewals} in two seconds");
}
