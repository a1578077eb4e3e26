//! More channels than two, folded down to two.

/// What a channel that belongs to both sides, or stands behind, gives to a side: 3 dB less (ITU-R BS.775).
const SHARED: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// What a channel gives to the left and the right, by its place among so many: left, right, centre, low frequencies,
/// then pairs behind. Low frequencies are left out, as the recommendation has it.
fn shares(place: usize, channels: usize) -> (f32, f32) {
    let centre = channels == 3 || channels >= 5;
    let low = channels >= 6;
    match place {
        0 => (1.0, 0.0),
        1 => (0.0, 1.0),
        2 if centre => (SHARED, SHARED),
        3 if low => (0.0, 0.0),
        _ => {
            let before = 2 + usize::from(centre) + usize::from(low);
            if (place - before).is_multiple_of(2) { (SHARED, 0.0) } else { (0.0, SHARED) }
        }
    }
}

/// Adds a packet's frames after those of one channel or two. What is no number is silence, and what is louder than
/// `loudest` is held there.
pub fn add(packet: &[Vec<f32>], channels: &mut [Vec<f32>], loudest: f32) {
    let clean = |sample: f32| if sample.is_finite() { sample.clamp(-loudest, loudest) } else { 0.0 };
    if packet.len() <= channels.len() {
        for (plane, channel) in packet.iter().zip(channels) {
            channel.extend(plane.iter().map(|sample| clean(*sample)));
        }
        return;
    }
    let frames = packet.iter().map(Vec::len).min().unwrap_or(0);
    for (side, channel) in channels.iter_mut().enumerate() {
        let share = |place: usize| {
            let (left, right) = shares(place, packet.len());
            if side == 0 { left } else { right }
        };
        let given: Vec<(f32, &Vec<f32>)> = packet
            .iter()
            .enumerate()
            .map(|(place, plane)| (share(place), plane))
            .filter(|(part, _)| *part > 0.0)
            .collect();
        channel
            .extend((0..frames).map(|frame| given.iter().map(|(part, plane)| clean(plane[frame]) * part).sum::<f32>()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(levels: &[f32]) -> [f32; 2] {
        let packet: Vec<Vec<f32>> = levels.iter().map(|level| vec![*level]).collect();
        let mut channels = [Vec::new(), Vec::new()];
        add(&packet, &mut channels, 16.0);
        [channels[0][0], channels[1][0]]
    }

    #[test]
    fn the_centre_is_heard_on_both_sides_and_what_stands_behind_on_its_own() {
        assert_eq!(folded(&[0.5, 0.25]), [0.5, 0.25]);
        assert_eq!(folded(&[0.0, 0.0, 1.0]), [SHARED, SHARED]);
        assert_eq!(folded(&[0.0, 0.0, 1.0, 0.0]), [SHARED, 0.0]);
        assert_eq!(folded(&[0.0, 0.0, 0.0, 9.0, 0.0, 1.0]), [0.0, SHARED]);
        assert_eq!(folded(&[0.0, 0.0, 0.0, 9.0, 1.0, 0.0]), [SHARED, 0.0]);
        assert_eq!(folded(&[f32::NAN, f32::INFINITY]), [0.0, 0.0]);
    }
}
