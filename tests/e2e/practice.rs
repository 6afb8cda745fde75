//! Practising: rounds started and answered as by someone who knows the atlas by heart.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail, ensure};
use palpate::anatomy::PlatePoint;
use palpate::atlas::authoring::{Sources, report};
use palpate::atlas::{Atlas, Texts};
use palpate::quiz::{Card, Content, Form, Kind, PaintForm, PlaceForm, Question, Round, Spot, Target};
use serde_json::json;
use thirtyfour::Key;

use crate::app::App;
use crate::hands::Hand;
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
pub(crate) async fn start(app: &App, hand: Hand, kind: Option<&str>) -> Result<()> {
    if let Some(kind) = kind {
        hand.choose(app, "[data-choose=kind]", kind).await?;
    }
    hand.press(app, "[data-do=start]").await?;
    app.see(".question").await.map(|_| ())
}

/// Chooses the shortest round: five questions.
pub(crate) async fn shorten(app: &App, hand: Hand) -> Result<()> {
    app.see(".chooser .more").await?;
    if app.count(".chooser .more[open]").await? == 0 {
        hand.press(app, ".chooser .more summary").await?;
    }
    hand.press(app, ".way[aria-label=Questions] button").await?;
    app.see(".way[aria-label=Questions] button:first-child[aria-pressed=true]").await.map(|_| ())
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

/// Answers the question on the screen rightly; a miss of so many millimetres to the right makes a place wrong.
pub(crate) async fn answer(app: &App, known: &Known, hand: Hand, off_mm: f64) -> Result<()> {
    let question = asked(app, known).await?;
    match &question.form {
        Form::Place(form) => {
            let at = place(app, &question, form).await?;
            hand.tap(app, PlatePoint::new(at.x + off_mm, at.y)).await?;
        }
        Form::Choice(form) if hand == Hand::Keys => {
            app.press(char::from_digit(u32::try_from(form.right)? + 1, 10).unwrap_or('1')).await?;
        }
        Form::Choice(form) => hand.press(app, &format!("[data-choice='{}']", form.right)).await?,
        Form::Match(form) if hand != Hand::Keys => {
            for (at, truth) in form.truth.iter().enumerate() {
                hand.press(app, &format!("[data-left='{at}']")).await?;
                hand.press(app, &format!("[data-pattern='{truth}']")).await?;
            }
            hand.press(app, "[data-do=answer]").await?;
        }
        Form::Match(form) => {
            for (at, truth) in form.truth.iter().enumerate() {
                hand.choose(app, &format!("#pair-{at}"), &truth.to_string()).await?;
            }
            hand.press(app, "[data-do=answer]").await?;
        }
        Form::Order(form) => {
            // Brings each item up to its place, from the first.
            for (to, &item) in form.truth.iter().enumerate() {
                let text = &form.items[item].text;
                let place = "return [...document.querySelectorAll('.ordered li')].findIndex(li => li.children[1].textContent === arguments[0])";
                let from = app.script(place, vec![json!(text)]).await?.as_u64().unwrap_or_default();
                for step in to..usize::try_from(from)? {
                    let button = format!("button[aria-label='{text}: nearer to the skin']");
                    // By keys once more: the focus stays with what was moved.
                    let is_again = hand == Hand::Keys && step > to;
                    if is_again { app.press(Key::Enter).await? } else { hand.press(app, &button).await? }
                }
            }
            hand.press(app, "[data-do=answer]").await?;
        }
        Form::Paint(form) => {
            for spot in form.essential.iter().chain(&form.spillover) {
                paint(app, hand, form, spot).await?;
            }
            hand.press(app, "[data-do=answer]").await?;
        }
    }
    if app.count(".question h1").await? == 0 {
        bail!("the question is gone after its answer");
    }
    app.see("[data-do=next]").await.map(|_| ())
}

/// Where the place that is asked for stands on the plate that is shown.
async fn place(app: &App, question: &Question, form: &PlaceForm) -> Result<PlatePoint> {
    app.plate_rests().await?;
    let figure = app.see("figure.plate").await?;
    let [plate, view] = ["data-plate", "data-view"].map(|name| figure.attr(name));
    let (plate, view) = (plate.await?.unwrap_or_default(), view.await?.unwrap_or_default());
    ensure!(plate == form.plate, "asked for on {}, the plate {plate} is shown", form.plate);
    match &form.target {
        Target::Point { at, .. } => Ok(*at),
        Target::Muscle(slugs) => {
            let slugs: Vec<&str> = slugs.iter().map(String::as_str).collect();
            let peel = question.stage.peel.context("a muscle is asked for in its layer")?;
            spot::inside_of(&view, form.side.unwrap_or_default(), &slugs, peel)
        }
    }
}

/// Paints a patch: on the skin where it is in sight, else by its line in the list.
async fn paint(app: &App, hand: Hand, form: &PaintForm, spot: &Spot) -> Result<()> {
    if hand != Hand::Keys
        && let Some((x, y)) = patch(app, spot).await?
    {
        return match hand {
            Hand::Finger => app.touch(&[&[(x, y)]]).await,
            _ => Ok(app.browser.action_chain().move_to(x, y).click().perform().await?),
        };
    }
    let at = form.offered.iter().position(|offered| offered == spot);
    let at = at.context("a true patch is not in the list")? + 1;
    if app.count(".in-list[open]").await? == 0 {
        hand.press(app, ".in-list summary").await?;
    }
    hand.press(app, &format!(".ticks li:nth-child({at}) input")).await
}

/// Where a patch of skin can be tapped in the window, if it is in sight there.
async fn patch(app: &App, spot: &Spot) -> Result<Option<(i64, i64)>> {
    for figure in app.browser.find_all(thirtyfour::By::Css("figure.plate")).await? {
        figure.scroll_into_view().await?;
    }
    app.plate_rests().await?;
    let script = "const [region, side] = arguments;
        for (const drawn of document.querySelectorAll(`figure.plate .plate-art [data-region='${region}']`)) {
            if ((drawn.dataset.side ?? side) !== side) continue;
            // The drawing itself may be out of sight behind its picture: its twin in the overlay is asked.
            const path = drawn.cloneNode();
            let turns = 0;
            for (let e = drawn; e.closest('svg') !== e; e = e.parentElement) turns += e.hasAttribute('transform');
            path.setAttribute('transform', turns % 2 ? 'scale(-1,1)' : '');
            path.setAttribute('pointer-events', 'none');
            path.setAttribute('fill', 'none');
            drawn.closest('figure').querySelector('.plate-canvas > .plate-over').append(path);
            setTimeout(() => path.remove());
            const box = path.getBBox(), toScreen = path.getScreenCTM();
            for (let i = 1; i < 12; i++) for (let j = 1; j < 12; j++) {
                const inside = new DOMPoint(box.x + box.width * i / 12, box.y + box.height * j / 12);
                // Well inside, so that a pixel's rounding does not leave it.
                const near = [[0, 0], [4, 0], [-4, 0], [0, 4], [0, -4]];
                if (!near.every(([x, y]) => path.isPointInFill(new DOMPoint(inside.x + x, inside.y + y)))) continue;
                const at = inside.matrixTransform(toScreen);
                const hit = document.elementFromPoint(at.x, at.y);
                if (hit?.closest('.plate-canvas') && hit.closest('figure') === path.closest('figure')) return [Math.round(at.x), Math.round(at.y)];
            }
        }
        return null";
    let side = if spot.is_left { "left" } else { "right" };
    let at = app.script(script, vec![json!(spot.region), json!(side)]).await?;
    Ok(serde_json::from_value(at).ok())
}

/// Goes on to the next question, or to the result.
pub(crate) async fn next(app: &App, hand: Hand) -> Result<()> {
    if hand == Hand::Keys {
        // The verdict has the focus.
        app.person_takes_a_while().await?;
        app.press(Key::Enter).await?;
    } else {
        hand.press(app, "[data-do=next]").await?;
    }
    app.until("the next question", "!document.querySelector('[data-do=next]')").await
}

/// A condition tells what it is before it is begun, and its round asks after its muscles alone.
pub(crate) async fn a_condition_is_told_first(app: &App) -> Result<()> {
    let known = known()?;
    let of = "[data-condition=tension-type-headache]";
    app.go("/practice").await?;
    Hand::Mouse.press(app, "[data-sets=conditions] > summary").await?;
    Hand::Mouse.press(app, &format!("{of} > summary")).await?;
    app.until("the condition unfolded", &format!("document.querySelector('{of}').open")).await?;
    let told = app.words(&format!("{of} .brief")).await?;
    for part in ["How sure it is", "Send to a physician first", "Muscles to examine", "Sources"] {
        ensure!(told.contains(part), "a condition does not tell \"{part}\": {told}");
    }
    let order = "const [brief] = document.querySelectorAll(arguments[0] + ' .brief');
        return brief.firstElementChild.matches('.doors')";
    let is_first = app.script(order, vec![json!(of)]).await?;
    ensure!(is_first == json!(true), "\"Ask me 10\" does not stand at the top of a condition");
    Hand::Mouse.press(app, &format!("{of} button[data-set]")).await?;
    Hand::Mouse.press(app, "[data-do=begin]").await?;
    app.see(".question[data-question]").await?;
    let question = asked(app, &known).await?;
    let condition =
        known.texts.2.course().conditions.get("tension-type-headache").context("no such condition")?;
    let muscle = question.ask.card.muscle(&known.atlas).map(|muscle| muscle.row.id.clone());
    let is_of_it = condition.muscles.iter().any(|examined| Some(&examined.id) == muscle.as_ref());
    ensure!(is_of_it, "{} is not one of its muscles", question.ask.card);
    Ok(())
}
