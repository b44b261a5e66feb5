//! What is written by hand: serde's derives, for floor B and for the tagged enum.

use serde::Deserialize;
use serde_json::Value;

use super::Responses as Kind;
use super::output::{Content, OutputItem, Response, Summary};
use crate::floors::read;
use crate::tally::Tally;

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Event {
    #[serde(rename = "response.created")]
    Created(Box<Whole>),
    #[serde(rename = "response.in_progress")]
    InProgress(Box<Whole>),
    #[serde(rename = "response.output_item.added")]
    ItemAdded(Item),
    #[serde(rename = "response.output_item.done")]
    ItemDone(Item),
    #[serde(rename = "response.content_part.added")]
    PartAdded(Part),
    #[serde(rename = "response.content_part.done")]
    PartDone(Part),
    #[serde(rename = "response.reasoning_summary_part.added")]
    SummaryPartAdded(SummaryPart),
    #[serde(rename = "response.reasoning_summary_part.done")]
    SummaryPartDone(SummaryPart),
    #[serde(rename = "response.reasoning_summary_text.delta")]
    SummaryDelta(SummaryText),
    #[serde(rename = "response.reasoning_summary_text.done")]
    SummaryDone(SummaryText),
    #[serde(rename = "response.output_text.delta")]
    TextDelta(Text),
    #[serde(rename = "response.output_text.done")]
    TextDone(Text),
    #[serde(rename = "response.function_call_arguments.delta")]
    ArgumentsDelta(Arguments),
    #[serde(rename = "response.function_call_arguments.done")]
    ArgumentsDone(Arguments),
    #[serde(rename = "response.completed")]
    Completed(Box<Whole>),
}

/// Decodes the data of one message.
pub(super) fn decode(data: &str, tally: &mut Tally) {
    match read(data) {
        Event::Created(it) | Event::InProgress(it) | Event::Completed(it) => it.add(tally),
        Event::ItemAdded(it) | Event::ItemDone(it) => it.add(tally),
        Event::PartAdded(it) | Event::PartDone(it) => it.add(tally),
        Event::SummaryPartAdded(it) | Event::SummaryPartDone(it) => it.add(tally),
        Event::SummaryDelta(it) | Event::SummaryDone(it) => it.add(tally),
        Event::TextDelta(it) | Event::TextDone(it) => it.add(tally),
        Event::ArgumentsDelta(it) | Event::ArgumentsDone(it) => it.add(tally),
    }
}

/// The same, its kind known: floor B.
pub(super) fn known(kind: Kind, data: &str, tally: &mut Tally) {
    match kind {
        Kind::Created | Kind::InProgress | Kind::Completed => read::<Whole>(data).add(tally),
        Kind::ItemAdded | Kind::ItemDone => read::<Item>(data).add(tally),
        Kind::PartAdded | Kind::PartDone => read::<Part>(data).add(tally),
        Kind::SummaryPartAdded | Kind::SummaryPartDone => read::<SummaryPart>(data).add(tally),
        Kind::SummaryDelta | Kind::SummaryDone => read::<SummaryText>(data).add(tally),
        Kind::TextDelta | Kind::TextDone => read::<Text>(data).add(tally),
        Kind::ArgumentsDelta | Kind::ArgumentsDone => read::<Arguments>(data).add(tally),
    }
}

#[derive(Deserialize)]
struct Text {
    item_id: String,
    output_index: u64,
    content_index: u64,
    sequence_number: u64,
    #[serde(alias = "text")]
    delta: String,
    logprobs: Vec<Value>,
}

impl Text {
    fn add(&self, tally: &mut Tally) {
        tally.place(self.sequence_number, self.output_index, &self.item_id);
        tally.number(self.content_index);
        tally.bytes(self.delta.as_bytes());
        tally.number(self.logprobs.len() as u64);
    }
}

#[derive(Deserialize)]
struct SummaryText {
    item_id: String,
    output_index: u64,
    summary_index: u64,
    sequence_number: u64,
    #[serde(alias = "text")]
    delta: String,
}

impl SummaryText {
    fn add(&self, tally: &mut Tally) {
        tally.place(self.sequence_number, self.output_index, &self.item_id);
        tally.number(self.summary_index);
        tally.bytes(self.delta.as_bytes());
    }
}

#[derive(Deserialize)]
struct Arguments {
    item_id: String,
    output_index: u64,
    sequence_number: u64,
    #[serde(alias = "arguments")]
    delta: String,
}

impl Arguments {
    fn add(&self, tally: &mut Tally) {
        tally.place(self.sequence_number, self.output_index, &self.item_id);
        tally.bytes(self.delta.as_bytes());
    }
}

#[derive(Deserialize)]
struct Part {
    item_id: String,
    output_index: u64,
    content_index: u64,
    sequence_number: u64,
    part: Content,
}

impl Part {
    fn add(&self, tally: &mut Tally) {
        tally.place(self.sequence_number, self.output_index, &self.item_id);
        tally.number(self.content_index);
        self.part.add(tally);
    }
}

#[derive(Deserialize)]
struct SummaryPart {
    item_id: String,
    output_index: u64,
    summary_index: u64,
    sequence_number: u64,
    part: Summary,
}

impl SummaryPart {
    fn add(&self, tally: &mut Tally) {
        tally.place(self.sequence_number, self.output_index, &self.item_id);
        tally.number(self.summary_index);
        tally.bytes(self.part.text.as_bytes());
    }
}

#[derive(Deserialize)]
struct Item {
    output_index: u64,
    sequence_number: u64,
    item: OutputItem,
}

impl Item {
    fn add(&self, tally: &mut Tally) {
        tally.place(self.sequence_number, self.output_index, "");
        self.item.add(tally);
    }
}

#[derive(Deserialize)]
struct Whole {
    sequence_number: u64,
    response: Response,
}

impl Whole {
    fn add(&self, tally: &mut Tally) {
        let response = &self.response;
        tally.place(
            self.sequence_number,
            response.output.len() as u64,
            &response.id,
        );
        tally.number(response.created_at.to_bits());
        response.output.iter().for_each(|item| item.add(tally));
        let total = response.usage.as_ref().map(|usage| usage.total_tokens);
        tally.number(total.unwrap_or_default());
    }
}
