//! The atlas by the keyboard alone, by touch alone, and measured: targets and contrast.

use anyhow::{Result, ensure};
use palpate::anatomy::Depth;
use serde_json::Value;
use thirtyfour::Key;

use crate::app::App;
use crate::hands::Hand;
use crate::site::Site;
use crate::spot;

const VIEW: &str = "document.querySelector('figure.plate').dataset.view";
/// What a screen reader is told of the view and the depth as they change.
const TOLD: &str = "document.querySelector('.plate > [aria-live].unseen').textContent";
const CAPTION: &str = "document.querySelector('.plate-name').textContent";

/// Every control of the atlas without a pointer: the plate is one stop of Tab; its keys walk, choose, peel, turn, zoom and
/// name; every other control is reached and used; the menus open and close; the lists do what the plate does.
pub(crate) async fn by_keyboard(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_rests().await?;
    the_plate_by_keys(app).await?;

    app.go("/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1").await?;
    app.plate_rests().await?;
    reach_all(app, ".atlas").await?;
    for (selector, what) in ZOOM {
        use_it(app, How::Keys, selector, what).await?;
    }
    tab_to(app, ".core input:checked").await?;
    app.press(Key::Down).await?;
    app.until("peeling by the layers", "document.querySelector('.plate-over').dataset.peel === '2'").await?;

    use_it(app, How::Keys, ".show-button", "document.querySelector('#show:popover-open')").await?;
    reach_all(app, "#show").await?;
    for (selector, what) in SHOW {
        use_it(app, How::Keys, selector, what).await?;
    }
    app.press(Key::Escape).await?;
    app.until("the menu closed", "!document.querySelector('#show:popover-open')").await?;

    for (selector, what) in PANEL {
        use_it(app, How::Keys, selector, what).await?;
    }
    turn(app, How::Keys).await?;
    use_it(app, How::Keys, ".view-name", "document.querySelector('#views:popover-open')").await?;
    reach_all(app, "#views").await?;
    use_it(app, How::Keys, "#views [data-view='head-neck-anterior']", "true").await?;
    app.until("the close-up", &format!("{VIEW} === 'head-neck-anterior'")).await?;
    app.plate_rests().await?;
    the_list(app, How::Keys).await?;
    app.go("/atlas?view=posterior&depth=5").await?;
    app.until("the list of bones", "document.querySelector('.fold').textContent.includes('bones')").await?;
    listed(app, How::Keys).await
}

/// The plate itself: what each of its keys does.
async fn the_plate_by_keys(app: &App) -> Result<()> {
    tab_to(app, ".plate-canvas").await?;
    app.press(Key::Right).await?;
    app.until("the walk to the first muscle", &format!("{CAPTION} !== ''")).await?;
    let first = said(app, CAPTION).await?;
    ensure!(first.contains("superficial"), "the muscle is told without its layer: {first}");
    app.press(Key::Down).await?;
    app.until("the walk to the next muscle", &format!("{CAPTION} !== {first:?}")).await?;
    app.press(Key::Enter).await?;
    app.until("the choice", "document.querySelector('.chosen-outline')").await?;
    app.until("the choice told", &format!("{CAPTION}.endsWith('chosen')")).await?;
    app.until("what lies there", "document.querySelectorAll('.here li button').length > 1").await?;
    let heading = "document.querySelector('.panel h2').textContent";
    for (key, back) in [(Key::PageDown, Key::PageUp), (Key::PageUp, Key::PageDown)] {
        let before = said(app, heading).await?;
        app.press(key).await?;
        app.until("the next muscle in order", &format!("{heading} !== {before:?}")).await?;
        app.press(back).await?;
        app.until("the muscle before", &format!("{heading} === {before:?}")).await?;
    }
    for depth in ["0", "1", "2", "3", "4", "5", "3"] {
        let is_there = format!("document.querySelector('.plate-over').dataset.peel === '{depth}'");
        keys(app, depth, "peeling", &is_there).await?;
        let name = Depth::try_from(depth.parse::<u8>()?)?.name();
        app.until("the depth told", &format!("{TOLD}.endsWith('peeled to {name}')")).await?;
    }
    let view = said(app, VIEW).await?;
    for (there, back) in [("[", "]"), ("]", "["), ("v", "v")] {
        let before = said(app, TOLD).await?;
        keys(app, there, "turning", &format!("{VIEW} !== {view:?}")).await?;
        app.until("the view told", &format!("{TOLD} !== {before:?}")).await?;
        app.plate_rests().await?;
        keys(app, back, "turning back", &format!("{VIEW} === {view:?}")).await?;
        app.plate_rests().await?;
    }
    keys(app, "l", "the names", "document.querySelectorAll('.plate-names button').length > 3").await?;
    keys(app, "l", "no names", "document.querySelectorAll('.plate-names button').length === 0").await?;
    keys(app, "a", "the attachments", "location.hash.includes('attachments')").await?;
    keys(app, "i", "the muscle alone", "location.hash.includes('alone')").await?;
    keys(app, "ia", "the muscle among others", "!/alone|attachments/.test(location.hash)").await?;
    let elsewhere = "location.hash = '#/atlas?view=posterior&depth=1&muscle=masseter'";
    app.script(elsewhere, Vec::new()).await?;
    app.until("no list of what lay elsewhere", "!document.querySelector('.here')").await?;
    app.plate_rests().await?;
    app.press(Key::Home).await?;
    app.plate_rests().await?;
    keys(app, "+++", "the map", MAP).await?;
    app.plate_rests().await?;
    let before = said(app, WINDOW).await?;
    let chain = app.browser.action_chain().key_down(Key::Shift).send_keys(Key::Down).key_up(Key::Shift);
    chain.perform().await?;
    app.until("moving the plate", &format!("{WINDOW} !== {before:?}")).await?;
    keys(app, "---", "zooming out", NO_MAP).await?;
    keys(app, "+++", "zooming in", MAP).await?;
    app.press(Key::Home).await?;
    app.until("the whole body", NO_MAP).await
}

/// The atlas with fingers: tap, turn, pinch, drag, and every control.
pub(crate) async fn by_touch(app: &App) -> Result<()> {
    app.fingers().await?;
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
    app.until("zooming by two fingers", MAP).await?;
    app.plate_rests().await?;
    let before = said(app, WINDOW).await?;
    app.touch(&[&[(x, y)], &[(x + 30, y)], &[(x + 70, y)]]).await?;
    app.until("moving by a finger", &format!("{WINDOW} !== {before:?}")).await?;
    ensure!(said(app, VIEW).await? == turned, "a drag turns the body although it is zoomed in");
    let before = said(app, WINDOW).await?;
    use_it(app, How::Fingers, ".plate-map", &format!("{WINDOW} !== {before:?}")).await?;

    app.go("/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1").await?;
    app.plate_rests().await?;
    for depth in ["0", "1", "2", "4", "5", "3"] {
        let is_there = format!("document.querySelector('.plate-over').dataset.peel === '{depth}'");
        use_it(app, How::Fingers, &format!(".core label[data-depth='{depth}']"), &is_there).await?;
    }
    use_it(app, How::Fingers, ".show-button", "document.querySelector('#show:popover-open')").await?;
    for (selector, what) in SHOW {
        use_it(app, How::Fingers, selector, what).await?;
    }
    // Beside the menu, on the search field's left: what is open closes.
    use_it(app, How::Fingers, "header", "!document.querySelector('#show:popover-open')").await?;
    for (selector, what) in PANEL {
        use_it(app, How::Fingers, selector, what).await?;
    }
    turn(app, How::Fingers).await?;
    for view in ["left-lateral", "head-neck-anterior"] {
        use_it(app, How::Fingers, ".view-name", "document.querySelector('#views:popover-open')").await?;
        let is_there = format!("{VIEW} === '{view}'");
        use_it(app, How::Fingers, &format!("#views [data-view='{view}']"), &is_there).await?;
        app.plate_rests().await?;
    }
    the_list(app, How::Fingers).await?;
    let width = app.script("return document.documentElement.scrollWidth", Vec::new()).await?;
    ensure!(width.as_u64() == Some(390), "the atlas is {width} pixels wide");
    Ok(())
}

/// While the app's second half is on its way, the atlas and the search work without waiting for it; what is told of a point
/// and a page of the second half wait, say so, and come when they may.
pub(crate) async fn without_second_half(app: &App, site: &Site) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1&show=english.attachments.neighbors").await?;
    app.plate_rests().await?;
    let at = spot::inside("posterior", &["descending-part-of-trapezius"], Depth::Superficial)?;
    app.tap(at).await?;
    app.see_words("h2", "Trapezius").await?;
    app.see("[data-point=trapezius-1]").await?.click().await?;
    app.see(".panel .waiting").await?;
    app.see(".sides button:last-child").await?.click().await?;
    app.see(".neighbours button").await?.click().await?;
    app.see(".steps .step").await?.click().await?;
    app.see(".show-button").await?.click().await?;
    for (selector, _) in SHOW {
        app.see(selector).await?.click().await?;
    }
    app.press(Key::Escape).await?;
    app.see(".fold").await?.click().await?;
    app.see(".layer-list li button").await?.click().await?;
    app.see(".fold").await?.click().await?;
    app.see(".by").await?.click().await?;
    app.plate_rests().await?;
    app.see(".view-name").await?.click().await?;
    app.see("#views [data-view='head-neck-anterior']").await?.click().await?;
    app.plate_rests().await?;
    for (selector, _) in ZOOM {
        app.see(selector).await?.click().await?;
    }
    Hand::Mouse.choose(app, ".theme select", "dark").await?;
    app.see(".core label[data-depth='3']").await?.click().await?;
    let field = app.see(".search input").await?;
    field.send_keys("scalene").await?;
    app.see("li[role=option]").await?.click().await?;
    app.until("the found muscle", "document.querySelector('.panel h2').textContent.includes('calen')")
        .await?;
    app.script("location.hash = '#/muscle/trapezius'", Vec::new()).await?;
    app.see(".waiting").await?;
    site.let_go();
    app.see_words("h1", "Trapezius").await?;
    app.click("nav//a", "Practice").await?;
    app.see_words("h1", "Practice").await?;
    app.script("location.hash = '#/atlas?view=posterior&muscle=trapezius&point=trapezius-1'", Vec::new())
        .await?;
    app.see(".panel .referral").await.map(|_| ())
}

/// What a control is used with.
#[derive(Clone, Copy, PartialEq)]
enum How {
    Keys,
    Fingers,
}

const MAP: &str = "!document.querySelector('.plate-map').hidden";
const NO_MAP: &str = "document.querySelector('.plate-map').hidden";
const WINDOW: &str =
    "['x', 'y'].map(edge => document.querySelector('.map-window').getAttribute(edge)).join()";

/// The zoom buttons, in the order in which they undo each other, and what each does.
const ZOOM: [(&str, &str); 3] = [
    (".plate-zoom [aria-label='Zoom in']", MAP),
    (".plate-zoom [aria-label='Zoom out']", "true"),
    (".plate-zoom [aria-label='Whole view']", NO_MAP),
];

/// Everything in the menu of what is shown, and what each does.
const SHOW: [(&str, &str); 16] = [
    ("#show [data-option=english]", "location.hash.includes('english')"),
    ("#show [data-option=latin]", "location.hash.includes('latin')"),
    ("#show [aria-label=Names] [data-option=usual]", "!/latin|english/.test(location.hash)"),
    ("#show [data-option=no-outlines]", "location.hash.includes('no-outlines')"),
    ("#show [data-option=all-outlines]", "location.hash.includes('all-outlines')"),
    ("#show [aria-label^=Outlines] [data-option=usual]", "!location.hash.includes('outlines')"),
    ("#show [data-option=alone]", "location.hash.includes('alone')"),
    ("#show [data-option=alone]", "!location.hash.includes('alone')"),
    ("#show [data-option=neighbors]", "document.querySelector('.beside-outlines path')"),
    ("#show [data-option=neighbors]", "!document.querySelector('.beside-outlines path')"),
    ("#show [data-option=attachments]", "document.querySelector('.attachments .attachment')"),
    ("#show [data-option=attachments]", "!document.querySelector('.attachments .attachment')"),
    ("#show [data-option=no-head]", "location.hash.includes('no-head')"),
    ("#show [data-option=no-trunk]", "location.hash.includes('no-trunk')"),
    ("#show [data-option=no-arm]", "location.hash.includes('no-arm')"),
    ("#show [data-option=no-leg]", "location.hash.includes('no-leg')"),
];

/// Everything in the panel while the trapezius and its first point are chosen, and what each does.
const PANEL: [(&str, &str); 8] = [
    (".sides button:last-child", "location.hash.includes('side=left')"),
    (".sides button:first-child", "location.hash.includes('side=right')"),
    ("[data-point=trapezius-2]", "location.hash.includes('point=trapezius-2')"),
    ("[data-point=trapezius-2]", "!location.hash.includes('point=')"),
    (".known-as > button.name", "/head|shoulder/.test(document.querySelector('figure.plate').dataset.view)"),
    (".neighbours button", "!location.hash.includes('trapezius')"),
    (".steps .step:last-child", "location.hash.includes('muscle=')"),
    (".steps .step:first-child", "location.hash.includes('muscle=')"),
];

/// The turntable's two buttons.
async fn turn(app: &App, how: How) -> Result<()> {
    for button in [".turntable > .by:first-child", ".turntable > .view-name + .by"] {
        let view = said(app, VIEW).await?;
        use_it(app, how, button, &format!("{VIEW} !== {view:?}")).await?;
        app.plate_rests().await?;
    }
    Ok(())
}

/// The list that equals the plate.
async fn the_list(app: &App, how: How) -> Result<()> {
    use_it(app, how, ".fold", "document.querySelector('.layer-list li button')").await?;
    listed(app, how).await
}

/// The first of the list that is open.
async fn listed(app: &App, how: How) -> Result<()> {
    let first = ".layer-list li button";
    let listed = said(app, &format!("document.querySelector({first:?}).textContent")).await?;
    use_it(app, how, first, &format!("document.querySelector('.panel h2').textContent === {listed:?}")).await
}

/// Uses a control and waits for what it does.
async fn use_it(app: &App, how: How, selector: &str, what: &str) -> Result<()> {
    match how {
        How::Keys => {
            tab_to(app, selector).await?;
            let is_box = "return document.activeElement.type === 'checkbox'";
            let is_box = app.script(is_box, Vec::new()).await? == Value::Bool(true);
            app.press(if is_box { ' ' } else { char::from(Key::Enter) }).await?;
        }
        How::Fingers => {
            let at = app.centre(selector).await?;
            app.touch(&[&[at]]).await?;
        }
    }
    app.until(&format!("using {selector}"), what).await
}

/// Tab reaches everything in `within` that can be pressed, the one checked of each group of radio buttons.
async fn reach_all(app: &App, within: &str) -> Result<()> {
    let mark = format!(
        "let count = 0;
        for (const one of document.querySelectorAll({within:?} + ' :is(button, a, input, [tabindex])')) {{
            const box = one.getBoundingClientRect();
            if (box.width > 0 && one.checkVisibility() && !one.disabled && one.tabIndex >= 0 && !(one.type === 'radio' && !one.checked))
                one.dataset.reach = count++;
        }}
        document.querySelector('main').focus();
        return count"
    );
    let count = app.script(&mark, Vec::new()).await?.as_u64().unwrap_or_default();
    ensure!(count > 3, "{within} has only {count} controls");
    for _ in 0..count + 40 {
        app.press(Key::Tab).await?;
        let reached = "document.activeElement?.removeAttribute('data-reach');
            return document.querySelectorAll('[data-reach]').length";
        if app.script(reached, Vec::new()).await?.as_u64() == Some(0) {
            return Ok(());
        }
    }
    let left =
        "[...document.querySelectorAll('[data-reach]')].map(one => one.outerHTML.slice(0, 90)).join(' ')";
    anyhow::bail!("Tab does not reach {}", said(app, left).await?)
}

/// What can be hit is at least 24 pixels wide and high; what is to be read or told apart has contrast, in every theme.
pub(crate) async fn targets_and_contrast(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1&muscle=trapezius&show=english").await?;
    app.plate_rests().await?;
    app.until("the names", "document.querySelectorAll('.plate-names button').length > 3").await?;
    let small = app.script(SMALL, Vec::new()).await?;
    ensure!(small.as_array().is_some_and(Vec::is_empty), "these are too small to hit: {small}");
    app.go("/atlas?view=posterior&depth=4&show=english").await?;
    app.plate_rests().await?;
    app.until("the names", "document.querySelectorAll('.plate-names button').length > 5").await?;
    app.until("names that are not cut", UNCUT).await?;
    for theme in ["light", "dark", "projector"] {
        let weak = app.script(WEAK, vec![Value::from(theme)]).await?;
        ensure!(
            weak.as_array().is_some_and(Vec::is_empty),
            "too little contrast in the theme {theme}: {weak}"
        );
    }
    Ok(())
}

/// Whether every name beside the plate can be read to its end.
const UNCUT: &str = "[...document.querySelectorAll('.plate-names button')].every(name => name.scrollWidth <= name.clientWidth)";

/// Everything that can be pressed and is smaller than 24 pixels.
const SMALL: &str = "return [...document.querySelectorAll('.atlas :is(button, label, [tabindex=\"0\"]), header :is(button, a, input)')]
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
        ['--over-line', '--plate-paper'], ['--under-line', '--plate-paper'], ['--zone-line', '--zone-halo'], ['--zone-line', '--plate-paper'],
        ['--proximal', '--plate-bone-0'], ['--distal', '--plate-bone-0'],
        ...[0, 1, 2, 3, 4].map(level => ['--plate-ink', `--known-${level}`])];
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
