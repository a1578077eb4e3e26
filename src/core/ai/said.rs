//! What a service said, made fit to show: short, one line, without markup and without anything that could be a key.

/// The most characters that are shown of a service's words.
const MAX_SAID: usize = 300;
/// How much of a body is looked at.
const MAX_LOOK: usize = 16_384;
/// What stands in place of something that could be a key.
const HIDDEN: &str = "[…]";
/// How keys begin.
const PREFIXES: [&str; 13] =
    ["sk-", "sk_", "pk-", "rk-", "key-", "key_", "r8_", "hf_", "gsk_", "xai-", "AIza", "eyJ", "ghp_"];

/// A service's words: at most 300 characters on one line, keys hidden, a page of HTML reduced to its text.
pub fn said(text: &str) -> String {
    let looked_at: String = text.chars().take(MAX_LOOK).collect();
    let plain = if looks_like_page(&looked_at) { page_text(&looked_at) } else { looked_at };
    let visible = plain.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let one_line = visible.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let safe = without_keys(&one_line);
    let mut short: String = safe.chars().take(MAX_SAID).collect();
    if safe.chars().nth(MAX_SAID).is_some() {
        short.pop();
        short.push('…');
    }
    short
}

/// Text with everything that could be a key hidden.
pub fn without_keys(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut after_bearer = false;
    let mut close = |word: &mut String, out: &mut String| {
        let hide = is_key(word) || after_bearer && word.len() >= 4;
        if !word.is_empty() {
            after_bearer = word.eq_ignore_ascii_case("bearer");
        }
        out.push_str(if hide { HIDDEN } else { word });
        word.clear();
    };
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '*' | '+' | '=' | '~') {
            word.push(letter);
        } else {
            close(&mut word, &mut out);
            out.push(letter);
        }
    }
    close(&mut word, &mut out);
    out
}

fn is_key(word: &str) -> bool {
    let begins = PREFIXES.iter().any(|prefix| {
        word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            && word.len() >= prefix.len() + 4
    });
    // Names of models hold words and numbers between hyphens; keys hold long runs of both.
    let long_run = word.split(['-', '_', '.', '=', '~', '+']).any(|run| {
        let digits = run.bytes().any(|byte| byte.is_ascii_digit());
        let letters = run.bytes().any(|byte| byte.is_ascii_alphabetic());
        run.len() >= 16 && digits && letters || run.len() >= 28
    });
    begins || long_run
}

fn looks_like_page(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    start.starts_with('<')
}

/// A page without its tags, scripts and styles.
fn page_text(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        out.push_str(text);
        out.push(' ');
        let lower: String = tag.chars().take(8).collect::<String>().to_ascii_lowercase();
        let end = ["<script", "<style", "<!--"].iter().zip(["</script", "</style", "-->"]).find_map(|(start, end)| {
            lower.starts_with(start).then(|| tag.to_ascii_lowercase().find(end).unwrap_or(tag.len()))
        });
        let from = end.unwrap_or(0);
        let close = tag.get(from..).and_then(|tail| tail.find('>')).map_or(tag.len(), |place| from + place + 1);
        rest = tag.get(close..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_hidden_and_the_rest_stays_readable() {
        for (text, shown) in [
            ("Incorrect API key provided: sk-test****CDEF.", "Incorrect API key provided: […]"),
            ("got Bearer abc123 there", "got Bearer […] there"),
            ("key AIzaSyA1234567890abcdefghij here", "key […] here"),
            ("token 0123456789abcdef0123456789abcdef", "token […]"),
            ("model claude-haiku-4-5-20251001 not found", "model claude-haiku-4-5-20251001 not found"),
            ("see https://platform.openai.com/account/api-keys", "see https://platform.openai.com/account/api-keys"),
            ("task 80e732af-660e-45cd-bd63-580e4f2a94cc", "task 80e732af-660e-45cd-bd63-580e4f2a94cc"),
        ] {
            assert_eq!(said(text), shown);
        }
    }

    #[test]
    fn pages_are_reduced_to_their_text_and_everything_is_short() {
        let page = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title><style>b{}</style></head>\
                    <body><script>alert('x<y')</script><h1>Bad\n gateway</h1></body></html>";
        assert_eq!(said(page), "502 Bad Gateway Bad gateway");
        assert_eq!(said(&"word ".repeat(500)).chars().count(), 300);
        assert_eq!(said("<script>never closed"), "");
        assert_eq!(said("a <b>bold</b> word"), "a <b>bold</b> word");
    }
}
