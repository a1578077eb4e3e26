//! What a file of the MP4 family says about itself (ISO/IEC 14496-12): texts in the lists that music programs and China's
//! label use, and a C2PA manifest. It is only read: Cowrite writes no such files.

/// The most boxes, keys and texts of a list that are looked at.
const MOST: usize = 1_000;
/// How deep boxes in boxes are looked at.
const DEEPEST: u8 = 4;
/// The extended type of the box that holds a manifest (C2PA 2.2, A.5.1).
const C2PA: [u8; 16] = [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81];

/// The head of a box: its kind, where its body begins, and where the next box begins.
pub struct Head {
    pub kind: [u8; 4],
    pub body: u64,
    pub next: u64,
}

impl Head {
    /// Of the first bytes, up to 16, of a box at a place of a file of so many bytes. `None` where it is none.
    pub fn of(bytes: &[u8], at: u64, length: u64) -> Option<Self> {
        let (size, rest) = bytes.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let (head, size) = match u32::from_be_bytes(*size) {
            0 => (8, length.checked_sub(at)?),
            1 => (16, u64::from_be_bytes(*rest.first_chunk::<8>()?)),
            size => (8, u64::from(size)),
        };
        let next = at.checked_add(size).filter(|next| size >= head && *next <= length)?;
        Some(Self { kind: *kind, body: at + head, next })
    }
}

/// The manifest store in the body of a box of an extended type; `None` for one that holds something else.
pub fn store(body: &[u8]) -> Option<&[u8]> {
    // A version and flags, then what it is for, then a place that only updates have.
    let told = body.strip_prefix(&C2PA[..])?.get(4..)?;
    told.strip_prefix(b"manifest\0")?.get(8..)
}

/// Names and texts of the body of a box of user data or of metadata.
pub fn texts(body: &[u8], is_metadata: bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if is_metadata {
        metadata(body, &mut found)
    } else {
        user_data(body, 0, &mut found)
    }
    found
}

fn user_data(body: &[u8], depth: u8, found: &mut Vec<(String, String)>) {
    for (kind, body) in boxes(body) {
        match &kind {
            b"meta" => metadata(body, found),
            b"udta" if depth < DEEPEST => user_data(body, depth + 1, found),
            _ => {}
        }
    }
}

fn metadata(body: &[u8], found: &mut Vec<(String, String)>) {
    // QuickTime's has no version and flags.
    let body = if body.get(4..8) == Some(b"hdlr") { body } else { body.get(4..).unwrap_or_default() };
    let keys = boxes(body).find(|(kind, _)| kind == b"keys").map(|(_, keys)| names(keys)).unwrap_or_default();
    for (_, list) in boxes(body).filter(|(kind, _)| kind == b"ilst") {
        for (kind, item) in boxes(list).take(MOST) {
            let part = |wanted: &[u8; 4]| boxes(item).find(|(kind, _)| kind == wanted).map(|(_, body)| body);
            let Some(text) = part(b"data").and_then(|data| data.get(8..)) else { continue };
            // A box of its own holds a free name, behind a version and flags; otherwise its kind is one, or the place of one.
            let free = part(b"name").and_then(|name| name.get(4..)).map(printed);
            let place = (u32::from_be_bytes(kind) as usize).wrapping_sub(1);
            let name = free.or_else(|| keys.get(place).cloned()).unwrap_or_else(|| printed(&kind));
            found.push((name, printed(text)));
        }
    }
}

/// The names in a list of keys.
fn names(keys: &[u8]) -> Vec<String> {
    boxes(keys.get(8..).unwrap_or_default()).take(MOST).map(|(_, name)| printed(name)).collect()
}

fn printed(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end_matches('\0').to_owned()
}

/// The boxes in a row, as far as they are whole.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    let mut at = 0;
    let next = move || {
        let left = bytes.get(at..)?;
        let head = Head::of(left, 0, left.len() as u64)?;
        let (body, next) = (usize::try_from(head.body).ok()?, usize::try_from(head.next).ok()?);
        at += next;
        Some((head.kind, left.get(body..next)?))
    };
    std::iter::from_fn(next).take(MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::{Container, CredentialsError, Said, Statement, find_in};

    fn boxed(kind: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        let body = parts.concat();
        [&(body.len() as u32 + 8).to_be_bytes()[..], kind, &body].concat()
    }

    fn data(text: &str) -> Vec<u8> {
        boxed(b"data", &[&[0, 0, 0, 1, 0, 0, 0, 0], text.as_bytes()])
    }

    fn file(metadata: &[u8], more: &[u8]) -> Vec<u8> {
        let user = boxed(b"udta", &[metadata]);
        let moov = boxed(b"moov", &[&boxed(b"mvhd", &[&[0; 100]]), &boxed(b"trak", &[&[0; 40]]), &user]);
        [&boxed(b"ftyp", &[b"M4A \0\0\0\0"]), &moov, more, &boxed(b"mdat", &[&[7; 64]])].concat()
    }

    /// As music programs write texts.
    fn itunes(items: &[&[u8]]) -> Vec<u8> {
        let handler = boxed(b"hdlr", &[&[0; 8], b"mdirappl", &[0; 9]]);
        boxed(b"meta", &[&[0; 4], &handler, &boxed(b"ilst", items)])
    }

    #[test]
    fn comments_and_free_names_are_read() {
        let comment = boxed(b"\xa9cmt", &[&data("made with suno studio; id=1")]);
        let free = boxed(
            b"----",
            &[
                &boxed(b"mean", &[&[0; 4], b"com.apple.iTunes"]),
                &boxed(b"name", &[&[0; 4], b"AI_DISCLOSURE"]),
                &data("All"),
            ],
        );
        let layout = find_in(&file(&itunes(&[&comment, &free]), &[])).unwrap();
        assert_eq!(layout.container, Container::Mp4);
        let said = Said::of(&layout);
        assert_eq!((said.service.as_deref(), said.trained), (Some("Suno"), true), "{said:?}");
        assert!(said.statements.contains(&Statement::ContainsAi("All".to_owned())));
    }

    #[test]
    fn chinas_label_is_read_where_its_guide_puts_it() {
        let name = boxed(b"mdta", &[b"AIGC"]);
        let keys = boxed(b"keys", &[&[0, 0, 0, 0, 0, 0, 0, 1], &name]);
        let list = boxed(b"ilst", &[&boxed(&[0, 0, 0, 1], &[&data(r#"{"Label":"1","ContentProducer":"00119"}"#)])]);
        let handler = boxed(b"hdlr", &[&[0; 8], b"mdta", &[0; 13]]);
        let said = Said::of(&find_in(&file(&boxed(b"meta", &[&[0; 4], &handler, &keys, &list]), &[])).unwrap());
        assert_eq!((said.trained, said.statements), (true, vec![Statement::Aigc("00119".to_owned())]));
    }

    #[test]
    fn a_manifest_is_found_and_none_is_put_in() {
        let held = boxed(b"uuid", &[&C2PA, &[0; 4], b"manifest\0", &[0; 8], b"a store"]);
        let layout = find_in(&file(&itunes(&[]), &held)).unwrap();
        assert_eq!(layout.store.as_deref(), Some(&b"a store"[..]));
        assert_eq!(Said::of(&layout).manifest, Some(false), "a store that cannot be read is told");
        let other = boxed(b"uuid", &[&[1; 16], &[0; 30]]);
        let layout = find_in(&file(&itunes(&[]), &other)).unwrap();
        assert_eq!((layout.store.as_deref(), Said::of(&layout).is_silent()), (None, true));
        assert_eq!(layout.assemble(100).unwrap_err(), CredentialsError::Container);
    }

    #[test]
    fn no_cut_and_no_changed_byte_makes_it_panic() {
        let held = boxed(b"uuid", &[&C2PA, &[0; 4], b"manifest\0", &[0; 8], b"a store"]);
        let whole = file(&itunes(&[&boxed(b"\xa9cmt", &[&data("made with suno")])]), &held);
        for at in 0..whole.len() {
            let _silence = find_in(&whole[..at]).map(|layout| Said::of(&layout));
            for value in [0, 1, 0x7f, 0xff] {
                let mut changed = whole.clone();
                changed[at] = value;
                let _read = find_in(&changed).map(|layout| Said::of(&layout));
            }
        }
    }
}
