//! The geometry of the timeline and the piano roll: pure functions, no DOM.
