//! Practising: rounds started and answered as by someone who knows the atlas by heart.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use palpate::anatomy::{PlatePoint, Side};
use palpate::atlas::Atlas;
use palpate::atlas::authoring::{Sources, report};

use crate::app::App;

/// The atlas that the app was built with.
///
/// # Errors
/// Where the asset files have faults.
pub(crate) fn atlas() -> Result<Atlas> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    Ok(Sources::load(&root).map_err(|faults| anyhow!("{}", report(&faults)))?.atlas())
}

/// A question on the screen.
pub(crate) struct Asked {
    /// The kind's id, such as "find-point".
    pub(crate) kind: String,
    point: String,
}

/// Starts a round from the practice page; of one kind, by its title, or of both.
pub(crate) async fn start(app: &App, kind: Option<&str>) -> Result<()> {
    if let Some(kind) = kind {
        app.click("label", kind).await?;
    }
    app.see("[data-do=start]").await?.click().await?;
    asked(app).await.map(|_| ())
}

/// The question on the screen.
pub(crate) async fn asked(app: &App) -> Result<Asked> {
    let item = app.see(".question").await?.attr("data-question").await?.unwrap_or_default();
    let (kind, point) =
        item.split_once('/').with_context(|| format!("the question \"{item}\" names no point"))?;
    Ok(Asked { kind: kind.to_owned(), point: point.to_owned() })
}

/// Answers the question on the screen rightly, with the pointer; a miss of so many millimetres to the right makes a place
/// wrong.
pub(crate) async fn answer(app: &App, atlas: &Atlas, off_mm: f64) -> Result<()> {
    let asked = asked(app).await?;
    let (muscle, _) =
        atlas.point(&asked.point).with_context(|| format!("no point is called {}", asked.point))?;
    match asked.kind.as_str() {
        "find-point" => {
            app.plate_rests().await?;
            let truth = truth(app, atlas, &asked.point).await?;
            app.tap(PlatePoint::new(truth.x + off_mm, truth.y)).await?;
        }
        "whose-pain" => app.see(&format!("[data-choice='{}']", muscle.row.id)).await?.click().await?,
        other => bail!("nobody knows how to answer a question of the kind {other}"),
    }
    app.see("[data-do=next]").await.map(|_| ())
}

/// Goes on to the next question, or to the result.
pub(crate) async fn next(app: &App) -> Result<()> {
    app.see("[data-do=next]").await?.click().await?;
    app.until("the next question", "!document.querySelector('[data-do=next]')").await
}

/// Where the asked point stands on the shown plate, on the side that the question names.
async fn truth(app: &App, atlas: &Atlas, point: &str) -> Result<PlatePoint> {
    let said = app.words(".question h1").await?.to_lowercase();
    let named = |side: &Side| said.contains(&format!("the {} ", side.name()));
    let side = [Side::Left, Side::Right].into_iter().find(named);
    let side = side.with_context(|| format!("the question names no side: {said}"))?;
    let plate = app.see("figure.plate").await?.attr("data-plate").await?.unwrap_or_default();
    let view = atlas.plate(&plate).with_context(|| format!("no plate is called {plate}"))?.view();
    let (_, point) = atlas.point(point).with_context(|| format!("no point is called {point}"))?;
    let at = if side == Side::Left { point.trigger.at.mirrored() } else { point.trigger.at };
    Ok(view.project(at).at)
}
