//! Which operators bend which, and which are heard: the eight ways of the four-operator keyboards of 1985.

/// Operators of a voice.
pub const OPERATORS: usize = 4;

/// A way to connect the operators. A later one bends earlier ones, so that one pass renders them all.
#[derive(Clone, Copy, Debug)]
pub struct Algorithm {
    /// Whether the fourth bends the first, the second and the third.
    pub four: [bool; 3],
    /// Whether the third bends the first and the second.
    pub three: [bool; 2],
    /// Whether the second bends the first.
    pub two: [bool; 1],
    /// Which are heard.
    pub heard: [bool; OPERATORS],
}

const fn algorithm(four: [u8; 3], three: [u8; 2], two: u8, heard: [u8; OPERATORS]) -> Algorithm {
    Algorithm {
        four: [four[0] == 1, four[1] == 1, four[2] == 1],
        three: [three[0] == 1, three[1] == 1],
        two: [two == 1],
        heard: [heard[0] == 1, heard[1] == 1, heard[2] == 1, heard[3] == 1],
    }
}

/// Every way, in the order of the control.
pub const ALGORITHMS: [Algorithm; 8] = [
    // 4 > 3 > 2 > 1
    algorithm([0, 0, 1], [0, 1], 1, [1, 0, 0, 0]),
    // (4 + 3) > 2 > 1
    algorithm([0, 1, 0], [0, 1], 1, [1, 0, 0, 0]),
    // (4 + (3 > 2)) > 1
    algorithm([1, 0, 0], [0, 1], 1, [1, 0, 0, 0]),
    // ((4 > 3) + 2) > 1
    algorithm([0, 0, 1], [1, 0], 1, [1, 0, 0, 0]),
    // 4 > 3, 2 > 1
    algorithm([0, 0, 1], [0, 0], 1, [1, 0, 1, 0]),
    // 4 > 3, 4 > 2, 4 > 1
    algorithm([1, 1, 1], [0, 0], 0, [1, 1, 1, 0]),
    // 4 > 3, 2, 1
    algorithm([0, 0, 1], [0, 0], 0, [1, 1, 1, 0]),
    // 4, 3, 2, 1
    algorithm([0, 0, 0], [0, 0], 0, [1, 1, 1, 1]),
];

/// How much of the modulation, 0 to 2, keeps what is heard below a frequency. `bends` holds each operator's frequency in
/// hertz and how far it bends others, in cycles; a modulator's own bandwidth counts (J. Carson's rule, applied from
/// operator to operator).
pub fn room(algorithm: &Algorithm, bends: [(f32, f32); OPERATORS], feedback: f32, ceiling: f32) -> f32 {
    let (mut low, mut high) = (0.0, 2.0);
    if widest(algorithm, bends, feedback, high) <= ceiling {
        return high;
    }
    for _ in 0..12 {
        let middle = 0.5 * (low + high);
        if widest(algorithm, bends, feedback, middle) <= ceiling {
            low = middle;
        } else {
            high = middle;
        }
    }
    low
}

/// The highest frequency of what is heard, at so much of the modulation.
fn widest(algorithm: &Algorithm, bends: [(f32, f32); OPERATORS], feedback: f32, depth: f32) -> f32 {
    let index = |place: usize| core::f32::consts::TAU * bends[place].1 * depth;
    let mut bands = bends.map(|(hertz, _)| hertz);
    bands[3] *= 1.0 + 5.0 * feedback;
    // What bends the first operator, the second and the third.
    let bent = |to: usize, from: usize| match from {
        3 => algorithm.four.get(to) == Some(&true),
        2 => algorithm.three.get(to) == Some(&true),
        _ => algorithm.two.get(to) == Some(&true),
    };
    let mut widest = 0.0_f32;
    for to in (0..OPERATORS).rev() {
        let mut beside = 0.0_f32;
        for from in (to + 1..OPERATORS).filter(|from| bent(to, *from)) {
            bands[to] += index(from) * bands[from];
            // Sidebands above -60 dB: as many as the index and four more, but for the least modulation.
            beside = beside.max((40.0 * index(from)).min(4.0) * bends[from].0);
        }
        if algorithm.heard[to] {
            widest = widest.max(bands[to] + beside);
        }
    }
    widest
}
