//! The computer keyboard as a piano.

use crate::music::Pitch;

/// The keys of two rows, from C on, by where they lie on the keyboard and not by what is printed on them: the same under
/// every layout. Black keys lie above white ones.
const ROWS: [&str; 15] = [
    "KeyA", "KeyW", "KeyS", "KeyE", "KeyD", "KeyF", "KeyT", "KeyG", "KeyY", "KeyH", "KeyU", "KeyJ", "KeyK", "KeyO",
    "KeyL",
];

/// The piano key that a key of the computer plays, with C of an octave (0 to 9, where middle C is the fourth) on `KeyA`.
pub fn typed_key(code: &str, octave: i32) -> Option<Pitch> {
    let place = ROWS.iter().position(|known| *known == code)?;
    let key = (octave.clamp(0, 9) + 1) * 12 + i32::try_from(place).ok()?;
    u8::try_from(key).ok().and_then(|key| Pitch::new(key).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_of_keys_are_an_octave_and_two_steps() {
        let typed = |code, octave| typed_key(code, octave).map(Pitch::key);
        assert_eq!((typed("KeyA", 4), typed("KeyW", 4), typed("KeyL", 4)), (Some(60), Some(61), Some(74)));
        assert_eq!((typed("KeyK", 3), typed("KeyQ", 4), typed("KeyP", 4)), (Some(60), None, None));
        assert_eq!((typed("KeyA", 99), typed("KeyJ", 9), typed("KeyA", -7)), (Some(120), None, Some(12)));
    }
}
