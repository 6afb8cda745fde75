//! How long the app takes from an input to the frame that shows what it did, on a processor made four times slower:
//! read from the browser's own trace.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::{Result, ensure};
use palpate::anatomy::{Depth, PlatePoint};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::site::Site;
use crate::spot;

const PHONE: Window = Window { width: 390, height: 844, is_dark: false };
const SLOWER: u32 = 4;
const BUDGET_MS: f64 = 50.0;
/// Time to come to rest, so that one input's work is not counted as the next one's.
const REST: Duration = Duration::from_millis(350);
/// Names the marks between the steps.
const MARK: &str = "palpate ";

/// Prints rows of name, p50, p95, unit and budget with tabs between, for `cargo xtask bench`.
///
/// # Errors
/// Where the app does not do what is timed.
pub(crate) async fn run() -> Result<()> {
    let (driver, site) = (Driver::start()?, Site::start()?);
    let route = "/atlas?view=posterior&depth=1";
    let app = App::at(driver.open_traced(PHONE).await?, &site, route).await?;
    app.plate_is_pictured().await?;
    let slow = json!({ "rate": SLOWER });
    app.browser.cdp().send_raw("Emulation.setCPUThrottlingRate", slow).await?;

    for round in 0..24 {
        let layer = app.see(&format!("label[data-depth='{}']", 1 + round % 5)).await?;
        step(&app, "change of depth").await?;
        layer.click().await?;
    }
    step(&app, "").await?;

    app.see("label[data-depth='1']").await?.click().await?;
    let muscles = ["descending-part-of-trapezius", "latissimus-dorsi", "spinal-part-of-deltoid"];
    let mut places = Vec::new();
    for muscle in muscles {
        // A muscle that this plate does not show at this depth is not tapped.
        places.extend(spot::inside("posterior", &[muscle], Depth::Superficial).ok());
    }
    for round in 0..24 {
        if let Some(at) = places.get(round % places.len().max(1)) {
            let (x, y) = app.pixel(*at).await?;
            app.browser.action_chain().move_to(x, y).perform().await?;
            step(&app, "selection by tap").await?;
            app.browser.action_chain().click().perform().await?;
        }
    }
    step(&app, "").await?;

    for round in 0..40 {
        let (x, y) = app.pixel(PlatePoint::new(-150.0 + 7.5 * f64::from(round), -1250.0)).await?;
        step(&app, "hover").await?;
        app.browser.action_chain_with_delay(None, Some(Duration::ZERO)).move_to(x, y).perform().await?;
    }
    step(&app, "").await?;

    app.see(".plate-canvas").await?.focus().await?;
    for round in 0..24 {
        step(&app, "zoom by key").await?;
        app.press(if round % 6 < 3 { '+' } else { '-' }).await?;
    }
    step(&app, "").await?;

    app.see(".search input").await?.focus().await?;
    for letter in "levator scapulae".chars() {
        step(&app, "a letter in the search field").await?;
        app.press(letter).await?;
    }
    step(&app, "").await?;
    app.press(Key::Escape).await?;

    // The trace is handed over when the page is left.
    app.browser.goto("about:blank").await?;
    let mut events = Vec::new();
    for entry in app.browser.get_log("performance").await? {
        let message: Value = serde_json::from_str(&entry.message)?;
        if message["message"]["method"] == "Tracing.dataCollected" {
            events.push(message["message"]["params"].clone());
        }
    }
    report(&events)?;
    app.close().await
}

/// Leaves the app time to rest, then marks in the trace what the next input is of.
async fn step(app: &App, name: &str) -> Result<()> {
    tokio::time::sleep(REST).await;
    app.script("performance.mark(arguments[0])", vec![json!(format!("{MARK}{name}"))]).await.map(|_| ())
}

/// Prints for each name the longest input of each of its steps: from the input's making to the frame that was shown.
fn report(events: &[Value]) -> Result<()> {
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let mut marks: Vec<(f64, String)> = Vec::new();
    let mut inputs: Vec<(f64, f64)> = Vec::new();
    let mut begun: HashMap<String, f64> = HashMap::new();
    for event in events {
        let (name, at) = (event["name"].as_str().unwrap_or_default(), number(&event["ts"]));
        if let Some(step) = name.strip_prefix(MARK) {
            marks.push((at, step.to_owned()));
        }
        if name == "EventLatency" {
            let which = format!("{} {} {}", event["pid"], event["id"], event["id2"]);
            if event["ph"] == "b" {
                begun.insert(which, at);
            } else if let Some(from) = begun.remove(&which).filter(|_| event["ph"] == "e") {
                inputs.push((from, (at - from) / 1000.0));
            }
        }
    }
    ensure!(!inputs.is_empty(), "the browser's trace tells of no input");
    marks.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut times: Vec<(&str, Vec<f64>)> = Vec::new();
    for pair in marks.windows(2) {
        let ((from, name), (to, _)) = (&pair[0], &pair[1]);
        let of_step = inputs.iter().filter(|(at, _)| at >= from && at < to).map(|(_, took)| *took);
        let Some(longest) = of_step.max_by(f64::total_cmp).filter(|_| !name.is_empty()) else { continue };
        match times.iter_mut().find(|(known, _)| known == name) {
            Some((_, times)) => times.push(longest),
            None => times.push((name, vec![longest])),
        }
    }
    for (name, mut times) in times {
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
        println!("{name} ({} times)\t{:.1}\t{:.1}\tms\t{BUDGET_MS}", times.len(), at(0.50), at(0.95));
    }
    Ok(())
}
