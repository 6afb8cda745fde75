//! `build`: a release in dist/, with relative addresses, so that it runs from any folder of any web host.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project;
use crate::setup::Tools;

/// What rustc's Wasm uses beyond the first version of the format; every browser of the last years has them.
const WASM_FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Twice, and between flattened and built up again: over a hundredth smaller than `-Oz` alone.
const SHRINK: [&str; 4] = ["--flatten", "--rereloop", "-Oz", "-Oz"];

/// Runs the command.
pub(crate) fn run() -> Result<()> {
    let dist = release(&Tools::ready()?)?;
    println!("The release is in {}", dist.display());
    Ok(())
}

/// Builds a release and returns its folder.
///
/// # Errors
/// Where the assets have faults or the app does not build.
pub(crate) fn release(tools: &Tools) -> Result<PathBuf> {
    project::run(tools.command("trunk")?.args(["build", "--release"]), "trunk build")?;
    let dist = project::root().join("dist");
    optimise(tools, &dist)?;
    Ok(dist)
}

/// Shrinks the Wasm in place. Its name keeps the hash of what was built, which changes whenever this does.
fn optimise(tools: &Tools, dist: &std::path::Path) -> Result<()> {
    let Some(mut wasm_opt) = tools.wasm_opt() else {
        eprintln!("Without npm there is no wasm-opt, so the app is about a tenth larger than it could be.");
        return Ok(());
    };
    for entry in fs::read_dir(dist).context("dist/ cannot be read")?.flatten() {
        let file = entry.path();
        if file.extension().is_some_and(|extension| extension == "wasm") {
            wasm_opt.args(WASM_FEATURES).args(SHRINK).arg(&file).arg("-o").arg(&file);
            project::run(&mut wasm_opt, "wasm-opt")?;
        }
    }
    Ok(())
}
