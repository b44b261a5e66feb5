//! What is printed of a stream, line by line.

use std::time::Duration;

use serde::Serialize;
use serde_json::value::RawValue;
use stream_events::recording::RecordedEnd;
use stream_events::{FailureInfo, Message};
use stream_events_schema::interpret::{Meaning, Mismatch};
use stream_events_schema::{Handle, Unknown, printable};

use crate::exit::Failure;
use crate::live::Answer;
use crate::out::{self, BAD, BOLD, FAINT, GOOD, WARN, styled};
use crate::watch::Watch;

/// Prints a line for each thing that comes.
pub(super) struct Lines {
    is_json: bool,
    /// How wide a line may be.
    columns: Option<usize>,
}

/// How wide names are, so that the data of most events begins in one column.
const NAME: usize = 24;

impl Lines {
    pub(super) fn new(is_json: bool) -> Self {
        Self {
            is_json,
            columns: out::columns(),
        }
    }

    pub(super) fn message(
        &self,
        time: Duration,
        message: &Message<'_>,
        meaning: &Meaning<'_>,
    ) -> Result<(), Failure> {
        if self.is_json {
            return match kind(meaning) {
                Some(kind) => out::print_json_line(&Line {
                    event: meaning.event_type(),
                    data: Some(Data::of(message.data())),
                    mismatches: mismatches(meaning.mismatches()),
                    ..Line::new(time, kind)
                }),
                None => Ok(()),
            };
        }
        let Some(kind) = kind(meaning) else {
            return Ok(());
        };
        let (name, style) = (meaning.event_type().unwrap_or(""), style(kind));
        let word = match kind {
            Kind::Event | Kind::Skipped => name.to_owned(),
            Kind::Sentinel => "sentinel".to_owned(),
            Kind::Unfitting => format!("{name} does not fit"),
            Kind::Unknown => format!("{name} is unknown"),
            Kind::Failure => format!("{name} failed"),
            Kind::End => unreachable!("it is no message"),
        };
        let mut text = self.line(time, &word, style, message.data());
        for mismatch in meaning.mismatches() {
            text.push_str(&styled(
                BAD,
                format!("{:12}{}\n", "", printable(&mismatch.to_string())),
            ));
        }
        out::print(&text)
    }

    /// The answer is a failed response, of which this is known.
    pub(super) fn refused(
        &self,
        time: Duration,
        answer: &Answer,
        failure: &FailureInfo,
    ) -> Result<(), Failure> {
        if self.is_json {
            let line = Line {
                failure: Some(Said::of(failure)),
                ..Line::new(time, Kind::Failure)
            };
            return out::print_json_line(&line);
        }
        let word = format!("status {}", answer.status);
        let redirect = answer.redirect();
        let text = redirect.unwrap_or_else(|| out::failed(failure));
        out::print(&self.line(time, &word, BAD, &text))
    }

    pub(super) fn end(
        &self,
        time: Duration,
        watch: &Watch<'_, '_>,
        end: &RecordedEnd,
    ) -> Result<(), Failure> {
        let failure = watch.failure();
        let ended = watch.ended(end);
        if self.is_json {
            let line = Line {
                end: Some(&ended),
                failure: failure.map(Said::of),
                ..Line::new(time, Kind::End)
            };
            return out::print_json_line(&line);
        }
        let mut text = format!("{}; {ended}", watch.counted());
        if let Some(failure) = failure {
            text.push_str(&format!(": {}", out::failed(failure)));
        }
        let style = match watch.is_well(end) {
            true => GOOD,
            false => BAD,
        };
        out::print(&self.line(time, "end", style, &text))
    }

    /// One line, cut to the width that there is.
    fn line(&self, time: Duration, word: &str, style: anstyle::Style, data: &str) -> String {
        let time = format!("{:>9.3}s", time.as_secs_f64());
        let (word, data) = (printable(word), printable(data));
        let word = self.cut(&word, time.len() + 2);
        let word = match data.is_empty() {
            true => word,
            false => format!("{word:<NAME$}"),
        };
        let data = self.cut(&data, time.len() + 4 + word.chars().count());
        let data = match style == FAINT {
            true => styled(FAINT, data),
            false => data,
        };
        let (time, word) = (styled(FAINT, time), styled(style, word));
        match data.is_empty() {
            true => format!("{time}  {word}\n"),
            false => format!("{time}  {word}  {data}\n"),
        }
    }

    /// A text as far as it fits behind so many columns.
    fn cut(&self, text: &str, before: usize) -> String {
        let room = self.columns.map(|columns| columns.saturating_sub(before));
        match room.and_then(|room| text.char_indices().nth(room)) {
            None => text.to_owned(),
            Some(_) => {
                let room = room.unwrap_or_default().saturating_sub(1);
                text.chars().take(room).chain(['…']).collect()
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Event,
    Unfitting,
    Unknown,
    Failure,
    Skipped,
    Sentinel,
    End,
}

/// What a message is; nothing for a sign of life.
fn kind(meaning: &Meaning<'_>) -> Option<Kind> {
    Some(match meaning {
        Meaning::Nothing => return None,
        Meaning::Sentinel(_) => Kind::Sentinel,
        Meaning::Unknown { unknown, .. } => match unknown {
            Unknown::Fail => Kind::Failure,
            _ => Kind::Unknown,
        },
        Meaning::Event {
            handle, mismatches, ..
        } => match handle {
            Handle::Fail => Kind::Failure,
            Handle::Skip => Kind::Skipped,
            _ if !mismatches.is_empty() => Kind::Unfitting,
            _ => Kind::Event,
        },
    })
}

fn style(kind: Kind) -> anstyle::Style {
    match kind {
        Kind::Event | Kind::End => BOLD,
        Kind::Unknown => WARN,
        Kind::Unfitting | Kind::Failure => BAD,
        Kind::Skipped | Kind::Sentinel => FAINT,
    }
}

/// What `--json` prints. What is there stays; more may come.
#[derive(Serialize)]
struct Line<'a> {
    /// Milliseconds since the response began.
    at: f64,
    kind: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    mismatches: Vec<Unfit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    failure: Option<Said<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<&'a str>,
}

impl Line<'_> {
    fn new(time: Duration, kind: Kind) -> Self {
        Self {
            at: time.as_micros() as f64 / 1000.0,
            kind,
            event: None,
            data: None,
            mismatches: Vec::new(),
            failure: None,
            end: None,
        }
    }
}

/// Data: JSON as it came, and all else as a string.
#[derive(Serialize)]
#[serde(untagged)]
enum Data<'a> {
    Json(&'a RawValue),
    Text(&'a str),
}

impl<'a> Data<'a> {
    fn of(data: &'a str) -> Self {
        serde_json::from_str(data).map_or(Self::Text(data), Self::Json)
    }
}

#[derive(Serialize)]
struct Unfit {
    path: String,
    reason: String,
}

fn mismatches(mismatches: &[Mismatch<'_>]) -> Vec<Unfit> {
    let mismatches = mismatches.iter().map(|mismatch| Unfit {
        path: mismatch.at.clone(),
        reason: format!(
            "expected {}, found {}",
            mismatch.expected(),
            mismatch.found()
        ),
    });
    mismatches.collect()
}

#[derive(Serialize)]
struct Said<'a> {
    #[serde(rename = "type")]
    ty: Option<&'a str>,
    message: Option<&'a str>,
    status: Option<u16>,
}

impl<'a> Said<'a> {
    fn of(failure: &'a FailureInfo) -> Self {
        Self {
            ty: failure.error_type.as_deref(),
            message: failure.message.as_deref(),
            status: failure.status,
        }
    }
}
