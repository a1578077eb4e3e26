//! `multipart/mixed` answers: a part of JSON and a part of sound in one body (RFC 2046, 5.1).

/// The most parts that are read.
const MOST_PARTS: usize = 16;

/// A part of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its media type, in lower case, without parameters; empty where it has none.
    pub media_type: String,
    /// What it holds.
    pub bytes: &'a [u8],
}

/// The parts of a body; lines may end in CRLF or in LF. Empty where it is no such body. The boundary is read from the
/// body itself, for the header that names it may be hidden from us.
pub fn parts(body: &[u8]) -> Vec<Part<'_>> {
    let Some(start) =
        find(body, b"--").filter(|at| body.get(..*at).is_some_and(|head| head.iter().all(u8::is_ascii_whitespace)))
    else {
        return Vec::new();
    };
    let body = body.get(start..).unwrap_or_default();
    let Some(line) = body.iter().position(|byte| *byte == b'\n') else { return Vec::new() };
    let boundary = body.get(..line).unwrap_or_default().trim_ascii_end();
    if boundary.len() < 3 || boundary.len() > 72 {
        return Vec::new();
    }
    let delimiter: Vec<u8> = [b"\n", boundary].concat();
    let mut found = Vec::new();
    let mut rest = body.get(boundary.len()..).unwrap_or_default();
    while found.len() < MOST_PARTS && !rest.starts_with(b"--") {
        let end = find(rest, &delimiter);
        found.extend(part(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default(), end.is_some()));
        let Some(end) = end else { break };
        rest = rest.get(end + delimiter.len()..).unwrap_or_default();
    }
    found
}

/// A part from the end of its boundary line to the line end before the next; a body that breaks off has no such end.
fn part(bytes: &[u8], ended: bool) -> Option<Part<'_>> {
    let mut media_type = String::new();
    let mut rest = bytes.get(bytes.iter().position(|byte| *byte == b'\n')? + 1..)?;
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n')?;
        let line = String::from_utf8_lossy(rest.get(..end)?.trim_ascii()).to_ascii_lowercase();
        rest = rest.get(end + 1..)?;
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-type:") {
            media_type = value.split(';').next().unwrap_or_default().trim().to_owned();
        }
    }
    let bytes = if ended { rest.strip_suffix(b"\r").unwrap_or(rest) } else { rest };
    Some(Part { media_type, bytes })
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_line_ends_give_the_same_parts_and_sound_may_hold_anything() {
        let with = |end: &str| {
            let head = format!(
                "--b1{end}Content-Type: application/json{end}{end}{{}}{end}--b1{end}content-type: Audio/MPEG; x=1{end}X: y{end}{end}"
            );
            [head.as_bytes(), b"ID3\r\n--b\x00\n\n", format!("{end}--b1--{end}").as_bytes()].concat()
        };
        for end in ["\r\n", "\n"] {
            let body = with(end);
            let found = parts(&body);
            assert_eq!(found.len(), 2, "{end:?}");
            assert_eq!((found[0].media_type.as_str(), found[0].bytes), ("application/json", &b"{}"[..]));
            assert_eq!((found[1].media_type.as_str(), found[1].bytes), ("audio/mpeg", &b"ID3\r\n--b\x00\n\n"[..]));
        }
    }

    #[test]
    fn broken_bodies_are_no_parts() {
        for body in [&b""[..], b"--", b"--b", b"--b\n", b"ID3 --b\n", b"--b\nno blank line"] {
            assert!(parts(body).is_empty(), "{body:?}");
        }
        assert_eq!(parts(b"--b\n\ncut off").len(), 1);
    }
}
