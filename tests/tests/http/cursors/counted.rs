//! APIs whose events are counted, and what they send.

use serde::Deserialize;
use stream_events::StreamEvents;
use stream_events::testing::Fixture;

/// An API whose events are counted.
#[derive(Debug, StreamEvents)]
#[stream_events(
    skip("ping"),
    fail("error"),
    unknown = "skip",
    resume(cursor = "/at/number", query = "starting_after")
)]
pub(super) enum Counted {
    #[event("word")]
    Word(Word),
    #[event("end", handle = "finish")]
    End(Word),
}

/// The same, where the last event ID is what counts.
#[derive(Debug, StreamEvents)]
#[stream_events(unknown = "skip", resume(cursor = "id", query = "lastEventID"))]
pub(super) enum Named {
    #[event("word")]
    Word(Word),
    #[event("end", handle = "finish")]
    End(Word),
}

#[derive(Debug, Deserialize)]
pub(super) struct Word {
    word: String,
}

pub(super) trait Text {
    fn text(self) -> String;
}

impl Text for Counted {
    fn text(self) -> String {
        let (Self::Word(word) | Self::End(word)) = self;
        word.word
    }
}

impl Text for Named {
    fn text(self) -> String {
        let (Self::Word(word) | Self::End(word)) = self;
        word.word
    }
}

pub(super) fn data(word: &str, cursor: &str) -> String {
    format!(r#"{{"word":"{word}","at":{{"page":[0],"number":{cursor}}}}}"#)
}

/// `word` events with these numbers, called by them.
pub(super) fn words(numbers: impl IntoIterator<Item = u32>) -> Fixture {
    numbers.into_iter().fold(Fixture::new(), |fixture, number| {
        let number = number.to_string();
        fixture.event("word", data(&number, &number))
    })
}

pub(super) fn and_end(fixture: Fixture, cursor: &str) -> Fixture {
    fixture.event("end", data("end", cursor))
}
