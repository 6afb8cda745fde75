//! The atlas by the keyboard alone, by touch alone, and measured: targets and contrast.

use anyhow::{Result, ensure};
use palpate::anatomy::Depth;
use serde_json::Value;
use thirtyfour::Key;

use crate::app::App;
use crate::spot;

const VIEW: &str = "document.querySelector('figure.plate').dataset.view";
const CAPTION: &str = "document.querySelector('.plate-name').textContent";

/// Every control of the atlas without a pointer: the plate is one stop of Tab; its keys walk, choose, peel, turn, zoom and
/// name; the menus open, are used and close; the list does what the plate does.
pub(crate) async fn by_keyboard(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_rests().await?;
    tab_to(app, ".plate-canvas").await?;
    app.press(Key::Right).await?;
    app.until("the walk to the first muscle", &format!("{CAPTION} !== ''")).await?;
    let first = said(app, CAPTION).await?;
    ensure!(first.contains("superficial"), "the muscle is told without its layer: {first}");
    app.press(Key::Down).await?;
    app.until("the walk to the next muscle", &format!("{CAPTION} !== {first:?}")).await?;
    app.press(Key::Enter).await?;
    app.until("the choice", "document.querySelector('.chosen-outline')").await?;
    let chosen = said(app, CAPTION).await?;
    ensure!(chosen.ends_with("chosen"), "the chosen muscle is not told as such: {chosen}");
    app.press(Key::PageDown).await?;
    app.until("the next muscle in order", "document.querySelectorAll('.chosen-outline').length > 0").await?;

    keys(app, "3", "peeling", "document.querySelector('.plate-over').dataset.peel === '3'").await?;
    let view = said(app, VIEW).await?;
    keys(app, "[", "turning", &format!("{VIEW} !== {view:?}")).await?;
    keys(app, "]", "turning back", &format!("{VIEW} === {view:?}")).await?;
    keys(app, "v", "turning half around", &format!("{VIEW} !== {view:?}")).await?;
    app.plate_rests().await?;
    keys(app, "l", "the names", "document.querySelectorAll('.plate-names button').length > 3").await?;
    keys(app, "i", "the muscle alone", "location.hash.includes('alone')").await?;
    keys(app, "i", "the muscle among others", "!location.hash.includes('alone')").await?;
    app.press(Key::Home).await?;
    app.plate_rests().await?;
    keys(app, "+++", "the map", "!document.querySelector('.plate-map').hidden").await?;
    app.press(Key::Home).await?;
    app.until("the whole body", "document.querySelector('.plate-map').hidden").await?;

    tab_to(app, ".plate-zoom button").await?;
    app.press(Key::Enter).await?;
    tab_to(app, ".core input").await?;
    app.press(Key::Down).await?;
    app.until("peeling by the layers", "document.querySelector('.plate-over').dataset.peel === '4'").await?;

    tab_to(app, ".show-button").await?;
    app.press(Key::Enter).await?;
    tab_to(app, "#show [data-option=latin]").await?;
    app.press(Key::Enter).await?;
    app.until("Latin names", "location.hash.includes('latin')").await?;
    tab_to(app, "#show [data-option=no-arm]").await?;
    app.press(' ').await?;
    app.until("the arms off", "location.hash.includes('no-arm')").await?;
    app.press(Key::Escape).await?;
    app.until("the menu closed", "!document.querySelector('#show:popover-open')").await?;

    tab_to(app, ".by").await?;
    app.press(Key::Enter).await?;
    app.until("turning by the button", &format!("{VIEW} !== 'anterior'")).await?;
    tab_to(app, ".view-name").await?;
    app.press(Key::Enter).await?;
    tab_to(app, "#views [data-view='head-neck-anterior']").await?;
    app.press(Key::Enter).await?;
    app.until("the close-up", &format!("{VIEW} === 'head-neck-anterior'")).await?;
    app.plate_rests().await?;

    tab_to(app, ".fold").await?;
    app.press(Key::Enter).await?;
    app.see(".layer-list li button").await?;
    tab_to(app, ".layer-list li button").await?;
    let listed = said(app, "document.activeElement.textContent").await?;
    app.press(Key::Enter).await?;
    app.see_words("h2", &listed).await.map(|_| ())
}

/// The atlas with fingers: tap, turn, pinch, drag, the menus.
pub(crate) async fn by_touch(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_is_pictured().await?;
    let at = app.pixel(spot::inside("posterior", &["latissimus-dorsi"], Depth::Superficial)?).await?;
    app.touch(&[&[at]]).await?;
    app.see_words("h2", "Latissimus dorsi").await?;

    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_rests().await?;
    let (x, y) = (200_i64, 300_i64);
    app.touch(&[&[(x, y)], &[(x + 30, y)], &[(x + 60, y)], &[(x + 90, y)]]).await?;
    app.until("turning by a finger", &format!("{VIEW} !== 'posterior'")).await?;
    app.plate_rests().await?;
    let turned = said(app, VIEW).await?;

    app.touch(&[&[(x - 20, y), (x + 20, y)], &[(x - 60, y), (x + 60, y)], &[(x - 100, y), (x + 100, y)]])
        .await?;
    app.until("zooming by two fingers", "!document.querySelector('.plate-map').hidden").await?;
    app.plate_rests().await?;
    let window = "document.querySelector('.map-window').getAttribute('x')";
    let before = said(app, window).await?;
    app.touch(&[&[(x, y)], &[(x + 30, y)], &[(x + 70, y)]]).await?;
    app.until("moving by a finger", &format!("{window} !== {before:?}")).await?;
    ensure!(said(app, VIEW).await? == turned, "a drag turns the body although it is zoomed in");

    app.see(".show-button").await?.click().await?;
    app.see("#show [data-option=english]").await?.click().await?;
    app.until("English names", "location.hash.includes('english')").await?;
    let width = app.script("return document.documentElement.scrollWidth", Vec::new()).await?;
    ensure!(width.as_u64() == Some(390), "the atlas is {width} pixels wide");
    Ok(())
}

/// What can be hit is at least 24 pixels wide and high; what is to be read or told apart has contrast, in every theme.
pub(crate) async fn targets_and_contrast(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1&muscle=trapezius&show=english").await?;
    app.plate_rests().await?;
    app.until("the names", "document.querySelectorAll('.plate-names button').length > 3").await?;
    let small = app.script(SMALL, Vec::new()).await?;
    ensure!(small.as_array().is_some_and(Vec::is_empty), "these are too small to hit: {small}");
    for theme in ["light", "dark", "projector"] {
        let weak = app.script(WEAK, vec![Value::from(theme)]).await?;
        ensure!(
            weak.as_array().is_some_and(Vec::is_empty),
            "too little contrast in the theme {theme}: {weak}"
        );
    }
    Ok(())
}

/// Everything that can be pressed and is smaller than 24 pixels.
const SMALL: &str = "return [...document.querySelectorAll('.atlas :is(button, label, [tabindex]), header :is(button, a, input)')]
    .map(element => [element, element.getBoundingClientRect()])
    .filter(([element, box]) => box.width > 0 && getComputedStyle(element).visibility === 'visible'
        && (box.width < 24 || box.height < 23.9))
    .map(([element, box]) => `${element.className || element.textContent} ${box.width} x ${box.height}`)";

/// Pairs of colours and the contrast (WCAG 2.2) that they need, as the stylesheets resolve them.
const WEAK: &str = "document.documentElement.dataset.theme = arguments[0];
    const probe = document.body.appendChild(document.createElement('i'));
    const light = name => { probe.style.color = `var(${name})`;
        const [r, g, b] = getComputedStyle(probe).color.match(/[\\d.]+/g).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
    const read = [['--ink', '--paper'], ['--ink', '--paper-raised'], ['--ink', '--plate-paper'], ['--ink', '--teal-wash'],
        ['--ink-soft', '--paper'], ['--ink-soft', '--paper-sunk'], ['--teal', '--paper'], ['--on-teal', '--teal'],
        ['--crimson', '--paper'], ['--good', '--paper'], ['--warn', '--paper'], ['--mark', '--mark-halo']];
    const seen = [['--focus', '--paper'], ['--focus', '--plate-paper'], ['--teal', '--paper-raised'],
        ['--ghost', '--plate-paper'], ['--chosen-line', '--chosen'], ['--chosen', '--plate-paper'],
        ['--over-line', '--plate-paper'], ['--under-line', '--plate-paper'], ['--referral', '--plate-paper'],
        ['--proximal', '--plate-bone-0'], ['--distal', '--plate-bone-0']];
    const weak = (pairs, least) => pairs.map(([a, b]) => [a, b, ratio(a, b)]).filter(([, , has]) => has < least)
        .map(([a, b, has]) => `${a} on ${b}: ${has.toFixed(2)} of ${least}`);
    const found = [...weak(read, 4.5), ...weak(seen, 3)];
    probe.remove();
    document.documentElement.dataset.theme = 'system';
    return found";

/// Presses Tab until the focus is on what a CSS selector finds first.
async fn tab_to(app: &App, selector: &str) -> Result<()> {
    app.see(selector).await?;
    for _ in 0..150 {
        app.press(Key::Tab).await?;
        let is_there = format!("return document.activeElement?.matches({selector:?}) ?? false");
        if app.script(&is_there, Vec::new()).await? == Value::Bool(true) {
            return Ok(());
        }
    }
    anyhow::bail!("150 presses of Tab do not reach {selector}")
}

async fn keys(app: &App, keys: &str, what: &str, expression: &str) -> Result<()> {
    for key in keys.chars() {
        app.press(key).await?;
    }
    app.until(what, expression).await
}

async fn said(app: &App, expression: &str) -> Result<String> {
    let value = app.script(&format!("return {expression}"), Vec::new()).await?;
    Ok(value.as_str().unwrap_or_default().trim().to_owned())
}
