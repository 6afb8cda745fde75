//! The marks of trigger points: a tap on an X or its number chooses the point, by the mouse, a finger and keys.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::Key;

use crate::app::App;

const CAPTION: &str = "document.querySelector('.plate-name').textContent";
const TRAPEZIUS: &str = "/atlas?view=posterior&depth=1&muscle=trapezius";

/// On the atlas by the mouse and by keys, on the muscle's page and on the point's.
pub(crate) async fn answer(app: &App) -> Result<()> {
    app.go(TRAPEZIUS).await?;
    app.plate_rests().await?;
    let (x, y) = cross(app, "trapezius-4").await?;
    app.browser.action_chain().move_to(x, y).perform().await?;
    app.until("the point's name", &format!("{CAPTION}.includes('Trapezius, TrP 4')")).await?;
    app.until("a hand", "getComputedStyle(document.querySelector('.plate-canvas')).cursor === 'pointer'")
        .await?;
    click(app, (x, y)).await?;
    chosen(app, "trapezius-4").await?;
    click(app, cross(app, "trapezius-4").await?).await?;
    // A tap that chose something else would have done so by now.
    app.plate_rests().await?;
    chosen(app, "trapezius-4").await?;
    click(app, number(app, "trapezius-3").await?).await?;
    chosen(app, "trapezius-3").await?;

    app.go("/atlas?view=posterior&depth=2&muscle=rhomboid-major").await?;
    app.plate_rests().await?;
    app.script("document.querySelector('.plate-canvas').focus()", Vec::new()).await?;
    walk_to(app, "trigger point").await?;
    app.press(Key::Enter).await?;
    app.until("the walked to point", "location.hash.includes('point=rhomboid-major-')").await?;
    app.until("the choice told", &format!("{CAPTION}.endsWith('chosen')")).await?;

    app.go("/muscle/trapezius").await?;
    app.plate_rests().await?;
    click(app, cross(app, "trapezius-4").await?).await?;
    app.until(
        "the button of TrP 4",
        "document.querySelector('.switches [aria-pressed=true]')?.textContent === 'TrP 4'",
    )
    .await?;
    app.until("its pain", "document.querySelector('figure.plate .zones path')").await?;

    app.go("/point/trapezius-4").await?;
    app.plate_rests().await?;
    click(app, cross(app, "trapezius-3").await?).await?;
    // A tap within a page says where it leads before it leaves the page.
    app.click("a", "Open Trapezius, TrP 3").await?;
    app.until("the page of TrP 3", "location.hash === '#/point/trapezius-3'").await?;
    app.see_words("h1", "Trapezius, TrP 3").await.map(|_| ())
}

/// With a finger, where the marks of a whole body crowd on a phone: each number stands alone and chooses its own point.
pub(crate) async fn answer_a_finger(app: &App) -> Result<()> {
    app.fingers().await?;
    for number_of in 1..=7 {
        app.go("/atlas?view=posterior&depth=1&muscle=levator-scapulae").await?;
        app.go(TRAPEZIUS).await?;
        app.plate_rests().await?;
        let point = format!("trapezius-{number_of}");
        if app.count(&format!("[data-mark={point}]")).await? == 0 {
            continue;
        }
        let at = number(app, &point).await?;
        app.touch(&[&[at]]).await?;
        chosen(app, &point).await?;
    }
    Ok(())
}

async fn chosen(app: &App, point: &str) -> Result<()> {
    app.until(point, &format!("new URLSearchParams(location.hash.split('?')[1]).get('point') === '{point}'"))
        .await
}

async fn click(app: &App, (x, y): (i64, i64)) -> Result<()> {
    Ok(app.browser.action_chain().move_to(x, y).click().perform().await?)
}

/// Where a point's X is in the window.
async fn cross(app: &App, point: &str) -> Result<(i64, i64)> {
    place(app, point, "const at = mark.getScreenCTM(); return [at.e, at.f].map(Math.round)").await
}

/// Where a point's number is.
async fn number(app: &App, point: &str) -> Result<(i64, i64)> {
    let middle = "const box = mark.querySelector('text').getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2].map(Math.round)";
    place(app, point, middle).await
}

async fn place(app: &App, point: &str, what: &str) -> Result<(i64, i64)> {
    let mark = format!("[data-mark='{point}']");
    app.see(&mark).await?;
    let script = format!(
        "const mark = document.querySelector(arguments[0]);
        mark.closest('figure').scrollIntoView({{ block: 'center', behavior: 'instant' }});
        {what}"
    );
    let place = app.script(&script, vec![json!(mark)]).await?;
    serde_json::from_value(place).with_context(|| format!("{point} is nowhere in the window"))
}

/// Walks over the plate by the arrows, this way and that, until it tells of a mark.
async fn walk_to(app: &App, words: &str) -> Result<()> {
    let ways = [Key::Right, Key::Down, Key::Left, Key::Up];
    for step in 0..60 {
        app.press(ways[step / 3 % 4].clone()).await?;
        let said = app.script(&format!("return {CAPTION}"), Vec::new()).await?;
        if said.as_str().is_some_and(|said| said.contains(words)) {
            return Ok(());
        }
    }
    ensure!(false, "60 steps over the plate meet no {words}");
    Ok(())
}
