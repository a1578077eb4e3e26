//! What is drawn. Components take values and send actions; none of them calls the platform.

pub mod app;
pub mod arrange;
pub mod canvas;
pub mod context;
pub mod roll;
