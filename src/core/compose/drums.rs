//! The drums: a groove by style and fullness, ghosts and accents, a crash where a section begins, a fill where it ends.

use crate::compose::form::Plan;
use crate::compose::grid::{BarGrid, hits};
use crate::compose::grooves::{Back, COMPOUND, FILLS_WITH_TOMS, FILLS_WITHOUT_TOMS, Groove, groove};
use crate::compose::part::Stroke;
use crate::compose::random::Random;
use crate::compose::style::Style;
use crate::music::DrumPiece;
use crate::project::SectionKind;

/// One drummer.
struct Drummer<'a> {
    grid: &'a BarGrid,
    groove: Groove,
    strokes: Vec<Stroke>,
}

/// The drums of every section.
pub fn write(plans: &[Plan], style: Style, grid: &BarGrid, random: &Random) -> Vec<Stroke> {
    let mut drummer = Drummer { grid, groove: groove(style), strokes: Vec::new() };
    let mut song = random.fork(300);
    // The verse and the chorus have a bass drum of their own, which stays.
    let kicks: Vec<&str> = (0..4).map(|_| *song.pick(drummer.groove.kick)).collect();
    let snare = *song.pick(drummer.groove.snare);
    for (index, plan) in plans.iter().enumerate() {
        if plan.players.drums == 0 {
            continue;
        }
        let mut own = random.fork(310 + index as u64);
        let place = usize::from(plan.kind == SectionKind::Chorus) * 2;
        for bar in 0..plan.bars {
            let start = (plan.first_bar + bar) * grid.steps;
            let last = bar + 1 == plan.bars;
            let fill_from =
                if last && plan.players.drums >= 2 { drummer.fill(start, plan, &mut own) } else { grid.steps };
            let kick = kicks[place + usize::from(bar % 4 == 3 || bar % 4 == 1 && own.chance(40))];
            drummer.bar(start, fill_from, plan, kick, snare, bar);
            if bar == 0 && plan.players.drums >= 2 && index > 0 || bar == 8 && plan.energy >= 80 {
                drummer.hit(DrumPiece::Crash, start, 92 + plan.energy / 8);
            }
        }
    }
    drummer.strokes
}

impl Drummer<'_> {
    fn hit(&mut self, piece: DrumPiece, step: u32, velocity: i32) {
        self.strokes.push(Stroke { step, steps: 1, key: i32::from(piece.pitch().key()), velocity, delay: 0 });
    }

    /// A bar of the groove up to the sixteenth where a fill begins.
    fn bar(&mut self, start: u32, until: u32, plan: &Plan, kick: &str, snare: &str, bar: u32) {
        let level = usize::from(plan.players.drums.clamp(1, 3)) - 1;
        let groove = self.groove;
        let [low, back, time] = COMPOUND;
        let full = level == 2;
        let kick = if level == 0 { "X.......x......." } else { kick };
        self.layer(DrumPiece::Kick, kick, low, start, self.grid.steps.min(until.max(1)), plan.energy);
        let back_piece =
            if groove.back == Back::Rim && !full || level == 0 { DrumPiece::Rim } else { DrumPiece::Snare };
        self.layer(back_piece, snare, back, start, until, plan.energy);
        if full && groove.back == Back::SnareAndClap {
            self.layer(DrumPiece::Clap, snare, back, start, until, plan.energy - 20);
        }
        if level >= 1 {
            self.layer(DrumPiece::Snare, groove.ghosts, "", start, until, plan.energy);
        }
        let ride = groove.ride && full;
        let swung = groove.ride && !groove.toms || groove.snare.len() == 3;
        match (ride, swung) {
            (true, true) => self.layer(DrumPiece::Ride, "X...X.x.X...X.x.", time, start, until, plan.energy),
            (true, false) => self.layer(DrumPiece::Ride, "X.x.X.x.X.x.X.x.", time, start, until, plan.energy),
            (false, true) => {
                self.layer(DrumPiece::Ride, "x...x.o.x...x.o.", time, start, until, plan.energy - 15);
            }
            _ => {}
        }
        if !ride || swung {
            self.layer(DrumPiece::ClosedHat, groove.hats[level], time, start, until, plan.energy);
        }
        if full && bar % 2 == 1 {
            self.layer(DrumPiece::OpenHat, groove.open, "", start, until, plan.energy - 10);
        }
        if level >= 1 && plan.kind == SectionKind::Chorus {
            self.layer(DrumPiece::Shaker, groove.shaken, "", start, until, plan.energy - 20);
        }
    }

    fn layer(&mut self, piece: DrumPiece, common: &str, compound: &str, start: u32, until: u32, energy: i32) {
        let fitted = self.grid.fit(common, compound);
        for hit in hits(&fitted).into_iter().filter(|hit| hit.step < until) {
            let base = match hit.mark {
                'X' => 104,
                'x' => 86,
                _ => 50,
            };
            let swell = if piece == DrumPiece::ClosedHat || piece == DrumPiece::Shaker { -12 } else { 0 };
            self.hit(piece, start + hit.step, base + swell + (energy - 60) / 5);
        }
    }

    /// A fill at the end of the bar; tells at which sixteenth of the bar it begins.
    fn fill(&mut self, start: u32, plan: &Plan, random: &mut Random) -> u32 {
        let bank = if self.groove.toms { FILLS_WITH_TOMS } else { FILLS_WITHOUT_TOMS };
        let pattern = *random.pick(bank);
        // A fill belongs to the end of the bar, whatever its length.
        let skip = 16_u32.saturating_sub(self.grid.steps);
        let offset = self.grid.steps.saturating_sub(16);
        let mut first = self.grid.steps;
        let mut strokes = 0;
        for (place, mark) in pattern.chars().enumerate().filter(|(place, _)| *place as u32 >= skip) {
            let piece = match mark {
                's' => DrumPiece::Snare,
                'h' => DrumPiece::HighTom,
                'm' => DrumPiece::MidTom,
                'l' => DrumPiece::LowTom,
                _ => continue,
            };
            let step = place as u32 - skip + offset;
            first = first.min(step);
            self.hit(piece, start + step, 76 + strokes * 4 + (plan.energy - 60) / 6);
            strokes += 1;
        }
        first
    }
}
