//! A bank as a fundsp node, for graphs and for comparing with fundsp's own units.

use fundsp::prelude32::{AudioNode, BufferMut, BufferRef, Frame, typenum};

use crate::engine::patch::{Bank, CONTROL_PERIOD};

/// A bank of voices with no inputs and two outputs. Its sample rate is the one the bank was built at.
#[derive(Clone)]
pub struct BankNode<B> {
    /// The bank, to be played between blocks.
    pub bank: B,
}

impl<B: Bank + Clone + Send + Sync> AudioNode for BankNode<B> {
    const ID: u64 = 0x636f_7772;
    type Inputs = typenum::U0;
    type Outputs = typenum::U2;

    fn reset(&mut self) {
        self.bank.reset();
    }

    fn tick(&mut self, _input: &Frame<f32, Self::Inputs>) -> Frame<f32, Self::Outputs> {
        let (mut left, mut right) = ([0.0], [0.0]);
        self.bank.render(&mut left, &mut right);
        [left[0], right[0]].into()
    }

    fn process(&mut self, size: usize, _input: &BufferRef, output: &mut BufferMut) {
        let (mut left, mut right) = ([0.0; CONTROL_PERIOD], [0.0; CONTROL_PERIOD]);
        let mut done = 0;
        while done < size {
            let frames = Ord::min(CONTROL_PERIOD, size - done);
            self.bank.render(&mut left[..frames], &mut right[..frames]);
            for (frame, (l, r)) in left.iter().zip(&right).take(frames).enumerate() {
                output.set_f32(0, done + frame, *l);
                output.set_f32(1, done + frame, *r);
            }
            done += frames;
        }
    }
}
