//! How long the app takes from an event to the next painted frame, on a processor made four times slower.

use anyhow::Result;
use palpate::anatomy::{Depth, PlatePoint};
use serde_json::json;
use thirtyfour::Key;

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::site::Site;
use crate::spot;

const PHONE: Window = Window { width: 390, height: 844, is_dark: false };
const SLOWER: u32 = 4;
const BUDGET_MS: f64 = 50.0;

/// Notes for each event of a kind the milliseconds from its making to the first task after the frame that shows it.
const LISTEN: &str = "window.palpateTimes = [];
    const channel = new MessageChannel();
    const started = [];
    channel.port1.onmessage = () => { const now = performance.now();
        while (started.length) window.palpateTimes.push(now - started.shift()); };
    window.palpateStop?.();
    const note = event => { started.push(event.timeStamp); requestAnimationFrame(() => channel.port2.postMessage(0)); };
    addEventListener(arguments[0], note, { capture: true, passive: true });
    window.palpateStop = () => removeEventListener(arguments[0], note, { capture: true });";

/// Prints rows of name, p50, p95, unit and budget with tabs between, for `cargo xtask bench`.
///
/// # Errors
/// Where the app does not do what is timed.
pub(crate) async fn run() -> Result<()> {
    let (driver, site) = (Driver::start()?, Site::start()?);
    let app = App::open(&driver, &site, PHONE, "/atlas?view=posterior&depth=1").await?;
    app.plate_rests().await?;
    let slow = json!({ "rate": SLOWER });
    app.browser.cdp().send_raw("Emulation.setCPUThrottlingRate", slow).await?;

    listen(&app, "click").await?;
    for round in 0..24 {
        app.see(&format!("label[data-depth='{}']", 1 + round % 5)).await?.click().await?;
        settle(&app).await;
    }
    report(&app, "change of depth").await?;

    app.see("label[data-depth='1']").await?.click().await?;
    let muscles = ["descending-part-of-trapezius", "latissimus-dorsi", "spinal-part-of-deltoid"];
    let mut places = Vec::new();
    for muscle in muscles {
        // A muscle that this plate does not show at this depth is not tapped.
        places.extend(spot::inside("posterior", &[muscle], Depth::Superficial).ok());
    }
    listen(&app, "pointerup").await?;
    for round in 0..24 {
        if let Some(at) = places.get(round % places.len().max(1)) {
            app.tap(*at).await?;
        }
        settle(&app).await;
    }
    report(&app, "selection by tap").await?;

    listen(&app, "pointermove").await?;
    for round in 0..40 {
        let at = PlatePoint::new(-150.0 + 7.5 * f64::from(round), -1250.0);
        let (x, y) = app.pixel(at).await?;
        app.browser
            .action_chain_with_delay(None, Some(std::time::Duration::ZERO))
            .move_to(x, y)
            .perform()
            .await?;
        settle(&app).await;
    }
    report(&app, "hover").await?;

    app.see(".plate-canvas").await?.focus().await?;
    listen(&app, "keydown").await?;
    for round in 0..24 {
        app.press(if round % 6 < 3 { '+' } else { '-' }).await?;
        settle(&app).await;
    }
    report(&app, "zoom by key").await?;

    app.see("input[aria-label='Find a muscle']").await?.focus().await?;
    listen(&app, "keydown").await?;
    for letter in "levator scapulae".chars() {
        app.press(letter).await?;
        settle(&app).await;
    }
    report(&app, "a letter in the search field").await?;
    app.press(Key::Escape).await?;
    app.close().await
}

async fn listen(app: &App, event: &str) -> Result<()> {
    app.script(LISTEN, vec![json!(event)]).await.map(|_| ())
}

/// Leaves the app time to come to rest, so that one event's work is not counted as the next one's.
async fn settle(_app: &App) {
    tokio::time::sleep(std::time::Duration::from_millis(350)).await;
}

async fn report(app: &App, name: &str) -> Result<()> {
    let times = app.script("return window.palpateTimes", Vec::new()).await?;
    let mut times: Vec<f64> = serde_json::from_value(times)?;
    times.sort_by(f64::total_cmp);
    let at = |share: f64| {
        times
            .get((times.len().saturating_sub(1) as f64 * share).round() as usize)
            .copied()
            .unwrap_or(f64::NAN)
    };
    println!("{name} ({} times)\t{:.1}\t{:.1}\tms\t{BUDGET_MS}", times.len(), at(0.50), at(0.95));
    Ok(())
}
