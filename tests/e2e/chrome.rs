//! Chromium through its driver: a process on a port of its own, a new profile for each session.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use thirtyfour::WebDriver;

/// A running chromedriver; ends with this value.
pub(crate) struct Driver {
    process: Child,
    address: String,
}

/// The window that a session opens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    /// CSS pixels across.
    pub(crate) width: u32,
    /// CSS pixels down.
    pub(crate) height: u32,
    /// Dark colours rather than light.
    pub(crate) is_dark: bool,
}

/// What a trace needs to tell how long each input took until it was seen.
const TRACED: &str = "input,blink.user_timing";

impl Driver {
    /// Starts the driver that CHROMEDRIVER names.
    ///
    /// # Errors
    /// Where it does not start.
    pub(crate) fn start() -> Result<Self> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or("chromedriver".into());
        let mut process = Command::new(program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("chromedriver does not start")?;
        let output = process.stdout.take().context("chromedriver has no output")?;
        let mut lines = BufReader::new(output).lines();
        while let Some(Ok(line)) = lines.next() {
            let Some((_, port)) = line.split_once("started successfully on port ") else { continue };
            let address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
            // The rest of its output is read and dropped, so that it never waits for us.
            std::thread::spawn(move || lines.for_each(drop));
            return Ok(Self { process, address });
        }
        bail!("chromedriver ended before it was ready")
    }

    /// Opens a browser with an empty profile and a window of exactly this size.
    ///
    /// # Errors
    /// Where the browser does not start.
    pub(crate) async fn open(&self, window: Window) -> Result<WebDriver> {
        self.open_with(window, settings()?).await
    }

    /// As [`Driver::open`], with a trace of every input in the log "performance".
    ///
    /// # Errors
    /// Where the browser does not start.
    pub(crate) async fn open_traced(&self, window: Window) -> Result<WebDriver> {
        let mut settings = settings()?;
        settings.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" }));
        if let Some(options) = settings.get_mut("goog:chromeOptions") {
            options["perfLoggingPrefs"] =
                json!({ "traceCategories": TRACED, "enableNetwork": false, "enablePage": false });
        }
        self.open_with(window, settings).await
    }

    async fn open_with(&self, window: Window, settings: Map<String, Value>) -> Result<WebDriver> {
        let browser = WebDriver::new(&self.address, settings).await.context("Chromium does not start")?;
        browser.set_script_timeout(Duration::from_secs(60)).await?;
        let size = json!({ "width": window.width, "height": window.height, "deviceScaleFactor": 1, "mobile": false });
        browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        let scheme = if window.is_dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
        Ok(browser)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The settings that xtask wrote, and the log of the page's console.
fn settings() -> Result<Map<String, Value>> {
    let file = std::env::var("WASM_BINDGEN_TEST_WEBDRIVER_JSON")
        .context("WASM_BINDGEN_TEST_WEBDRIVER_JSON is not set")?;
    let text = std::fs::read_to_string(&file).with_context(|| format!("{file} cannot be read"))?;
    let mut settings: Map<String, Value> =
        serde_json::from_str(&text).with_context(|| format!("{file} is not JSON"))?;
    settings.insert("browserName".to_owned(), "chrome".into());
    settings.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL" }));
    Ok(settings)
}
