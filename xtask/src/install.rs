//! Installing pinned tools into a cache folder of this user, each once, whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::project;

/// The folder of one version of a tool: `<cache>/palpate/tools/<name>-<version>`.
///
/// # Errors
/// Where this user has no cache folder.
pub(crate) fn folder(name: &str, version: &str) -> Result<PathBuf> {
    let set = |key: &str| std::env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME")
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .or_else(|| set("LOCALAPPDATA"))
        .context("no folder for tools: set XDG_CACHE_HOME to one that may be written")?;
    Ok(cache.join("palpate").join("tools").join(format!("{name}-{version}")))
}

/// Installs a crate's programs into a folder, optimised little so that it takes minutes and not a quarter of an hour.
///
/// # Errors
/// Where cargo cannot fetch or build it.
pub(crate) fn from_crate(name: &str, version: &str, options: &[&str], into: &Path) -> Result<()> {
    let install = |locked: &[&str], part: &Path| {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command.args(["install", name, "--version", version, "--root"]).arg(part).args(options).args(locked);
        // Outside the project, so that its settings do not apply.
        command.current_dir(part);
        command.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        project::run(&mut command, &format!("installing {name} {version} with cargo"))
    };
    // A registry that lags may lack a version that the tool's own lock file names; then the newest that fits will do.
    whole(into, |part| install(&["--locked"], part).or_else(|_| install(&[], part)))
}

/// Installs an npm package into a folder.
///
/// # Errors
/// Where npm cannot fetch it.
pub(crate) fn from_npm(name: &str, version: &str, into: &Path) -> Result<()> {
    whole(into, |part| {
        let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
        command.args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(part);
        command.arg(format!("{name}@{version}")).current_dir(part);
        project::run(&mut command, &format!("installing {name} {version} with npm"))
    })
}

/// Fills a folder beside `into`, then renames it, so that an interrupted installation leaves nothing half-done.
fn whole(into: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let part = into.with_extension(format!("part-{}", std::process::id()));
    let sentence = || format!("the folder {} cannot be written", into.display());
    fs::create_dir_all(&part).with_context(sentence)?;
    let filled = fill(&part);
    if filled.is_ok() && !into.exists() {
        return fs::rename(&part, into).with_context(sentence);
    }
    // Another run was quicker, or the installation failed: the part is of no use.
    let _ = fs::remove_dir_all(&part);
    filled
}
