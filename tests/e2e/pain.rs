//! Whether the pain that was asked for is seen: each point is opened, and the pixels of the window tell how much of its
//! essential zone reads as such, under no color, label or control.

use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use palpate::anatomy::Side;
use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{PlateView, Referral};
use serde::Deserialize;
use serde_json::json;

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::site::Site;

const WINDOW: Window = Window { width: 1280, height: 720, is_dark: false };
const THEMES: [&str; 3] = ["light", "dark", "projector"];
const SIDES: [Side; 2] = [Side::Right, Side::Left];
/// Masks are told at half the window's scale.
const SCALE: usize = 2;
/// By how much a zone must change the plate, over a cell of its stipple, to be seen: a distance of colors, of 441 at most.
const READS: f64 = 30.0;
/// Of the best that any view shows, so much is to be seen at least: marks and lines lie over zones on purpose.
const OF_BEST: f64 = 0.75;
/// The picture may be painted more sharply between two looks; then it is looked at again.
const LOOKS: usize = 6;

/// A point to open.
struct Case {
    point: String,
    muscle: String,
    depth: u8,
    view: String,
    side: Side,
    theme: &'static str,
    /// What share of the essential zone each view shows, by id, in percent.
    shares: Vec<(String, f64)>,
}

/// How much of a point's essential zone was seen, in percent, and how much at least is to be.
struct Seen {
    case: Case,
    percent: f64,
    least: f64,
}

/// A plate in the window: its view, the runs of pixels that its essential zone covers, and how many it would cover in all.
#[derive(Deserialize)]
struct Zone {
    view: String,
    runs: Vec<usize>,
    all: f64,
}

/// Every point opens with most of its pain in sight, each on one side and in one theme in turn.
pub(crate) async fn is_seen(app: &App) -> Result<()> {
    // Of the six cases of a point one; the points of a muscle follow each other in the same.
    let mut muscles: Vec<String> = Vec::new();
    let mut cases = cases()?;
    cases.iter().for_each(|case| {
        if muscles.last() != Some(&case.muscle) {
            muscles.push(case.muscle.clone());
        }
    });
    let mut number = 0;
    cases.retain(|case| {
        let turn = muscles.iter().position(|muscle| *muscle == case.muscle);
        number += 1;
        turn.is_some_and(|turn| (number - 1) % 6 == turn % 6)
    });
    let hidden: Vec<String> = measure(app, cases).await?.iter().filter_map(complaint).collect();
    ensure!(hidden.is_empty(), "pain that is not seen: {}", hidden.join("; "));
    Ok(())
}

/// Opens every point on both sides in every theme and prints how much of its pain is seen.
///
/// # Errors
/// Where the app does not open a point.
pub(crate) async fn table() -> Result<()> {
    let (driver, site) = (Driver::start()?, Site::start()?);
    let app = App::open(&driver, &site, WINDOW, "/").await?;
    let seen = measure(&app, cases()?).await?;
    println!("point\tview\tside\ttheme\tseen %\tat least");
    for one in &seen {
        let Case { point, view, side, theme, .. } = &one.case;
        println!("{point}\t{view}\t{}\t{theme}\t{:.0}\t{:.0}", side.name(), one.percent, one.least);
    }
    println!("\ntheme\tside\tpoints\tleast %\tof 60 % and more\ttoo little");
    for theme in THEMES {
        for side in SIDES {
            let own = || seen.iter().filter(|one| one.case.theme == theme && one.case.side == side);
            let (count, good) = (own().count(), own().filter(|one| one.percent >= 60.0).count());
            let least = own().map(|one| one.percent).fold(100.0, f64::min);
            let poor = own().filter(|one| complaint(one).is_some()).count();
            let share = 100.0 * good as f64 / count.max(1) as f64;
            println!("{theme}\t{}\t{count}\t{least:.0}\t{good} ({share:.1} %)\t{poor}", side.name());
        }
    }
    app.close().await
}

fn complaint(seen: &Seen) -> Option<String> {
    let Case { point, view, side, theme, .. } = &seen.case;
    let words =
        || format!("{point} on {view}, {}, {theme}: {:.0} of {:.0} %", side.name(), seen.percent, seen.least);
    (seen.percent < seen.least).then(words)
}

/// All points, both sides, all themes; those of one theme and view follow each other.
fn cases() -> Result<Vec<Case>> {
    let sources = Sources::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    let sources = sources.map_err(|faults| anyhow!("{}", report(&faults)))?;
    let atlas = sources.atlas();
    let mut cases = Vec::new();
    for (muscle, point) in atlas.points() {
        let shares = sources.shares(&point.trigger);
        let opening = if std::env::var_os("PALPATE_FIRST_SIGHT").is_some() {
            point.sights.first().and_then(|sight| atlas.plate(&sight.plate))
        } else {
            atlas.opening(point)
        };
        let opening = opening.with_context(|| format!("{} opens on no plate", point.trigger.id))?;
        for theme in THEMES {
            for side in SIDES {
                let shown = atlas.plates().iter().zip(&shares);
                cases.push(Case {
                    point: point.trigger.id.clone(),
                    muscle: muscle.row.id.clone(),
                    depth: muscle.row.depth.number(),
                    view: on_side(opening, side),
                    side,
                    theme,
                    shares: shown.map(|(plate, share)| (on_side(plate, side), f64::from(*share))).collect(),
                });
            }
        }
    }
    Ok(cases)
}

/// The id of the view that shows a side on a plate.
fn on_side(plate: &PlateView, side: Side) -> String {
    if plate.is_mirrored_for(side) {
        format!("{}-{}", side.name(), plate.id.strip_prefix("left-").unwrap_or(&plate.id))
    } else {
        plate.id.clone()
    }
}

async fn measure(app: &App, mut cases: Vec<Case>) -> Result<Vec<Seen>> {
    // A camera that does not fly is there at once.
    let features = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    app.browser.cdp().send_raw("Emulation.setEmulatedMedia", features).await?;
    cases.sort_by(|a, b| (a.theme, &a.view, &a.muscle).cmp(&(b.theme, &b.view, &b.muscle)));
    let mut seen: Vec<Seen> = Vec::new();
    for case in cases {
        if seen.last().is_none_or(|last| last.case.theme != case.theme) {
            app.script("localStorage.setItem('palpate.theme', arguments[0])", vec![json!(case.theme)])
                .await?;
            app.reload().await?;
        }
        let percent = percent(app, &case).await.with_context(|| case.point.clone())?;
        let best = case.shares.iter().map(|(_, share)| *share).fold(0.0, f64::max);
        let least = f64::from(Referral::MOST).min(best * OF_BEST);
        seen.push(Seen { case, percent, least });
    }
    Ok(seen)
}

/// Opens a point and tells how much of its essential zone is seen on the plate that shows most of it.
async fn percent(app: &App, case: &Case) -> Result<f64> {
    let Case { point, muscle, depth, view, side, shares, .. } = case;
    let side = side.name();
    let route = format!("#/atlas?view={view}&depth={depth}&side={side}&muscle={muscle}&point={point}");
    app.script("location.hash = arguments[0]", vec![json!(route)]).await?;
    for _ in 0..LOOKS {
        let shown = app.browser.execute_async(SETTLED, vec![json!(view), json!(point)]).await?;
        let (zones, before): (Vec<Zone>, String) =
            serde_json::from_value(shown.json().clone()).context("its pattern is not shown")?;
        let with = picture(app).await?;
        app.script(HIDE, vec![json!(true)]).await?;
        let without = picture(app).await?;
        let after = app.script(HIDE, vec![json!(false)]).await?;
        if after.as_str() != Some(&before) {
            continue;
        }
        ensure!((with.width, with.height) == (without.width, without.height), "the window has changed");
        let of_zone = |zone: &Zone| {
            let places = zone.runs.chunks_exact(2).flat_map(|run| run[0]..run[0] + run[1]);
            let visible = places.filter(|&place| change(&with, &without, place) >= READS).count();
            let share = shares.iter().find(|(id, _)| *id == zone.view).map_or(0.0, |(_, share)| *share);
            share * (visible as f64 / zone.all.max(1.0)).min(1.0)
        };
        return Ok(zones.iter().map(of_zone).fold(0.0, f64::max));
    }
    Err(anyhow!("the picture never rests"))
}

/// The window's pixels: red, green, blue, row by row.
struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

async fn picture(app: &App) -> Result<Picture> {
    // A picture that is packed loosely is made, sent and read in a third of the time.
    let quick = json!({ "format": "png", "optimizeForSpeed": true });
    let taken = app.browser.cdp().send_raw("Page.captureScreenshot", quick).await?;
    let bytes = BASE64_STANDARD.decode(taken["data"].as_str().context("no picture was taken")?)?;
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info()?;
    let mut data = vec![0; reader.output_buffer_size().context("a picture too large")?];
    let info = reader.next_frame(&mut data)?;
    let parts = info.color_type.samples();
    ensure!(parts >= 3, "the picture has no colors");
    let pixels = data[..info.buffer_size()].chunks_exact(parts).map(|pixel| [0, 1, 2].map(|at| pixel[at]));
    Ok(Picture { width: info.width as usize, height: info.height as usize, pixels: pixels.collect() })
}

/// How much two pictures differ at a place of a mask: the mean over a cell of the stipple around it.
fn change(one: &Picture, other: &Picture, place: usize) -> f64 {
    let columns = one.width / SCALE;
    let far = |at: usize| {
        let off = [0, 1, 2].map(|part| f64::from(one.pixels[at][part].abs_diff(other.pixels[at][part])));
        off.iter().map(|off| off * off).sum::<f64>().sqrt()
    };
    let [left, top] = [place % columns, place / columns].map(|at| (at * SCALE).saturating_sub(2));
    let (right, bottom) = ((left + 6).min(one.width), (top + 6).min(one.height));
    let cell = (top..bottom).flat_map(|y| (left..right).map(move |x| y * one.width + x));
    let (mut sum, mut count) = (0.0, 0.0_f64);
    for at in cell {
        (sum, count) = (sum + far(at), count + 1.0);
    }
    sum / count.max(1.0)
}

/// Waits until a point is shown on a view and all rests; then what each plate in the window shows of its essential zone, and
/// of what its picture is made.
const SETTLED: &str = "const [view, point, done] = arguments;
    const began = performance.now();
    let [before, rests] = ['', 0];
    const look = () => {
        const plate = document.querySelector('.stage figure.plate');
        const over = plate?.querySelector('.plate-canvas > .plate-over');
        const plates = [...document.querySelectorAll('[data-ready]')];
        const isShown = plate?.dataset.view === view && plates.every(one => one.dataset.ready === 'yes')
            && document.querySelector('.zones path')
            && document.querySelector(`[data-point='${point}']`)?.getAttribute('aria-pressed') === 'true';
        const now = isShown ? over.getAttribute('viewBox') + over.style.transform + window.painted() : '';
        rests = isShown && now === before && now.includes('is-shown') && !over.style.transform.includes('translate') ? rests + 1 : 0;
        before = now;
        if (rests > 3) return done([[...document.querySelectorAll('.plate-over')].map(zone).filter(Boolean), window.painted()]);
        if (performance.now() - began > 20000) return done(null);
        requestAnimationFrame(look);
    };
    window.painted = () => [...document.querySelectorAll('.sheet.is-shown')]
        .map(sheet => [sheet.className, sheet.width, sheet.style.transform].join()).join(';');
    const zone = over => {
        const paths = [...over.querySelectorAll('.zones .essential > .zone-fill, .zones path.essential')];
        if (!paths.length) return null;
        const frame = over.querySelector('clipPath rect');
        const [x, y, w, h] = ['x', 'y', 'width', 'height'].map(name => +frame.getAttribute(name));
        const covered = (left, top, width, height, scale) => {
            const pen = new OffscreenCanvas(width, height).getContext('2d');
            const through = m => pen.setTransform(scale * m.a, scale * m.b, scale * m.c, scale * m.d,
                scale * (m.e - left), scale * (m.f - top));
            through(over.getScreenCTM());
            pen.beginPath(); pen.rect(x, y, w, h); pen.clip();
            for (const path of paths) { through(path.getScreenCTM()); pen.fill(new Path2D(path.getAttribute('d'))); }
            const { data } = pen.getImageData(0, 0, width, height);
            const runs = []; let all = 0;
            for (let at = 0; at < width * height; at++) {
                if (data[at * 4 + 3] < 128) continue;
                all++;
                const last = runs.length - 1;
                if (last > 0 && runs[last - 1] + runs[last] === at) runs[last]++; else runs.push(at, 1);
            }
            return [runs, all];
        };
        const [width, height] = [innerWidth >> 1, innerHeight >> 1];
        const boxes = paths.map(path => path.getBoundingClientRect());
        const left = Math.min(...boxes.map(box => box.left)), top = Math.min(...boxes.map(box => box.top));
        const wide = Math.max(...boxes.map(box => box.right)) - left, high = Math.max(...boxes.map(box => box.bottom)) - top;
        const scale = Math.min(2, 500 / Math.max(wide, high));
        const all = covered(left, top, Math.ceil(wide * scale) + 1, Math.ceil(high * scale) + 1, scale)[1] / scale / scale / 4;
        const [runs] = covered(0, 0, width, height, 0.5);
        return { view: over.closest('[data-view]').dataset.view, runs, all };
    };
    look();";

/// Hides every zone, or shows it again; of what the picture is made.
const HIDE: &str = "document.querySelector('#no-zones')?.remove();
    if (arguments[0]) {
        const style = document.head.appendChild(document.createElement('style'));
        style.id = 'no-zones';
        style.textContent = '.plate-over [class^=zone] { visibility: hidden !important; }';
    }
    return window.painted()";
