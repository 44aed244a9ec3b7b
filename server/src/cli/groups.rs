//! `coterie groups import|export`. Not built yet.

use super::Outcome;
use std::path::{Path, PathBuf};
use store::Store;

pub(super) async fn export(_: &Store, _: &str, _: &str, _: Option<PathBuf>) -> anyhow::Result<Outcome> {
    anyhow::bail!("not built yet")
}

pub(super) async fn import(
    _: &Store,
    _: &Path,
    _: &str,
    _: &str,
    _: bool,
    _: Option<PathBuf>,
) -> anyhow::Result<Outcome> {
    anyhow::bail!("not built yet")
}
