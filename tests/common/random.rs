//! Random numbers that are the same every time.

/// A xorshift generator; its seed is not 0.
pub struct Random(pub u64);

impl Random {
    /// A number below this.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }
}
