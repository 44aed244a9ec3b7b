//! Downloads. Not built yet.

pub(crate) async fn export() {}

pub(crate) async fn sample() {}
