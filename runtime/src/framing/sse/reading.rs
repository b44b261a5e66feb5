//! Chunks, read to the next message.

use super::line::{self, Line};
use crate::framing::decoder::{BOM, Decoder, State};
use crate::framing::{EventTooLarge, Message};

const LF: u8 = b'\n';
const CR: u8 = b'\r';

impl Decoder {
    /// [`advance`](Self::advance) where it is known that the framing is server-sent events.
    pub(crate) fn advance_sse(&mut self) -> Result<bool, EventTooLarge> {
        if self.state != State::Reading {
            self.leave_message()?;
        }
        loop {
            if self.read_chunk()? {
                self.state = State::Dispatched;
                return Ok(true);
            }
            if !self.next_chunk() {
                return Ok(false);
            }
        }
    }

    /// A last event without its blank line, if its lines are whole.
    pub(in crate::framing) fn advance_last_sse(
        &mut self,
        is_whole: impl FnOnce(&Message<'_>) -> bool,
    ) -> bool {
        let is_open = self.line.is_inside_event();
        if is_open && !self.line.is_data() {
            return false;
        }
        let id = (self.block.last_event_id.clone(), self.block.had_id);
        if let Some(field) = self.line.end(&self.chunk, &mut self.block) {
            self.block.end(field, &self.chunk);
        }
        let is_message = self.block.has_data && self.block.dispatch();
        if is_message && is_open && !is_whole(&self.block.message(&self.chunk)) {
            (self.block.last_event_id, self.block.had_id) = id;
            return false;
        }
        if is_message {
            self.state = State::Dispatched;
        }
        is_message
    }

    /// From `Dispatched` to `Reading`; an error where there is no way back.
    #[inline]
    pub(in crate::framing) fn leave_message(&mut self) -> Result<(), EventTooLarge> {
        if self.state == State::Failed {
            return Err(EventTooLarge {
                limit: self.max_event_bytes,
            });
        }
        self.block.clear();
        self.state = State::Reading;
        Ok(())
    }

    /// Reads the chunk up to a blank line that dispatches (`true`) or to its end.
    #[inline]
    pub(in crate::framing) fn read_chunk(&mut self) -> Result<bool, EventTooLarge> {
        if self.bom.is_some() {
            self.skip_bom();
        }
        while self.at < self.chunk.len() {
            let chunk = &self.chunk[..];
            if self.after_cr {
                self.after_cr = false;
                if chunk[self.at] == LF {
                    self.at += 1;
                    continue;
                }
            }

            // > Lines must be separated by either a U+000D CARRIAGE RETURN U+000A LINE FEED (CRLF)
            // > character pair, a single U+000A LINE FEED (LF) character, or a single U+000D CARRIAGE
            // > RETURN (CR) character.
            let start = self.at;
            let starts = matches!(self.line, Line::Start);
            if starts {
                if let Some(length) = self.block.repeated_type(&chunk[start..]) {
                    self.at += length;
                    self.check_limit()?;
                    continue;
                }
                // > If the line is empty (a blank line)
                // >     Dispatch the event, as defined below.
                if let LF | CR = chunk[start] {
                    self.at += 1;
                    self.after_cr = chunk[start] == CR;
                    if self.block.dispatch() {
                        return Ok(true);
                    }
                    continue;
                }
            }
            let length = memchr::memchr2(LF, CR, &chunk[start..]);
            let end = length.map_or(chunk.len(), |length| start + length);
            let field = if starts && length.is_some() {
                let field = line::read_whole(chunk, start..end, &mut self.block);
                if field.is_none() {
                    Line::of_ignored(&chunk[start..end], &mut self.block)
                        .end_ignored(&mut self.block);
                }
                field
            } else {
                self.line.read(chunk, start..end, &mut self.block);
                length.and_then(|_| self.line.end(chunk, &mut self.block))
            };
            self.at = end;
            if length.is_some() {
                self.at += 1;
                self.after_cr = chunk[end] == CR;
            }
            self.check_limit()?;
            if let Some(field) = field {
                self.block.end(field, &self.chunk);
            }
        }
        Ok(false)
    }

    fn skip_bom(&mut self) {
        while let (Some(matched), Some(&byte)) = (self.bom, self.chunk.get(self.at)) {
            if byte == BOM[matched] {
                self.at += 1;
                self.bom = Some(matched + 1).filter(|&matched| matched < BOM.len());
            } else {
                // Some of a byte order mark is the start of a field, and of none that is known.
                if matched > 0 {
                    self.line = Line::Ignored;
                }
                self.bom = None;
            }
        }
    }

    #[inline]
    fn check_limit(&mut self) -> Result<(), EventTooLarge> {
        if self.block.len() <= self.max_event_bytes {
            Ok(())
        } else {
            Err(self.fail())
        }
    }

    #[cold]
    fn fail(&mut self) -> EventTooLarge {
        self.discard();
        self.state = State::Failed;
        EventTooLarge {
            limit: self.max_event_bytes,
        }
    }
}
