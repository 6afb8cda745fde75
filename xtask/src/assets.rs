//! Reading the asset files for a command, with their faults told on the terminal.

use std::path::Path;

use anyhow::{Result, anyhow};
use palpate::atlas::authoring::{Sources, report};

/// Reads and checks all of assets/ below `root`.
///
/// # Errors
/// All faults, one a line with file, line and remedy.
pub(crate) fn load(root: &Path) -> Result<Sources> {
    Sources::load(root).map_err(|faults| anyhow!("the asset files have faults\n{}", report(&faults)))
}
