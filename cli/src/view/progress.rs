//! How far long work is, for who waits at a terminal.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use crate::out;

/// Shorter work says nothing.
const SILENCE: Duration = Duration::from_millis(700);

pub(super) struct Progress {
    begun: Instant,
    whole: usize,
    percent: usize,
    is_seen: bool,
    said: bool,
}

impl Progress {
    pub(super) fn new(whole: usize) -> Self {
        Self {
            begun: Instant::now(),
            whole: whole.max(1),
            percent: 0,
            is_seen: std::io::stderr().is_terminal(),
            said: false,
        }
    }

    /// So many bytes were read.
    pub(super) fn at(&mut self, bytes: usize) {
        let percent = bytes.saturating_mul(100) / self.whole;
        if self.is_seen && percent > self.percent && self.begun.elapsed() > SILENCE {
            self.percent = percent;
            self.said = true;
            out::say_over(&format!("reading: {percent} %"));
        }
    }

    pub(super) fn done(&mut self) {
        if std::mem::take(&mut self.said) {
            out::say_over("");
        }
    }
}
