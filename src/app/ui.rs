//! What is drawn. Components take values and send actions; none of them calls the platform.

pub mod app;
pub mod arrange;
pub mod bars;
pub mod canvas;
pub mod context;
pub mod cowriter;
pub mod files;
pub mod frames;
pub mod header;
pub mod help;
pub mod import;
pub mod keyboard;
pub mod ledger;
pub mod mixer;
pub mod notices;
pub mod position;
pub mod release;
pub mod roll;
pub mod settings;
pub mod sound;
pub mod start;
pub mod transport;
pub mod widgets;
pub mod window;
