//! The framings besides server-sent events.

use super::array::Array;
#[cfg(feature = "aws-event-stream")]
use super::aws::Frames;
use super::blank::{is_white, is_whole, trimmed};
use super::decoder::{BOM, Decoder, State};
use super::input::Input;
use super::malformed::Malformed;
use super::sequence::Sequence;
use super::sse::Field;
use super::{DecodeError, EventTooLarge, Framing, MalformedError, Message, lines};

/// How far a stream was read, in its framing.
#[derive(Debug)]
pub(super) enum Framed {
    /// What `Decoder` itself holds.
    Sse,
    Lines,
    Sequence(Sequence),
    Array(Array),
    #[cfg(feature = "aws-event-stream")]
    Aws(Frames),
}

/// Why a stream cannot be read on.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    TooLarge,
    Malformed {
        /// Where it was found, in the chunk.
        at: usize,
        /// How many bytes before that it begins; some may lie in a chunk before.
        back: usize,
        reason: Malformed,
    },
}

impl Framed {
    pub(super) fn new(framing: Framing) -> Self {
        match framing {
            Framing::Sse => Self::Sse,
            Framing::JsonLines => Self::Lines,
            Framing::JsonSeq => Self::Sequence(Sequence::default()),
            Framing::JsonArray => Self::Array(Array::default()),
            #[cfg(feature = "aws-event-stream")]
            Framing::AwsEventStream => Self::Aws(Frames::default()),
        }
    }

    /// Whether a byte order mark may come first.
    pub(super) fn is_text(&self) -> bool {
        #[cfg(feature = "aws-event-stream")]
        if let Self::Aws(_) = self {
            return false;
        }
        true
    }

    /// Whether it said itself that the stream is over.
    pub(super) fn is_over(&self) -> bool {
        matches!(self, Self::Array(array) if array.is_closed())
    }

    /// Whether it said that there is more, or has to say that there is none.
    pub(super) fn is_open(&self) -> bool {
        matches!(self, Self::Array(array) if !array.is_closed())
    }

    /// Whether a message was begun of which no data is held.
    pub(super) fn is_begun(&self) -> bool {
        match self {
            Self::Array(array) => array.is_in_element(),
            #[cfg(feature = "aws-event-stream")]
            Self::Aws(frames) => frames.is_begun(),
            _ => false,
        }
    }

    /// How many texts were dropped because they may have been cut.
    pub(super) fn dropped(&self) -> u64 {
        match self {
            Self::Sequence(sequence) => sequence.dropped,
            _ => 0,
        }
    }

    /// At the start of another stream.
    pub(super) fn restart(&mut self) {
        match self {
            Self::Sse | Self::Lines => {}
            Self::Sequence(sequence) => sequence.restart(),
            Self::Array(array) => *array = Array::default(),
            #[cfg(feature = "aws-event-stream")]
            Self::Aws(frames) => frames.restart(),
        }
    }
}

impl Decoder {
    /// Whether the stream itself said that it is over, as a JSON array does with its closing bracket.
    ///
    /// Bytes that follow are not taken in, until [`finish`](Self::finish).
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.framed.is_over()
    }

    /// How many bytes of the stream were read: where the message that was found ends, its blank line, line feed
    /// or separator included. An LF after a CR that ended it is not yet read.
    ///
    /// ```
    /// let mut decoder = stream_events::Decoder::new();
    /// decoder.feed("data: 1\n\ndata: 2\n\n".into());
    /// assert!(decoder.advance()?);
    /// assert_eq!(decoder.position(), 9);
    /// # Ok::<(), stream_events::DecodeError>(())
    /// ```
    #[must_use]
    pub fn position(&self) -> u64 {
        self.offset + self.at as u64
    }

    /// How many texts of a JSON text sequence were dropped because they may have been cut short.
    ///
    /// Source: RFC 7464, section 2.4.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.framed.dropped()
    }

    /// What it failed with.
    #[cold]
    pub(super) fn failure(&self) -> DecodeError {
        let limit = self.max_event_bytes;
        let failed = self.failed.clone();
        failed.unwrap_or(DecodeError::EventTooLarge(EventTooLarge { limit }))
    }

    /// Goes on to the next message of a framing that is not server-sent events.
    #[inline]
    pub(super) fn advance_framed(&mut self) -> Result<bool, DecodeError> {
        match self.state {
            State::Reading => {}
            State::Dispatched => {
                self.block.clear();
                self.state = State::Reading;
            }
            State::Failed => return Err(self.failure()),
        }
        loop {
            if self.read_framed()? {
                self.state = State::Dispatched;
                return Ok(true);
            }
            if self.framed.is_over() {
                // What follows is no part of the stream.
                self.queue.clear();
            }
            if !self.next_chunk() {
                return Ok(false);
            }
        }
    }

    #[inline]
    fn read_framed(&mut self) -> Result<bool, DecodeError> {
        let read = match self.bom {
            Some(_) => self.skip_framed_bom(),
            None => Ok(()),
        };
        read.and_then(|()| self.read_in_framing())
            .map_err(|fault| self.fail_framed(fault))
    }

    #[inline]
    fn read_in_framing(&mut self) -> Result<bool, Fault> {
        if self.at == self.chunk.len() {
            return Ok(false);
        }
        let input = Input {
            chunk: &self.chunk,
            at: &mut self.at,
            block: &mut self.block,
            limit: self.max_event_bytes,
        };
        match &mut self.framed {
            Framed::Sse => Ok(false),
            Framed::Lines => lines::read(input),
            Framed::Sequence(sequence) => sequence.read(input),
            Framed::Array(array) => array.read(input),
            #[cfg(feature = "aws-event-stream")]
            Framed::Aws(frames) => frames.read(input),
        }
    }

    /// Passes over a byte order mark. Some of one is data like any other, which no array begins with.
    fn skip_framed_bom(&mut self) -> Result<(), Fault> {
        while let (Some(matched), Some(&byte)) = (self.bom, self.chunk.get(self.at)) {
            if byte == BOM[matched] {
                self.at += 1;
                self.bom = Some(matched + 1).filter(|&matched| matched < BOM.len());
                continue;
            }
            self.bom = None;
            if matched > 0 && matches!(self.framed, Framed::Array(_)) {
                return Err(Fault::Malformed {
                    at: self.at,
                    back: matched,
                    reason: Malformed::NotAnArray,
                });
            }
            self.block
                .extend_copied(Field::Data, &self.chunk, &BOM[..matched]);
        }
        Ok(())
    }

    #[cold]
    fn fail_framed(&mut self, fault: Fault) -> DecodeError {
        let error = match fault {
            Fault::TooLarge => EventTooLarge {
                limit: self.max_event_bytes,
            }
            .into(),
            Fault::Malformed { at, back, reason } => {
                let offset = self.offset + at as u64 - back as u64;
                let found = &self.chunk[at.saturating_sub(back)..];
                DecodeError::Malformed(MalformedError::new(offset, reason, found))
            }
        };
        self.failed = Some(error.clone());
        // What came in place of an array may say why.
        let (rest, queue) = (self.chunk.slice(self.at..), std::mem::take(&mut self.queue));
        std::iter::once(rest)
            .chain(queue)
            .for_each(|it| self.refuse(&it));
        self.discard();
        self.state = State::Failed;
        error
    }

    /// Whether something of a message came that is not whole.
    pub(super) fn is_inside_framed_message(&self) -> bool {
        match self.framed {
            Framed::Sse => false,
            Framed::Array(_) => self.framed.is_begun(),
            _ => {
                let is_in_bom = self.bom.is_some_and(|matched| matched > 0);
                is_in_bom || self.framed.is_begun() || !self.block.data(&self.chunk).is_empty()
            }
        }
    }

    /// A last line or record that nothing ended, if it is whole.
    pub(super) fn advance_last_framed(
        &mut self,
        is_whole_message: impl FnOnce(&Message<'_>) -> bool,
    ) -> bool {
        if !matches!(self.framed, Framed::Lines | Framed::Sequence(_)) {
            return false;
        }
        let held = self.block.data(&self.chunk);
        let data = trimmed(held, is_white);
        let is_ended = matches!(self.framed, Framed::Sequence(_)) && data.len() < held.len();
        if data.is_empty() {
            return false;
        }
        let text = String::from_utf8_lossy(&held[data.clone()]);
        if !is_whole(&text, is_ended) && !is_whole_message(&Message::new(text)) {
            return false;
        }
        self.block.narrow_data(data);
        self.block.complete();
        self.state = State::Dispatched;
        true
    }
}
