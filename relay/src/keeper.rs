//! What a writer does beside writing: it holds its lease, and hears of a cancellation.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::counters::Counters;
use crate::log::{Log, LogError, Writer};

/// How often the log is asked for a cancellation: well below the second in which it is to be heard of.
const ASK_EVERY: Duration = Duration::from_millis(400);

/// Why a writer must stop.
#[derive(Debug)]
pub(crate) enum Stop {
    Cancelled,
    Fenced,
    Gone,
}

/// Holds the lease until the writer must stop.
///
/// An engine that cannot be reached is no reason: whether there is room for what comes is the writer's question.
pub(crate) async fn keep<L: Log>(log: &L, writer: &Writer, counters: &Counters) -> Stop {
    let every = (writer.terms.lease / 3).max(Duration::from_millis(1));
    let mut renew_at = Instant::now() + every;
    loop {
        sleep(ASK_EVERY.min(every)).await;
        let asked = match Instant::now() >= renew_at {
            // One that fails is tried again at once: another third of the lease is too long.
            true => {
                let renewed = log.renew(writer).await;
                if renewed.is_ok() {
                    renew_at = Instant::now() + every;
                }
                renewed
            }
            false => Ok(()),
        };
        let asked = match asked {
            Ok(()) => log.cancelled(writer).await,
            Err(error) => Err(error),
        };
        match asked {
            Ok(false) => {}
            Ok(true) => return Stop::Cancelled,
            Err(LogError::Fenced) => return Stop::Fenced,
            Err(LogError::Gone) => return Stop::Gone,
            Err(error) => {
                tracing::warn!(key = %writer.key, %error, "the lease was not renewed");
                counters.engine_failed();
            }
        }
    }
}
