//! What a hand means on a plate: taps that mean one thing, keys that need no click first, what is in sight kept in the address,
//! at every size and turn, and pictures that agree with what is drawn over them.

use anyhow::{Context, Result, ensure};
use palpate::anatomy::Depth;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::App;
use crate::hands::Hand;
use crate::spot;

const HEADING: &str = "document.querySelector('.panel h2').textContent";
const SIGHT: &str = "document.querySelector('.plate-over').getAttribute('viewBox')";

/// Fingers on a phone: two that tap together mean nothing, one beside an open menu closes it and nothing else; turned over,
/// the phone shows the same place at the same size, and the link says so.
pub(crate) async fn on_a_phone(app: &App) -> Result<()> {
    app.fingers().await?;
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_is_pictured().await?;
    let at = app.pixel(spot::inside("posterior", &["latissimus-dorsi"], Depth::Superficial)?).await?;
    let before = said(app, "location.hash").await?;

    app.touch(&[&[at, (at.0 + 40, at.1 + 30)]]).await?;
    unchanged(app, &before, "two fingers that tap").await?;
    Hand::Finger.press(app, ".show-button").await?;
    app.until("the menu", "document.querySelector('#show:popover-open')").await?;
    app.touch(&[&[at]]).await?;
    app.until("the menu closed", "!document.querySelector('#show:popover-open')").await?;
    unchanged(app, &before, "the tap that closes a menu").await?;

    let (x, y) = (180, 260);
    app.touch(&[&[(x - 20, y), (x + 20, y)], &[(x - 60, y), (x + 60, y)], &[(x - 100, y), (x + 100, y)]])
        .await?;
    app.until("the zoom in the address", "location.hash.includes('&at=')").await?;
    let [close, middle] = seen(app).await?;
    for (width, height) in [(844, 390), (390, 500), (390, 844)] {
        window(app, width, height).await?;
        let [now, there] = seen(app).await?;
        ensure!((now / close - 1.0).abs() < 0.01, "{width}x{height} shows {now} px a mm instead of {close}");
        ensure!((there - middle).abs() < 1.0, "{width}x{height} looks at {there} instead of {middle}");
    }
    let ([close, middle], link) = (seen(app).await?, said(app, "location.hash").await?);
    app.reload().await?;
    app.plate_rests().await?;
    // The address tells tenths of a millimetre and whole percents.
    let [now, there] = seen(app).await?;
    let is_same = (now / close - 1.0).abs() < 0.01 && (there - middle).abs() < 1.0;
    ensure!(is_same, "the link {link} shows {there} at {now} fresh, and {middle} at {close} warm");
    let sight = said(app, SIGHT).await?;

    app.touch(&[&[at]]).await?;
    app.until("the tap", "/muscle=|structure=/.test(location.hash)").await?;
    app.plate_rests().await?;
    app.browser.back().await?;
    app.until("what was in sight before", &format!("{SIGHT} === {sight:?}")).await
}

/// Keys as they come, with no click before them: after loading, and after a search.
pub(crate) async fn keys_without_a_click(app: &App) -> Result<()> {
    app.go("/atlas?view=anterior&depth=3").await?;
    app.reload().await?;
    app.plate_rests().await?;
    let start = said(app, "[location.hash.match(/view=[^&]*&depth=./)[0], document.querySelector('.panel h2').textContent].join()")
        .await?;
    app.press(Key::PageDown).await?;
    app.until("the first muscle", "location.hash.includes('muscle=')").await?;
    app.plate_rests().await?;
    app.press(Key::PageUp).await?;
    app.until("no muscle again", "!location.hash.includes('muscle=')").await?;
    let back = said(app, "[location.hash.match(/view=[^&]*&depth=./)[0], document.querySelector('.panel h2').textContent].join()")
        .await?;
    ensure!(start == back, "a step on and one back lead from {start} to {back}");
    app.plate_rests().await?;
    app.press(Key::Right).await?;
    app.until("the walk", "document.querySelector('.plate-name').textContent !== ''").await?;
    app.press(Key::Enter).await?;
    app.until("the choice", "location.hash.includes('muscle=')").await?;

    app.see("[role=search] input").await?.click().await?;
    app.browser.action_chain().send_keys("infraspinatus").perform().await?;
    app.until("the search's list", "document.querySelector('#hits [role=option]')").await?;
    app.press(Key::Enter).await?;
    app.until("what was searched", &format!("{HEADING} === 'Infraspinatus'")).await?;
    app.plate_rests().await?;
    app.press('4').await?;
    app.until("peeling after a search", "location.hash.includes('depth=4')").await?;

    // Turning keeps how close one looked, and at which height.
    app.plate_rests().await?;
    let [close, middle] = seen(app).await?;
    app.press(']').await?;
    app.until("turning", "!location.hash.includes('view=posterior&')").await?;
    app.plate_rests().await?;
    let [now, there] = seen(app).await?;
    ensure!((now / close - 1.0).abs() < 0.02, "turning goes from {close} to {now} px a mm");
    ensure!((there - middle).abs() < 5.0, "turning looks at the height {there} instead of {middle}");
    app.press('[').await?;
    app.until("turning back", "location.hash.includes('view=posterior&')").await
}

/// A tap on a plate within a page names what it met and offers to open it; the page is left by the link alone.
pub(crate) async fn a_page_says_before_it_is_left(app: &App) -> Result<()> {
    app.go("/muscle/infraspinatus").await?;
    app.plate_rests().await?;
    let at = spot::inside("posterior", &["latissimus-dorsi"], Depth::Intermediate);
    let at = at.or_else(|_| spot::inside("posterior", &["teres-major"], Depth::Intermediate))?;
    let (x, y) = app.pixel_in_sight(at).await?;
    app.browser.action_chain().move_to(x, y).click().perform().await?;
    let link = app.see(".tapped a").await?;
    let words = link.text().await?;
    ensure!(words.starts_with("Open "), "the link says {words}");
    ensure!(app.route().await? == "/muscle/infraspinatus", "the tap has left the page");
    link.click().await?;
    app.until("the page of what was tapped", "!location.hash.includes('infraspinatus')").await?;
    app.until("no word of a tap on the page before", "!document.querySelector('.tapped')").await
}

/// On a slow machine every frame of zooming and peeling shows a picture of the depth, and at the place, of what is drawn over it.
pub(crate) async fn every_frame_agrees(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1&muscle=infraspinatus").await?;
    app.plate_is_pictured().await?;
    let slow = json!({ "rate": 4 });
    app.browser.cdp().send_raw("Emulation.setCPUThrottlingRate", slow).await?;
    app.script(WATCH, Vec::new()).await?;
    for key in ["3", "5", "1", "+", "+", "2", "-", "4", "+"] {
        app.browser.action_chain().send_keys(key).perform().await?;
    }
    for (width, height) in [(900, 640), (844, 390), (390, 844), (1280, 720)] {
        window(app, width, height).await?;
    }
    app.press(']').await?;
    app.plate_rests().await?;
    let told = app.script("return [window.frames_seen, window.frames_off]", Vec::new()).await?;
    let (seen, off): (u64, Vec<String>) = serde_json::from_value(told).context("the frames tell nothing")?;
    let fast = json!({ "rate": 1 });
    app.browser.cdp().send_raw("Emulation.setCPUThrottlingRate", fast).await?;
    ensure!(seen > 20, "only {seen} frames were looked at");
    ensure!(off.is_empty(), "{} of {seen} frames do not agree: {:?}", off.len(), &off[..off.len().min(5)]);
    Ok(())
}

/// Looks at every frame, once it is painted: a picture of the whole plate stands where the overlay has the plate, at the overlay's depth.
const WATCH: &str = "window.frames_seen = 0; window.frames_off = [];
    // The app observes it as well, and was first: once this is told, the app has drawn for the new size.
    let sized = '';
    const size = (canvas) => (box => `${box.width} ${box.height}`)(canvas.getBoundingClientRect());
    const canvas = document.querySelector('.plate-canvas');
    new ResizeObserver(() => (sized = size(canvas))).observe(canvas);
    const look = () => {
        requestAnimationFrame(() => setTimeout(look));
        // Another size that has not come to a frame yet.
        if (size(canvas) !== sized) return;
        const over = document.querySelector('.plate-canvas > .plate-over');
        if (document.querySelector('.has-sheets') && !document.querySelector('.sheet.is-shown')) window.frames_off.push('no picture and no document');
        for (const sheet of document.querySelectorAll('.has-sheets .sheet.is-shown')) {
            if (!over) continue;
            window.frames_seen += 1;
            if (sheet.dataset.depth !== over.dataset.peel) window.frames_off.push(`depth ${sheet.dataset.depth} under ${over.dataset.peel}`);
            const [left, top] = sheet.dataset.from.split(' ').map(Number);
            const at = new DOMPoint(left, top).matrixTransform(over.getScreenCTM()), box = sheet.getBoundingClientRect();
            const off = Math.hypot(at.x - box.left, at.y - box.top);
            if (off > 1.5) window.frames_off.push(`${off} pixels off`);
        }
    };
    look();";

/// Makes the window another size, as turning a phone or a keyboard does.
async fn window(app: &App, width: u32, height: u32) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 0, "mobile": false });
    app.browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    app.until("the window's size", &format!("innerWidth === {width} && innerHeight === {height}")).await?;
    app.plate_rests().await
}

/// The scale, in pixels a millimetre, and the height that is looked at, in millimetres of the plate.
async fn seen(app: &App) -> Result<[f64; 2]> {
    let script = "const over = document.querySelector('.plate-over'), box = over.getBoundingClientRect(), to = over.getScreenCTM();
        return [to.a, new DOMPoint(0, box.top + box.height / 2).matrixTransform(to.inverse()).y]";
    serde_json::from_value(app.script(script, Vec::new()).await?).context("no plate is in sight")
}

async fn unchanged(app: &App, before: &str, what: &str) -> Result<()> {
    // As long as a tap takes to stand in the address.
    let later = "return new Promise(done => setTimeout(() => done(location.hash), 400))";
    let now = app.script(later, Vec::new()).await?;
    ensure!(now == json!(before), "{what} leads from {before} to {now}");
    Ok(())
}

async fn said(app: &App, expression: &str) -> Result<String> {
    let said: Value = app.script(&format!("return {expression}"), Vec::new()).await?;
    said.as_str().map(str::to_owned).with_context(|| format!("{expression} says nothing"))
}
