//! Shared by the listing tests.

use trueftp::protocol::listing::{DateTime, Entry, entry};

/// 2024-05-17 12:00, the current time in all these tests.
pub fn now() -> DateTime {
    DateTime::new(2024, 5, 17, 12, 0, 0).expect("a date")
}

/// Parses `2024-05-17 13:45`, also with seconds or without the time; an empty text stands for no date.
pub fn date_time(text: &str) -> Option<DateTime> {
    let numbers: Vec<u16> = text
        .split(['-', ' ', ':'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap())
        .collect();
    let small = |at: usize| numbers.get(at).map_or(0, |&number| number as u8);
    numbers.first().map(|&year| {
        DateTime::new(year, small(1), small(2), small(3), small(4), small(5))
            .expect("a date in a test is valid")
    })
}

pub fn directory(name: &str, modified: &str) -> Entry {
    Entry { name: name.as_bytes().to_vec(), is_directory: true, size: 0, modified: date_time(modified) }
}

pub fn file(name: &str, size: u64, modified: &str) -> Entry {
    Entry { name: name.as_bytes().to_vec(), is_directory: false, size, modified: date_time(modified) }
}

/// Checks that each line is parsed as the entry next to it.
pub fn check(cases: &[(&str, Entry)]) {
    for (line, expected) in cases {
        assert_eq!(entry(line.as_bytes(), now()).as_ref(), Some(expected), "{line:?}");
    }
}
