//! Where a service answers: an absolute web address that the browser reads exactly as we do.

use serde::{Deserialize, Serialize};

use crate::text::{Message, describe};

/// The longest address that is taken, in bytes.
const MAX_LENGTH: usize = 4096;

/// An absolute `https` address, or a plain `http` one of this computer or the local network.
///
/// Keys are bound to its [origin](Self::origin), so nothing is accepted that two parsers could read differently: no
/// user name, no fragment, no backslash, no host outside of ASCII letters, digits, dots and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    secure: bool,
    host: String,
    port: Option<u16>,
    /// Path and query; empty, or beginning with `/` and not ending with it.
    path: String,
}

/// Why an address is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressError {
    /// It is no absolute web address.
    Malformed(String),
    /// It is not encrypted and leaves the local network.
    Unencrypted(String),
}

impl AddressError {
    /// What the user reads.
    pub fn message(&self) -> Message {
        match self {
            Self::Malformed(address) => Message::new("error-address-malformed").with("address", address),
            Self::Unencrypted(address) => Message::new("error-address-unencrypted").with("address", address),
        }
    }
}
describe!(AddressError);

impl Address {
    /// Reads an address. A trailing `/` is dropped.
    ///
    /// # Errors
    /// If it is no absolute web address, or one that would send a key in the clear over the internet.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        let shown = || text.chars().take(120).collect::<String>();
        let malformed = || AddressError::Malformed(shown());
        if text.len() > MAX_LENGTH {
            return Err(malformed());
        }
        let (scheme, rest) = text.split_once("://").ok_or_else(malformed)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(malformed()),
        };
        let (authority, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let (host, port) = authority_of(authority, secure).ok_or_else(malformed)?;
        let path = if path.starts_with('?') { format!("/{path}") } else { path.trim_end_matches('/').to_owned() };
        let path = encoded(&path).ok_or_else(malformed)?;
        let address = Self { secure, host, port, path };
        if !secure && !address.is_local() {
            return Err(AddressError::Unencrypted(shown()));
        }
        Ok(address)
    }

    /// Scheme, host and port: what a key is bound to, written as browsers write it.
    pub fn origin(&self) -> String {
        let scheme = if self.secure { "https" } else { "http" };
        match self.port {
            Some(port) => format!("{scheme}://{}:{port}", self.host),
            None => format!("{scheme}://{}", self.host),
        }
    }

    /// The host, with its port where it is not the usual one.
    pub fn host(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// Whether it is on this computer or in the local network.
    pub fn is_local(&self) -> bool {
        self.is_loopback() || is_private(&self.host)
    }

    /// Whether it is on this computer.
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost"
            || self.host == "[::1]"
            || self.host.ends_with(".localhost")
            || four_numbers(&self.host).is_some_and(|[first, ..]| first == 127)
    }

    /// An address below this one. `path` begins with `/` and may carry a query.
    pub fn join(&self, path: &str) -> Self {
        Self { path: format!("{}{path}", self.path), ..self.clone() }
    }

    /// Path and query; empty at the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The same place reached through a relay: `RELAY/HOST/PATH`.
    #[must_use]
    pub fn through(&self, relay: &Self) -> Self {
        Self { path: format!("{}/{}{}", relay.path, self.host(), self.path), ..relay.clone() }
    }

    /// What a service's answer points at: an absolute address, or a path on this address's origin.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn follow(&self, text: &str) -> Result<Self, AddressError> {
        if text.starts_with('/') && !text.starts_with("//") {
            Self::parse(&format!("{}{text}", self.origin()))
        } else {
            Self::parse(text)
        }
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}{}", self.origin(), self.path)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        Self::parse(&text)
    }
}

/// Host and port of an authority; the usual port is left out, as browsers do.
fn authority_of(authority: &str, secure: bool) -> Option<(String, Option<u16>)> {
    let authority = authority.to_ascii_lowercase();
    let colon = if authority.starts_with('[') {
        authority.find(']').map(|end| end + 1).filter(|end| *end < authority.len())
    } else {
        authority.find(':')
    };
    let (host, port) = match colon {
        Some(at) => (authority.get(..at)?, Some(authority.get(at..)?.strip_prefix(':')?.parse::<u16>().ok()?)),
        None => (authority.as_str(), None),
    };
    let usual = if secure { 443 } else { 80 };
    (is_host(host)).then(|| (host.to_owned(), port.filter(|port| *port != usual)))
}

fn is_host(host: &str) -> bool {
    if host.starts_with('[') {
        // The one form of the one IPv6 address that a local server is reached by; others have many spellings.
        return host == "[::1]";
    }
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    // Browsers read a host that ends in a number as an IPv4 address, in more spellings than this one.
    let numeric_end =
        host.rsplit('.').next().is_some_and(|last| last.starts_with(|first: char| first.is_ascii_digit()));
    host.len() <= 253 && host.split('.').all(label) && (!numeric_end || four_numbers(host).is_some())
}

/// The four numbers of an IPv4 address in its usual spelling.
fn four_numbers(host: &str) -> Option<[u8; 4]> {
    let numbers: Vec<u8> = host
        .split('.')
        .map(|part| part.parse().ok().filter(|number: &u8| number.to_string() == part))
        .collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// The address blocks of local networks (RFC 1918, RFC 3927) and the names that only they resolve (RFC 6762).
fn is_private(host: &str) -> bool {
    host.ends_with(".local")
        || four_numbers(host).is_some_and(|numbers| {
            matches!(numbers, [10, ..] | [192, 168, ..] | [169, 254, ..]) || matches!(numbers, [172, 16..=31, ..])
        })
}

/// A path with everything outside of ASCII percent-encoded; none where it holds what browsers rewrite.
fn encoded(path: &str) -> Option<String> {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'#' | b'\\' | b'"' | b'<' | b'>' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=b' ' | 0x7f => return None,
            0x80.. => out.push_str(&format!("%{byte:02X}")),
            _ => out.push(char::from(byte)),
        }
    }
    // Browsers resolve dot segments, plain or encoded, and would call another path than we name.
    let query = out.find('?').unwrap_or(out.len());
    let dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    (!out.get(..query)?.split('/').any(dots)).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_paste() {
        for (text, origin, path) in [
            ("https://api.openai.com/v1/", "https://api.openai.com", "/v1"),
            (" HTTPS://API.Example.com:443 ", "https://api.example.com", ""),
            ("http://localhost:11434", "http://localhost:11434", ""),
            ("http://192.168.1.20:8080/v1", "http://192.168.1.20:8080", "/v1"),
            ("http://[::1]:8000/x", "http://[::1]:8000", "/x"),
            ("https://cdn.example.com/a.mp3?sig=a%2Fb&t=1", "https://cdn.example.com", "/a.mp3?sig=a%2Fb&t=1"),
            ("https://cdn.example.com/夜.mp3", "https://cdn.example.com", "/%E5%A4%9C.mp3"),
        ] {
            let address = Address::parse(text).unwrap();
            assert_eq!((address.origin().as_str(), address.path()), (origin, path), "{text}");
        }
    }

    #[test]
    fn refuses_what_could_be_read_in_two_ways_or_leaks() {
        for text in [
            "",
            "api.openai.com/v1",
            "ftp://example.com",
            "javascript:alert(1)",
            "https://",
            "https://user@example.com/",
            "https://good.example@evil.example/",
            "https://good.example\\@evil.example/",
            "https://example.com/#key",
            "https://exämple.com/",
            "https://example..com/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://127.1/",
            "https://example.com:99999/",
            "https://example.com/a/../b",
            "https://example.com/a/%2E%2e/b",
            "https://example.com/a b",
        ] {
            assert!(matches!(Address::parse(text), Err(AddressError::Malformed(_))), "{text}");
        }
        for text in ["http://api.openai.com/v1", "http://8.8.8.8/", "http://172.32.0.1/"] {
            assert!(matches!(Address::parse(text), Err(AddressError::Unencrypted(_))), "{text}");
        }
    }

    #[test]
    fn a_relay_is_asked_for_the_host_by_name() {
        let service = Address::parse("https://api.replicate.com/v1").unwrap().join("/predictions");
        let relay = Address::parse("http://localhost:8787").unwrap();
        let through = service.through(&relay);
        assert_eq!(through.to_string(), "http://localhost:8787/api.replicate.com/v1/predictions");
        assert_eq!(through.origin(), "http://localhost:8787");
    }

    #[test]
    fn answers_may_point_at_a_path_or_at_another_host_but_never_without_a_scheme() {
        let base = Address::parse("http://localhost:8001/api").unwrap();
        assert_eq!(base.follow("/v1/audio?path=%2Fa").unwrap().to_string(), "http://localhost:8001/v1/audio?path=%2Fa");
        assert_eq!(base.follow("https://cdn.example.com/a").unwrap().origin(), "https://cdn.example.com");
        assert!(base.follow("//evil.example/a").is_err());
        assert!(base.follow("a.mp3").is_err());
    }
}
