//! Times as certificates and manifests write them.

/// Milliseconds of a day.
const DAY: u64 = 86_400_000;
/// The last time that is written, the end of the year 9999: what is later is written as this.
const LATEST: u64 = 253_402_300_799_000;

/// A point in time, in UTC.
struct Civil {
    year: u64,
    month: u64,
    day: u64,
    hour: u64,
    minute: u64,
    second: u64,
}

/// The point in time so many milliseconds after 1970-01-01 UTC: Howard Hinnant's `civil_from_days`.
fn civil(milliseconds: u64) -> Civil {
    let milliseconds = milliseconds.min(LATEST);
    let shifted = milliseconds / DAY + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let seconds = milliseconds % DAY / 1000;
    Civil {
        year: year_of_era + era * 400 + u64::from(month <= 2),
        month,
        day: of_year - (153 * from_march + 2) / 5 + 1,
        hour: seconds / 3600,
        minute: seconds / 60 % 60,
        second: seconds % 60,
    }
}

/// The day, such as 2026-11-22.
pub(super) fn day(milliseconds: u64) -> String {
    let Civil { year, month, day, .. } = civil(milliseconds);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The second as RFC 3339 writes it.
pub(super) fn rfc3339(milliseconds: u64) -> String {
    let Civil { hour, minute, second, .. } = civil(milliseconds);
    format!("{}T{hour:02}:{minute:02}:{second:02}Z", day(milliseconds))
}

/// The second as certificates write it (RFC 5280, section 4.1.2.5): the tag of its ASN.1 type and its characters.
pub(super) fn asn1(milliseconds: u64) -> (u8, String) {
    let Civil { year, month, day, hour, minute, second } = civil(milliseconds);
    let rest = format!("{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
    if (1950..2050).contains(&year) {
        (0x17, format!("{:02}{rest}", year % 100))
    } else {
        (0x18, format!("{year:04}{rest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_standards_want_them() {
        for (milliseconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_795_334_399_999, "2026-11-22T07:59:59Z"),
            (u64::MAX, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(rfc3339(milliseconds), text);
        }
        assert_eq!(asn1(951_782_400_000), (0x17, "000229000000Z".to_owned()));
        assert_eq!(asn1(2_524_608_000_000), (0x18, "20500101000000Z".to_owned()));
    }
}
