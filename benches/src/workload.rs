//! What an API sends.

use crate::variant::Variant;

/// A kind of event of one API, known beforehand to who made it.
pub trait Workload: Copy + 'static {
    /// What it is called above its table.
    const NAME: &'static str;

    /// What decodes it, by the order of the table. The first is floor B.
    const VARIANTS: &'static [Variant<Self>];

    /// The event type on the wire.
    fn event_type(self) -> &'static str;

    /// The streams, each with an end of its own.
    fn streams() -> Vec<Vec<Event<Self>>>;
}

/// An event before it is made bytes.
#[derive(Debug)]
pub struct Event<W> {
    pub(crate) kind: W,
    pub(crate) data: String,
}

/// What of a total is this stream's.
pub(crate) fn share(total: usize, number: usize, of: usize) -> usize {
    total * (number + 1) / of - total * number / of
}
