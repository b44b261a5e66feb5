//! Amazon's event stream encoding: frames with checksums.
//!
//! Source: the specification of `application/vnd.amazon.eventstream` in Smithy's documentation.

use std::ops::Range;

use super::framed::Fault;
use super::input::Input;
use super::malformed::Malformed;

/// The length of a frame, that of its headers, and the checksum of both.
const PRELUDE: usize = 12;

const CHECKSUM: usize = 4;

/// How far a frame was read.
#[derive(Debug, Default)]
pub(super) struct Frames {
    prelude: [u8; PRELUDE],
    /// How much of it came.
    filled: usize,
}

impl Frames {
    /// Reads to the end of a frame.
    pub(super) fn read(&mut self, mut input: Input<'_>) -> Result<bool, Fault> {
        if self.filled < PRELUDE {
            let rest = input.rest();
            let taken = (PRELUDE - self.filled).min(rest.len());
            self.prelude[self.filled..self.filled + taken].copy_from_slice(&rest[..taken]);
            self.filled += taken;
            *input.at += taken;
            if self.filled < PRELUDE {
                return Ok(false);
            }
            self.check_prelude(*input.at, input.limit)?;
        }
        // Headers, payload and checksum.
        let missing = self.total() - PRELUDE - input.held().len();
        let taken = missing.min(input.rest().len());
        input.push(taken);
        if taken < missing {
            return Ok(false);
        }
        self.take_frame(&mut input)?;
        self.filled = 0;
        Ok(true)
    }

    /// Whether a frame was begun.
    pub(super) fn is_begun(&self) -> bool {
        self.filled > 0
    }

    /// Forgets what was begun.
    pub(super) fn restart(&mut self) {
        self.filled = 0;
    }

    fn total(&self) -> usize {
        word(&self.prelude, 0) as usize
    }

    fn header_length(&self) -> usize {
        word(&self.prelude, 4) as usize
    }

    /// The checksum tells first: of a prelude that is damaged, nothing else can be trusted.
    fn check_prelude(&self, at: usize, limit: usize) -> Result<(), Fault> {
        let malformed = |reason| {
            Err(Fault::Malformed {
                at,
                back: PRELUDE,
                reason,
            })
        };
        if crc32fast::hash(&self.prelude[..8]) != word(&self.prelude, 8) {
            return malformed(Malformed::PreludeChecksum);
        }
        let Some(content) = self.total().checked_sub(PRELUDE + CHECKSUM) else {
            return malformed(Malformed::Length);
        };
        if self.header_length() > content {
            return malformed(Malformed::Length);
        }
        if content > limit {
            return Err(Fault::TooLarge);
        }
        Ok(())
    }

    /// Makes a message of the frame that is held.
    fn take_frame(&self, input: &mut Input<'_>) -> Result<(), Fault> {
        let at = *input.at;
        let malformed = |reason| Fault::Malformed {
            at,
            back: self.total(),
            reason,
        };
        let frame = input.held();
        let end = frame.len() - CHECKSUM;
        let mut checksum = crc32fast::Hasher::new();
        checksum.update(&self.prelude);
        checksum.update(&frame[..end]);
        if checksum.finalize() != word(frame, end) {
            return Err(malformed(Malformed::MessageChecksum));
        }
        let headers = Headers::read(&frame[..self.header_length()]);
        let headers = headers.ok_or(malformed(Malformed::Header))?;
        let kind = headers.kind(frame).ok_or(malformed(Malformed::Header))?;
        let (name, is_failure, is_error) = kind;
        let payload = self.header_length()..end;
        let message = match (is_error, payload.is_empty(), &headers.error_message) {
            (true, true, Some(message)) => message.clone(),
            _ => payload,
        };
        input.block.set_event_from_data(input.chunk, name);
        input.block.is_failure = is_failure;
        input.block.narrow_data(message);
        input.block.complete();
        Ok(())
    }
}

/// Where the values of the headers are that say what a frame is.
#[derive(Default)]
struct Headers {
    message_type: Option<Range<usize>>,
    event_type: Option<Range<usize>>,
    exception_type: Option<Range<usize>>,
    error_code: Option<Range<usize>>,
    error_message: Option<Range<usize>>,
}

impl Headers {
    /// `None` if they are none.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut headers = Self::default();
        let mut at = 0;
        while at < bytes.len() {
            let name_length = usize::from(bytes[at]);
            let name = bytes.get(at + 1..at + 1 + name_length)?;
            at += 1 + name_length;
            let value_type = *bytes.get(at)?;
            at += 1;
            let length = match value_type {
                TRUE | FALSE => 0,
                BYTE => 1,
                SHORT => 2,
                INTEGER => 4,
                LONG | TIMESTAMP => 8,
                UUID => 16,
                BYTES | STRING => {
                    let length = bytes.get(at..at + 2)?;
                    at += 2;
                    usize::from(u16::from_be_bytes([length[0], length[1]]))
                }
                _ => return None,
            };
            let value = at..at + length;
            bytes.get(value.clone())?;
            at += length;
            let header = match name {
                b"" => return None,
                b":message-type" => &mut headers.message_type,
                b":event-type" => &mut headers.event_type,
                b":exception-type" => &mut headers.exception_type,
                b":error-code" => &mut headers.error_code,
                b":error-message" => &mut headers.error_message,
                _ => continue,
            };
            if value_type != STRING {
                return None;
            }
            *header = Some(value);
        }
        Some(headers)
    }

    /// The name of the frame that they are at the beginning of, whether it is a failure, and whether an error, which has
    /// a header for its message; `None` if they do not say.
    fn kind(&self, frame: &[u8]) -> Option<(Range<usize>, bool, bool)> {
        let (name, is_failure, is_error) = match &frame[self.message_type.clone()?] {
            b"event" => (&self.event_type, false, false),
            b"exception" => (&self.exception_type, true, false),
            b"error" => (&self.error_code, true, true),
            _ => return None,
        };
        let name = name.clone().filter(|name| !name.is_empty())?;
        Some((name, is_failure, is_error))
    }
}

// The types that a header's value can have.
const TRUE: u8 = 0;
const FALSE: u8 = 1;
const BYTE: u8 = 2;
const SHORT: u8 = 3;
const INTEGER: u8 = 4;
const LONG: u8 = 5;
const BYTES: u8 = 6;
const STRING: u8 = 7;
const TIMESTAMP: u8 = 8;
const UUID: u8 = 9;

fn word(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(word)
}
