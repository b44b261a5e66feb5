//! What becomes of a message, by the interpreter and by the generated code.

use stream_events::{Dispatch, Mismatch};
use stream_events_schema::interpret::Meaning;
use stream_events_schema::{Handle, Sentinel, Unknown};

use super::Api;

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
        Meaning::Sentinel(_) | Meaning::Nothing => Outcome::Skip,
        Meaning::Event {
            name,
            event,
            handle,
            mismatches,
            ..
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

pub(crate) fn dispatched<A: Api>(result: &Result<Dispatch<A>, Mismatch>) -> Outcome {
    match result {
        Ok(dispatch) => meant(dispatch),
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

fn meant<A: Api>(dispatch: &Dispatch<A>) -> Outcome {
    let item = |event: &A::Event, handle: &'static str| {
        let event_type = A::event_type(event).to_owned();
        match A::is_kept_mismatch(event) {
            true => Outcome::Mismatch { event_type, handle },
            false => Outcome::Item { event_type, handle },
        }
    };
    match dispatch {
        Dispatch::Yield(event) => item(event, "yield"),
        Dispatch::Complete(event) => item(event, "complete"),
        Dispatch::Finish(event) => item(event, "finish"),
        Dispatch::Unknown(event) if A::is_kept_mismatch(event) => item(event, "yield"),
        Dispatch::Unknown(event) => Outcome::Unknown {
            event_type: A::event_type(event).to_owned(),
        },
        Dispatch::Refuse(event) => Outcome::Refused {
            event_type: event.event_type.clone(),
        },
        Dispatch::Fail(failure) => Outcome::Failure {
            decoded: A::is_decoded(failure),
        },
        Dispatch::End => Outcome::End,
        Dispatch::Skip | Dispatch::Sentinel => Outcome::Skip,
        Dispatch::WithNulls(dispatch, _) => meant(dispatch),
        _ => unreachable!("another meaning"),
    }
}
