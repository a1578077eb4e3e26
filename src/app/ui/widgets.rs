//! Controls that know nothing of songs: they take values and texts and tell what was done.

pub mod button;
pub mod check;
pub mod fader;
pub mod field;
pub mod figure;
pub mod file_pick;
pub mod icon;
pub mod knob;
pub mod labelled;
pub mod menu;
pub mod meter;
pub mod parameter;
pub mod progress;
pub mod select;
pub mod slide;
pub mod tabs;
