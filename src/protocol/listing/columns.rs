//! Lines as columns separated by blanks, and the numbers in them.

/// The rest of a line: an iterator over its columns that also returns the name after them.
#[derive(Clone, Debug)]
pub(super) struct Columns<'a> {
    rest: &'a [u8],
}

impl<'a> Columns<'a> {
    pub fn new(line: &'a [u8]) -> Self {
        Self { rest: line }
    }

    /// The number of blanks before the next column.
    pub fn blanks(&self) -> usize {
        self.rest.iter().take_while(|&&b| is_blank(b)).count()
    }

    /// Skips one blank if another follows.
    pub fn skip_padding(&mut self) {
        if self.blanks() > 1 {
            self.rest = &self.rest[1..];
        }
    }

    /// The rest after exactly one blank: further blanks belong to the name.
    pub fn name(&self) -> Option<&'a [u8]> {
        self.rest.split_first().filter(|(first, _)| is_blank(**first)).map(|(_, name)| name)
    }

    /// The rest after all blanks, for formats that pad their columns.
    pub fn padded_name(&self) -> &'a [u8] {
        &self.rest[self.blanks()..]
    }

    /// The rest after `width` blanks, or after all of them if there are fewer.
    pub fn name_after(&self, width: usize) -> &'a [u8] {
        &self.rest[self.blanks().min(width)..]
    }
}

impl<'a> Iterator for Columns<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let text = self.padded_name();
        let length = text.iter().position(|&b| is_blank(b)).unwrap_or(text.len());
        let (column, rest) = text.split_at(length);
        self.rest = rest;
        Some(column).filter(|column| !column.is_empty())
    }
}

pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

pub(super) fn is_number(text: &[u8]) -> bool {
    !text.is_empty() && text.iter().all(u8::is_ascii_digit)
}

/// A decimal number; `None` for any other text and if it is too large.
pub(super) fn number(text: &[u8]) -> Option<u64> {
    let add = |sum: u64, digit: &u8| sum.checked_mul(10)?.checked_add(u64::from(digit - b'0'));
    if is_number(text) { text.iter().try_fold(0, add) } else { None }
}

/// A number with `least` to `most` digits, for dates and times.
pub(super) fn digits(text: &[u8], least: usize, most: usize) -> Option<u16> {
    if (least..=most).contains(&text.len()) { u16::try_from(number(text)?).ok() } else { None }
}

/// The parts of a text between separators, if there are exactly `N`.
pub(super) fn parts<const N: usize>(text: &[u8], separator: u8) -> Option<[&[u8]; N]> {
    let mut parts = [&text[..0]; N];
    let mut pieces = text.split(|&b| b == separator);
    for part in &mut parts {
        *part = pieces.next()?;
    }
    pieces.next().is_none().then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_names() {
        let mut columns = Columns::new(b" ab \t c  name ");
        assert_eq!(columns.next(), Some(&b"ab"[..]));
        assert_eq!(columns.next(), Some(&b"c"[..]));
        assert_eq!(columns.name(), Some(&b" name "[..]));
        assert_eq!(columns.padded_name(), b"name ");
        assert_eq!(columns.blanks(), 2);
        assert_eq!(columns.name_after(1), b" name ");
        assert_eq!(columns.name_after(9), b"name ");
        for _ in 0..2 {
            columns.skip_padding();
            assert_eq!(columns.name(), Some(&b"name "[..]));
        }
        assert_eq!(columns.next(), Some(&b"name"[..]));
        assert_eq!(columns.next(), None);
        assert_eq!(Columns::new(b"").name(), None);
    }

    #[test]
    fn numbers() {
        assert_eq!(number(b"18446744073709551615"), Some(u64::MAX));
        for bad in [&b""[..], b"18446744073709551616", b"99999999999999999999", b"+1", b"-1", b"1 ", b"\xb2"]
        {
            assert_eq!(number(bad), None);
        }
        assert_eq!(digits(b"07", 1, 2), Some(7));
        assert_eq!(digits(b"007", 1, 2), None);
        assert_eq!(parts(b"1:2", b':'), Some([&b"1"[..], b"2"]));
        assert_eq!(parts::<2>(b"1:2:3", b':'), None);
        assert_eq!(parts::<2>(b"1", b':'), None);
    }
}
