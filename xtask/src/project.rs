//! The project's folder, and running other programs with failures told in one sentence.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// The project's root: the folder above xtask's.
pub(crate) fn root() -> PathBuf {
    let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or(PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    xtask.parent().map_or(xtask.clone(), Path::to_path_buf)
}

/// Cargo, in the project's root.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a program to its end.
///
/// # Errors
/// In one sentence, where it is missing or fails; `what` says what was being done.
pub(crate) fn run(command: &mut Command, what: &str) -> Result<()> {
    let status = command.status();
    let status = started(status, command)?;
    if !status.success() {
        bail!("{what} failed; its own words stand above");
    }
    Ok(())
}

/// Runs a program and returns what it printed.
///
/// # Errors
/// As [`run`].
pub(crate) fn output(command: &mut Command, what: &str) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = started(output, command)?;
    if !output.status.success() {
        bail!("{what} failed; its own words stand above");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a program prints on its standard output, where it is there and succeeds.
pub(crate) fn answer(program: impl AsRef<std::ffi::OsStr>, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The result of starting a program, with the sentence for one that is missing.
pub(crate) fn started<T>(result: std::io::Result<T>, command: &Command) -> Result<T> {
    let program = command.get_program().to_string_lossy().into_owned();
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{program} is not installed or not on the PATH")
        }
        other => other.with_context(|| format!("{program} could not be started")),
    }
}

/// The first of these programs that the PATH has.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let candidates = |name: &&str| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        std::env::split_paths(&path).map(move |folder| folder.join(&file)).find(|file| file.is_file())
    };
    names.iter().find_map(candidates)
}
