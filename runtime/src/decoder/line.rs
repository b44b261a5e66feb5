//! Lines: which field one is, and where its value begins, however it is cut.

use std::mem;
use std::ops::Range;

use super::block::Block;

/// The fields that mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Event,
    Data,
    Id,
    Retry,
}

impl Field {
    /// No two names begin alike, so the first byte leaves one candidate.
    fn starting_with(byte: u8) -> Option<Self> {
        match byte {
            b'e' => Some(Self::Event),
            b'd' => Some(Self::Data),
            b'i' => Some(Self::Id),
            b'r' => Some(Self::Retry),
            _ => None,
        }
    }

    /// The field that this whole line is, and where in it the value begins.
    #[inline]
    pub(super) fn of_line(line: &[u8]) -> Option<(Self, usize)> {
        // Constant patterns compile to comparisons of whole words.
        let (field, rest) = match line {
            [b'd', b'a', b't', b'a', rest @ ..] => (Self::Data, rest),
            [b'e', b'v', b'e', b'n', b't', rest @ ..] => (Self::Event, rest),
            [b'i', b'd', rest @ ..] => (Self::Id, rest),
            [b'r', b'e', b't', b'r', b'y', rest @ ..] => (Self::Retry, rest),
            _ => return None,
        };
        let value = match rest {
            [] => rest,
            // > If value starts with a U+0020 SPACE character, remove it from value.
            [b':', b' ', value @ ..] | [b':', value @ ..] => value,
            _ => return None,
        };
        Some((field, line.len() - value.len()))
    }

    pub(super) fn is_of_event(self) -> bool {
        !matches!(self, Self::Retry)
    }

    fn name(self) -> &'static [u8] {
        match self {
            Self::Event => b"event",
            Self::Data => b"data",
            Self::Id => b"id",
            Self::Retry => b"retry",
        }
    }
}

/// How much of the current line has been read.
///
/// Holds no bytes: a name is known by how much of it matched, and a line that is no field of ours
/// is forgotten as it comes, however long it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing.
    Start,
    /// The first `matched` bytes of this field's name, perhaps all of them.
    Name { field: Field, matched: usize },
    /// The name and its colon.
    Colon(Field),
    /// The name, the colon, the space if there was one, and perhaps some of the value.
    Value(Field),
    /// Some of a comment or of a field to ignore.
    Ignored,
}

impl Line {
    /// Reads a piece of the line, which lies at `piece` in the chunk.
    #[inline]
    pub(super) fn read(&mut self, chunk: &[u8], piece: Range<usize>, block: &mut Block) {
        let Range { start: mut at, end } = piece;
        loop {
            let piece = &chunk[at..end];
            match *self {
                Self::Start => {
                    // > If the line starts with a U+003A COLON character (:)
                    // >     Ignore the line.
                    // A colon begins no name either.
                    let Some(&first) = piece.first() else { return };
                    *self = match Field::starting_with(first) {
                        Some(field) => Self::Name { field, matched: 0 },
                        None => Self::Ignored,
                    };
                }
                Self::Name { field, matched } => {
                    let rest = &field.name()[matched..];
                    let common = rest.len().min(piece.len());
                    if piece[..common] != rest[..common] {
                        *self = Self::Ignored;
                        return;
                    }
                    at += common;
                    match piece.get(common) {
                        None => {
                            *self = Self::Name {
                                field,
                                matched: matched + common,
                            };
                            return;
                        }
                        // > Collect the characters on the line before the first U+003A COLON
                        // > character (:), and let field be that string.
                        Some(b':') => {
                            at += 1;
                            block.begin(field, chunk);
                            *self = Self::Colon(field);
                        }
                        Some(_) => {
                            *self = Self::Ignored;
                            return;
                        }
                    }
                }
                Self::Colon(field) => {
                    let Some(&first) = piece.first() else { return };
                    // > If value starts with a U+0020 SPACE character, remove it from value.
                    if first == b' ' {
                        at += 1;
                    }
                    *self = Self::Value(field);
                }
                Self::Value(field) => {
                    block.extend(field, chunk, at..end);
                    return;
                }
                Self::Ignored => return,
            }
        }
    }

    /// The line is over, and the next one starts.
    #[inline]
    pub(super) fn end(&mut self, chunk: &[u8], block: &mut Block) {
        match mem::replace(self, Self::Start) {
            // > Otherwise, the string is not empty but does not contain a U+003A COLON character
            // >     Process the field using the steps described below, using the whole line as the
            // >     field name, and the empty string as the field value.
            Self::Name { field, matched } if matched == field.name().len() => {
                block.begin(field, chunk);
                block.end(field, chunk);
            }
            Self::Colon(field) | Self::Value(field) => block.end(field, chunk),
            Self::Start | Self::Name { .. } | Self::Ignored => {}
        }
    }

    /// Whether what came of the line is, or may become, part of an event.
    pub(super) fn is_inside_event(self) -> bool {
        match self {
            Self::Name { field, .. } | Self::Colon(field) | Self::Value(field) => {
                field.is_of_event()
            }
            Self::Start | Self::Ignored => false,
        }
    }
}
