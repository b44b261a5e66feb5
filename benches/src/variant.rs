//! Everything that is measured.

use crate::input::Input;
use crate::tally::Tally;
use crate::{floors, ours, peers};

/// How far a variant decodes. All of a stage decode the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The data of the messages, found but not framed by the rules.
    Split,
    /// Messages.
    Framed,
    /// Typed events.
    Typed,
}

/// A way to decode the stream.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// What it is called in the table.
    pub name: &'static str,
    /// How far it decodes.
    pub stage: Stage,
    /// Decodes all of it.
    pub run: fn(&Input, &mut Tally),
}

impl Variant {
    /// What others are measured by.
    pub const FLOOR: Self = Self::typed(
        "floor B: serde_json, data split and kind known",
        floors::known_payloads,
    );

    /// All of them, by the order of the table.
    pub const ALL: &[Self] = &[
        Self::FLOOR,
        Self::split("floor A: memchr split, one piece, LF only", floors::split),
        Self::split("floor A': same, with UTF-8 check", floors::split_checked),
        Self::framed("framing: stream-events", ours::framing),
        Self::framed("framing: sse-core 0.2.3", peers::sse_core::framing),
        Self::framed("framing: sse-stream 0.3.0", peers::sse_stream::framing),
        Self::framed("framing: sseer 0.3.1", peers::sseer::framing),
        Self::framed(
            "framing: eventsource-client 0.18.0",
            peers::eventsource_client::framing,
        ),
        Self::framed(
            "framing: eventsource-stream 0.2.3",
            peers::eventsource_stream::framing,
        ),
        Self::typed("typed: stream-events, Decoder and dispatch", ours::dispatch),
        Self::typed("typed: stream-events, AsyncStream", ours::stream),
        Self::typed("typed: sse-core + tagged enum", peers::sse_core::typed),
        Self::typed("typed: sse-stream + tagged enum", peers::sse_stream::typed),
        Self::typed("typed: sseer + tagged enum", peers::sseer::typed),
        Self::typed(
            "typed: eventsource-client + tagged enum",
            peers::eventsource_client::typed,
        ),
        Self::typed(
            "typed: eventsource-stream + tagged enum",
            peers::eventsource_stream::typed,
        ),
    ];

    const fn split(name: &'static str, run: fn(&Input, &mut Tally)) -> Self {
        Self {
            name,
            stage: Stage::Split,
            run,
        }
    }

    const fn framed(name: &'static str, run: fn(&Input, &mut Tally)) -> Self {
        Self {
            name,
            stage: Stage::Framed,
            run,
        }
    }

    const fn typed(name: &'static str, run: fn(&Input, &mut Tally)) -> Self {
        Self {
            name,
            stage: Stage::Typed,
            run,
        }
    }
}
