//! The browser's own analyser on an output of the engine.

use wasm_bindgen::JsValue;
use web_sys::{AnalyserNode, AudioContext, AudioNode};

use crate::spectrum::{BINS, Spectrum};

/// How much of the spectrum before stays in the next: enough to be read, and not so much that it is late.
const SMOOTHING: f64 = 0.75;

/// An analyser that listens until it is dropped.
pub struct Analyser {
    analyser: AnalyserNode,
    source: AudioNode,
    sample_rate: f32,
}

impl Analyser {
    /// Listens to one of a node's outputs.
    pub fn listen(audio: &AudioContext, source: &AudioNode, output: u32) -> Result<Self, JsValue> {
        let analyser = audio.create_analyser()?;
        analyser.set_fft_size(2 * BINS as u32);
        analyser.set_smoothing_time_constant(SMOOTHING);
        source.connect_with_audio_node_and_output(&analyser, output)?;
        Ok(Self { analyser, source: source.clone(), sample_rate: audio.sample_rate() })
    }

    /// Reads the spectrum.
    pub fn read(&self, (levels, sample_rate): &mut Spectrum) {
        self.analyser.get_float_frequency_data(levels);
        *sample_rate = self.sample_rate;
    }
}

impl Drop for Analyser {
    fn drop(&mut self) {
        // A source that is gone is not connected any more.
        self.source.disconnect_with_audio_node(&self.analyser).ok();
    }
}
