//! What is held on the keyboard while a pointer or another key acts.

/// The modifier keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Modifiers {
    /// Adds to the selection, or takes the bigger step.
    pub shift: bool,
    /// Copies; the Command key on Apple keyboards.
    pub control: bool,
    /// Leaves the grid.
    pub alt: bool,
}
