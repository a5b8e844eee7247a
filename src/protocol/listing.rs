//! temp
pub struct Entry {
    pub name: Vec<u8>,
    pub is_directory: bool,
    pub size: u64,
    pub modified: Option<Moment>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    pub year: u16,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}
impl Moment {
    pub fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        Some(Self { year, month, day, hour, minute, second })
    }
    pub fn from_unix(_s: i64) -> Option<Self> {
        None
    }
    pub fn ticks(self) -> u64 {
        0
    }
}
pub fn next_entry(_l: &[u8], _at: &mut usize, _now: Moment) -> Option<Entry> {
    None
}
