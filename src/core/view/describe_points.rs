//! What moves with the song, in words: controls, their values, and the points of their lanes.

use crate::project::{Point, Project, StripId, Target};
use crate::sound::{ParamSpec, Unit};
use crate::text::{Locale, Message, named};
use crate::view::describe_authors;

/// A value as it is written, with its unit.
pub fn value_label(spec: &ParamSpec, value: f32, locale: Locale) -> String {
    let is_level = spec.key == ParamSpec::VOLUME.key;
    let (id, text) = match spec.unit {
        Unit::Decibels if is_level && value <= spec.min => return Message::new("value-silence").text(locale),
        Unit::Ratio => ("value-percent", format!("{:.0}", value * 100.0)),
        Unit::Hertz if value >= 1_000.0 => ("value-kilohertz", format!("{:.2}", value / 1_000.0)),
        Unit::Hertz if value < 20.0 => ("value-hertz", format!("{value:.2}")),
        Unit::Hertz => ("value-hertz", format!("{value:.0}")),
        Unit::Decibels => ("value-decibels", format!("{value:.1}")),
        Unit::Seconds if value < 1.0 => ("value-milliseconds", format!("{:.0}", value * 1_000.0)),
        Unit::Seconds => ("value-seconds", format!("{value:.2}")),
        Unit::Semitones => ("value-semitones", format!("{value:.0}")),
        Unit::Cents => ("value-cents", format!("{value:.0}")),
        Unit::Beats => ("value-beats", format!("{value:.2}")),
        Unit::Number => return format!("{value:.1}"),
        // In range, so the cast is exact.
        Unit::Choice(names) => return names.get(value as usize).map_or_else(String::new, |name| named(locale, name)),
    };
    Message::new(id).with("value", text).text(locale)
}

/// What a target is called: by itself, in the list of what a strip can move.
pub fn target_label(project: &Project, strip: StripId, target: &Target, locale: Locale) -> String {
    let param = |key: &str| named(locale, &format!("param-{key}"));
    match target {
        Target::Volume => Message::new("target-volume").text(locale),
        Target::Pan => Message::new("target-pan").text(locale),
        Target::Send(bus) => {
            let bus = project.bus(*bus).map_or("", |bus| bus.name.as_str());
            Message::new("target-send").with("bus", bus).text(locale)
        }
        Target::Patch(key) => param(key),
        Target::Insert(place, key) => {
            let insert = project.strip(strip).and_then(|strip| strip.inserts.get(usize::from(*place)));
            let effect = insert.map_or_else(String::new, |insert| Message::new(insert.kind.id()).text(locale));
            Message::new("target-insert").with("effect", effect).with("param", param(key)).text(locale)
        }
    }
}

/// A point in words: what it moves, its value, where, and whose it is.
pub fn describe_point(project: &Project, strip: StripId, target: &Target, point: &Point, locale: Locale) -> String {
    let position = project.meter.position(point.at);
    let value = project.spec(strip, target).map(|spec| value_label(&spec, point.value, locale));
    Message::new("point-described")
        .with("what", target_label(project, strip, target, locale))
        .with("value", value.unwrap_or_default())
        .with("bar", position.bar + 1)
        .with("beat", position.beat + 1)
        .with("authors", describe_authors(project, point.authors, locale))
        .text(locale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::ProjectId;
    use crate::provenance::AuthorsId;
    use crate::sound::Segment;
    use crate::time::Tick;

    #[test]
    fn a_point_is_told_with_its_value_and_place() {
        let project = Project::empty(ProjectId(1));
        let point = Point { at: Tick(3_840 * 2), value: -6.0, segment: Segment::LINE, authors: AuthorsId(0) };
        let text = |locale| describe_point(&project, StripId::Master, &Target::Volume, &point, locale);
        assert_eq!(text(Locale::English), "Volume -6.0 dB at bar 3 beat 1, by nobody yet");
        assert!(text(Locale::SimplifiedChinese).contains("第 3 小节"), "{}", text(Locale::SimplifiedChinese));
        assert_eq!(value_label(&ParamSpec::VOLUME, -60.0, Locale::English), "−∞ dB");
    }
}
