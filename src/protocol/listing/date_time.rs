//! Dates and times without a time zone.

const SECONDS_PER_DAY: u64 = 24 * 60 * 60;
/// From 1601-01-01 to 1970-01-01.
const DAYS_TO_1970: i64 = 134_774;
const DAYS_PER_400_YEARS: u32 = 146_097;
const DAYS_PER_100_YEARS: u32 = 36_524;
const DAYS_PER_4_YEARS: u32 = 1_461;

/// A date and time as the server printed it, without a time zone. It always exists and is in the years 1601 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct DateTime {
    /// 1601 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl DateTime {
    /// `None` if there is no such date or time.
    pub fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        let is_date = (1601..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        let is_time = hour < 24 && minute < 60 && second < 60;
        (is_date && is_time).then_some(Self { year, month, day, hour, minute, second })
    }

    /// The date and time `seconds` after 1970-01-01 00:00.
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let day_length = SECONDS_PER_DAY as i64;
        let days = u32::try_from(seconds.div_euclid(day_length).checked_add(DAYS_TO_1970)?).ok()?;
        let second = seconds.rem_euclid(day_length) as u32;
        let (year, month, day) = date(days)?;
        Self::new(year, month, day, (second / 3600) as u8, (second / 60 % 60) as u8, (second % 60) as u8)
    }

    /// The number of 100 ns intervals since 1601-01-01 00:00, as in a FILETIME. The time zone is not converted.
    pub fn ticks(self) -> u64 {
        let day = self.days() * SECONDS_PER_DAY;
        let time = (u64::from(self.hour) * 60 + u64::from(self.minute)) * 60 + u64::from(self.second);
        (day + time) * 10_000_000
    }

    /// Whether it is more than one day later than another.
    pub(super) fn is_more_than_a_day_after(self, other: Self) -> bool {
        self.ticks() > other.ticks() + SECONDS_PER_DAY * 10_000_000
    }

    /// Days since 1601-01-01.
    fn days(self) -> u64 {
        let years = u64::from(self.year.saturating_sub(1601));
        let months: u64 = (1..self.month).map(|month| u64::from(days_in_month(self.year, month))).sum();
        years * 365 + years / 4 - years / 100 + years / 400 + months + u64::from(self.day.saturating_sub(1))
    }
}

/// Year, month and day `days` after 1601-01-01, which is the first day of a 400-year cycle.
fn date(days: u32) -> Option<(u16, u8, u8)> {
    let (cycles, rest) = (days / DAYS_PER_400_YEARS, days % DAYS_PER_400_YEARS);
    // The last century of a cycle and the last of four years have one day more than the division assumes.
    let centuries = (rest / DAYS_PER_100_YEARS).min(3);
    let rest = rest - centuries * DAYS_PER_100_YEARS;
    let (fours, rest) = (rest / DAYS_PER_4_YEARS, rest % DAYS_PER_4_YEARS);
    let years = (rest / 365).min(3);
    let mut day = rest - years * 365;
    let year = u16::try_from(1601 + cycles * 400 + centuries * 100 + fours * 4 + years).ok()?;
    let mut month = 1;
    while day >= u32::from(days_in_month(year, month)) {
        day -= u32::from(days_in_month(year, month));
        month += 1;
    }
    Some((year, month, day as u8 + 1))
}

/// The number of days in a month.
fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times_that_do_not_exist_are_refused() {
        for (year, month, day, exists) in [
            (2024, 2, 29, true),
            (2023, 2, 29, false),
            (1900, 2, 29, false),
            (2000, 2, 29, true),
            (2024, 4, 31, false),
            (2024, 12, 31, true),
            (2024, 13, 1, false),
            (2024, 0, 1, false),
            (2024, 1, 0, false),
            (1601, 1, 1, true),
            (1600, 12, 31, false),
            (9999, 12, 31, true),
            (10000, 1, 1, false),
        ] {
            assert_eq!(DateTime::new(year, month, day, 0, 0, 0).is_some(), exists, "{year}-{month}-{day}");
        }
        assert!(DateTime::new(2024, 1, 1, 23, 59, 59).is_some());
        for (hour, minute, second) in [(24, 0, 0), (0, 60, 0), (0, 0, 60)] {
            assert_eq!(DateTime::new(2024, 1, 1, hour, minute, second), None);
        }
    }

    #[test]
    fn ticks_match_filetime() {
        assert_eq!(DateTime::new(1601, 1, 1, 0, 0, 0).unwrap().ticks(), 0);
        assert_eq!(DateTime::new(1970, 1, 1, 0, 0, 0).unwrap().ticks(), 116_444_736_000_000_000);
        assert_eq!(DateTime::new(2009, 7, 25, 23, 0, 0).unwrap().ticks(), 128_930_364_000_000_000);
        assert_eq!(DateTime::new(9999, 12, 31, 23, 59, 59).unwrap().ticks(), 2_650_467_743_990_000_000);
    }

    #[test]
    fn unix_seconds() {
        assert_eq!(DateTime::from_unix(0), DateTime::new(1970, 1, 1, 0, 0, 0));
        assert_eq!(DateTime::from_unix(-1), DateTime::new(1969, 12, 31, 23, 59, 59));
        assert_eq!(DateTime::from_unix(825_718_503), DateTime::new(1996, 3, 1, 22, 15, 3));
        assert_eq!(DateTime::from_unix(-11_644_473_600), DateTime::new(1601, 1, 1, 0, 0, 0));
        assert_eq!(DateTime::from_unix(253_402_300_799), DateTime::new(9999, 12, 31, 23, 59, 59));
        for outside in [-11_644_473_601, 253_402_300_800, i64::MIN, i64::MAX] {
            assert_eq!(DateTime::from_unix(outside), None);
        }
    }

    #[test]
    fn every_day_follows_the_one_before() {
        let mut before = DateTime::from_unix(-11_644_473_600).unwrap();
        for day in 1..=3_067_670 {
            let date_time = DateTime::from_unix(-11_644_473_600 + day * 86_400).unwrap();
            assert!(
                date_time > before && date_time.ticks() == before.ticks() + 864_000_000_000,
                "{date_time:?}"
            );
            before = date_time;
        }
        assert_eq!((before.year, before.month, before.day), (9999, 12, 31));
    }
}
