//! COSE_Sign1 (RFC 9052) as C2PA uses it: ES256, the payload elsewhere, the certificates in the protected header.

use crate::credentials::cbor::Value;

/// The name of ES256 (RFC 9053).
pub(super) const ES256: i128 = -7;
/// The header that names the algorithm.
const ALGORITHM: i128 = 1;
/// The header that holds the certificates (RFC 9360).
const X5CHAIN: i128 = 33;
/// The tag of a COSE_Sign1.
const SIGN1: u64 = 18;

/// The bytes of the protected header for a chain of DER certificates, the signer's first.
pub(super) fn protected(certificates: &[Vec<u8>]) -> Vec<u8> {
    let mut chain: Vec<Value> = certificates.iter().cloned().map(Value::Bytes).collect();
    let chain = if chain.len() == 1 { chain.remove(0) } else { Value::Array(chain) };
    let pairs = vec![(Value::Integer(ALGORITHM), Value::Integer(ES256)), (Value::Integer(X5CHAIN), chain)];
    Value::Map(pairs).encode()
}

/// The bytes that are signed: `Sig_structure` (RFC 9052, section 4.4).
pub(super) fn to_be_signed(protected: &[u8], payload: &[u8]) -> Vec<u8> {
    let part = |bytes: &[u8]| Value::Bytes(bytes.to_vec());
    Value::Array(vec!["Signature1".into(), part(protected), part(&[]), part(payload)]).encode()
}

/// The signed message, with so many zeros in the header that nobody reads.
pub(super) fn sign1(protected: &[u8], signature: &[u8], padding: usize) -> Vec<u8> {
    let unprotected = Value::map([("pad", Value::Bytes(vec![0; padding]))]);
    let parts = vec![Value::Bytes(protected.to_vec()), unprotected, Value::Null, Value::Bytes(signature.to_vec())];
    Value::Tag(SIGN1, Box::new(Value::Array(parts))).encode()
}

/// A signed message that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sign1 {
    /// The bytes of the protected header.
    pub protected: Vec<u8>,
    /// The algorithm's number in the COSE registry.
    pub algorithm: i128,
    /// DER certificates, the signer's first.
    pub certificates: Vec<Vec<u8>>,
    /// The signature.
    pub signature: Vec<u8>,
    /// Whether a trusted time stamp is beside it.
    pub time_stamped: bool,
}

impl Sign1 {
    /// Reads a message; `None` where it is none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let message = match Value::decode(bytes).ok()? {
            Value::Tag(SIGN1, inner) => *inner,
            other => other,
        };
        let [protected, unprotected, _, signature] = message.items() else { return None };
        let header = Value::decode(protected.bytes()?).ok()?;
        // Older manifests keep their certificates in the unprotected header, under the same number or by name.
        let places = [header.at(X5CHAIN), unprotected.at(X5CHAIN), unprotected.get("x5chain")];
        let certificates = match places.into_iter().flatten().next() {
            Some(Value::Bytes(one)) => vec![one.clone()],
            Some(Value::Array(many)) => many.iter().filter_map(Value::bytes).map(<[u8]>::to_vec).collect(),
            _ => Vec::new(),
        };
        let algorithm = match header.at(ALGORITHM) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        };
        Some(Self {
            protected: protected.bytes()?.to_vec(),
            algorithm,
            certificates,
            signature: signature.bytes()?.to_vec(),
            time_stamped: ["sigTst", "sigTst2"].iter().any(|name| unprotected.get(name).is_some()),
        })
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    /// RFC 8152's example Sign1 tests/sign1-tests/sign-pass-02 has other headers; this is the shape of section 4.4.
    #[test]
    fn what_is_signed_has_the_shape_of_the_standard() {
        let protected = Value::Map(vec![(Value::Integer(1), Value::Integer(ES256))]).encode();
        let signed = to_be_signed(&protected, b"This is the content.");
        let wanted = "846a5369676e61747572653143a10126405454686973206973207468652063\
                      6f6e74656e742e";
        assert_eq!(HEXLOWER.encode(&signed), wanted.replace(char::is_whitespace, ""));
    }

    #[test]
    fn a_message_is_read_as_it_was_written() {
        for chain in [vec![vec![1, 2]], vec![vec![1], vec![2], vec![3]]] {
            let protected = protected(&chain);
            let read = Sign1::read(&sign1(&protected, &[9; 64], 300)).unwrap();
            let wanted =
                Sign1 { protected, algorithm: ES256, certificates: chain, signature: vec![9; 64], time_stamped: false };
            assert_eq!(read, wanted);
        }
        assert_eq!(Sign1::read(&[0xA0]), None);
    }
}
