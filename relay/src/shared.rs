//! What the handles of a relay share in a process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::{Notify, watch};

use crate::counters::Counters;
use crate::hub;
use crate::log::Log;
use crate::tail::Tail;
use crate::{Key, Position};

/// What all readers and writers of a process share.
pub(crate) struct Shared<L> {
    pub(crate) log: L,
    pub(crate) counters: Counters,
    runs: Mutex<Runs>,
    pub(crate) closing: watch::Sender<Phase>,
    /// Tells the hub of the first tail to fill.
    pub(crate) has_foreign: Notify,
}

/// How far a relay is with shutting down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Open,
    /// Readers go elsewhere, and nothing is begun.
    Draining,
    /// Writers stop, too.
    Stopped,
}

#[derive(Default)]
struct Runs {
    /// Runs that are written here.
    own: HashMap<Key, Own>,
    /// Runs of other instances that are read here.
    foreign: HashMap<Key, Weak<Tail>>,
    has_hub: bool,
}

/// A run that is written in this process.
#[derive(Debug, Clone)]
pub(crate) struct Own {
    pub(crate) tail: Arc<Tail>,
    pub(crate) cancelled: Arc<Notify>,
}

impl<L> Shared<L> {
    pub(crate) fn new(log: L) -> Self {
        Self {
            log,
            counters: Counters::default(),
            runs: Mutex::default(),
            closing: watch::Sender::new(Phase::Open),
            has_foreign: Notify::new(),
        }
    }

    fn runs(&self) -> MutexGuard<'_, Runs> {
        // Nothing here panics half-way.
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers a run of this process until its writer has stopped.
    pub(crate) fn write(&self, key: &Key, own: Own) {
        self.runs().own.insert(key.clone(), own);
    }

    pub(crate) fn written(&self, key: &Key, tail: &Arc<Tail>) {
        let mut runs = self.runs();
        // Under the same key there may be another run by now.
        if runs
            .own
            .get(key)
            .is_some_and(|it| Arc::ptr_eq(&it.tail, tail))
        {
            runs.own.remove(key);
        }
    }

    pub(crate) fn own(&self, key: &Key) -> Option<Own> {
        self.runs().own.get(key).cloned()
    }

    pub(crate) fn own_tail(&self, key: &Key) -> Option<Arc<Tail>> {
        self.own(key).map(|own| own.tail)
    }

    pub(crate) fn writers(&self) -> usize {
        self.runs().own.len()
    }

    pub(crate) fn hub_left(&self) {
        self.runs().has_hub = false;
    }

    /// The tails that the hub fills, without those that nobody reads any more.
    pub(crate) fn foreign(&self) -> Vec<(Key, Arc<Tail>)> {
        let mut runs = self.runs();
        let mut tails = Vec::with_capacity(runs.foreign.len());
        runs.foreign.retain(|key, tail| match tail.upgrade() {
            Some(tail) if !tail.is_over() => {
                tails.push((key.clone(), tail));
                true
            }
            _ => false,
        });
        tails
    }
}

impl<L: Log> Shared<L> {
    /// A tail of a run that another instance writes, which the hub fills from now on.
    pub(crate) async fn follow(self: &Arc<Self>, key: &Key, after: Position) -> Arc<Tail> {
        let (tail, is_new) = self.follow_now(key, after);
        if is_new {
            self.has_foreign.notify_one();
            // If the engine cannot be told, the hub looks again when its wait is over.
            let _ = self.log.wake().await;
        }
        tail
    }

    fn follow_now(self: &Arc<Self>, key: &Key, after: Position) -> (Arc<Tail>, bool) {
        let mut runs = self.runs();
        if let Some(tail) = runs.foreign.get(key).and_then(Weak::upgrade)
            && !tail.is_over()
        {
            return (tail, false);
        }
        let tail = Arc::new(Tail::after(after));
        runs.foreign.insert(key.clone(), Arc::downgrade(&tail));
        if !std::mem::replace(&mut runs.has_hub, true) {
            tokio::spawn(hub::run(Arc::downgrade(self)));
        }
        (tail, true)
    }
}
