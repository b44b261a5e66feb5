//! What one poll may do.

/// What one poll may spend without an item before other tasks get their turn.
pub(crate) struct Budget(usize);

impl Budget {
    const BYTES: usize = 256 * 1024;
    /// What a chunk or a skipped message costs beyond its bytes, so that no number of empty ones is
    /// free.
    const EACH: usize = 256;

    #[inline]
    pub(crate) fn new() -> Self {
        Self(Self::BYTES)
    }

    #[inline]
    pub(crate) fn spend_on_chunk(&mut self, bytes: usize) {
        self.0 = self.0.saturating_sub(bytes.saturating_add(Self::EACH));
    }

    #[inline]
    pub(crate) fn spend_on_skipped(&mut self) {
        self.0 = self.0.saturating_sub(Self::EACH);
    }

    #[inline]
    pub(crate) fn is_spent(&self) -> bool {
        self.0 == 0
    }
}
