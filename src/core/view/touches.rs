//! Fingers on the screen: two of them scroll and zoom.

/// A finger: its pointer id and place in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Finger {
    id: i32,
    x: f64,
    y: f64,
}

/// What two fingers did since they were seen last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pinch {
    /// Where their middle is now, in pixels.
    pub x: f64,
    /// How far their middle moved right, in pixels.
    pub right: f64,
    /// How far their middle moved down, in pixels.
    pub down: f64,
    /// How many times further apart they are.
    pub factor: f64,
}

/// The fingers that are down, in the order they came.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Touches {
    fingers: Vec<Finger>,
}

impl Touches {
    /// A finger comes down. Returns how many are down now.
    pub fn down(&mut self, id: i32, x: f64, y: f64) -> usize {
        self.fingers.retain(|finger| finger.id != id);
        self.fingers.push(Finger { id, x, y });
        self.fingers.len()
    }

    /// A finger is lifted.
    pub fn up(&mut self, id: i32) {
        self.fingers.retain(|finger| finger.id != id);
    }

    /// How many fingers are down.
    pub fn count(&self) -> usize {
        self.fingers.len()
    }

    /// A finger moves; with two down, this is what they do together.
    pub fn moved(&mut self, id: i32, x: f64, y: f64) -> Option<Pinch> {
        let before = self.spread();
        let finger = self.fingers.iter_mut().find(|finger| finger.id == id)?;
        (finger.x, finger.y) = (x, y);
        let (old_x, old_y, old_apart) = before?;
        let (x, y, apart) = self.spread()?;
        Some(Pinch { x, right: x - old_x, down: y - old_y, factor: apart / old_apart })
    }

    /// The middle of the first two fingers and how far they are apart.
    fn spread(&self) -> Option<(f64, f64, f64)> {
        let [a, b, ..] = self.fingers.as_slice() else { return None };
        let (x, y) = ((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
        // Time runs sideways, so only the sideways distance zooms it; fingers above one another do not.
        Some((x, y, (a.x - b.x).abs().max(40.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_fingers_scroll_and_zoom_and_one_does_neither() {
        let mut touches = Touches::default();
        touches.down(1, 100.0, 50.0);
        assert_eq!(touches.moved(1, 110.0, 50.0), None);
        assert_eq!(touches.down(2, 210.0, 50.0), 2);
        let pinch = touches.moved(2, 310.0, 70.0).unwrap();
        assert_eq!((pinch.right, pinch.down, pinch.factor), (50.0, 10.0, 2.0));
        touches.up(1);
        assert_eq!(touches.moved(2, 0.0, 0.0), None);
    }
}
