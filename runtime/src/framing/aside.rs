//! What a stream of server-sent events says beside its messages.

use std::collections::VecDeque;
use std::time::Duration;

use super::block::Block;
use super::decoder::Decoder;
use super::value::decode;

/// What stands beside the messages of a stream.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aside {
    /// A line of a comment.
    Comment(String),
    /// How long a reader is to wait before it reconnects.
    Retry(Duration),
    /// A last event ID that the next message does not tell: it came alone, or is empty.
    Id(String),
}

/// How much is kept of a comment.
const MAX_COMMENT: usize = 64 * 1024;

/// What stood beside the messages, in order, until it is taken.
#[derive(Default)]
pub(super) struct Asides {
    came: VecDeque<Aside>,
    /// The comment that is being read.
    comment: Vec<u8>,
}

impl Decoder {
    /// Keeps what stands beside the messages, to be taken by [`take_aside`](Self::take_aside).
    pub(crate) fn keep_asides(&mut self) {
        self.block.asides.get_or_insert_default();
    }

    /// Whether something stood beside the messages that was not taken.
    pub(crate) fn has_asides(&self) -> bool {
        let asides = self.block.asides.as_ref();
        asides.is_some_and(|it| !it.came.is_empty())
    }

    /// What stood beside the messages first.
    pub(crate) fn take_aside(&mut self) -> Option<Aside> {
        self.block.asides.as_mut()?.came.pop_front()
    }
}

impl Block {
    /// Some of a comment, without its colon.
    #[cold]
    pub(super) fn comment(&mut self, text: &[u8]) {
        if let Some(asides) = &mut self.asides {
            let room = MAX_COMMENT - asides.comment.len();
            asides
                .comment
                .extend_from_slice(&text[..text.len().min(room)]);
        }
    }

    /// The line of a comment is over.
    #[cold]
    pub(super) fn end_comment(&mut self) {
        if let Some(asides) = &mut self.asides {
            let text = asides.comment.strip_prefix(b" ").unwrap_or(&asides.comment);
            let text = decode(text).into_owned();
            asides.came.push_back(Aside::Comment(text));
            asides.comment = Vec::new();
        }
    }

    pub(super) fn forget_comment(&mut self) {
        if let Some(asides) = &mut self.asides {
            asides.comment = Vec::new();
        }
    }

    pub(super) fn aside(&mut self, aside: Aside) {
        if let Some(asides) = &mut self.asides {
            asides.came.push_back(aside);
        }
    }
}
