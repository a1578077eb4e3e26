//! Splits and credits.

use crate::project::{Credit, Project, Role, WHOLE};
use crate::provenance::{Contributor, ContributorKind};
use crate::release::pack::Desk;
use crate::release::pack::page::{Cell, Page};
use crate::text::{Locale, Message};

/// A role in words.
fn role(role: Role) -> Message {
    match role {
        Role::MainArtist => Message::new("pack-role-main-artist"),
        Role::FeaturedArtist => Message::new("pack-role-featured-artist"),
        Role::Composer => Message::new("pack-role-composer"),
        Role::Lyricist => Message::new("pack-role-lyricist"),
        Role::Arranger => Message::new("pack-role-arranger"),
        Role::LeadVocalist => Message::new("pack-role-lead-vocalist"),
        Role::BackgroundVocalist => Message::new("pack-role-background-vocalist"),
        Role::Musician => Message::new("pack-role-musician"),
        Role::Programmer => Message::new("pack-role-programmer"),
        Role::Producer => Message::new("pack-role-producer"),
        Role::Remixer => Message::new("pack-role-remixer"),
        Role::RecordingEngineer => Message::new("pack-role-recording-engineer"),
        Role::MixingEngineer => Message::new("pack-role-mixing-engineer"),
        Role::MasteringEngineer => Message::new("pack-role-mastering-engineer"),
        Role::SoundDesigner => Message::new("pack-role-sound-designer"),
        Role::CoverArtist => Message::new("pack-role-cover-artist"),
    }
}

fn roles(credit: &Credit, locale: Locale) -> String {
    let between = if locale == Locale::SimplifiedChinese { "、" } else { ", " };
    credit.roles.iter().map(|known| role(*known).print(locale)).collect::<Vec<_>>().join(between)
}

/// Hundredths of a percent as a number of percent.
fn percent(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The splits as a table for programs (RFC 4180), in English.
pub fn split_table(project: &Project) -> Vec<u8> {
    let mut out = "\u{feff}Name,Roles,ISNI,IPI,Publishing %,Master %\r\n".to_owned();
    for credit in &project.metadata.release.credits {
        let fields = [
            credit.name.clone(),
            roles(credit, Locale::English),
            credit.isni.clone(),
            credit.ipi.clone(),
            percent(u32::from(credit.publishing)),
            percent(u32::from(credit.master)),
        ];
        out.push_str(&fields.map(|field| quoted(&field)).join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// A field in quotation marks. What a spreadsheet would take for a formula is made words.
fn quoted(field: &str) -> String {
    let guard = if field.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", field.replace('"', "\"\""))
}

/// The splits, to be signed.
pub fn split_sheet(project: &Project, locale: Locale) -> Vec<u8> {
    let say = |message: Message| message.print(locale);
    let credits = &project.metadata.release.credits;
    let title = &project.metadata.title;
    let mut page = Page::new(locale, &say(Message::new("splits-title").with("title", title)));
    page.paragraph("lead", &say(Message::new("splits-lead")));
    if credits.is_empty() {
        page.paragraph("notice", &say(Message::new("splits-empty")));
        return page.finish();
    }
    let share =
        |hundredths: u32| Cell::Number(say(Message::new("splits-percent").with("percent", percent(hundredths))));
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for credit in credits {
        rows.push(vec![
            Cell::Text(credit.name.clone()),
            Cell::Text(roles(credit, locale)),
            Cell::Code(credit.ipi.clone()),
            share(u32::from(credit.publishing)),
            share(u32::from(credit.master)),
            Cell::Text(say(Message::new("licence-blank"))),
        ]);
    }
    let sums = [
        credits.iter().map(|credit| u32::from(credit.publishing)).sum(),
        credits.iter().map(|credit| u32::from(credit.master)).sum(),
    ];
    let none = || Cell::Text(String::new());
    rows.push(vec![
        Cell::Text(say(Message::new("splits-sum"))),
        none(),
        none(),
        share(sums[0]),
        share(sums[1]),
        none(),
    ]);
    let heads = ["splits-name", "splits-roles", "splits-publishing", "splits-master", "splits-sign"];
    let [name, roles, publishing, master, sign] = heads.map(|head| say(Message::new(head)));
    page.table(&[name, roles, "IPI".to_owned(), publishing, master, sign], &rows);
    if sums.iter().any(|sum: &u32| *sum != u32::from(WHOLE)) {
        page.paragraph("notice", &say(Message::new("splits-wrong")));
    }
    page.finish()
}

/// Who is credited: people by their word, everything else by the ledger.
pub fn credits(desk: &Desk<'_>) -> Vec<u8> {
    let (project, locale) = (desk.project(), desk.locale);
    let say = |message: Message| message.print(locale);
    let mut page = Page::new(locale, &say(Message::new("credits-title").with("title", desk.sheet.title())));
    page.heading(&say(Message::new("credits-people")));
    let credits = &project.metadata.release.credits;
    if credits.is_empty() {
        page.paragraph("dim", &say(Message::new("credits-nobody")));
    }
    for credit in credits {
        let line = Message::new("credit-line").with("name", &credit.name).with("roles", roles(credit, locale));
        page.paragraph("", &say(line));
    }
    page.heading(&say(Message::new("credits-machines")));
    let mut seen: Vec<&Contributor> = Vec::new();
    for entry in project.ledger.entries() {
        let by = &entry.contribution.contributor;
        if !seen.contains(&by) {
            seen.push(by);
            page.paragraph("", &say(maker(by.kind(), &by.name(), locale)));
        }
    }
    for line in [&project.metadata.release.p_line, &project.metadata.release.c_line] {
        if !line.is_empty() {
            page.paragraph("dim", line);
        }
    }
    page.paragraph("lead", &desk.disclosure().sentence(locale));
    page.finish()
}

/// A contributor as what it is.
pub fn maker(kind: ContributorKind, name: &str, locale: Locale) -> Message {
    let name = match name.trim() {
        "" => Message::new("maker-unnamed").print(locale),
        name => name.to_owned(),
    };
    let message = match kind {
        ContributorKind::Person => Message::new("maker-person"),
        ContributorKind::Model => Message::new("maker-model"),
        ContributorKind::Tool => Message::new("maker-tool"),
        ContributorKind::Import => Message::new("maker-import"),
    };
    message.with("name", name)
}
