//! Values for a table of parameters.

use std::collections::BTreeMap;

use crate::sound::ParamSpec;
use crate::text::{Message, describe};

/// One value for each parameter of a table, in the table's order and inside its ranges.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    specs: &'static [ParamSpec],
    values: Vec<f32>,
}

/// A name that the table does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamError {
    key: String,
}

impl ParamError {
    /// A name that no table has in this place.
    pub fn of(key: &str) -> Self {
        Self { key: key.chars().take(40).collect() }
    }

    /// What the user reads.
    pub fn message(&self) -> Message {
        Message::new("error-param").with("key", &self.key)
    }
}
describe!(ParamError);

impl Params {
    /// The table's defaults.
    pub fn defaults(specs: &'static [ParamSpec]) -> Self {
        Self { specs, values: specs.iter().map(|spec| spec.default).collect() }
    }

    /// Values by name over the defaults; a value out of range is brought to the nearest end.
    pub fn from_named<'a>(
        specs: &'static [ParamSpec],
        named: impl IntoIterator<Item = (&'a str, f32)>,
    ) -> Result<Self, ParamError> {
        let mut params = Self::defaults(specs);
        for (key, value) in named {
            params.set(key, value)?;
        }
        Ok(params)
    }

    /// The table.
    pub fn specs(&self) -> &'static [ParamSpec] {
        self.specs
    }

    /// The values, in the table's order.
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// A value by name.
    pub fn get(&self, key: &str) -> Option<f32> {
        self.values.get(self.index(key)?).copied()
    }

    /// Sets a value by name, brought into range.
    pub fn set(&mut self, key: &str, value: f32) -> Result<(), ParamError> {
        let index = self.index(key).ok_or_else(|| ParamError::of(key))?;
        self.values[index] = self.specs[index].clamp(value);
        Ok(())
    }

    /// What differs from the defaults, by name: all that a file needs.
    pub fn changed(&self) -> BTreeMap<&'static str, f32> {
        let pairs = self.specs.iter().zip(&self.values);
        pairs.filter(|(spec, value)| spec.default != **value).map(|(spec, value)| (spec.key, *value)).collect()
    }

    fn index(&self, key: &str) -> Option<usize> {
        self.specs.iter().position(|spec| spec.key == key)
    }
}
