//! Text in XML 1.0 and in HTML.

/// A text that no parser takes for anything else, in an element as well as in an attribute: what means something in markup
/// is written out, and control characters and what else XML 1.0 does not have are left out. Line ends and tabs stay.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            hidden if hidden.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let told = "&lt;b a=&quot;1&quot;&gt;&amp;&#39;🎹\n\té";
        assert_eq!(escaped("<b a=\"1\">&'\u{0}\u{1b}\u{85}\u{ffff}🎹\r\n\té"), told);
    }
}
