//! Signal processing that instruments share: wavetables, envelopes, filters, Fourier transforms, noise and the functions that stand in for
//! the library's sine, tangent and powers, so that every machine renders the same bits.

pub mod envelope;
pub mod fft;
pub mod filter;
pub mod formant;
pub mod function;
pub mod ladder;
pub mod lfo;
pub mod noise;
pub mod phase;
pub mod ring;
pub mod sinc;
pub mod slope;
pub mod smooth;
pub mod wave;
