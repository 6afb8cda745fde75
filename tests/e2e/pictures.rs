//! What the painter's worker makes of a plate.

use anyhow::{Result, ensure};

use crate::app::App;

/// Of two sides that are drawn alike no more may differ: edges fall on other parts of pixels.
const MOST: f64 = 0.004;

/// The picture in sight; the plate that stood there before may still be leaving.
const PICTURE: &str = ".plate-base .sheet.is-shown";

/// The skin lies across the midline in one group, its marks on either side: face and nape show both alike.
pub(crate) async fn both_sides_of_the_skin(app: &App) -> Result<()> {
    for view in ["head-neck-anterior", "head-neck-posterior-deep"] {
        app.go(&format!("/atlas?view={view}&depth=0")).await?;
        let pictured = format!("document.querySelector(\"[data-view='{view}'][data-ready=yes] {PICTURE}\")");
        app.until("a picture of the skin", &pictured).await?;
        let differing = app.script(DIFFERING, vec![PICTURE.into()]).await?.as_f64().unwrap_or(1.0);
        ensure!(differing <= MOST, "{view}: {:.2} % of the skin differ between the sides", differing * 100.0);
    }
    Ok(())
}

/// The share of painted pixels of the picture in sight that no pixel about as far beyond the midline resembles.
const DIFFERING: &str = "const sheet = document.querySelector(arguments[0]);
    const { width, height } = sheet;
    const pen = new OffscreenCanvas(width, height).getContext('2d');
    pen.drawImage(sheet, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    const near = [-1, 0, 1];
    const resembles = (here, there) => [0, 1, 2, 3].every(part => Math.abs(data[here + part] - data[there + part]) < 40);
    let [painted, differing] = [0, 0];
    for (let y = 1; y + 1 < height; y++) {
        for (let x = 1; x + 1 < width; x++) {
            const here = (y * width + x) * 4;
            if (data[here + 3] < 128) continue;
            const there = (down, right) => ((y + down) * width + width - 1 - x + right) * 4;
            painted++;
            differing += !near.some(down => near.some(right => resembles(here, there(down, right))));
        }
    }
    return differing / painted;";

/// The sharp picture of the window lies over the coarser one of the whole, though it was painted first.
pub(crate) async fn the_sharp_is_seen(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=3&muscle=levator-scapulae").await?;
    let both = "document.querySelector('.plate-base .sheet.is-sharp.is-shown') \
                && document.querySelector('.plate-base .sheet.is-shown:not(.is-sharp)')";
    app.until("a sharp picture and a coarse one", both).await?;
    let is_on_top = app.script(ON_TOP, Vec::new()).await?;
    ensure!(is_on_top == true, "a coarse picture covers the sharp one: {is_on_top}");
    Ok(())
}

/// Whether of all pictures in the middle of the plate the sharp one is uppermost.
const ON_TOP: &str =
    "const { left, top, width, height } = document.querySelector('figure.plate').getBoundingClientRect();
    const met = document.elementsFromPoint(left + width / 2, top + height / 2);
    return met.find(one => one.matches('.sheet'))?.matches('.is-sharp') ?? null;";

/// On paper the document stands in for the pictures: it is peeled as they are.
pub(crate) async fn what_is_printed(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_is_pictured().await?;
    for depth in [3, 1] {
        app.see(&format!("label[data-depth='{depth}']")).await?.click().await?;
        app.script("dispatchEvent(new Event('beforeprint'))", Vec::new()).await?;
        let shown = app.script(SHOWN, Vec::new()).await?;
        let expected = [depth == 1, true, true];
        ensure!(shown == serde_json::json!(expected), "at depth {depth}: {shown}, not {expected:?}");
    }
    Ok(())
}

/// Whether a superficial muscle, a deep one and a bone would be printed; an error where the skin would be.
const SHOWN: &str = "const drawn = slug => (document.querySelector(`.plate-art [data-structure='${slug}']`).dataset.shown ?? '1') === '1';
    if (drawn('skin')) return 'the skin is over all';
    return ['latissimus-dorsi', 'quadratus-lumborum', 'femur'].map(drawn);";
