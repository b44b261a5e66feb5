//! One reader of the engine, for all runs that other instances write.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::Key;
use crate::log::{Log, LogError, Look};
use crate::shared::Shared;
use crate::tail::{Broken, Tail};

/// How long one call waits for news.
const WAIT: Duration = Duration::from_secs(1);

/// How often it is looked whether logs still have a writer.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How long it rests after the engine has failed.
const REST: Duration = Duration::from_millis(200);

/// Fills the tails, until the relay is gone.
pub(crate) async fn run<L: Log>(shared: Weak<Shared<L>>) {
    let _leaving = Leaving(Weak::clone(&shared));
    let mut looked = Instant::now();
    loop {
        let Some(shared) = shared.upgrade() else {
            return;
        };
        let tails = shared.foreign();
        if tails.is_empty() {
            // For a while only: this task must not keep the relay alive.
            let _ = timeout(WAIT, shared.has_foreign.notified()).await;
            continue;
        }
        let failed = match looked.elapsed() >= LOOK_EVERY {
            true => {
                looked = Instant::now();
                look(&shared, &tails).await.err()
            }
            false => None,
        };
        let failed = match failed {
            None => fill(&shared, &tails).await.err(),
            failed => failed,
        };
        if let Some(error) = failed {
            tracing::warn!(%error, "the hub waits for the log");
            shared.counters.engine_failed();
            drop(shared);
            sleep(REST).await;
        }
    }
}

/// The next reader gets another hub if the runtime of this one is gone.
struct Leaving<L>(Weak<Shared<L>>);

impl<L> Drop for Leaving<L> {
    fn drop(&mut self) {
        if let Some(shared) = self.0.upgrade() {
            shared.hub_left();
        }
    }
}

async fn fill<L: Log>(shared: &Shared<L>, tails: &[(Key, Arc<Tail>)]) -> Result<(), LogError> {
    let logs: Vec<_> = tails
        .iter()
        .map(|(key, tail)| (key.clone(), tail.last()))
        .collect();
    let news = shared.log.changed(&logs, WAIT).await?;
    let tails: HashMap<_, _> = tails.iter().map(|(key, tail)| (key, tail)).collect();
    for (key, records) in news {
        if let Some(tail) = tails.get(&key) {
            tail.extend(records);
        }
    }
    Ok(())
}

/// Closes logs whose writer is gone, and lets go of those that are gone themselves.
async fn look<L: Log>(shared: &Shared<L>, tails: &[(Key, Arc<Tail>)]) -> Result<(), LogError> {
    let keys: Vec<_> = tails.iter().map(|(key, _)| key.clone()).collect();
    let looks = shared.log.look(&keys).await?;
    for ((key, tail), look) in tails.iter().zip(looks) {
        match look {
            Look::Alive => {}
            Look::Gone => tail.break_off(Broken::Gone),
            Look::Orphaned => {
                tracing::warn!(%key, "its writer is gone: the run is closed as abandoned");
                shared.counters.closed_abandoned();
                match shared.log.close(key).await {
                    Err(LogError::Gone) => tail.break_off(Broken::Gone),
                    closed => closed?,
                }
            }
        }
    }
    Ok(())
}
