//! CBOR (RFC 8949): values, written deterministically (its section 4.2.1) and read with bounds.

/// The deepest nesting that is read.
const DEEPEST: usize = 32;
/// The most values that are read from one item.
const MOST_VALUES: usize = 200_000;

/// A CBOR value. `undefined` is read as null, which no reader here tells apart.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A whole number from -2^64 to 2^64 - 1.
    Integer(i128),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Text.
    Text(String),
    /// Values in order.
    Array(Vec<Value>),
    /// Keys with values; sorted when written.
    Map(Vec<(Value, Value)>),
    /// A tagged value.
    Tag(u64, Box<Value>),
    /// A truth value.
    Bool(bool),
    /// Nothing.
    Null,
    /// A number with a fraction. Written with 64 bits: none of what is made here holds one.
    Float(f64),
}

/// The bytes are not the CBOR of one value within the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed;

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Integer(i128::from(number))
    }
}

impl Value {
    /// A map with text keys.
    pub fn map(pairs: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        Self::Map(pairs.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// The value of a text key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(known, _)| known.text() == Some(key)).map(|(_, value)| value)
    }

    /// The value of a whole number as key.
    pub fn at(&self, key: i128) -> Option<&Value> {
        let Self::Map(pairs) = self else { return None };
        pairs.iter().find(|(known, _)| *known == Self::Integer(key)).map(|(_, value)| value)
    }

    /// Text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Bytes.
    pub fn bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    /// The values of an array; none for anything else.
    pub fn items(&self) -> &[Value] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// A whole number that is not negative.
    pub fn unsigned(&self) -> Option<u64> {
        if let Self::Integer(number) = self { u64::try_from(*number).ok() } else { None }
    }

    /// The deterministic bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Integer(number) if *number < 0 => head(out, 1, u64::try_from(-1 - number).unwrap_or(u64::MAX)),
            Self::Integer(number) => head(out, 0, u64::try_from(*number).unwrap_or(u64::MAX)),
            Self::Bytes(bytes) => {
                head(out, 2, bytes.len() as u64);
                out.extend(bytes);
            }
            Self::Text(text) => {
                head(out, 3, text.len() as u64);
                out.extend(text.as_bytes());
            }
            Self::Array(items) => {
                head(out, 4, items.len() as u64);
                items.iter().for_each(|item| item.write(out));
            }
            Self::Map(pairs) => {
                head(out, 5, pairs.len() as u64);
                let mut written: Vec<_> = pairs.iter().map(|(key, value)| (key.encode(), value)).collect();
                written.sort_by(|one, other| one.0.cmp(&other.0));
                for (key, value) in written {
                    out.extend(key);
                    value.write(out);
                }
            }
            Self::Tag(tag, value) => {
                head(out, 6, *tag);
                value.write(out);
            }
            Self::Bool(truth) => out.push(0xF4 + u8::from(*truth)),
            Self::Null => out.push(0xF6),
            Self::Float(number) => {
                out.push(0xFB);
                out.extend(number.to_be_bytes());
            }
        }
    }

    /// Reads one value that fills the bytes.
    ///
    /// # Errors
    /// [`Malformed`] for anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader { bytes, left: MOST_VALUES };
        let value = reader.value(0)?.ok_or(Malformed)?;
        if reader.bytes.is_empty() { Ok(value) } else { Err(Malformed) }
    }
}

/// A major type with its argument, in the fewest bytes.
fn head(out: &mut Vec<u8>, major: u8, argument: u64) {
    let major = major << 5;
    let bytes = argument.to_be_bytes();
    match argument {
        0..24 => out.push(major | bytes[7]),
        24..0x100 => out.extend([major | 24, bytes[7]]),
        0x100..0x1_0000 => {
            out.push(major | 25);
            out.extend(&bytes[6..]);
        }
        0x1_0000..0x1_0000_0000 => {
            out.push(major | 26);
            out.extend(&bytes[4..]);
        }
        _ => {
            out.push(major | 27);
            out.extend(bytes);
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    left: usize,
}

/// What follows an initial byte.
enum Argument {
    Number(u64),
    Indefinite,
}

impl Reader<'_> {
    fn take(&mut self, count: u64) -> Result<&[u8], Malformed> {
        let count = usize::try_from(count).map_err(|_| Malformed)?;
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn number(&mut self, count: u64) -> Result<u64, Malformed> {
        Ok(self.take(count)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn argument(&mut self, information: u8) -> Result<Argument, Malformed> {
        match information {
            0..24 => Ok(Argument::Number(u64::from(information))),
            24..28 => Ok(Argument::Number(self.number(1 << (information - 24))?)),
            31 => Ok(Argument::Indefinite),
            _ => Err(Malformed),
        }
    }

    /// The next value; `None` for the break that ends an indefinite length.
    fn value(&mut self, depth: usize) -> Result<Option<Value>, Malformed> {
        self.left = self.left.checked_sub(1).ok_or(Malformed)?;
        if depth > DEEPEST {
            return Err(Malformed);
        }
        let initial = self.number(1)?;
        let (major, information) = ((initial >> 5) as u8, (initial & 31) as u8);
        if major == 7 {
            return self.simple(information);
        }
        let value = match (major, self.argument(information)?) {
            (0, Argument::Number(number)) => Value::Integer(i128::from(number)),
            (1, Argument::Number(number)) => Value::Integer(-1 - i128::from(number)),
            (2, Argument::Number(length)) => Value::Bytes(self.take(length)?.to_vec()),
            (3, Argument::Number(length)) => text(self.take(length)?)?,
            (2, Argument::Indefinite) => Value::Bytes(self.chunks(2)?),
            (3, Argument::Indefinite) => text(&self.chunks(3)?)?,
            (4, argument) => Value::Array(self.items(argument, depth)?),
            (5, argument) => Value::Map(self.pairs(argument, depth)?),
            (6, Argument::Number(tag)) => Value::Tag(tag, Box::new(self.value(depth + 1)?.ok_or(Malformed)?)),
            _ => return Err(Malformed),
        };
        Ok(Some(value))
    }

    fn simple(&mut self, information: u8) -> Result<Option<Value>, Malformed> {
        Ok(Some(match information {
            20 | 21 => Value::Bool(information == 21),
            22 | 23 => Value::Null,
            25 => Value::Float(half(self.number(2)? as u16)),
            26 => Value::Float(f64::from(f32::from_bits(self.number(4)? as u32))),
            27 => Value::Float(f64::from_bits(self.number(8)?)),
            31 => return Ok(None),
            _ => return Err(Malformed),
        }))
    }

    /// The strings of one kind up to the break, as one.
    fn chunks(&mut self, wanted: u64) -> Result<Vec<u8>, Malformed> {
        let mut bytes = Vec::new();
        loop {
            let initial = self.number(1)?;
            if initial == 0xFF {
                return Ok(bytes);
            }
            match self.argument((initial & 31) as u8)? {
                Argument::Number(length) if initial >> 5 == wanted => bytes.extend(self.take(length)?),
                _ => return Err(Malformed),
            }
        }
    }

    fn items(&mut self, count: Argument, depth: usize) -> Result<Vec<Value>, Malformed> {
        let mut items = Vec::new();
        match count {
            Argument::Number(count) => {
                for _ in 0..count {
                    items.push(self.value(depth + 1)?.ok_or(Malformed)?);
                }
            }
            Argument::Indefinite => {
                while let Some(item) = self.value(depth + 1)? {
                    items.push(item);
                }
            }
        }
        Ok(items)
    }

    fn pairs(&mut self, count: Argument, depth: usize) -> Result<Vec<(Value, Value)>, Malformed> {
        let mut pairs = Vec::new();
        let known = if let Argument::Number(count) = count { Some(count) } else { None };
        while known != Some(pairs.len() as u64) {
            match (self.value(depth + 1)?, known) {
                (Some(key), _) => pairs.push((key, self.value(depth + 1)?.ok_or(Malformed)?)),
                (None, None) => break,
                (None, Some(_)) => return Err(Malformed),
            }
        }
        Ok(pairs)
    }
}

fn text(bytes: &[u8]) -> Result<Value, Malformed> {
    std::str::from_utf8(bytes).map(Value::from).map_err(|_| Malformed)
}

/// A number of 16 bits (RFC 8949, appendix D).
fn half(bits: u16) -> f64 {
    let (exponent, mantissa) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let size = match exponent {
        0 => mantissa * 2f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (mantissa + 1024.0) * 2f64.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;

    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        HEXLOWER.decode(text.as_bytes()).unwrap()
    }

    /// RFC 8949, appendix A, where the example is in its shortest form.
    #[test]
    fn the_examples_of_the_standard_are_written_and_read() {
        let numbers = |items: &[i128]| Value::Array(items.iter().copied().map(Value::Integer).collect());
        for (value, written) in [
            (Value::Integer(0), "00"),
            (Value::Integer(23), "17"),
            (Value::Integer(24), "1818"),
            (Value::Integer(1000), "1903e8"),
            (Value::Integer(1_000_000), "1a000f4240"),
            (Value::Integer(1_000_000_000_000), "1b000000e8d4a51000"),
            (Value::Integer(18_446_744_073_709_551_615), "1bffffffffffffffff"),
            (Value::Integer(-18_446_744_073_709_551_616), "3bffffffffffffffff"),
            (Value::Integer(-1000), "3903e7"),
            (Value::Bool(false), "f4"),
            (Value::Bool(true), "f5"),
            (Value::Null, "f6"),
            (Value::Float(1.1), "fb3ff199999999999a"),
            (Value::Bytes(vec![1, 2, 3, 4]), "4401020304"),
            (Value::from("\u{6c34}"), "63e6b0b4"),
            (numbers(&[1, 2, 3]), "83010203"),
            (Value::Tag(1, Box::new(Value::Integer(1_363_896_240))), "c11a514b67b0"),
            (Value::map([("a", Value::Integer(1)), ("b", numbers(&[2, 3]))]), "a26161016162820203"),
        ] {
            assert_eq!(value.encode(), hex(written));
            assert_eq!(Value::decode(&hex(written)), Ok(value));
        }
        for (read, value) in [
            ("f93e00", Value::Float(1.5)),
            ("f90001", Value::Float(5.960_464_477_539_063e-8)),
            ("f9c400", Value::Float(-4.0)),
            ("fa47c35000", Value::Float(100_000.0)),
            ("5f42010243030405ff", Value::Bytes(vec![1, 2, 3, 4, 5])),
            ("7f657374726561646d696e67ff", Value::from("streaming")),
            ("9f01820203ff", Value::Array(vec![Value::Integer(1), numbers(&[2, 3])])),
            ("bf6161f5ff", Value::map([("a", Value::Bool(true))])),
            ("f7", Value::Null),
        ] {
            assert_eq!(Value::decode(&hex(read)), Ok(value), "{read}");
        }
    }

    #[test]
    fn the_keys_of_a_map_are_sorted_by_their_bytes() {
        let keys = [Value::from("aa"), Value::Integer(-1), Value::from("z"), Value::Integer(100), Value::Integer(10)];
        let map = Value::Map(keys.into_iter().map(|key| (key, Value::Null)).collect());
        assert_eq!(map.encode(), hex("a50af61864f620f6617af6626161f6"));
    }

    #[test]
    fn what_is_broken_or_has_no_end_is_refused() {
        for text in ["", "18", "0000", "6180", "7bffffffffffffffff00", "ff", "a1ff", "9f", "1c", "bf01ff", "5f6161ff"] {
            assert_eq!(Value::decode(&hex(text)), Err(Malformed), "{text}");
        }
        assert_eq!(Value::decode(&[0x81; 4000]), Err(Malformed));
        assert_eq!(Value::decode(&[vec![0x9F], vec![0; MOST_VALUES + 1], vec![0xFF]].concat()), Err(Malformed));
    }
}
