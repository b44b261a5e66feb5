//! Lines: which field one is, and where its value begins, however it is cut.

use std::ops::Range;

use crate::framing::block::Block;

/// The fields that mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::framing) enum Field {
    Event,
    Data,
    Id,
    Retry,
}

impl Field {
    /// The field that a line is, and where in it the value begins.
    ///
    /// `None` for what is to be ignored: other fields, and comments, which start with the colon.
    #[inline(always)]
    pub(in crate::framing) fn of_line(line: &[u8]) -> Option<(Self, usize)> {
        // Constant patterns compile to comparisons of whole words.
        let (field, rest) = match line {
            [b'd', b'a', b't', b'a', rest @ ..] => (Self::Data, rest),
            [b'e', b'v', b'e', b'n', b't', rest @ ..] => (Self::Event, rest),
            [b'i', b'd', rest @ ..] => (Self::Id, rest),
            [b'r', b'e', b't', b'r', b'y', rest @ ..] => (Self::Retry, rest),
            _ => return None,
        };
        let value = match rest {
            // > Otherwise, the string is not empty but does not contain a U+003A COLON character
            // >     Process the field using the steps described below, using the whole line as the
            // >     field name, and the empty string as the field value.
            [] => rest,
            // > Collect the characters on the line after the first U+003A COLON character (:), and
            // > let value be that string. If value starts with a U+0020 SPACE character, remove it
            // > from value.
            [b':', b' ', value @ ..] | [b':', value @ ..] => value,
            _ => return None,
        };
        Some((field, line.len() - value.len()))
    }

    pub(in crate::framing) fn is_of_event(self) -> bool {
        !matches!(self, Self::Retry)
    }
}

/// How much of the current line has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::framing) enum Line {
    /// Nothing.
    Start,
    /// Too little to tell what it is.
    Head(Head),
    /// Some of this field's value, and all before it.
    Value(Field),
    /// Some of a comment. Unless it is wanted, it is forgotten as it comes, however long it is.
    Comment,
    /// Some of what is to be ignored, such as text that is no event stream.
    Ignored,
}

impl Line {
    /// Reads a piece of the line, which lies at `piece` in the chunk.
    #[inline(always)]
    pub(in crate::framing) fn read(
        &mut self,
        chunk: &[u8],
        piece: Range<usize>,
        block: &mut Block,
    ) {
        if let Self::Value(field) = self {
            block.extend(*field, chunk, piece);
        } else if *self == Self::Start && piece.len() >= Head::LONGEST_PREFIX {
            *self = match read_whole(chunk, piece.clone(), block) {
                Some(field) => Self::Value(field),
                None => Self::of_ignored(&chunk[piece], block),
            };
        } else {
            self.read_head(chunk, piece, block);
        }
    }

    /// Reads a piece of a line of which little is here, or nothing that matters.
    fn read_head(&mut self, chunk: &[u8], mut piece: Range<usize>, block: &mut Block) {
        if *self == Self::Start {
            *self = Self::Head(Head::EMPTY);
        }
        if let Self::Head(head) = self {
            piece.start += head.take(&chunk[piece.clone()]);
            if head.length < Head::LONGEST_PREFIX {
                return;
            }
            *self = match head.begin(chunk, block) {
                Some(field) => Self::Value(field),
                None => Self::of_ignored(&head.bytes, block),
            };
        }
        match self {
            Self::Value(field) => block.extend(*field, chunk, piece),
            Self::Comment => block.comment(&chunk[piece]),
            Self::Ignored => block.ignored(&chunk[piece]),
            Self::Start | Self::Head(_) => {}
        }
    }

    /// A line that is no field and begins like this.
    #[cold]
    pub(in crate::framing) fn of_ignored(start: &[u8], block: &mut Block) -> Self {
        if let [b':', text @ ..] = start {
            block.comment(text);
            return Self::Comment;
        }
        block.ignored(start);
        Self::Ignored
    }

    /// A line that is no field is over.
    #[cold]
    pub(in crate::framing) fn end_ignored(self, block: &mut Block) {
        match self {
            Self::Ignored => block.ignored(b"\n"),
            Self::Comment => block.end_comment(),
            Self::Start | Self::Head(_) | Self::Value(_) => {}
        }
    }

    /// What was read of a line that was cut so soon that nobody can tell what it is.
    pub(in crate::framing) fn keep_head(self, block: &mut Block) {
        if let Self::Head(head) = self
            && !head.is_inside_event()
        {
            Self::of_ignored(&head.bytes[..head.length], block);
        }
    }

    /// The line is over, and the next one starts. Returns the field it was.
    #[inline]
    pub(in crate::framing) fn end(&mut self, chunk: &[u8], block: &mut Block) -> Option<Field> {
        let field = match self {
            Self::Value(field) => Some(*field),
            Self::Head(head) => {
                let field = head.begin(chunk, block);
                if field.is_none() {
                    Self::of_ignored(&head.bytes[..head.length], block).end_ignored(block);
                }
                field
            }
            Self::Ignored | Self::Comment => {
                self.end_ignored(block);
                None
            }
            Self::Start => None,
        };
        *self = Self::Start;
        field
    }

    /// Whether the line is one of data, as far as it came.
    pub(in crate::framing) fn is_data(self) -> bool {
        let field = match self {
            Self::Value(field) => Some(field),
            Self::Head(head) => Field::of_line(&head.bytes[..head.length]).map(|(field, _)| field),
            Self::Start | Self::Comment | Self::Ignored => None,
        };
        field == Some(Field::Data)
    }

    /// Whether what came of the line is, or may become, part of an event.
    pub(in crate::framing) fn is_inside_event(self) -> bool {
        match self {
            Self::Head(head) => head.is_inside_event(),
            Self::Value(field) => field.is_of_event(),
            Self::Start | Self::Comment | Self::Ignored => false,
        }
    }
}

/// Reads a line from its start, so far as it lies at `line` in the chunk, which is far enough to tell
/// what it is. Returns the field.
#[inline]
pub(in crate::framing) fn read_whole(
    chunk: &[u8],
    line: Range<usize>,
    block: &mut Block,
) -> Option<Field> {
    let (field, value) = Field::of_line(&chunk[line.clone()])?;
    block.begin(field, chunk);
    block.extend(field, chunk, line.start + value..line.end);
    Some(field)
}

/// The first bytes of a line that was cut among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::framing) struct Head {
    bytes: [u8; Self::LONGEST_PREFIX],
    length: usize,
}

impl Head {
    /// So many bytes tell what a line is: no name with colon and space is longer.
    const LONGEST_PREFIX: usize = b"event: ".len();

    const EMPTY: Self = Self {
        bytes: [0; Self::LONGEST_PREFIX],
        length: 0,
    };

    /// Takes what it has room for, and returns how much that was.
    fn take(&mut self, piece: &[u8]) -> usize {
        let room = &mut self.bytes[self.length..];
        let taken = room.len().min(piece.len());
        room[..taken].copy_from_slice(&piece[..taken]);
        self.length += taken;
        taken
    }

    /// Begins the line's field, if it is one, with what is here of its value.
    fn begin(&self, chunk: &[u8], block: &mut Block) -> Option<Field> {
        let bytes = &self.bytes[..self.length];
        let (field, value) = Field::of_line(bytes)?;
        block.begin(field, chunk);
        block.extend_copied(field, chunk, &bytes[value..]);
        Some(field)
    }

    fn is_inside_event(&self) -> bool {
        let bytes = &self.bytes[..self.length];
        match Field::of_line(bytes) {
            Some((field, _)) => field.is_of_event(),
            None => {
                let may_become = |name: &[u8]| name.starts_with(bytes);
                !bytes.is_empty() && [&b"data"[..], b"event", b"id"].into_iter().any(may_become)
            }
        }
    }
}
