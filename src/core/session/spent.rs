//! What an answer took, as far as it is known: time, tokens, money.

use crate::ai::Usage;
use crate::text::Message;

/// What an answer took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// What the service counted.
    pub usage: Usage,
    /// From the question to the answer, in milliseconds.
    pub milliseconds: u64,
}

impl Spent {
    /// What the user reads, part by part.
    pub fn messages(&self) -> Vec<Message> {
        let Usage { input_tokens, output_tokens, cost } = self.usage;
        let sent = input_tokens.map(|count| Message::new("spent-sent").with("count", count));
        let received = output_tokens.map(|count| Message::new("spent-received").with("count", count));
        [Some(elapsed(self.milliseconds)), sent, received, cost.map(charged)].into_iter().flatten().collect()
    }
}

/// A time in milliseconds, in minutes and whole seconds.
pub fn elapsed(milliseconds: u64) -> Message {
    let seconds = milliseconds / 1000;
    match seconds / 60 {
        0 => Message::new("spent-seconds").with("seconds", seconds),
        minutes => Message::new("spent-minutes").with("minutes", minutes).with("seconds", seconds % 60),
    }
}

/// A charge in millionths of a US dollar.
fn charged(millionths: u64) -> Message {
    Message::new("spent-cost").with("dollars", dollars(millionths))
}

/// At least two decimals, and no zeros after those.
fn dollars(millionths: u64) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}.{:0<2}", decimals.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Locale;

    #[test]
    fn an_answer_tells_what_is_known_of_its_price() {
        let usage = Usage { input_tokens: Some(410), output_tokens: None, cost: Some(3_100) };
        let told = Spent { usage, milliseconds: 72_900 }.messages();
        let told: Vec<String> = told.iter().map(|message| message.text(Locale::English)).collect();
        assert_eq!(told, ["1 min 12 s", "410 tokens sent", "US$0.0031"]);
        assert_eq!(Spent::default().messages().len(), 1);
        for (millionths, text) in [(0, "0.00"), (1, "0.000001"), (500_000, "0.50"), (12_340_000, "12.34")] {
            assert_eq!(dollars(millionths), text);
        }
    }
}
