//! Times as certificates write them.

use crate::time::Civil;

/// The second as certificates write it (RFC 5280, section 4.1.2.5): the tag of its ASN.1 type and its characters.
pub(super) fn asn1(milliseconds: u64) -> (u8, String) {
    let Civil { year, month, day, hour, minute, second } = Civil::at(milliseconds);
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
        assert_eq!(asn1(951_782_400_000), (0x17, "000229000000Z".to_owned()));
        assert_eq!(asn1(2_524_608_000_000), (0x18, "20500101000000Z".to_owned()));
    }
}
