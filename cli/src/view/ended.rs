//! How a recorded stream ended, in words.

use serde::Serialize;
use stream_events::recording::RecordedEnd;
use stream_events::{DecodeError, End};

use super::by::By;
use super::reader::Course;
use crate::failure::excerpt;
use crate::io::Recording;

/// How a stream ended.
#[derive(Debug, Serialize)]
pub(super) struct Ended {
    end: Verdict,
    /// In a sentence or two.
    ended: String,
    /// The event that says so.
    ended_at: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Whole,
    /// Nothing says whether it is whole.
    Unsure,
    Cut,
    Failed,
}

/// How a stream ended; `in_place` is the failure that came in place of events, and `count` the number of rows.
pub(super) fn ended(
    recording: &Recording,
    by: &By,
    course: &Course,
    end: Option<&Result<End, DecodeError>>,
    in_place: Option<String>,
    count: usize,
) -> Ended {
    let (end, ended) = verdict(recording, by, course, end, in_place, count);
    let failed = course.failure.as_ref().map(|(event, _)| *event);
    let complete = course.complete.filter(|_| end == Verdict::Whole);
    let ended_at = failed.or(course.over).or(complete);
    Ended {
        end,
        ended,
        ended_at,
    }
}

fn verdict(
    recording: &Recording,
    by: &By,
    course: &Course,
    end: Option<&Result<End, DecodeError>>,
    in_place: Option<String>,
    count: usize,
) -> (Verdict, String) {
    let Some(end) = end else {
        let status = recording.response.status();
        let said = match in_place {
            Some(words) => format!("The request failed with the status {status}: {words}"),
            None => format!("The request failed with the status {status}, and an empty body."),
        };
        return (Verdict::Failed, said);
    };
    if let Some((_, words)) = &course.failure {
        return (Verdict::Failed, format!("The stream failed: {words}"));
    }
    if course.over.is_some() {
        let said = "It ended as the document declares.";
        return (Verdict::Whole, said.to_owned());
    }
    if let Some(words) = in_place {
        let said = format!("The server wrote a failure in place of events: {words}");
        return (Verdict::Failed, said);
    }
    let end = match end {
        Ok(end) => *end,
        Err(error) => {
            return (
                Verdict::Failed,
                format!("It could not be read to its end: {error}"),
            );
        }
    };
    if course.complete.is_some() && recording.is_clean {
        let said = "All had come, as the document declares, and the body ended in good order.";
        return (Verdict::Whole, said.to_owned());
    }
    let inside = match end {
        End::InsideEvent => " It stops inside an event: what there is of it is shown last.",
        End::Unclosed => " The JSON array was not closed.",
        _ => "",
    };
    match recording.response.end() {
        RecordedEnd::Cut => (Verdict::Cut, format!("The connection was cut.{inside}")),
        RecordedEnd::Failed(reason) => {
            let said = format!("It was broken off: {}.{inside}", excerpt(reason.trim_end_matches('.')));
            (Verdict::Cut, said)
        }
        _ if end != End::Clean => (Verdict::Cut, format!("The body ended in good order.{inside}")),
        _ if !by.is_typed => (
            Verdict::Unsure,
            "The body ended in good order. Whether that was the end of the stream, only a document can say.".to_owned(),
        ),
        _ if by.document.requires_end() => (Verdict::Cut, undeclared_end(course, count)),
        _ => (
            Verdict::Unsure,
            "The body ended in good order. The document declares no end, so that nothing tells whether it is whole."
                .to_owned(),
        ),
    }
}

fn undeclared_end(course: &Course, count: usize) -> String {
    match &course.unknown {
        Some(unknown) => format!(
            "The body ended in good order after `{unknown}`, which the document does not declare. It may be an end \
             that the document does not know."
        ),
        None if count == 0 => "The body is empty, and the document declares an end.".to_owned(),
        None => "The body ended in good order, but the end that the document declares never came."
            .to_owned(),
    }
}
