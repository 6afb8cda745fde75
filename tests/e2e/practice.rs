//! Practising: rounds started and answered as by someone who knows the atlas by heart.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use palpate::anatomy::{PlatePoint, Side};
use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Texts};
use palpate::quiz::{Card, Content, Form, Kind, Question, Round, Target};

use crate::app::App;
use crate::spot;

/// What the app was built with.
pub(crate) struct Known {
    /// The atlas.
    pub(crate) atlas: Atlas,
    texts: Texts,
}

/// The content that the app was built with.
///
/// # Errors
/// Where the asset files have faults.
pub(crate) fn known() -> Result<Known> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let sources = Sources::load(&root).map_err(|faults| anyhow!("{}", report(&faults)))?;
    Ok(Known { atlas: sources.atlas(), texts: sources.texts() })
}

/// Starts a round from the practice page; of one kind, by its id, or of all.
pub(crate) async fn start(app: &App, kind: Option<&str>) -> Result<()> {
    if let Some(kind) = kind {
        choose(app, "[data-choose=kind]", kind).await?;
    }
    app.see("[data-do=start]").await?.click().await?;
    app.see(".question").await.map(|_| ())
}

/// Chooses an option of a list, as a hand or a key does.
pub(crate) async fn choose(app: &App, selector: &str, value: &str) -> Result<()> {
    app.see(&format!("{selector} option[value='{value}']")).await?.click().await.map_err(Into::into)
}

/// The question on the screen, made anew from what the app has saved of it.
pub(crate) async fn asked(app: &App, known: &Known) -> Result<Question> {
    let name = app.see(".question").await?.attr("data-question").await?.unwrap_or_default();
    let (slug, of) =
        name.split_once('/').with_context(|| format!("the question \"{name}\" names nothing"))?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.slug() == slug);
    let kind = kind.with_context(|| format!("no kind is called {slug}"))?;
    let card = Card::new(kind.fact(), of);
    let kept = app.script("return localStorage.getItem('palpate.progress')", Vec::new()).await?;
    let kept: serde_json::Value = serde_json::from_str(kept.as_str().unwrap_or_default())?;
    let round = Round::from_value(&kept["round"]).context("no round is saved")?;
    let ask =
        round.asks().iter().find(|ask| ask.card == card).context("the saved round has no such question")?;
    let content = Content { atlas: &known.atlas, texts: Some(&known.texts) };
    let question = Question::make(&content, ask);
    question.with_context(|| format!("the question \"{name}\" cannot be made"))
}

/// Answers the question on the screen rightly, with the pointer; a miss of so many millimetres to the right makes a place
/// wrong.
pub(crate) async fn answer(app: &App, known: &Known, off_mm: f64) -> Result<()> {
    let question = asked(app, known).await?;
    match &question.form {
        Form::Place(form) => {
            app.plate_rests().await?;
            let at = match &form.target {
                Target::Point { at, .. } => *at,
                Target::Muscle(slugs) => {
                    let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
                    let peel = question.stage.peel.context("a muscle is asked for in its layer")?;
                    let right = spot::inside(&form.plate, &slugs, peel)?;
                    let is_left = form.side == Some(Side::Left);
                    if is_left { PlatePoint::new(-right.x, right.y) } else { right }
                }
            };
            app.tap(PlatePoint::new(at.x + off_mm, at.y)).await?;
        }
        Form::Choice(form) => app.see(&format!("[data-choice='{}']", form.right)).await?.click().await?,
        Form::Match(form) => {
            for (at, truth) in form.truth.iter().enumerate() {
                choose(app, &format!("#pair-{at}"), &truth.to_string()).await?;
            }
            app.see("[data-do=answer]").await?.click().await?;
        }
        Form::Order(form) => {
            // Brings each item up to its place, from the first.
            for (to, &item) in form.truth.iter().enumerate() {
                let text = &form.items[item].text;
                let place = "return [...document.querySelectorAll('.ordered li')].findIndex(li => li.children[1].textContent === arguments[0])";
                let from =
                    app.script(place, vec![serde_json::json!(text)]).await?.as_u64().unwrap_or_default();
                for _ in to..usize::try_from(from)? {
                    app.see(&format!("button[aria-label='{text}: nearer to the skin']"))
                        .await?
                        .click()
                        .await?;
                }
            }
            app.see("[data-do=answer]").await?.click().await?;
        }
        Form::Paint(form) => {
            for spot in form.essential.iter().chain(&form.spillover) {
                let at = form.offered.iter().position(|offered| offered == spot);
                let at = at.context("a true patch is not in the list")? + 1;
                app.see(&format!(".ticks li:nth-child({at}) input")).await?.click().await?;
            }
            app.see("[data-do=answer]").await?.click().await?;
        }
    }
    if app.count(".question h1").await? == 0 {
        bail!("the question is gone after its answer");
    }
    app.see("[data-do=next]").await.map(|_| ())
}

/// Goes on to the next question, or to the result.
pub(crate) async fn next(app: &App) -> Result<()> {
    app.see("[data-do=next]").await?.click().await?;
    app.until("the next question", "!document.querySelector('[data-do=next]')").await
}
