//! Where a file of users lies open while people map, review and import it: what is shown of it, and what they change.

mod protocol;

pub use protocol::*;
