//! What a relay has done.

use std::sync::atomic::{AtomicU64, Ordering};

macro_rules! counters {
    ($($(#[$doc:meta])* $name:ident by $count:ident($($by:ident)?);)*) => {
        /// What a relay has done in this process since it was made.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct RelayStats {
            /// Runs that are written here now.
            pub writers: usize,
            /// Readers there are now.
            pub readers: u64,
            $($(#[$doc])* pub $name: u64,)*
        }

        #[derive(Debug, Default)]
        pub(crate) struct Counters {
            readers: AtomicU64,
            $($name: AtomicU64,)*
        }

        impl Counters {
            $(pub(crate) fn $count(&self $(, $by: usize)?) {
                let by = 1 $(* $by as u64)?;
                self.$name.fetch_add(by, Ordering::Relaxed);
            })*

            pub(crate) fn stats(&self, writers: usize) -> RelayStats {
                RelayStats {
                    writers,
                    readers: self.readers.load(Ordering::Relaxed),
                    $($name: self.$name.load(Ordering::Relaxed),)*
                }
            }
        }
    };
}

counters! {
    /// Runs that were begun here: one upstream request each.
    runs by begun();
    /// Wishes to begin a run that was there already.
    repeated_starts by repeated();
    /// Messages that were written to logs.
    messages by wrote_messages(count);
    /// Records they were written in.
    records by wrote_record();
    /// Reads of the log by readers that were behind.
    ranges by ranged();
    /// Failures of the engine that were waited out.
    engine_failures by engine_failed();
    /// Writers that found their log closed by someone else.
    fenced by was_fenced();
    /// Runs of lost writers that were closed here.
    abandoned by closed_abandoned();
}

impl Counters {
    pub(crate) fn reader_came(&self) {
        self.readers.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn reader_left(&self) {
        self.readers.fetch_sub(1, Ordering::Relaxed);
    }
}
