//! One JSON array: a message an element.

use super::blank::{is_delimited, is_white};
use super::framed::Fault;
use super::input::Input;
use super::malformed::Malformed;
use super::scanner::Scanner;

/// How far an array was read.
#[derive(Debug, Default)]
pub(super) enum Array {
    /// Not to its bracket.
    #[default]
    Start,
    /// To its bracket: an element or the closing bracket is next.
    Opened,
    /// Into an element that begins with a bracket or a quote.
    Delimited(Scanner),
    /// Into a number or a word, which ends where something else begins.
    Bare,
    /// To the end of an element.
    AfterElement,
    /// To a comma: an element is next.
    AfterComma,
    /// To the closing bracket: the stream is over.
    Closed,
}

impl Array {
    /// Reads to the last byte of an element.
    pub(super) fn read(&mut self, mut input: Input<'_>) -> Result<bool, Fault> {
        while !input.rest().is_empty() {
            let length = match self {
                Self::Closed => {
                    *input.at = input.chunk.len();
                    return Ok(false);
                }
                Self::Delimited(scanner) => scanner.value_end(input.rest()),
                Self::Bare => input.rest().iter().position(|byte| ends_bare(*byte)),
                _ => {
                    input.skip(is_white);
                    if let Some(byte) = input.rest().first() {
                        *self = self.between(*byte, *input.at)?;
                        // An element begins with the byte that told so.
                        *input.at += usize::from(!self.is_in_element());
                    }
                    continue;
                }
            };
            if input.hold(length)? {
                *self = Self::AfterElement;
                input.block.complete();
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What follows a byte between elements, which stands at `at`.
    fn between(&self, byte: u8, at: usize) -> Result<Self, Fault> {
        let malformed = |reason| {
            Err(Fault::Malformed {
                at,
                back: 0,
                reason,
            })
        };
        match (self, byte) {
            (Self::Start, b'[') => Ok(Self::Opened),
            (Self::Start, _) => malformed(Malformed::NotAnArray),
            (Self::Opened | Self::AfterElement, b']') => Ok(Self::Closed),
            (Self::AfterElement, b',') => Ok(Self::AfterComma),
            (Self::AfterElement, _) => malformed(Malformed::MissingComma),
            (Self::Opened, b',') | (Self::AfterComma, b',' | b']') => {
                malformed(Malformed::StrayComma)
            }
            (_, byte) if is_delimited(&[byte]) => Ok(Self::Delimited(Scanner::default())),
            _ => Ok(Self::Bare),
        }
    }

    pub(super) fn is_in_element(&self) -> bool {
        matches!(self, Self::Delimited(_) | Self::Bare)
    }

    pub(super) fn is_closed(&self) -> bool {
        matches!(self, Self::Closed)
    }
}

/// Whether an element that says not itself where it ends is over here.
pub(super) fn ends_bare(byte: u8) -> bool {
    is_white(byte) || matches!(byte, b',' | b']')
}
