//! stream-events, with the derive over the shipped document as a user would.

use set::{Event, OutputContent, OutputItem, OutputMessageContent, Response};
use stream_events::StreamEvents;

use super::Responses;
use crate::input::Input;
use crate::ours;
use crate::tally::Tally;

/// The Responses API.
#[derive(Debug, StreamEvents)]
#[stream_events(schema = "../apis/documents/openai-responses.json")]
pub(crate) struct Set;

pub(super) fn dispatch(input: &Input<Responses>, tally: &mut Tally) {
    ours::dispatch::<Set, _>(input, tally, add);
}

pub(super) fn stream(input: &Input<Responses>, tally: &mut Tally) {
    ours::stream::<Set, _>(input, tally, add);
}

/// Adds what all variants look at.
fn add(event: &Event, tally: &mut Tally) {
    match event {
        Event::ResponseCreated(it) => whole(it.sequence_number, &it.response, tally),
        Event::ResponseInProgress(it) => whole(it.sequence_number, &it.response, tally),
        Event::ResponseCompleted(it) => whole(it.sequence_number, &it.response, tally),
        Event::ResponseOutputItemAdded(it) => {
            place(it.sequence_number, it.output_index, "", tally);
            item(&it.item, tally);
        }
        Event::ResponseOutputItemDone(it) => {
            place(it.sequence_number, it.output_index, "", tally);
            item(&it.item, tally);
        }
        Event::ResponseContentPartAdded(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            tally.number(it.content_index.unsigned_abs());
            part(&it.part, tally);
        }
        Event::ResponseContentPartDone(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            tally.number(it.content_index.unsigned_abs());
            part(&it.part, tally);
        }
        Event::ResponseReasoningSummaryPartAdded(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            text(it.summary_index, &it.part.text, tally);
        }
        Event::ResponseReasoningSummaryPartDone(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            text(it.summary_index, &it.part.text, tally);
        }
        Event::ResponseReasoningSummaryTextDelta(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            text(it.summary_index, &it.delta, tally);
        }
        Event::ResponseReasoningSummaryTextDone(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            text(it.summary_index, &it.text, tally);
        }
        Event::ResponseOutputTextDelta(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            text(it.content_index, &it.delta, tally);
            tally.number(length(it.logprobs.as_deref()));
        }
        Event::ResponseOutputTextDone(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            text(it.content_index, &it.text, tally);
            tally.number(length(it.logprobs.as_deref()));
        }
        Event::ResponseFunctionCallArgumentsDelta(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            tally.bytes(it.delta.as_bytes());
        }
        Event::ResponseFunctionCallArgumentsDone(it) => {
            place(it.sequence_number, it.output_index, &it.item_id, tally);
            tally.bytes(it.arguments.as_bytes());
        }
        other => panic!("{other:?} is not in the workload"),
    }
}

fn place(sequence_number: Option<i64>, output_index: i64, item_id: &str, tally: &mut Tally) {
    let sequence_number = sequence_number.unwrap_or_default().unsigned_abs();
    tally.place(sequence_number, output_index.unsigned_abs(), item_id);
}

fn text(index: i64, text: &str, tally: &mut Tally) {
    tally.number(index.unsigned_abs());
    tally.bytes(text.as_bytes());
}

fn whole(sequence_number: Option<i64>, response: &Response, tally: &mut Tally) {
    let sequence_number = sequence_number.unwrap_or_default().unsigned_abs();
    tally.place(sequence_number, response.output.len() as u64, &response.id);
    tally.number(response.created_at.unwrap_or_default().to_bits());
    response.output.iter().for_each(|it| item(it, tally));
    let total = response.usage.as_ref().map(|usage| usage.total_tokens);
    tally.number(total.unwrap_or_default().unsigned_abs());
}

fn item(item: &OutputItem, tally: &mut Tally) {
    match item {
        OutputItem::Reasoning(item) => {
            tally.bytes(item.id.as_bytes());
            let summary = item.summary.iter().flatten();
            summary.for_each(|it| tally.bytes(it.text.as_bytes()));
        }
        OutputItem::Message(item) => {
            tally.bytes(item.id.as_bytes());
            for content in &item.content {
                let OutputMessageContent::OutputText(content) = content else {
                    panic!("{content:?} is not in the workload");
                };
                output_text(content, tally);
            }
        }
        OutputItem::FunctionCall(item) => {
            tally.bytes(item.id.as_deref().unwrap_or_default().as_bytes());
            for rest in [&item.call_id, &item.name, &item.arguments] {
                tally.bytes(rest.as_bytes());
            }
        }
        other => panic!("{other:?} is not in the workload"),
    }
}

fn part(part: &OutputContent, tally: &mut Tally) {
    match part {
        OutputContent::OutputText(content) => output_text(content, tally),
        other => panic!("{other:?} is not in the workload"),
    }
}

fn output_text(content: &set::OutputTextContent, tally: &mut Tally) {
    tally.bytes(content.text.as_bytes());
    let annotations = length(content.annotations.as_deref());
    tally.number(annotations + length(content.logprobs.as_deref()));
}

fn length<T>(list: Option<&[T]>) -> u64 {
    list.unwrap_or_default().len() as u64
}
