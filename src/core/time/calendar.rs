//! The calendar: milliseconds since 1970-01-01 UTC as the days and hours that files and certificates write.

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;
/// The last time that is told, the end of the year 9999: what is later is told as this.
const LATEST: u64 = 253_402_300_799_000;

/// A point in time, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// 1970 to 9999.
    pub year: u64,
    /// 1 to 12.
    pub month: u64,
    /// 1 to 31.
    pub day: u64,
    /// 0 to 23.
    pub hour: u64,
    /// 0 to 59.
    pub minute: u64,
    /// 0 to 59.
    pub second: u64,
}

impl Civil {
    /// The point in time so many milliseconds after 1970-01-01 UTC: Howard Hinnant's `civil_from_days`, in eras of 400
    /// years that begin in March, so that a leap day comes last.
    pub fn at(milliseconds: u64) -> Self {
        let milliseconds = milliseconds.min(LATEST);
        let shifted = milliseconds / DAY + 719_468;
        let (era, of_era) = (shifted / 146_097, shifted % 146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * of_year + 2) / 153;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let seconds = milliseconds % DAY / 1_000;
        Self {
            year: year_of_era + era * 400 + u64::from(month <= 2),
            month,
            day: of_year - (153 * from_march + 2) / 5 + 1,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
        }
    }

    /// The day, such as 2026-11-22.
    pub fn date(&self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The time of day, such as 16:57:05.
    pub fn time(&self) -> String {
        format!("{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }

    /// The second as RFC 3339 and ISO 8601 write it.
    pub fn rfc3339(&self) -> String {
        format!("{}T{}Z", self.date(), self.time())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (milliseconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_795_334_399_999, "2026-11-22T07:59:59Z"),
            (1_795_341_296_000, "2026-11-22T09:54:56Z"),
            (u64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(Civil::at(milliseconds).rfc3339(), text);
        }
    }
}
