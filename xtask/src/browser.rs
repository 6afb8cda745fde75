//! The browser that tests, timings and pictures need: found, or installed where that is one command.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::project;

/// Chromium and the program that drives it.
pub(crate) struct Browser {
    chromium: PathBuf,
    driver: PathBuf,
}

/// Quiet and without a network of its own.
const ARGUMENTS: [&str; 8] = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

impl Browser {
    /// Finds Chromium (or Chrome) and its driver; installs them as root on Debian and Ubuntu.
    ///
    /// # Errors
    /// A sentence that says what to install.
    pub(crate) fn ready() -> Result<Self> {
        if let Some(browser) = Self::find() {
            return Ok(browser);
        }
        if is_root() && project::on_path(&["apt-get"]).is_some() {
            eprintln!("Installing Chromium and its driver with apt-get: once.");
            let mut update = Command::new("apt-get");
            project::run(update.args(["update", "-qq"]), "apt-get update")?;
            let mut install = Command::new("apt-get");
            install.env("DEBIAN_FRONTEND", "noninteractive");
            install.args(["install", "-y", "-qq", "--no-install-recommends", "chromium", "chromium-driver"]);
            project::run(&mut install, "installing chromium and chromium-driver with apt-get")?;
        }
        Self::find().context(
            "the tests need Chromium and chromedriver: install both (Debian: `apt install chromium chromium-driver`; \
             macOS: `brew install --cask chromium chromedriver`) or name them in CHROMIUM and CHROMEDRIVER",
        )
    }

    fn find() -> Option<Self> {
        let named = |key: &str| std::env::var_os(key).map(PathBuf::from).filter(|file| file.is_file());
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
        let mac = [
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        ];
        let chromium = named("CHROMIUM")
            .or_else(|| project::on_path(&names))
            .or_else(|| mac.iter().map(PathBuf::from).find(|file| file.is_file()))?;
        let driver = named("CHROMEDRIVER").or_else(|| project::on_path(&["chromedriver"]))?;
        Some(Self { chromium, driver })
    }

    /// Tells a program of tests/e2e, or wasm-bindgen's test runner, which browser to drive and how.
    ///
    /// # Errors
    /// Where the file of settings cannot be written.
    pub(crate) fn tell<'a>(&self, command: &'a mut Command) -> Result<&'a mut Command> {
        let root = is_root().then_some("--no-sandbox");
        let arguments: Vec<&str> = ARGUMENTS.into_iter().chain(root).collect();
        let settings = json!({ "goog:chromeOptions": { "binary": self.chromium, "args": arguments } });
        let file = project::root().join("target").join("webdriver.json");
        let written = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        written
            .and_then(|()| std::fs::write(&file, settings.to_string()))
            .context("target/webdriver.json cannot be written")?;
        Ok(command.env("CHROMEDRIVER", &self.driver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file))
    }
}

/// Whether this is root, for whom Chromium has no sandbox and apt-get works.
fn is_root() -> bool {
    project::answer("id", &["-u"]).is_some_and(|user| user == "0")
}

/// Runs one of the programs of tests/e2e on a built app; `printed` gets each line of its output.
///
/// # Errors
/// Where it cannot be built or fails.
pub(crate) fn drive(browser: &Browser, dist: &Path, arguments: &[String]) -> Result<Command> {
    if !dist.join("index.html").is_file() {
        bail!("{} holds no built app: run `cargo xtask build` first", dist.display());
    }
    let mut command = project::cargo();
    command.args(["test", "--quiet", "--package", "xtask", "--test", "e2e", "--"]).args(arguments);
    browser.tell(&mut command)?;
    command.env("PALPATE_DIST", dist);
    Ok(command)
}
