//! What building needs: the Wasm target, trunk, wasm-bindgen and wasm-opt, each pinned and installed when missing.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{install, project};

const TARGET: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";

/// The tools, ready to run.
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
    wasm_opt: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run() -> Result<()> {
    Tools::ready()?;
    println!("Everything that building needs is here.");
    Ok(())
}

impl Tools {
    /// Finds or installs every tool.
    ///
    /// # Errors
    /// In one sentence, where one is missing and cannot be installed.
    pub(crate) fn ready() -> Result<Self> {
        wasm_target()?;
        let trunk = ["--no-default-features", "--features", "rustls"];
        let wasm_bindgen = locked_version("wasm-bindgen")?;
        let folders = [
            from_crate("trunk", "trunk", TRUNK, &trunk)?,
            from_crate("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen, &[])?,
        ];
        Ok(Self { folders: folders.into(), wasm_opt: wasm_opt() })
    }

    /// A program in the project's root, with the tools first on its PATH.
    pub(crate) fn command(&self, program: &str) -> Result<Command> {
        let own = self
            .folders
            .iter()
            .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)));
        let found = own.into_iter().find(|file| file.is_file());
        let mut command = Command::new(found.map_or(OsString::from(program), PathBuf::into_os_string));
        let path = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&path));
        command.env("PATH", std::env::join_paths(all).context("the PATH is not valid")?);
        command.current_dir(project::root());
        // Trunk asks the network for a newer self, and takes NO_COLOR=1 for a mistake.
        command.env("TRUNK_SKIP_VERSION_CHECK", "true");
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        Ok(command)
    }

    /// The optimiser of Wasm files; `None` where npm is missing.
    pub(crate) fn wasm_opt(&self) -> Option<Command> {
        self.wasm_opt.as_ref().map(Command::new)
    }
}

/// Adds the Wasm target to the toolchain.
fn wasm_target() -> Result<()> {
    let is_there = || {
        let sysroot = project::answer("rustc", &["--print", "sysroot"])?;
        PathBuf::from(sysroot).join("lib").join("rustlib").join(TARGET).is_dir().then_some(())
    };
    if is_there().is_some() {
        return Ok(());
    }
    if project::on_path(&["rustup"]).is_none() {
        bail!(
            "the Rust target {TARGET} is missing: install rustup (https://rustup.rs), or add the target to your Rust"
        );
    }
    project::run(
        Command::new("rustup").args(["target", "add", TARGET]),
        &format!("adding the Rust target {TARGET}"),
    )
}

/// The folder of a crate's program in the right version: the PATH's, the cache's, or installed now.
fn from_crate(program: &str, name: &str, version: &str, options: &[&str]) -> Result<PathBuf> {
    if let Some(file) = project::on_path(&[program])
        && project::answer(&file, &["--version"]).is_some_and(|said| said.split(' ').nth(1) == Some(version))
        && let Some(folder) = file.parent()
    {
        return Ok(folder.to_path_buf());
    }
    let folder = install::folder(program, version)?;
    if !folder.join("bin").is_dir() {
        eprintln!("Installing {program} {version} into {}: once, a few minutes.", folder.display());
        install::from_crate(name, version, options, &folder)?;
    }
    Ok(folder.join("bin"))
}

/// wasm-opt from npm, or the PATH's; without either a release is larger, which [`crate::build`] says.
fn wasm_opt() -> Option<PathBuf> {
    let folder = install::folder("binaryen", BINARYEN).ok()?;
    let file = folder.join("node_modules").join(".bin").join(if cfg!(windows) {
        "wasm-opt.cmd"
    } else {
        "wasm-opt"
    });
    if !file.is_file() && project::on_path(&[if cfg!(windows) { "npm.cmd" } else { "npm" }]).is_some() {
        eprintln!("Installing wasm-opt (binaryen {BINARYEN}) into {}: once.", folder.display());
        if let Err(error) = install::from_npm("binaryen", BINARYEN, &folder) {
            eprintln!("Going on without it: {error:#}.");
        }
    }
    if file.is_file() { Some(file) } else { project::on_path(&["wasm-opt"]) }
}

/// The version of a crate that Cargo.lock holds.
fn locked_version(name: &str) -> Result<String> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let text =
        std::fs::read_to_string(project::root().join("Cargo.lock")).context("Cargo.lock cannot be read")?;
    let lock: Lock = toml::from_str(&text).context("Cargo.lock is not valid TOML")?;
    let found = lock.package.into_iter().find(|package| package.name == name);
    Ok(found
        .with_context(|| format!("Cargo.lock has no {name}; restore it with `git checkout Cargo.lock`"))?
        .version)
}
