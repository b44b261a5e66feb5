//! What is told of the pairs that were looked at.

use stream_events_codegen::Comparison;

use crate::pairs::Pair;

/// How many examples are shown in full.
const SHOWN: usize = 8;

/// Examples of one sort.
#[derive(Default)]
pub(crate) struct Examples {
    pub(crate) count: usize,
    shown: Vec<String>,
}

impl Examples {
    /// Adds a pair, with what the diff says of it.
    pub(crate) fn add(&mut self, what: &str, pair: &Pair, comparison: &Comparison) {
        self.count += 1;
        if self.shown.len() < SHOWN {
            let changes = comparison.diff.changes().iter();
            let changes: Vec<_> = changes.map(|it| format!("  {} {it}", it.kind)).collect();
            self.shown.push(format!(
                "{what}\nreported:\n{}\nold: {}\nnew: {}\n",
                changes.join("\n"),
                pair.texts.0,
                pair.texts.1
            ));
        }
    }

    pub(crate) fn text(&self) -> String {
        self.shown.join("\n")
    }
}

/// Prints figures, and examples of what may be better.
#[expect(clippy::print_stderr, reason = "figures are what a long run is for")]
pub(crate) fn tell(figures: &str, examples: &Examples) {
    eprintln!("{figures}\n{}", examples.text());
}
