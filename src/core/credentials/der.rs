//! DER (X.690), written: as much of it as a certificate needs.

/// OIDs, as the bytes of their contents.
pub(super) mod oid {
    /// 1.2.840.10045.2.1, a key on an elliptic curve.
    pub const EC_PUBLIC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
    /// 1.2.840.10045.3.1.7, the curve P-256.
    pub const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
    /// 1.2.840.10045.4.3.2, ECDSA with SHA-256.
    pub const ECDSA_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02];
    /// 2.5.4.3.
    pub const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
    /// 2.5.4.10.
    pub const ORGANISATION: &[u8] = &[0x55, 0x04, 0x0A];
    /// 2.5.29.14.
    pub const SUBJECT_KEY: &[u8] = &[0x55, 0x1D, 0x0E];
    /// 2.5.29.15.
    pub const KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x0F];
    /// 2.5.29.19.
    pub const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];
    /// 2.5.29.35.
    pub const AUTHORITY_KEY: &[u8] = &[0x55, 0x1D, 0x23];
    /// 2.5.29.37.
    pub const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x25];
    /// 1.3.6.1.5.5.7.3.4.
    pub const EMAIL_PROTECTION: &[u8] = &[0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x04];
}

/// A value with its tag and length.
pub(super) fn value(tag: u8, contents: &[u8]) -> Vec<u8> {
    let length = contents.len();
    let bytes = length.to_be_bytes();
    let used = bytes.iter().position(|byte| *byte != 0).map_or(&bytes[..0], |first| &bytes[first..]);
    let mut out = vec![tag];
    if length >= 0x80 {
        out.push(0x80 | used.len() as u8);
        out.extend(used);
    } else {
        out.push(length as u8);
    }
    out.extend(contents);
    out
}

/// A sequence of values.
pub(super) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    value(0x30, &parts.concat())
}

/// An object identifier.
pub(super) fn object(oid: &[u8]) -> Vec<u8> {
    value(0x06, oid)
}

/// A number of these big-endian bytes that is not negative.
pub(super) fn integer(bytes: &[u8]) -> Vec<u8> {
    let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len());
    let mut contents = bytes[first..].to_vec();
    if contents.first().is_none_or(|byte| *byte >= 0x80) {
        contents.insert(0, 0);
    }
    value(0x02, &contents)
}

/// Bits, as many as fill the bytes but for the last `unused`.
pub(super) fn bits(bytes: &[u8], unused: u8) -> Vec<u8> {
    value(0x03, &[&[unused], bytes].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_and_numbers_are_written_in_the_fewest_bytes() {
        assert_eq!(value(4, &[]), [4, 0]);
        assert_eq!(value(4, &[7; 127])[..2], [4, 127]);
        assert_eq!(value(4, &[7; 128])[..3], [4, 0x81, 128]);
        assert_eq!(value(4, &[7; 300])[..4], [4, 0x82, 1, 44]);
        assert_eq!(integer(&[0, 0]), [2, 1, 0]);
        assert_eq!(integer(&[0, 0x80]), [2, 2, 0, 0x80]);
        assert_eq!(integer(&[0, 0x7F, 1]), [2, 2, 0x7F, 1]);
    }
}
