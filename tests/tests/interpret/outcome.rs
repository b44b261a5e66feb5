//! What becomes of a message, by the interpreter and by the generated code.

use stream_events::{DecodeError, Dispatch};
use stream_events_schema::interpret::{Meaning, Mismatch, Why};
use stream_events_schema::{Handle, Sentinel, Unknown, pointer};

use super::documents::Api;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    End,
    Skip,
    /// A failure, and whether it is more than its text.
    Failure {
        decoded: bool,
    },
    Item {
        event_type: String,
        handle: &'static str,
    },
    /// The payload does not decode; for the stream the event still means this.
    Mismatch {
        event_type: String,
        handle: &'static str,
    },
    Unknown {
        event_type: String,
    },
    Refused {
        event_type: String,
    },
}

pub(crate) fn interpreted(meaning: &Meaning<'_>) -> Outcome {
    match meaning {
        Meaning::Sentinel(Sentinel::Finish) => Outcome::End,
        Meaning::Sentinel(_) => Outcome::Skip,
        Meaning::Event {
            name,
            event,
            handle,
            mismatches,
        } => {
            let event_type = (*name).to_owned();
            let decoded = mismatches.is_empty();
            match handle {
                Handle::Skip => Outcome::Skip,
                Handle::Fail => Outcome::Failure {
                    decoded: decoded && event.payload.is_some(),
                },
                handle if decoded => Outcome::Item {
                    event_type,
                    handle: handle.keyword(),
                },
                handle => Outcome::Mismatch {
                    event_type,
                    handle: handle.keyword(),
                },
            }
        }
        Meaning::Unknown {
            event_type,
            unknown,
        } => {
            let event_type = event_type.clone();
            match unknown {
                Unknown::Skip => Outcome::Skip,
                Unknown::Fail => Outcome::Refused { event_type },
                _ => Outcome::Unknown { event_type },
            }
        }
    }
}

pub(crate) fn dispatched<A: Api>(result: &Result<Dispatch<A>, DecodeError>) -> Outcome {
    let item = |event: &A::Event, handle: &'static str| {
        let event_type = A::event_type(event).to_owned();
        match A::is_kept_mismatch(event) {
            true => Outcome::Mismatch { event_type, handle },
            false => Outcome::Item { event_type, handle },
        }
    };
    match result {
        Ok(Dispatch::Yield(event)) => item(event, "yield"),
        Ok(Dispatch::Complete(event)) => item(event, "complete"),
        Ok(Dispatch::Finish(event)) => item(event, "finish"),
        Ok(Dispatch::Unknown(event)) if A::is_kept_mismatch(event) => item(event, "yield"),
        Ok(Dispatch::Unknown(event)) => Outcome::Unknown {
            event_type: A::event_type(event).to_owned(),
        },
        Ok(Dispatch::Refuse(event)) => Outcome::Refused {
            event_type: event.event_type.clone(),
        },
        Ok(Dispatch::Fail(failure)) => Outcome::Failure {
            decoded: A::is_decoded(failure),
        },
        Ok(Dispatch::End) => Outcome::End,
        Ok(Dispatch::Skip) => Outcome::Skip,
        Ok(_) => unreachable!("another meaning"),
        Err(mismatch) => Outcome::Mismatch {
            event_type: mismatch.event_type().to_owned(),
            handle: match mismatch {
                it if *it == it.clone().finishing() => "finish",
                it if *it == it.clone().completing() => "complete",
                _ => "yield",
            },
        },
    }
}

/// Whether the generated code stopped at one of the mismatches.
pub(crate) fn is_at_one_of(error: &DecodeError, mismatches: &[Mismatch<'_>]) -> bool {
    let theirs = error.path();
    // Keys with escapes stand in it as they are written.
    let is_written_otherwise = theirs.contains('\\');
    is_written_otherwise
        || mismatches.iter().any(|mismatch| {
            let ours = path(&mismatch.at);
            match theirs.strip_prefix(ours.as_str()) {
                // Of broken JSON they may say something else first.
                _ if matches!(mismatch.why, Why::NotJson { .. }) => true,
                Some("") => true,
                // They stop within a value that is of no use as a whole.
                Some(_) => matches!(
                    mismatch.why,
                    Why::Kind { .. } | Why::TagKind { .. } | Why::TooDeep
                ),
                None => ours.starts_with(theirs),
            }
        })
}

/// A JSON Pointer as errors write it, as far as it can be told without the data.
fn path(at: &str) -> String {
    let segments = pointer::segments(at).expect("a pointer");
    segments.iter().fold(String::new(), |mut path, segment| {
        match segment.parse::<usize>() {
            Ok(index) => path.push_str(&format!("[{index}]")),
            Err(_) if path.is_empty() => path.push_str(segment),
            Err(_) => path.push_str(&format!(".{segment}")),
        }
        path
    })
}
