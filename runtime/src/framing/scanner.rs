//! Where a JSON text ends: strings, escapes and depth, and nothing else of JSON.

/// RFC 7464's separator.
pub(super) const RS: u8 = 0x1E;

/// How deep in a JSON text one is. Whether its brackets match is for the reader of the text to say.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Scanner {
    depth: usize,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Place {
    #[default]
    Outside,
    String,
    Escaped,
}

impl Scanner {
    /// Reads on in a value that began with a bracket or a quote: how many bytes are left of it; `None`
    /// if it goes on after these.
    pub(super) fn value_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.place == Place::String {
                at += memchr::memchr2(b'"', b'\\', &bytes[at..])?;
            }
            self.take(bytes[at]);
            at += 1;
            if self.is_outside() {
                return Some(at);
            }
        }
        None
    }

    /// Reads on in a record: where the separator or the line feed is that ends it; `None` if it goes on
    /// after these. A separator always does: no JSON has one.
    pub(super) fn record_end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.place == Place::String {
                at += memchr::memchr3(b'"', b'\\', RS, &bytes[at..])?;
            }
            let byte = bytes[at];
            if byte == RS || byte == b'\n' && self.is_outside() {
                return Some(at);
            }
            self.take(byte);
            at += 1;
        }
        None
    }

    /// Neither in a string nor within brackets.
    pub(super) fn is_outside(self) -> bool {
        self.depth == 0 && self.place == Place::Outside
    }

    #[inline]
    fn take(&mut self, byte: u8) {
        self.place = match (self.place, byte) {
            (Place::Escaped, _) => Place::String,
            (Place::String, b'\\') => Place::Escaped,
            (Place::String, b'"') => Place::Outside,
            (Place::Outside, b'"') => Place::String,
            (Place::Outside, b'{' | b'[') => {
                self.depth += 1;
                Place::Outside
            }
            (Place::Outside, b'}' | b']') => {
                self.depth = self.depth.saturating_sub(1);
                Place::Outside
            }
            (place, _) => place,
        };
    }
}
