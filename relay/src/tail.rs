//! The newest records of a run, for the readers in this process.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::log::Records;
use crate::{Position, Record};

/// How many bytes of records a tail keeps, about.
const MAX_BYTES: usize = 256 * 1024;

/// The newest records of a run. The run's writer fills it, or the hub; a reader has a place in it.
#[derive(Debug)]
pub(crate) struct Tail {
    held: Mutex<Held>,
    /// Wakes the readers.
    changed: watch::Sender<()>,
}

#[derive(Debug)]
struct Held {
    records: VecDeque<(Position, Record)>,
    size: usize,
    /// The record before the first that is here.
    before: Position,
    last: Position,
    is_ended: bool,
    /// No more will come to it, for this reason.
    broken: Option<Broken>,
}

/// Why a run cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// Its log is there no more.
    Gone,
    /// Records are missing in it.
    Trimmed,
    /// Its writer stopped without an end: the log tells what comes.
    Left,
}

/// What a reader finds behind its place.
#[derive(Debug)]
pub(crate) enum Read {
    Records(Records),
    /// Older records than are here.
    Behind,
    /// Nothing yet.
    Wait,
    Broken(Broken),
}

impl Tail {
    /// A tail of what comes behind a position.
    pub(crate) fn after(before: Position) -> Self {
        Self {
            held: Mutex::new(Held {
                records: VecDeque::new(),
                size: 0,
                before,
                last: before,
                is_ended: false,
                broken: None,
            }),
            changed: watch::Sender::new(()),
        }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Nothing here panics half-way.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes records in; the old ones leave.
    pub(crate) fn extend(&self, records: Records) {
        let mut held = self.held();
        for (at, record) in records {
            held.push(at, record);
        }
        drop(held);
        self.changed.send_replace(());
    }

    /// Tells the readers that no more will come.
    pub(crate) fn break_off(&self, why: Broken) {
        let mut held = self.held();
        if !held.is_ended {
            held.broken.get_or_insert(why);
        }
        drop(held);
        self.changed.send_replace(());
    }

    /// What is behind a position: so many bytes of it, about.
    pub(crate) fn read(&self, after: Position, max_bytes: usize) -> Read {
        let held = self.held();
        if after < held.before {
            return Read::Behind;
        }
        let start = held.records.partition_point(|(at, _)| *at <= after);
        let mut size = 0;
        let records = held.records.range(start..).take_while(|(_, record)| {
            let is_first = size == 0;
            size += record.size();
            is_first || size <= max_bytes
        });
        let records: Records = records.cloned().collect();
        match (records.is_empty(), held.broken) {
            (false, _) => Read::Records(records),
            (true, Some(why)) => Read::Broken(why),
            (true, None) => Read::Wait,
        }
    }

    /// What tells of changes from now on.
    pub(crate) fn watch(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    pub(crate) fn last(&self) -> Position {
        self.held().last
    }

    /// Whether nothing will come to it any more.
    pub(crate) fn is_over(&self) -> bool {
        let held = self.held();
        held.is_ended || held.broken.is_some()
    }
}

impl Held {
    fn push(&mut self, at: Position, record: Record) {
        if self.is_ended || self.broken.is_some() || at <= self.last {
            return;
        }
        if !self.last.is_followed_by(at, record.is_end()) {
            self.broken = Some(Broken::Trimmed);
            return;
        }
        self.is_ended = record.is_end();
        self.last = at;
        self.size += record.size();
        self.records.push_back((at, record));
        while self.size > MAX_BYTES && self.records.len() > 1 {
            if let Some((at, record)) = self.records.pop_front() {
                self.size -= record.size();
                self.before = at;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Packed;
    use crate::{EndKind, RunEnd};

    fn at(seq: u64) -> Position {
        Position { epoch: 5, seq }
    }

    fn messages(size: usize) -> Record {
        let mut packed = Packed::default();
        packed.push("", &vec![b'x'; size]);
        packed.take()
    }

    #[test]
    fn who_is_too_far_behind_is_told_so_and_memory_is_bounded() {
        let tail = Tail::after(Position::START);
        for seq in 1..=100 {
            tail.extend(vec![(at(seq), messages(16 * 1024))]);
        }
        assert!(tail.held().size <= MAX_BYTES);
        assert!(matches!(tail.read(Position::START, 1), Read::Behind));
        assert!(matches!(tail.read(at(50), 1), Read::Behind));
        let Read::Records(records) = tail.read(at(98), 1 << 20) else {
            panic!("the last two are here");
        };
        assert_eq!(records.len(), 2);
        let Read::Records(records) = tail.read(at(98), 1) else {
            panic!("one at least");
        };
        assert_eq!(records.len(), 1);
        assert!(matches!(tail.read(at(100), 1), Read::Wait));
    }

    #[test]
    fn nothing_follows_an_end_and_nothing_is_taken_twice() {
        let tail = Tail::after(at(3));
        let end = Record::End(RunEnd::new(EndKind::Complete));
        tail.extend(vec![
            (at(4), messages(1)),
            (at(4), messages(2)),
            (at(5), end),
        ]);
        tail.extend(vec![(at(6), messages(1))]);
        tail.break_off(Broken::Gone);
        let Read::Records(records) = tail.read(at(3), 1 << 20) else {
            panic!("records");
        };
        assert_eq!(records.len(), 2);
        assert!(tail.is_over());
    }

    #[test]
    fn a_gap_breaks_it_after_what_came_before() {
        let tail = Tail::after(at(3));
        tail.extend(vec![(at(4), messages(1)), (at(6), messages(1))]);
        assert!(matches!(tail.read(at(3), 1 << 20), Read::Records(it) if it.len() == 1));
        assert!(matches!(tail.read(at(4), 1), Read::Broken(Broken::Trimmed)));
    }
}
