//! What is said in XML: XMP (ISO 16684-1) with the IPTC source type, iXML, and the ISRC of a broadcast (EBU Tech 3352).

use crate::export::tags::{AI_CONTRIBUTIONS, AI_DISCLOSURE};
use crate::export::{TrackTags, plain_text};
use crate::text::Locale;
use crate::text::markup::escaped;

/// The XMP packet: the title, the artist, the sentence for people and how the whole arose.
pub fn xmp(tags: &TrackTags) -> String {
    let title = escaped(&tags.shown_title());
    let artist = escaped(&plain_text::line(&tags.artist));
    let sentence = escaped(&tags.sentence(Locale::English));
    let source = tags.disclosure.source_type().iri();
    let creator = if artist.is_empty() {
        String::new()
    } else {
        format!("<dc:creator><rdf:Seq><rdf:li>{artist}</rdf:li></rdf:Seq></dc:creator>")
    };
    format!(
        concat!(
            r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">"#,
            r#"<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" "#,
            r#"xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="{}">"#,
            r#"<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>{}"#,
            r#"<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:description>"#,
            r#"</rdf:Description></rdf:RDF></x:xmpmeta>"#,
        ),
        source, title, creator, sentence,
    )
}

/// The iXML document: what recorders and editors show.
pub fn ixml(tags: &TrackTags) -> String {
    let element = |name: &str, text: &str| format!("<{name}>{}</{name}>", escaped(text));
    let user = [
        element(AI_DISCLOSURE, tags.disclosure.contains_ai().code()),
        element(AI_CONTRIBUTIONS, &tags.disclosure.json()),
        element("DIGITAL_SOURCE_TYPE", &tags.disclosure.source_type().iri()),
    ];
    let parts = [
        element("IXML_VERSION", "1.61"),
        element("PROJECT", &tags.shown_title()),
        element("NOTE", &tags.sentence(Locale::English)),
        format!("<USER>{}</USER>", user.concat()),
    ];
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><BWFXML>{}</BWFXML>"#, parts.concat())
}

/// The recording's ISRC, where there is one.
pub fn isrc(tags: &TrackTags) -> Option<String> {
    let isrc = escaped(&plain_text::line(&tags.release.isrc));
    (!isrc.is_empty()).then(|| {
        format!(
            concat!(
                r#"<?xml version="1.0" encoding="UTF-8"?><ebucore:ebuCoreMain "#,
                r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ebucore="urn:ebu:metadata-schema:ebuCore_2012">"#,
                r#"<ebucore:coreMetadata><ebucore:identifier typeLabel="GUID" "#,
                r#"typeDefinition="Globally Unique Identifier" formatLabel="ISRC" "#,
                r#"formatDefinition="International Standard Recording Code" "#,
                r#"formatLink="http://www.ebu.ch/metadata/cs/ebu_IdentifierTypeCodeCS.xml#3.7">"#,
                r#"<dc:identifier>ISRC:{}</dc:identifier></ebucore:identifier></ebucore:coreMetadata>"#,
                r#"</ebucore:ebuCoreMain>"#,
            ),
            isrc,
        )
    })
}
