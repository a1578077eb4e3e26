//! When something was, as files write it.

/// The day and the time of day in UTC, `2026-11-22` and `16:57:05`, of milliseconds since 1970-01-01; nothing of 0, which
/// stands for a time that is not known.
pub fn day_and_time(milliseconds: u64) -> (String, String) {
    if milliseconds == 0 {
        return (String::new(), String::new());
    }
    let seconds = milliseconds / 1_000;
    let (year, month, day) = civil(seconds / 86_400);
    let time = seconds % 86_400;
    (format!("{year:04}-{month:02}-{day:02}"), format!("{:02}:{:02}:{:02}", time / 3_600, time / 60 % 60, time % 60))
}

/// Year, month and day of a count of days since 1970-01-01 (Howard Hinnant, `civil_from_days`).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (milliseconds, day, time) in [
            (1, "1970-01-01", "00:00:00"),
            (951_782_400_000, "2000-02-29", "00:00:00"),
            (1_795_366_625_999, "2026-11-22", "16:57:05"),
            (0, "", ""),
        ] {
            assert_eq!(day_and_time(milliseconds), (day.to_owned(), time.to_owned()));
        }
    }
}
