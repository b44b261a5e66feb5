//! What goes wrong with a response that is played.

use std::str::FromStr;
use std::time::Duration;

use bytes::Bytes;
use stream_events::testing::Fixture;
use stream_events::{Decoder, Framing};

use crate::exit::Failure;
use crate::out::count;

#[derive(Debug, Clone, Copy)]
pub(super) enum Fault {
    Cut,
    Reset,
    Stall,
    Garbage,
    SlowHeaders,
    NoAnswer,
    HangUp,
    Status(u16),
}

/// What a proxy says in mid-stream, after bytes that are no text.
const GARBAGE: &[u8] = b"\xff\xfe\x00<html><body>502 Bad Gateway</body></html>\n\n";

const SLOW: Duration = Duration::from_secs(30);

impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "cut" => Self::Cut,
            "reset" => Self::Reset,
            "stall" => Self::Stall,
            "garbage" => Self::Garbage,
            "slow-headers" => Self::SlowHeaders,
            "no-answer" => Self::NoAnswer,
            "hang-up" => Self::HangUp,
            _ => match text.strip_prefix("status=").map(str::parse) {
                Some(Ok(status @ 200..=599)) => Self::Status(status),
                Some(_) => return Err("a status is a number from 200 to 599".to_owned()),
                None => {
                    return Err(
                        "one of cut, reset, stall, garbage, slow-headers, no-answer, \
                                hang-up, status=503"
                            .to_owned(),
                    );
                }
            },
        })
    }
}

impl Fault {
    /// The response that goes wrong after so many bytes, if it comes that far.
    pub(super) fn at(self, bytes: usize, fixture: Fixture) -> Fixture {
        match self {
            Self::Cut => fixture.up_to(bytes).cut(),
            Self::Reset => fixture.up_to(bytes).reset(),
            Self::Stall => fixture.up_to(bytes).hang(),
            Self::Garbage => fixture.up_to(bytes).bytes(GARBAGE).clean(),
            Self::SlowHeaders => fixture.headers_after(SLOW),
            Self::NoAnswer => Fixture::no_answer(),
            Self::HangUp => Fixture::hang_up(),
            Self::Status(status) => {
                Fixture::response(status, "text/plain", format!("a fault: status {status}\n"))
            }
        }
    }
}

/// After how many bytes so many events are whole.
pub(super) fn after_events(
    body: &Bytes,
    framing: Framing,
    events: usize,
) -> Result<usize, Failure> {
    let mut decoder = Decoder::framed(framing);
    let mut seen = 0;
    for end in 0..=body.len() {
        if end > 0 {
            decoder.feed(body.slice(end - 1..end));
        }
        while decoder.next_message().map_err(Failure::other)?.is_some() {
            seen += 1;
        }
        if seen >= events {
            return Ok(end);
        }
    }
    let seen = count(seen, "event");
    Err(Failure::other(format!("the recording has only {seen}")))
}
