//! The sweep: every route and state of the app at every size, for what covers, cuts, overlaps or scrolls sideways. What is
//! looked at, and how, stands in sweep.js, which runs in the page.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::site::Site;

const SWEEP: &str = include_str!("sweep.js");

/// Windows that are held in a hand; the last is a desk's window of 1280x1024 at a zoom of 400 %.
const HELD: [(u32, u32); 4] = [(390, 844), (320, 568), (844, 390), (320, 256)];
const ON_A_DESK: [(u32, u32); 3] = [(1280, 720), (768, 1024), (1920, 1080)];
/// The size of text that the user's browser is set to, in percent.
const TEXTS: [u32; 2] = [100, 200];

/// Goes through all of it in one browser, and tells every fault with its place.
///
/// # Errors
/// Where anything is covered, cut, too small or out of reach.
pub(crate) async fn every_state_at_every_size(driver: &Driver, site: &Site) -> Result<()> {
    let window = Window { width: HELD[0].0, height: HELD[0].1, is_dark: false };
    let app = App::open(driver, site, window, "/").await?;
    app.browser.cdp().send_raw("Page.enable", json!({})).await?;
    let mut faults: Vec<String> = Vec::new();
    let mut looks = 0;
    for sizes in [&HELD[..], &ON_A_DESK[..]] {
        app.script(SWEEP, Vec::new()).await?;
        let states = app.script("return sweep.states", Vec::new()).await?;
        for state in states.as_array().context("the sweep names no states")? {
            let name = state["name"].as_str().unwrap_or_default();
            resize(&app, sizes[0], 100).await?;
            enter(&app, state).await.with_context(|| format!("the sweep does not come to \"{name}\""))?;
            for &size in sizes {
                for &text in TEXTS.iter().filter(|text| size.1 > 300 || **text == 100) {
                    resize(&app, size, text).await?;
                    app.script("return sweep.rest()", Vec::new()).await?;
                    let found = app.script("return sweep.check()", Vec::new()).await?;
                    looks += 1;
                    let found = found.as_array().into_iter().flatten().filter_map(Value::as_str);
                    faults.extend(
                        found.map(|fault| format!("{name} at {}x{}, text {text} %: {fault}", size.0, size.1)),
                    );
                }
            }
        }
    }
    println!("the sweep: {looks} looks");
    let told = faults.iter().take(40).cloned().collect::<Vec<_>>().join("\n    ");
    let errors = app.errors().await?;
    app.browser.quit().await?;
    ensure!(faults.is_empty(), "{} faults in {looks} looks:\n    {told}", faults.len());
    ensure!(errors.is_empty(), "the browser's console has errors: {}", errors.join("; "));
    Ok(())
}

async fn resize(app: &App, (width, height): (u32, u32), text: u32) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    app.browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    let fonts = json!({ "fontSizes": { "standard": 16 * text / 100, "fixed": 13 * text / 100 } });
    app.browser.cdp().send_raw("Page.setFontSizes", fonts).await?;
    Ok(())
}

/// Brings the page to a state; one that must be fresh is loaded anew with nothing saved.
async fn enter(app: &App, state: &Value) -> Result<()> {
    if state["on"] == json!(false) {
        let route = state["route"].as_str().unwrap_or_default();
        if state["fresh"] == json!(true) {
            app.script("localStorage.clear()", Vec::new()).await?;
            app.browser.goto("about:blank").await?;
        }
        app.go(route).await?;
        app.script(SWEEP, Vec::new()).await?;
    }
    app.script("return sweep.enter(arguments[0])", vec![state["name"].clone()]).await.map(|_| ())
}
