//! XML in the making: elements that close in order, and text that cannot break out of them.

use crate::text::markup::escaped;

/// XML in the making.
#[derive(Default)]
pub struct Xml {
    out: String,
    open: Vec<&'static str>,
}

/// An attribute's name and value.
pub type Attribute<'a> = (&'static str, &'a str);

impl Xml {
    /// A document that begins with its declaration.
    pub fn document() -> Self {
        let out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n".to_owned();
        Self { out, open: Vec::new() }
    }

    /// A line as it is, which must be XML: a document type.
    pub fn line(&mut self, line: &'static str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// Begins an element.
    pub fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str(">\n");
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.indent();
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element with text in it.
    pub fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.indent();
        self.tag(name, attributes);
        self.out.push('>');
        self.out.push_str(&line(text));
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// The document, every element closed.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.into_bytes()
    }

    fn tag(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\"{}\"", line(value)));
        }
    }

    fn indent(&mut self) {
        for _ in &self.open {
            self.out.push_str("  ");
        }
    }
}

/// Text on one line: the files have no text of more, and readers keep no line end in an attribute.
fn line(text: &str) -> String {
    escaped(&text.replace(['\n', '\t'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let mut xml = Xml::document();
        xml.open("a", &[("b", "\"<\u{1}é")]);
        xml.leaf("c", &[], "</c>&\u{0}\u{ffff}x");
        xml.empty("d", &[]);
        let text = String::from_utf8(xml.finish()).unwrap();
        let body = text.split_once('\n').unwrap().1;
        assert_eq!(body, "<a b=\"&quot;&lt;é\">\n  <c>&lt;/c&gt;&amp;x</c>\n  <d/>\n</a>\n");
    }
}
