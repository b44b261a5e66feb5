//! OpenAI's Responses API: many small deltas with ids and positions, and some large payloads.

mod ours;
mod output;
mod usual;
mod workload;

pub(crate) use ours::Set;

use crate::variant::Variant;
use crate::workload::{Event, Workload};
use crate::{floors, peers};

/// What an event is, for who knows beforehand.
#[expect(missing_docs, reason = "they are the API's")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responses {
    Created,
    InProgress,
    ItemAdded,
    ItemDone,
    PartAdded,
    PartDone,
    SummaryPartAdded,
    SummaryPartDone,
    SummaryDelta,
    SummaryDone,
    TextDelta,
    TextDone,
    ArgumentsDelta,
    ArgumentsDone,
    Completed,
}

impl Workload for Responses {
    const NAME: &'static str = "Responses";

    const VARIANTS: &'static [Variant<Self>] = &[
        Variant::typed(
            "floor B: serde_json, data split and kind known",
            |input, tally| {
                for event in &input.events {
                    usual::known(event.kind, &event.data, tally);
                }
            },
        ),
        Variant::split("floor A: memchr split, one piece, LF only", floors::split),
        Variant::typed("typed: stream-events, Decoder and dispatch", ours::dispatch),
        Variant::typed("typed: stream-events, AsyncStream", ours::stream),
        Variant::typed("typed: sse-core + tagged enum", |input, tally| {
            peers::sse_core::typed(input, tally, usual::decode);
        }),
        Variant::typed("typed: sse-stream + tagged enum", |input, tally| {
            peers::sse_stream::typed(input, tally, usual::decode);
        }),
        Variant::typed("typed: eventsource-stream + tagged enum", |input, tally| {
            peers::eventsource_stream::typed(input, tally, usual::decode);
        }),
    ];

    fn event_type(self) -> &'static str {
        match self {
            Self::Created => "response.created",
            Self::InProgress => "response.in_progress",
            Self::ItemAdded => "response.output_item.added",
            Self::ItemDone => "response.output_item.done",
            Self::PartAdded => "response.content_part.added",
            Self::PartDone => "response.content_part.done",
            Self::SummaryPartAdded => "response.reasoning_summary_part.added",
            Self::SummaryPartDone => "response.reasoning_summary_part.done",
            Self::SummaryDelta => "response.reasoning_summary_text.delta",
            Self::SummaryDone => "response.reasoning_summary_text.done",
            Self::TextDelta => "response.output_text.delta",
            Self::TextDone => "response.output_text.done",
            Self::ArgumentsDelta => "response.function_call_arguments.delta",
            Self::ArgumentsDone => "response.function_call_arguments.done",
            Self::Completed => "response.completed",
        }
    }

    fn streams() -> Vec<Vec<Event<Self>>> {
        workload::streams()
    }
}
