//! PE files, read and edited by the tests: independent of windows/patch_import/pe.h, and only for files that are sound.

pub const IMPORTS: usize = 1;
pub const SIGNATURE: usize = 4;
pub const BOUND_IMPORTS: usize = 11;
pub const DELAYED_IMPORTS: usize = 13;
pub const DOTNET: usize = 14;

#[derive(Clone)]
pub struct Image {
    pub bytes: Vec<u8>,
}

impl Image {
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into() }
    }

    pub fn u16(&self, at: usize) -> u16 {
        u16::from_le_bytes(self.bytes[at..at + 2].try_into().expect("two bytes"))
    }

    pub fn u32(&self, at: usize) -> u32 {
        u32::from_le_bytes(self.bytes[at..at + 4].try_into().expect("four bytes"))
    }

    pub fn set_u16(&mut self, at: usize, value: u16) {
        self.bytes[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }

    pub fn set_u32(&mut self, at: usize, value: u32) {
        self.bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }

    /// The offset of "PE\0\0".
    pub fn header(&self) -> usize {
        self.u32(60) as usize
    }

    pub fn optional_header(&self) -> usize {
        self.header() + 24
    }

    pub fn is_64(&self) -> bool {
        self.u16(self.optional_header()) == 0x20B
    }

    pub fn base(&self) -> u64 {
        let at = self.optional_header();
        if self.is_64() {
            u64::from(self.u32(at + 28)) << 32 | u64::from(self.u32(at + 24))
        } else {
            u64::from(self.u32(at + 28))
        }
    }

    /// The offset of a directory's entry.
    pub fn directory(&self, index: usize) -> usize {
        self.optional_header() + if self.is_64() { 112 } else { 96 } + 8 * index
    }

    /// The offsets of the section headers.
    pub fn sections(&self) -> Vec<usize> {
        let first = self.optional_header() + usize::from(self.u16(self.header() + 20));
        (0..usize::from(self.u16(self.header() + 6))).map(|i| first + 40 * i).collect()
    }

    pub fn section(&self, name: &[u8]) -> usize {
        let found = self.sections().into_iter().find(|&at| self.bytes[at..].starts_with(name));
        found.expect("the section is there")
    }

    pub fn offset(&self, rva: u32) -> usize {
        let here = |&at: &usize| (self.u32(at + 12)..self.u32(at + 12) + self.u32(at + 16)).contains(&rva);
        let section = self.sections().into_iter().find(here).expect("the RVA is in a section");
        (rva - self.u32(section + 12) + self.u32(section + 20)) as usize
    }

    pub fn text(&self, rva: u32) -> &str {
        let bytes = &self.bytes[self.offset(rva)..];
        let end = bytes.iter().position(|&byte| byte == 0).expect("the text ends");
        std::str::from_utf8(&bytes[..end]).expect("ASCII")
    }

    /// The offset of the descriptor of a DLL in the import directory.
    pub fn import(&self, dll: &str) -> usize {
        let first = self.offset(self.u32(self.directory(IMPORTS)));
        let mut all = (0..).map(|i| first + 20 * i).take_while(|&at| self.u32(at + 12) != 0);
        all.find(|&at| self.text(self.u32(at + 12)).eq_ignore_ascii_case(dll))
            .unwrap_or_else(|| panic!("{dll} is not imported"))
    }

    pub fn checksum_field(&self) -> usize {
        self.optional_header() + 64
    }

    /// As Microsoft's ImageHlp computes it.
    pub fn checksum(&self) -> u32 {
        let mut bytes = self.bytes.clone();
        bytes[self.checksum_field()..][..4].fill(0);
        bytes.resize(bytes.len().next_multiple_of(2), 0);
        let words = bytes.chunks(2).map(|pair| u64::from(pair[0]) | u64::from(pair[1]) << 8);
        let mut sum: u64 = words.sum();
        while sum > 0xFFFF {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        sum as u32 + self.bytes.len() as u32
    }
}
