//! What a log holds.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use crate::RunEnd;

/// A record of a log.
///
/// An engine stores its [`kind`](Self::kind) and its [`payload`](Self::payload), and gives them back to
/// [`from_parts`](Self::from_parts).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Record {
    /// The run was begun: the first record of every log.
    Begun,
    /// Messages.
    Messages(Messages),
    /// The run has ended: the last record of every log.
    End(RunEnd),
}

impl Record {
    /// Which of the three it is, in a letter.
    #[must_use]
    pub fn kind(&self) -> char {
        match self {
            Self::Begun => 'b',
            Self::Messages(_) => 'm',
            Self::End(_) => 'e',
        }
    }

    /// What it says.
    #[must_use]
    pub fn payload(&self) -> Bytes {
        match self {
            Self::Begun => Bytes::new(),
            Self::Messages(messages) => messages.0.clone(),
            Self::End(end) => end.to_text().into(),
        }
    }

    /// The record that was stored; `None` if nothing like it was ever written.
    #[must_use]
    pub fn from_parts(kind: char, payload: Bytes) -> Option<Self> {
        match kind {
            'b' => Some(Self::Begun),
            'm' => Messages::read(payload).map(Self::Messages),
            'e' => RunEnd::from_text(str::from_utf8(&payload).ok()?).map(Self::End),
            _ => None,
        }
    }

    /// How many bytes it takes in memory, about.
    #[must_use]
    pub fn size(&self) -> usize {
        let more = match self {
            Self::Begun => 0,
            Self::Messages(messages) => messages.0.len(),
            Self::End(end) => end.reason.len(),
        };
        64 + more
    }

    /// How many messages are in it.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Messages(messages) => messages.count(),
            Self::Begun | Self::End(_) => 0,
        }
    }

    pub(crate) fn is_end(&self) -> bool {
        matches!(self, Self::End(_))
    }
}

/// Messages as they are sent, each with the ID that the API gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Messages(Bytes);

/// A message of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    /// The ID that the API gave it.
    pub(crate) id: Bytes,
    /// What is sent of it, but for its ID.
    pub(crate) block: Bytes,
}

impl Messages {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.iter().count()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Stored> + use<> {
        let mut rest = self.0.clone();
        std::iter::from_fn(move || stored(&mut rest))
    }

    /// The bytes, if messages and nothing else are in them.
    fn read(bytes: Bytes) -> Option<Self> {
        let mut rest = bytes.clone();
        while !rest.is_empty() {
            stored(&mut rest)?;
        }
        Some(Self(bytes))
    }
}

fn stored(rest: &mut Bytes) -> Option<Stored> {
    let (block, id) = (length(rest)?, length(rest)?);
    if rest.len() < block.checked_add(id)? {
        return None;
    }
    Some(Stored {
        id: rest.split_to(id),
        block: rest.split_to(block),
    })
}

/// Seven bits a byte, the lowest first; the last byte has its highest bit clear.
fn length(rest: &mut Bytes) -> Option<usize> {
    let mut length = 0;
    for shift in (0..usize::BITS - 7).step_by(7) {
        let byte = rest.try_get_u8().ok()?;
        length |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(length);
        }
    }
    None
}

fn put_length(mut length: usize, out: &mut BytesMut) {
    while length >= 0x80 {
        out.put_u8((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    out.put_u8(length as u8);
}

/// Messages that wait to be one record.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    bytes: BytesMut,
    count: usize,
}

impl Packed {
    pub(crate) fn push(&mut self, id: &str, block: &[u8]) {
        put_length(block.len(), &mut self.bytes);
        put_length(id.len(), &mut self.bytes);
        self.bytes.put_slice(id.as_bytes());
        self.bytes.put_slice(block);
        self.count += 1;
    }

    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn count(&self) -> usize {
        self.count
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The record of what waits.
    pub(crate) fn take(&mut self) -> Record {
        self.count = 0;
        Record::Messages(Messages(self.bytes.split().freeze()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut packed = Packed::default();
        let long = vec![b'x'; 100_000];
        packed.push("", b"data: 1\n\n");
        packed.push("7", &long);
        assert_eq!(packed.count(), 2);
        let record = packed.take();
        assert!(packed.is_empty());
        let Some(Record::Messages(read)) = Record::from_parts('m', record.payload()) else {
            panic!("messages");
        };
        assert_eq!(Record::Messages(read.clone()), record);
        let stored: Vec<_> = read.iter().collect();
        assert_eq!(stored[0].block, "data: 1\n\n");
        assert_eq!(
            (&stored[1].id[..], &stored[1].block[..]),
            (&b"7"[..], &long[..])
        );
        for record in [
            Record::Begun,
            Record::End(RunEnd::new(crate::EndKind::Truncated).because("a b\nc")),
            Record::End(RunEnd::new(crate::EndKind::Complete)),
        ] {
            assert_eq!(
                Record::from_parts(record.kind(), record.payload()),
                Some(record)
            );
        }
    }

    #[test]
    fn what_is_no_record_is_refused() {
        for payload in [
            &b"\x05\x00ab"[..],
            b"\xff",
            b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00",
            b"\x01",
        ] {
            assert_eq!(
                Record::from_parts('m', Bytes::copy_from_slice(payload)),
                None
            );
        }
        assert_eq!(Record::from_parts('e', "over ".into()), None);
        assert_eq!(Record::from_parts('x', Bytes::new()), None);
    }
}
