//! What is struck: where its partials lie, how strong they are and how the mallet knocks.

/// Partials that are heard.
pub const PARTIALS: usize = 6;

/// A body.
#[derive(Clone, Copy, Debug)]
pub struct Bars {
    /// The partials' frequencies above the note's.
    pub ratios: [f32; PARTIALS],
    /// Their amplitudes under the hardest strike.
    pub levels: [f32; PARTIALS],
    /// The knock's colour in hertz, and the seconds in which it falls 40 dB.
    pub knock: (f32, f32),
}

/// Every body, in the order of the control. Bars that are undercut are tuned to the fourth and the tenth harmonic
/// (N. Fletcher and T. Rossing, "The Physics of Musical Instruments", chapter 19); free bars, clamped tines and tubes
/// are as their physics has them.
pub const BARS: [Bars; 5] = [
    // Marimba: rosewood over tubes.
    Bars {
        ratios: [1.0, 3.98, 9.92, 17.5, 24.1, 33.6],
        levels: [1.0, 0.55, 0.3, 0.16, 0.1, 0.06],
        knock: (900.0, 0.03),
    },
    // Vibraphone: aluminium.
    Bars {
        ratios: [1.0, 4.0, 9.98, 18.1, 27.5, 38.0],
        levels: [1.0, 0.5, 0.3, 0.18, 0.1, 0.06],
        knock: (1_400.0, 0.012),
    },
    // Glockenspiel: free bars of steel.
    Bars {
        ratios: [1.0, 2.756, 5.404, 8.933, 13.344, 18.638],
        levels: [1.0, 0.6, 0.45, 0.3, 0.2, 0.12],
        knock: (3_500.0, 0.008),
    },
    // Kalimba: clamped tines on a box, which answers a little below and above.
    Bars {
        ratios: [1.0, 2.01, 5.42, 6.27, 14.9, 17.55],
        levels: [1.0, 0.14, 0.4, 0.3, 0.16, 0.1],
        knock: (700.0, 0.02),
    },
    // Tubular bell: the ear hears the note an octave below the fourth mode.
    Bars { ratios: [1.0, 2.0, 2.99, 4.17, 5.55, 7.1], levels: [0.7, 1.0, 0.8, 0.55, 0.4, 0.3], knock: (2_500.0, 0.01) },
];
