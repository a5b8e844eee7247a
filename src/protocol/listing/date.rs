//! Dates and times in the columns of a listing.

use super::DateTime;
use super::columns::{Columns, digits, is_number, parts};

const MONTHS: [&[u8]; 12] = [
    b"january",
    b"february",
    b"march",
    b"april",
    b"may",
    b"june",
    b"july",
    b"august",
    b"september",
    b"october",
    b"november",
    b"december",
];

/// The longest time between two dates with the same day and month: 29 February of 1896 and 1904.
const MAX_YEARS_BETWEEN: u16 = 8;

/// A date as it was printed. It has the form of a date, but need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    /// `ls` omits it for the last months.
    pub year: Option<u16>,
    pub month: u8,
    pub day: u8,
    pub time: Time,
}

impl Date {
    /// The date and time that was meant, if it exists.
    pub fn resolve(self, now: DateTime) -> Option<DateTime> {
        match self.year {
            Some(year) => self.in_year(year),
            None => self.latest(now),
        }
    }

    /// The date and time in a given year, whatever year was printed.
    pub fn in_year(self, year: u16) -> Option<DateTime> {
        let Time { hour, minute, second } = self.time;
        DateTime::new(year, self.month, self.day, hour, minute, second)
    }

    /// The latest such day that is not in the future. One day is tolerated, since the server may be in another time zone.
    fn latest(self, now: DateTime) -> Option<DateTime> {
        // At the end of December it may already be the next year there.
        (0..=MAX_YEARS_BETWEEN + 1)
            .filter_map(|back| self.in_year((now.year + 1).checked_sub(back)?))
            .find(|date_time| !date_time.is_more_than_a_day_after(now))
    }
}

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Time {
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
}

impl Time {
    fn new(hour: u16, minute: u16, second: u16) -> Option<Self> {
        let exists = hour < 24 && minute < 60 && second < 60;
        exists.then_some(Self { hour: hour as u8, minute: minute as u8, second: second as u8 })
    }

    /// `H:MM` or `HH:MM`.
    pub fn from_hh_mm(text: &[u8]) -> Option<Self> {
        let [hour, minute] = parts(text, b':')?;
        Self::new(digits(hour, 1, 2)?, digits(minute, 2, 2)?, 0)
    }

    /// `HH:MM:SS`, with or without a fraction, which is ignored.
    pub fn from_hh_mm_ss(text: &[u8]) -> Option<Self> {
        let [hour, minute, second] = parts(text, b':')?;
        let (second, fraction) = second.split_at(second.len().min(2));
        let is_fraction = fraction.is_empty() || fraction[0] == b'.' && is_number(&fraction[1..]);
        Self::new(digits(hour, 1, 2)?, digits(minute, 2, 2)?, digits(second, 2, 2)?).filter(|_| is_fraction)
    }

    /// Any of the forms above.
    pub fn parse(text: &[u8]) -> Option<Self> {
        Self::from_hh_mm(text).or_else(|| Self::from_hh_mm_ss(text))
    }

    /// The time of day for a time of the 12-hour clock: 12 AM is 0:00, 12 PM is 12:00.
    pub fn to_24_hours(self, is_afternoon: bool) -> Option<Self> {
        let hour = self.hour % 12 + if is_afternoon { 12 } else { 0 };
        (self.hour <= 12).then_some(Self { hour, ..self })
    }
}

/// The number of a month from its English name, or from at least its first three letters.
pub(super) fn month(name: &[u8]) -> Option<u8> {
    // Most columns that are tried are numbers: a quick check for them.
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    let matches = |full: &&[u8]| full.get(..name.len()).is_some_and(|part| part.eq_ignore_ascii_case(name));
    (1..).zip(&MONTHS).find(|(_, full)| name.len() >= 3 && matches(full)).map(|(number, _)| number)
}

fn day(text: &[u8]) -> Option<u8> {
    digits(text, 1, 2).filter(|day| (1..=31).contains(day)).map(|day| day as u8)
}

/// The date that `ls -l` prints, if one is at these columns. Only then they move to the column after it.
pub(super) fn parse_ls(columns: &mut Columns) -> Option<Date> {
    let mut rest = columns.clone();
    let date = with_month_name(&mut rest).or_else(|| {
        rest = columns.clone();
        iso(&mut rest)
    })?;
    *columns = rest;
    Some(date)
}

/// `Jan 5 13:45`, `Jan 5 2024`, or with the day first.
///
/// Times with seconds are not accepted: only `ls -T` prints them, followed by a year that would become part of the name.
fn with_month_name(columns: &mut Columns) -> Option<Date> {
    let (first, second) = (columns.next()?, columns.next()?);
    let month_first = month(first);
    let (month, day) = match month_first {
        Some(month) => (month, day(second)?),
        None => (month(second)?, day(first)?),
    };
    // Times and years have the same width in most listings: `10:00`, ` 2024`. On AIX the year is padded on the right, so
    // the blank after it belongs to the column and not to the name.
    let may_be_padded = month_first.is_some() && columns.blanks() == 1;
    let last = columns.next()?;
    if let Some(time) = Time::from_hh_mm(last) {
        return Some(Date { year: None, month, day, time });
    }
    let year = digits(last, 4, 4)?;
    if may_be_padded {
        columns.skip_padding();
    }
    Some(Date { year: Some(year), month, day, time: Time::default() })
}

/// `2024-05-17 13:45`, or with seconds and possibly a time zone.
fn iso(columns: &mut Columns) -> Option<Date> {
    let [year, month, day] = parts(columns.next()?, b'-')?;
    let (year, month, day) = (digits(year, 4, 4)?, digits(month, 2, 2)? as u8, self::day(day)?);
    let text = columns.next()?;
    let time = Time::parse(text)?;
    if Time::from_hh_mm(text).is_none() {
        skip_zone(columns);
    }
    Some(Date { year: Some(year), month, day, time })
}

/// Skips ` +0200` if a name follows. Otherwise it *is* the name.
fn skip_zone(columns: &mut Columns) {
    let mut rest = columns.clone();
    let is_zone = |text: &[u8]| matches!(text, [b'+' | b'-', offset @ ..] if digits(offset, 4, 4).is_some());
    if rest.next().is_some_and(is_zone) && rest.name().is_some_and(|name| !name.is_empty()) {
        *columns = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date_time(text: &str) -> DateTime {
        let mut columns = Columns::new(text.as_bytes());
        let date = iso(&mut columns).unwrap();
        date.resolve(DateTime::from_unix(0).unwrap()).unwrap()
    }

    #[test]
    fn month_names() {
        for (name, number) in [("Jan", 1), ("may", 5), ("DEC", 12), ("Sept", 9), ("june", 6), ("July", 7)] {
            assert_eq!(month(name.as_bytes()), Some(number), "{name}");
        }
        for name in ["", "J", "Ju", "Mai", "Januaryy", "Jan.", "Okt"] {
            assert_eq!(month(name.as_bytes()), None, "{name}");
        }
    }

    #[test]
    fn a_missing_year_is_that_of_the_latest_such_day() {
        for (printed, now, meant) in [
            ("Sep 28 14:05", "2024-10-01 00:00", "2024-09-28 14:05"),
            ("Sep 28 14:05", "2024-09-28 14:05", "2024-09-28 14:05"),
            ("Sep 28 14:05", "2024-09-27 14:05", "2024-09-28 14:05"),
            ("Sep 28 14:05", "2024-09-27 14:04", "2023-09-28 14:05"),
            ("Dec 31 23:59", "2024-01-01 00:00", "2023-12-31 23:59"),
            ("Jan 1 00:30", "2024-12-31 23:30", "2025-01-01 00:30"),
            ("Jan 1 00:30", "2024-12-30 23:30", "2024-01-01 00:30"),
            ("Feb 29 10:00", "2024-03-01 00:00", "2024-02-29 10:00"),
            ("Feb 29 10:00", "2024-01-01 00:00", "2020-02-29 10:00"),
            ("Feb 29 10:00", "2023-03-01 00:00", "2020-02-29 10:00"),
            ("Feb 29 10:00", "1904-01-01 00:00", "1896-02-29 10:00"),
        ] {
            let date = parse_ls(&mut Columns::new(printed.as_bytes())).unwrap();
            assert_eq!(date.resolve(date_time(now)), Some(date_time(meant)), "{printed} at {now}");
        }
        let date = parse_ls(&mut Columns::new(b"Feb 30 10:00")).unwrap();
        assert_eq!(date.resolve(date_time("2024-03-01 00:00")), None);
        let date = parse_ls(&mut Columns::new(b"Feb 29 10:00")).unwrap();
        assert_eq!(date.resolve(date_time("1602-03-01 00:00")), None);
    }

    #[test]
    fn other_texts_are_not_dates() {
        for text in [
            "",
            "Jan",
            "Jan 5",
            "Jan 5 5",
            "Jan 5 25:00",
            "Jan 5 10:60",
            "Jan 5 10:5",
            "Jan 5 010:05",
            "Jan 0 10:00",
            "Jan 32 10:00",
            "Jan 5 20240",
            "5 5 10:00",
            "Jan Jan 10:00",
            "2024-05-17",
            "2024-05-17 13:45:5",
            "2024-05-17 13:45:59.",
            "2024-05-17 13:45:59,5",
            "24-05-17 13:45",
            "Jan 5 10:00:00",
        ] {
            let mut columns = Columns::new(text.as_bytes());
            assert_eq!(parse_ls(&mut columns), None, "{text}");
            assert_eq!(columns.padded_name(), text.as_bytes(), "{text}: the columns did not move");
        }
    }

    #[test]
    fn times_of_the_12_hour_clock() {
        for (text, is_afternoon, hour) in [("12:09", false, 0), ("12:09", true, 12), ("1:09", true, 13)] {
            let time = Time::parse(text.as_bytes()).unwrap().to_24_hours(is_afternoon).unwrap();
            assert_eq!((time.hour, time.minute), (hour, 9));
        }
        assert_eq!(Time::parse(b"13:00").unwrap().to_24_hours(true), None);
    }
}
