//! The first step: a file is chosen, dropped or pasted, and what is detected of it is shown and can be changed.

mod bar;
mod facts;
mod first_rows;
mod source;
mod step;
mod taking;

pub use bar::FileBar;
pub use source::Source;
pub use step::FileStep;
