//! Pages that open without a network, in the dark and in the light, on a screen and on paper.

use crate::text::Locale;
use crate::text::markup::escaped;

/// The look of every page.
const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1d23;--dim:#5b6270;--line:#d5d9e0;--ground:#fbfbfc;--accent:#4c5fd5}\
@media(prefers-color-scheme:dark){:root{--ink:#e6e8ee;--dim:#9aa2b1;--line:#343944;--ground:#16181d;--accent:#93a1ff}}\
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}\
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}\
h1{font-size:1.7rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.1rem;margin:2.25rem 0 .5rem}\
p{margin:.6rem 0}.lead,.dim{color:var(--dim)}.notice{border-left:3px solid var(--accent);padding:.35rem .9rem}\
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.93rem}\
th,td{text-align:start;padding:.45rem .7rem .45rem 0;border-bottom:1px solid var(--line);vertical-align:top}\
th{color:var(--dim);font-weight:500}.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}\
code{font:.78rem ui-monospace,monospace;color:var(--dim);overflow-wrap:anywhere}a{color:var(--accent)}\
ol{padding-inline-start:1.4rem}li{margin:.55rem 0}\
@media print{body{background:#fff;color:#000}main{padding:0;max-width:none}}";

/// A page in the making.
pub struct Page {
    out: String,
}

impl Page {
    /// A page with its heading.
    pub fn new(locale: Locale, title: &str) -> Self {
        let mut out = format!("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", locale.tag());
        out.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
        out.push_str(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
        );
        let title = escaped(title);
        out.push_str(&format!("<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"));
        // A title may be of a script that runs the other way.
        out.push_str(&format!("<h1 dir=\"auto\">{title}</h1>\n"));
        Self { out }
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.out.push_str(&format!("<h2>{}</h2>\n", escaped(text)));
    }

    /// A paragraph of a class, or of none.
    pub fn paragraph(&mut self, class: &str, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        self.out.push_str(&format!("<p{class} dir=\"auto\">{}</p>\n", escaped(text)));
    }

    /// A numbered list.
    pub fn list(&mut self, items: &[String]) {
        self.out.push_str("<ol>\n");
        items.iter().for_each(|item| self.out.push_str(&format!("<li>{}</li>\n", escaped(item))));
        self.out.push_str("</ol>\n");
    }

    /// A table with its heads; numbers stand at the end of their cells.
    pub fn table(&mut self, heads: &[String], rows: &[Vec<Cell>]) {
        self.out.push_str("<div class=\"scroll\"><table>\n<thead><tr>");
        heads.iter().for_each(|head| self.out.push_str(&format!("<th>{}</th>", escaped(head))));
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            row.iter().for_each(|cell| self.cell(cell));
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    fn cell(&mut self, cell: &Cell) {
        let cell = match cell {
            Cell::Text(text) => format!("<td dir=\"auto\">{}</td>", escaped(text)),
            Cell::Number(text) => format!("<td class=\"number\">{}</td>", escaped(text)),
            Cell::Code(text) => format!("<td><code>{}</code></td>", escaped(text)),
            Cell::File(path) => format!("<td><a href=\"{}\">{}</a></td>", address(path), escaped(path)),
        };
        self.out.push_str(&cell);
    }

    /// The page.
    pub fn finish(mut self) -> Vec<u8> {
        self.out.push_str("</main>\n</body>\n</html>\n");
        self.out.into_bytes()
    }
}

/// What stands in a cell of a table.
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(String),
    /// A digest or the like.
    Code(String),
    /// A file of the pack, by its path.
    File(String),
}

/// A path as a relative address.
fn address(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/~".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_words_and_files_can_be_followed() {
        let mut page = Page::new(Locale::English, "<script>alert(1)</script>");
        page.table(&["a\"".to_owned()], &[vec![Cell::File("master/回 家#1.wav".to_owned())]]);
        let text = String::from_utf8(page.finish()).unwrap();
        assert!(!text.contains("<script>") && text.contains("&lt;script&gt;"));
        assert!(text.contains("href=\"master/%E5%9B%9E%20%E5%AE%B6%231.wav\">master/回 家#1.wav</a>"), "{text}");
    }
}
