//! Sessions whose truth is known: what the disclosure says of each must be within one per cent of it. The rule is told to
//! people in `docs/authorship.md`; the numbers here were worked out from it by hand.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use studio::project::Target;
use studio::provenance::{Aspect, ContainsAi};

#[path = "authorship/desk.rs"]
mod desk;

use Aspect::{Arrangement, Composition, Lyrics, Master, Mix, Performance, Sound, Vocals};
use desk::{Desk, ada, bo, loops, model, other_model};

/// The song of the model: a section, four chords, sixteen notes in a bar on one track, two lines of ten characters each.
fn models_song() -> Desk {
    let mut desk = Desk::new();
    desk.by(model()).sections(1).chords(0, 4).line(0, "abcdefghij").line(1, "klmnopqrst").track("Keys", 16, 1);
    desk
}

#[test]
fn one_the_models_song_untouched() {
    let desk = models_song();
    for aspect in [Composition, Lyrics, Arrangement, Performance, Sound, Mix] {
        desk.says(aspect, &[("Suno v5", 1.0)]);
    }
    desk.says(Vocals, &[]).says(Master, &[]).verdict(ContainsAi::All);
}

#[test]
fn two_a_person_rewrites_half_the_words() {
    let mut desk = models_song();
    desk.by(ada()).line(1, "0123456789");
    desk.says(Lyrics, &[("Suno v5", 0.75), ("Ada", 0.25)]).verdict(ContainsAi::Partly);
}

#[test]
fn three_a_person_takes_a_line_out_and_writes_another_elsewhere() {
    let mut desk = models_song();
    desk.by(ada()).no_line(1).line(3, "0123456789");
    desk.says(Lyrics, &[("Suno v5", 0.5), ("Ada", 0.5)]);
    desk.no_line(0);
    desk.says(Lyrics, &[("Ada", 1.0)]);
}

#[test]
fn four_a_person_takes_the_models_track_out_and_undo_brings_the_claim_back() {
    let mut desk = Desk::new();
    desk.by(ada()).chords(0, 4).track("Bass", 12, 1).by(model()).track("Keys", 16, 1).by(ada());
    let both = [("Suno v5", 0.5), ("Ada", 0.5)];
    desk.says(Composition, &[("Suno v5", 0.5), ("Ada", 0.5)]).says(Sound, &both).verdict(ContainsAi::Partly);
    desk.remove_track("Keys");
    desk.says(Composition, &[("Ada", 1.0)]).says(Sound, &[("Ada", 1.0)]).verdict(ContainsAi::None);
    desk.undo();
    desk.says(Composition, &both).says(Sound, &both).verdict(ContainsAi::Partly);
    desk.redo();
    desk.verdict(ContainsAi::None);
}

#[test]
fn five_a_change_that_is_taken_back_is_nobodys() {
    let mut desk = models_song();
    desk.by(ada()).line(1, "0123456789").move_notes("Keys", 8).undo().undo();
    desk.says(Lyrics, &[("Suno v5", 1.0)]).says(Composition, &[("Suno v5", 1.0)]).verdict(ContainsAi::All);
}

#[test]
fn six_a_person_moves_four_of_sixteen_notes() {
    let mut desk = models_song();
    desk.by(ada()).move_notes("Keys", 4);
    // Sixteen notes and four chords; the person has half of four notes.
    desk.says(Composition, &[("Suno v5", 0.9), ("Ada", 0.1)]).says(Performance, &[("Suno v5", 0.875), ("Ada", 0.125)]);
    // Moving them again makes nobody more of an author.
    desk.move_notes("Keys", 4);
    desk.says(Composition, &[("Suno v5", 0.9), ("Ada", 0.1)]);
}

#[test]
fn seven_two_people_and_a_model_change_the_same_notes() {
    let mut desk = models_song();
    desk.by(ada()).strike_harder("Keys", 8).by(bo()).strike_harder("Keys", 8);
    let shares = [("Suno v5", 12.0 / 16.0), ("Ada", 2.0 / 16.0), ("Bo", 2.0 / 16.0)];
    desk.says(Performance, &shares);
}

#[test]
fn eight_a_person_lets_the_models_clip_play_four_times() {
    let mut desk = models_song();
    desk.by(ada()).stretch_clip("Keys", 4);
    // 64 notes and four chords are all the model's; the clip is both's, the section the model's.
    desk.says(Composition, &[("Suno v5", 1.0)]).says(Arrangement, &[("Suno v5", 0.75), ("Ada", 0.25)]);
}

#[test]
fn nine_a_person_mixes_what_the_model_made() {
    let mut desk = models_song();
    desk.by(ada()).gain("Keys", -3.0).master_gain(-1.0);
    desk.says(Mix, &[("Suno v5", 0.5), ("Ada", 0.5)]).says(Master, &[("Ada", 1.0)]).verdict(ContainsAi::Partly);
}

#[test]
fn ten_material_from_elsewhere_keeps_its_makers_however_it_is_cut() {
    let mut desk = models_song();
    desk.by(loops()).recording("Loop", 4, false, false);
    // Four bars are 64 sixteenths, beside 16 notes and 4 chords.
    desk.says(Composition, &[("a sample pack", 64.0 / 84.0), ("Suno v5", 20.0 / 84.0)]).says(Vocals, &[]);
    desk.by(ada()).clear("Loop", 2, 4);
    desk.says(Composition, &[("a sample pack", 32.0 / 52.0), ("Suno v5", 20.0 / 52.0)]);
    // A section and a clip of the model's, the recording and its placing, half of which is the person's now.
    desk.says(Arrangement, &[("Suno v5", 2.0 / 4.0), ("a sample pack", 1.5 / 4.0), ("Ada", 0.5 / 4.0)]);
}

#[test]
fn eleven_a_model_harmonises_a_persons_melody() {
    let mut desk = Desk::new();
    desk.by(ada()).track("Lead", 12, 1).by(model()).chords(0, 4);
    desk.says(Composition, &[("Ada", 0.75), ("Suno v5", 0.25)]).says(Performance, &[("Ada", 1.0)]);
    desk.verdict(ContainsAi::Partly);
}

#[test]
fn twelve_two_models_stay_two() {
    let mut desk = Desk::new();
    desk.by(model()).track("Keys", 16, 1).by(other_model()).track("Bass", 8, 2);
    desk.says(Composition, &[("Suno v5", 0.5), ("Udio 2", 0.5)]).verdict(ContainsAi::All);
}

#[test]
fn thirteen_what_is_silent_claims_nothing_until_it_sounds_again() {
    let mut desk = Desk::new();
    desk.by(ada()).track("Lead", 16, 1).by(model()).track("Keys", 16, 1).by(ada()).mute("Keys", true);
    desk.says(Composition, &[("Ada", 1.0)]).verdict(ContainsAi::None);
    desk.mute("Keys", false);
    desk.says(Composition, &[("Ada", 0.5), ("Suno v5", 0.5)]).says(Mix, &[("Ada", 0.5), ("Suno v5", 0.5)]);
}

#[test]
fn fourteen_a_model_that_rewrites_a_persons_line_does_not_hide_behind_the_person() {
    let mut desk = Desk::new();
    desk.by(ada()).line(0, "abcdefghij").line(1, "klmnopqrst").by(model()).line(1, "0123456789");
    desk.says(Lyrics, &[("Ada", 0.5), ("Suno v5", 0.5)]).verdict(ContainsAi::Partly);
}

#[test]
fn fifteen_copying_makes_nobody_an_author() {
    let mut desk = models_song();
    desk.by(ada()).copy_track("Keys", "Keys two");
    desk.says(Composition, &[("Suno v5", 1.0)]).says(Performance, &[("Suno v5", 1.0)]);
    // The clip and the instrument of the new track are what the person chose.
    desk.says(Arrangement, &[("Suno v5", 2.0 / 3.0), ("Ada", 1.0 / 3.0)])
        .says(Sound, &[("Suno v5", 0.5), ("Ada", 0.5)]);
}

#[test]
fn sixteen_a_model_sings_a_persons_words() {
    let mut desk = Desk::new();
    desk.by(ada()).line(0, "abcdefghij").by(model()).recording("Song", 4, false, true);
    desk.says(Vocals, &[("Suno v5", 1.0)]).says(Lyrics, &[("Ada", 1.0)]).says(Master, &[("Suno v5", 1.0)]);
    desk.says(Composition, &[("Suno v5", 1.0)]).verdict(ContainsAi::Partly);
    let mut desk = Desk::new();
    desk.by(model()).recording("Song", 4, true, true);
    // Four bars are 64 sixteenths and 32 characters; nobody else wrote a word.
    desk.says(Lyrics, &[("Suno v5", 1.0)]).verdict(ContainsAi::All);
}

#[test]
fn seventeen_a_model_shapes_the_sound_of_a_persons_track_and_a_person_chooses_another() {
    let mut desk = Desk::new();
    desk.by(ada()).track("Lead", 4, 1).by(model()).shape("Lead");
    desk.says(Sound, &[("Ada", 0.5), ("Suno v5", 0.5)]).verdict(ContainsAi::Partly);
    desk.by(bo()).choose_patch("Lead");
    desk.says(Sound, &[("Bo", 1.0)]).verdict(ContainsAi::None);
}

#[test]
fn eighteen_a_remix_keeps_everybody() {
    let mut original = models_song();
    original.by(ada()).move_notes("Keys", 4);
    let mut remix = original.remixed();
    remix.by(bo()).track("Bass", 20, 1);
    remix.says(Composition, &[("Suno v5", 0.45), ("Ada", 0.05), ("Bo", 0.5)]);
    remix.verdict(ContainsAi::Partly);
    assert_eq!(remix.project().lineage, [original.project().id]);
    let (old, new) = (original.project().ledger.entries().to_vec(), remix.project().ledger.entries().to_vec());
    assert_eq!(new[..old.len()], old[..]);
}

#[test]
fn nineteen_a_long_session_of_everything() {
    let mut desk = models_song();
    desk.by(ada()).track("Lead", 10, 3).chords(1, 2).move_notes("Keys", 16);
    desk.by(other_model()).line(1, "0123456789").by(bo()).line(1, "9876543210").by(ada()).remove_track("Lead").undo();
    // 16 notes of the model's, halved with Ada; 4 chords; Ada's 30 notes and 2 chords: 52 in all.
    desk.says(Composition, &[("Suno v5", 12.0 / 52.0), ("Ada", 40.0 / 52.0)]);
    // The second line is the other model's, halved with Bo.
    desk.says(Lyrics, &[("Suno v5", 0.5), ("Udio 2", 0.25), ("Bo", 0.25)]);
    desk.clear("Lead", 0, 3);
    desk.says(Composition, &[("Suno v5", 12.0 / 22.0), ("Ada", 10.0 / 22.0)]);
}

#[test]
fn twenty_a_person_fades_the_models_track() {
    let mut desk = models_song();
    desk.by(ada()).automate("Keys", Target::Volume, &[-60.0, 0.0]);
    // The strip is the model's, the lane Ada's.
    desk.says(Mix, &[("Suno v5", 0.5), ("Ada", 0.5)]).says(Sound, &[("Suno v5", 1.0)]).verdict(ContainsAi::Partly);
    // One of its two points is Bo's as well.
    desk.by(bo()).automate("Keys", Target::Volume, &[-60.0, -3.0]);
    desk.says(Mix, &[("Suno v5", 0.5), ("Ada", 0.375), ("Bo", 0.125)]);
    desk.automate("Keys", Target::Volume, &[]);
    desk.says(Mix, &[("Suno v5", 1.0)]).verdict(ContainsAi::All);
    desk.undo().says(Mix, &[("Suno v5", 0.5), ("Ada", 0.375), ("Bo", 0.125)]);
    // A lane that never rises from silence takes the track out of what is heard.
    desk.automate("Keys", Target::Volume, &[-60.0]).says(Mix, &[]).says(Performance, &[]);
}

#[test]
fn twenty_one_a_model_moves_the_sound_of_a_persons_track() {
    let mut desk = Desk::new();
    let brightness = || Target::Patch("brightness".to_owned());
    desk.by(ada()).track("Lead", 4, 1).by(model()).automate("Lead", brightness(), &[0.1, 0.9]);
    desk.says(Sound, &[("Ada", 0.5), ("Suno v5", 0.5)]).says(Mix, &[("Ada", 1.0)]).verdict(ContainsAi::Partly);
    // A model that replaces a model's point starts anew; here it is the same hand.
    desk.by(bo()).automate_master(&[0.0, -60.0]).says(Master, &[("Bo", 1.0)]);
    desk.choose_patch("Lead").says(Sound, &[("Bo", 0.5), ("Suno v5", 0.5)]);
    desk.automate("Lead", brightness(), &[]).says(Sound, &[("Bo", 1.0)]).verdict(ContainsAi::None);
}
