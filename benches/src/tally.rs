//! What a variant decoded, added up.

/// A sum over everything decoded, in its order.
#[derive(Debug, Clone, Copy)]
pub struct Tally {
    sum: u64,
    /// Whether every byte counts, or, for timing, only the length and the ends of a string.
    thorough: bool,
}

impl Tally {
    /// Looks at every byte, for comparing.
    #[must_use]
    pub fn thorough() -> Self {
        Self {
            sum: 0,
            thorough: true,
        }
    }

    /// Looks at as little as will do to keep the compiler from leaving work out, for timing.
    #[must_use]
    pub fn quick() -> Self {
        Self {
            sum: 0,
            thorough: false,
        }
    }

    /// The sum so far.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.sum
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.sum = (self.sum.rotate_left(5) ^ number).wrapping_mul(0x517C_C1B7_2722_0A95);
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        if self.thorough {
            bytes.iter().for_each(|&byte| self.number(byte.into()));
        } else if let [first, .., last] = bytes {
            self.number(u64::from(*first) << 8 | u64::from(*last));
        }
    }

    pub(crate) fn message(&mut self, event_type: &str, data: &str) {
        self.bytes(event_type.as_bytes());
        self.bytes(data.as_bytes());
    }

    pub(crate) fn message_start(&mut self, id: &str, model: &str, input_tokens: u64) {
        self.number(1);
        self.bytes(id.as_bytes());
        self.bytes(model.as_bytes());
        self.number(input_tokens);
    }

    /// With the id of a tool call.
    pub(crate) fn block_start(&mut self, index: u64, tool_use: &str) {
        self.number(2);
        self.number(index);
        self.bytes(tool_use.as_bytes());
    }

    pub(crate) fn delta(&mut self, index: u64, text: &str) {
        self.number(3);
        self.number(index);
        self.bytes(text.as_bytes());
    }

    pub(crate) fn block_stop(&mut self, index: u64) {
        self.number(4);
        self.number(index);
    }

    pub(crate) fn message_delta(&mut self, stop_reason: &str, output_tokens: u64) {
        self.number(5);
        self.bytes(stop_reason.as_bytes());
        self.number(output_tokens);
    }

    pub(crate) fn message_stop(&mut self) {
        self.number(6);
    }

    /// Which event of a response it is, and of which item.
    pub(crate) fn place(&mut self, sequence_number: u64, output_index: u64, item: &str) {
        self.number(sequence_number);
        self.number(output_index);
        self.bytes(item.as_bytes());
    }
}
