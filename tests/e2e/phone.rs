//! The atlas on a phone: what was chosen is in sight, the panel is drawn, every control is at hand and covers nothing.

use anyhow::{Result, ensure};
use palpate::anatomy::Depth;
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::App;
use crate::spot;

/// Upright, small, and on its side.
const WINDOWS: [(u32, u32); 3] = [(390, 844), (320, 568), (844, 390)];
const STOP: &str = "document.querySelector('.panel').dataset.stop";
const VIEW: &str = "document.querySelector('figure.plate').dataset.view";
const HIGH: &str = "document.querySelector('.plate-canvas').clientHeight";

/// A muscle by a tap, a point by its number: the plate keeps a third to a half of the window, and what was asked for
/// stands beside it to be read without scrolling. Then the view by fingers.
pub(crate) async fn shows_what_was_chosen(app: &App) -> Result<()> {
    app.fingers().await?;
    for (width, height) in WINDOWS {
        size(app, width, height).await?;
        app.go("/atlas?view=posterior&depth=1").await?;
        app.plate_is_pictured().await?;
        let at = app.pixel(spot::inside("posterior", &["gluteus-maximus"], Depth::Superficial)?).await?;
        app.touch(&[&[at]]).await?;
        app.see_words("h2", "Gluteus maximus").await?;
        app.see("[data-point=gluteus-maximus-1]").await?;
        app.plate_rests().await?;
        in_sight(app, &[".panel h2", ".sides button:last-child", "[data-point=gluteus-maximus-1]"]).await?;
        touch(app, "[data-point=gluteus-maximus-1]").await?;
        app.see(".care p").await?;
        app.plate_rests().await?;
        in_sight(app, &[".panel h2", ".sides button", "[aria-pressed=true][data-point]", ".place"]).await?;
        in_sight(app, &[".tiers"]).await?;
        if width == 320 {
            // In the smallest window the care begins in sight.
            let begins =
                "(box => box.bottom <= document.querySelector('header.site nav').getBoundingClientRect().top)
                (document.querySelector('.care h3').getClientRects()[0])";
            app.until("the care in sight", begins).await?;
        } else {
            in_sight(app, &[".care p"]).await?;
        }
        in_sight(app, &[".marks .is-chosen"]).await?;
        let share = "const box = document.querySelector('.plate-canvas').getBoundingClientRect();
            return innerHeight > innerWidth ? box.height / innerHeight : box.width / innerWidth";
        let share = app.script(share, Vec::new()).await?.as_f64().unwrap_or_default();
        ensure!((0.33..=0.5).contains(&share), "at {width} x {height} the plate has {share} of the window");
        by_fingers(app).await?;
        let wide = app.script("return document.documentElement.scrollWidth", Vec::new()).await?;
        ensure!(wide == json!(width), "the atlas is {wide} pixels wide in a window of {width}");
    }
    Ok(())
}

/// Turning both ways, closer, away and the whole body, the layers and the options, each where nothing covers it.
async fn by_fingers(app: &App) -> Result<()> {
    for button in [".turntable > .by", ".turntable > .view-name + .by"] {
        let view = app.script(&format!("return {VIEW}"), Vec::new()).await?;
        touch(app, button).await?;
        app.until("turning", &format!("{VIEW} !== {view}")).await?;
        app.plate_rests().await?;
    }
    let millimetres = "document.querySelector('.plate-over').getAttribute('viewBox').split(' ')[2]";
    for (label, sign) in [("Zoom in", "<"), ("Zoom out", ">"), ("Whole view", ">=")] {
        let before = app.script(&format!("return {millimetres}"), Vec::new()).await?;
        touch(app, &format!(".plate-zoom [aria-label='{label}']")).await?;
        app.plate_rests().await?;
        app.until(label, &format!("+{millimetres} {sign} {before}")).await?;
    }
    let is_folded =
        app.script("return document.querySelector('.layer-button').offsetHeight > 0", Vec::new()).await?;
    if is_folded == Value::Bool(true) {
        touch(app, ".layer-button").await?;
    }
    touch(app, ".layer[data-depth='3']").await?;
    app.until("the third layer", "document.querySelector('.plate-over').dataset.peel === '3'").await?;
    app.press(Key::Escape).await?;
    touch(app, ".show-button").await?;
    app.until("the menu", "document.querySelector('#show:popover-open')").await?;
    in_window(app, "#show").await?;
    app.press(Key::Escape).await?;
    touch(app, ".turntable > .view-name").await?;
    app.until("all views", "document.querySelector('#views:popover-open')").await?;
    in_window(app, "#views").await?;
    app.press(Key::Escape).await?;
    in_sight(app, &[".panel h2", ".place"]).await
}

/// The panel follows the finger and settles at the nearest of three stops; a press and the arrow keys move it too; what
/// is asked for brings it back.
pub(crate) async fn sheet_is_drawn(app: &App) -> Result<()> {
    app.fingers().await?;
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_rests().await?;
    app.until("a low panel while nothing is chosen", &format!("{STOP} === 'peek'")).await?;
    let large = number(app, HIGH).await?;
    app.go("/atlas?view=posterior&depth=1&muscle=trapezius").await?;
    app.until("a raised panel", &format!("{STOP} === 'half'")).await?;
    app.until("a smaller plate", &format!("{HIGH} < {large} * 0.7")).await?;
    draw(app, 250).await?;
    app.until("drawn down", &format!("{STOP} === 'peek' && {HIGH} === {large}")).await?;
    draw(app, -600).await?;
    app.until("drawn up", &format!("{STOP} === 'full'")).await?;
    touch(app, ".fold").await?;
    app.until(
        "the list unfolded",
        "document.querySelector('.fold').getAttribute('aria-expanded') === 'true'",
    )
    .await?;
    app.script(
        "document.querySelector('.layer-list li:nth-child(3) button').scrollIntoView({ block: 'center' })",
        Vec::new(),
    )
    .await?;
    touch(app, ".layer-list li:nth-child(3) button").await?;
    app.until("the plate beside what was asked for", &format!("{STOP} === 'half'")).await?;

    app.script("document.querySelector('.grip').focus()", Vec::new()).await?;
    for (key, stop) in [(Key::Down, "peek"), (Key::Up, "half"), (Key::Up, "full"), (Key::Enter, "peek")] {
        app.press(key).await?;
        app.until(&format!("the panel at {stop}"), &format!("{STOP} === '{stop}'")).await?;
        let told = format!("document.activeElement.getAttribute('aria-expanded') === '{}'", stop != "peek");
        app.until("told to a screen reader", &told).await?;
    }
    touch(app, ".grip").await?;
    app.until("opened by a touch", &format!("{STOP} === 'half'")).await
}

/// Draws the panel's handle by so many pixels, and rests before letting go.
async fn draw(app: &App, by: i64) -> Result<()> {
    let (x, y) = place(app, ".grip").await?;
    let steps: Vec<[(i64, i64); 1]> =
        [0, by / 4, by / 2, by * 3 / 4, by, by].into_iter().map(|down| [(x, y + down)]).collect();
    let steps: Vec<&[(i64, i64)]> = steps.iter().map(<[_; 1]>::as_slice).collect();
    app.touch_and_hold(&steps, std::time::Duration::from_millis(250)).await
}

async fn size(app: &App, width: u32, height: u32) -> Result<()> {
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    app.browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    Ok(())
}

async fn number(app: &App, expression: &str) -> Result<f64> {
    Ok(app.script(&format!("return {expression}"), Vec::new()).await?.as_f64().unwrap_or_default())
}

/// Where an element can be touched: its middle, where nothing else lies over it. Nothing is scrolled.
async fn place(app: &App, selector: &str) -> Result<(i64, i64)> {
    app.see(selector).await?;
    app.until("the panel to rest", "!document.querySelector('.panel').getAnimations().length").await?;
    let free = format!(
        "(() => {{ const one = document.querySelector({selector:?}), box = one.getBoundingClientRect();
            const hit = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
            return hit && (one.contains(hit) || hit.closest('label') === one); }})()"
    );
    app.until(&format!("{selector} in sight and uncovered"), &free).await?;
    let middle = "const box = document.querySelector(arguments[0]).getBoundingClientRect();
        return [Math.round(box.left + box.width / 2), Math.round(box.top + Math.min(box.height / 2, 20))]";
    Ok(serde_json::from_value(app.script(middle, vec![json!(selector)]).await?)?)
}

async fn touch(app: &App, selector: &str) -> Result<()> {
    let at = place(app, selector).await?;
    app.touch_at(at).await
}

/// All of each element is within the window, and what lies at its corners and middle is it (a mark lets pointers through
/// to its plate).
async fn in_sight(app: &App, selectors: &[&str]) -> Result<()> {
    for selector in selectors {
        let script = format!(
            "(() => {{ const one = document.querySelector({selector:?});
                if (!one) return false;
                const owner = one.closest('figure') ?? one;
                return [...one.getClientRects()].every(box => [0.06, 0.5, 0.94].every(across => [0.25, 0.5, 0.75].every(down => {{
                    const hit = document.elementFromPoint(box.left + box.width * across, box.top + box.height * down);
                    return hit && (owner.contains(hit) || hit.matches('.grip') || hit.contains(owner) && hit.closest('.panel, label')); }}))); }})()"
        );
        app.until(&format!("{selector} wholly in sight"), &script).await?;
    }
    Ok(())
}

/// An open menu lies within the window.
async fn in_window(app: &App, selector: &str) -> Result<()> {
    let script = format!(
        "(() => {{ const box = document.querySelector({selector:?}).getBoundingClientRect();
            return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight && box.height > 90; }})()"
    );
    app.until(&format!("{selector} within the window"), &script).await
}
