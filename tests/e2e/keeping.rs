//! Journeys of safekeeping: a file out and in again, notes and bookmarks, an exam's report, storage that is damaged.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use palpate::quiz::{Card, Kind};
use palpate::study::{Grade, Progress, Review};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::App;
use crate::hands::Hand;
use crate::practice;

/// Two answers, a note and a bookmark are exported; all is deleted; the file says what it would bring, and brings it.
pub(crate) async fn by_file(app: &App) -> Result<()> {
    answered(app, 2).await?;
    app.go("/muscle/trapezius").await?;
    app.see("[data-do=bookmark]").await?.click().await?;
    app.see("[data-do=note]").await?.send_keys("Ask for the desk.").await?;
    app.until("the note to be kept", "localStorage['palpate.progress'].includes('Ask for the desk.')")
        .await?;
    app.go("/practice").await?;
    open_data(app).await?;
    // The file that the browser would be given.
    let take = "HTMLAnchorElement.prototype.click = function () {
        fetch(this.href).then(file => file.text()).then(text => { window.exported = text; });
    };
    URL.revokeObjectURL = () => {};";
    app.script(take, Vec::new()).await?;
    app.see("[data-do=export]").await?.click().await?;
    app.until("the export", "window.exported").await?;
    let exported = app.script("return window.exported", Vec::new()).await?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/e2e/export.json");
    std::fs::create_dir_all(file.parent().context("the file lies in a folder")?)?;
    std::fs::write(&file, exported.as_str().unwrap_or_default())?;

    app.see("[data-do=ask-forget]").await?.click().await?;
    app.see("[data-do=forget]").await?.click().await?;
    app.until("everything to be gone", "!document.querySelector('.standing, [data-kept]')").await?;
    app.reload().await?;
    app.see(".overview").await?;
    ensure!(app.count(".standing, [data-kept]").await? == 0, "what was deleted comes back after a reload");

    open_data(app).await?;
    let path = file.canonicalize()?;
    let field = app.see("[data-do=choose-file]").await?;
    field.send_keys(path.to_string_lossy().as_ref()).await?;
    let told = app.words(".changes[data-new='2']").await?;
    for what in ["2answers that are new here", "1note, new or newer", "1bookmark set"] {
        ensure!(
            told.replace(' ', "").contains(&what.replace(' ', "")),
            "the preview does not say {what}: {told}"
        );
    }
    ensure!(app.count(".standing").await? == 0, "the file is merged before it was asked for");
    app.see("[data-do=import]").await?.click().await?;
    app.see(".standing[data-reviews='2']").await?;
    let kept = app.words("[data-kept='muscle/trapezius']").await?;
    ensure!(kept.contains("Trapezius") && kept.contains("Ask for the desk."), "the note is not back: {kept}");
    Ok(())
}

/// A note and a bookmark survive a reload, on the page and in the list; taken away they stay away.
pub(crate) async fn notes_and_bookmarks(app: &App) -> Result<()> {
    app.go("/point/levator-scapulae-1").await?;
    app.see("[data-do=bookmark]").await?.click().await?;
    app.see("[data-do=bookmark][aria-pressed=true]").await?;
    app.see("[data-do=note]").await?.send_keys("Press toward the angle.").await?;
    app.until("the note to be kept", "localStorage['palpate.progress']?.includes('toward the angle')")
        .await?;
    app.reload().await?;
    app.see("[data-do=bookmark][aria-pressed=true]").await?;
    let note = app.script("return document.querySelector('[data-do=note]').value", Vec::new()).await?;
    ensure!(note == json!("Press toward the angle."), "the note is another after a reload: {note}");
    app.go("/practice").await?;
    app.see("[data-kept='point/levator-scapulae-1']").await?;
    Hand::Mouse.choose(app, "[data-choose=scope]", "marked").await?;
    app.see("[data-do=start]").await?.click().await?;
    let asked = app.see(".question").await?.attr("data-question").await?.unwrap_or_default();
    ensure!(asked.ends_with("/levator-scapulae-1"), "of the bookmarks {asked} was asked");
    app.click("button", "Leave the round").await?;
    app.go("/point/levator-scapulae-1").await?;
    app.see("[data-do=bookmark]").await?.click().await?;
    app.see("[data-do=bookmark][aria-pressed=false]").await?;
    let select = "const note = document.querySelector('[data-do=note]'); note.focus(); note.select()";
    app.script(select, Vec::new()).await?;
    app.press(Key::Backspace).await?;
    app.until("the note to be gone", "!localStorage['palpate.progress'].includes('toward the angle')")
        .await?;
    app.reload().await?;
    app.go("/practice").await?;
    app.see(".overview").await?;
    ensure!(app.count("[data-kept]").await? == 0, "a note or bookmark that was taken away is still listed");
    Ok(())
}

/// An exam tells nothing until its end; then a report by kind and by region, and every question with its answer.
pub(crate) async fn an_exam(app: &App) -> Result<()> {
    app.go("/practice").await?;
    app.see("[data-do=exam]").await?.click().await?;
    app.see(".clock").await?;
    for number in 1..=20 {
        app.until(
            "the next question",
            &format!("document.querySelector('.count').textContent.includes('{number} of 20')"),
        )
        .await?;
        ensure!(app.count("[data-do=next]").await? == 0, "an exam tells a verdict before its end");
        let next = format!(
            "document.querySelector('.result') || document.querySelector('.count').textContent.includes('{} of 20')",
            number + 1
        );
        Hand::Mouse.press(app, "[data-do=unknown]").await?;
        app.until("the next question", &next).await?;
    }
    app.see("[data-result='0/20']").await?;
    let sums = "return [...document.querySelectorAll('.result table')].map(table =>
        [table.querySelector('th').textContent, [...table.querySelectorAll('tbody td:last-child')].reduce((sum, cell) => sum + Number(cell.textContent), 0)])";
    let sums = app.script(sums, Vec::new()).await?;
    ensure!(sums == json!([["Kind", 20], ["Region", 20]]), "the report does not add up: {sums}");
    let told = app.count(".told li").await?;
    ensure!(told == 20, "the report shows {told} questions with their answers");
    Ok(())
}

/// Damaged entries, then damage beyond reading: told, set aside under a name of its own, and the rest goes on.
pub(crate) async fn damaged_storage(app: &App) -> Result<()> {
    answered(app, 1).await?;
    let spoil = "const kept = JSON.parse(localStorage['palpate.progress']);
        kept.reviews.push({ at_ms: 'yesterday' });
        localStorage['palpate.progress'] = JSON.stringify(kept)";
    app.script(spoil, Vec::new()).await?;
    app.reload().await?;
    app.see(".standing[data-reviews='1']").await?;
    let told = app.words(".notice").await?;
    ensure!(told.contains("One damaged entry"), "a damaged entry is told as \"{told}\"");
    ensure!(aside(app).await?.contains("yesterday"), "the damaged entry is not set aside");
    app.reload().await?;
    app.see(".standing[data-reviews='1']").await?;
    ensure!(app.count(".notice").await? == 0, "the same damage is told twice");

    app.script("localStorage['palpate.progress'] = '{\"palpate\": broken'", Vec::new()).await?;
    app.reload().await?;
    let told = app.words(".notice").await?;
    ensure!(told.contains("damaged at line 1"), "damaged progress is told as \"{told}\"");
    let lies_aside = aside(app).await?;
    ensure!(
        lies_aside.contains("yesterday") && lies_aside.contains("broken"),
        "what is set aside was overwritten: {lies_aside}"
    );
    answered(app, 1).await?;
    app.see("[data-do=drop-aside]").await?.click().await?;
    app.until("the end of what was set aside", "!document.querySelector('[data-aside]')").await?;
    ensure!(aside(app).await?.is_empty(), "what was set aside is still there");
    app.reload().await?;
    app.see(".standing[data-reviews='1']").await.map(|_| ())
}

/// Who knows all of one muscle and nothing else sees it on the body, in its name's number, in the legend and in the table.
pub(crate) async fn mastery(app: &App) -> Result<()> {
    let known = practice::known()?;
    let muscle = known.atlas.muscle("infraspinatus").context("the atlas has no infraspinatus")?;
    let now = app.script("return Date.now()", Vec::new()).await?.as_u64().unwrap_or_default();
    let review = |card: Card| {
        let kind = Kind::of(card.fact).next()?;
        Some(Review { at_ms: now - 60_000, card, kind, grade: Grade::Good, took_ms: 4000 })
    };
    let reviews: Vec<Review> = Card::of_muscle(muscle).into_iter().filter_map(review).collect();
    let saved = json!(Progress::of(reviews).to_json());
    app.script("localStorage['palpate.progress'] = arguments[0]", vec![saved]).await?;
    app.go("/practice").await?;
    app.reload().await?;
    let part = &muscle.row.structures[0];
    app.see(&format!("[data-structure='{part}'][data-tint='known-4']")).await?;
    app.see("[data-structure='descending-part-of-trapezius'][data-tint='known-0']").await?;
    let layer = muscle.row.depth.name();
    app.see_words("button", &format!("{}{}", layer[..1].to_uppercase(), &layer[1..])).await?.click().await?;
    app.until(
        "the name with its number",
        "[...document.querySelectorAll('.plate-names button')].some(name => name.textContent === '100 % Infraspinatus')",
    )
    .await?;
    let counts = "return [...document.querySelectorAll('.bands b')].map(count => Number(count.textContent))";
    let counts = app.script(counts, Vec::new()).await?;
    let of_layer = known.atlas.muscles().iter().filter(|other| other.row.depth == muscle.row.depth).count();
    ensure!(counts == json!([of_layer - 1, 0, 0, 0, 1]), "the legend counts {counts} of {of_layer} muscles");
    app.click("summary", "Muscle by muscle").await?;
    let row = app.words(".by-muscle tbody").await?;
    ensure!(row.starts_with("Infraspinatus 100 %"), "the table says {row}");
    app.go("/muscle/infraspinatus").await?;
    let told = app.words(".mine").await?;
    ensure!(told.contains("100 % remembered") && told.contains("Strong: place"), "the page says {told}");
    app.go("/").await?;
    app.see(".due").await.map(|_| ())
}

/// Answers so many questions and leaves the round.
async fn answered(app: &App, count: usize) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    for _ in 0..count {
        practice::answer(app, &known, Hand::Mouse, 0.0).await?;
        practice::next(app, Hand::Mouse).await?;
    }
    app.click("button", "Leave the round").await?;
    app.see(&format!(".standing[data-reviews='{count}']")).await.map(|_| ())
}

async fn open_data(app: &App) -> Result<()> {
    app.see(".data > summary").await?.click().await?;
    app.see(".data[open] [data-do=export]").await.map(|_| ())
}

/// All that was set aside.
async fn aside(app: &App) -> Result<String> {
    let script = "return Object.keys(localStorage).filter(name => name.startsWith('palpate.progress.aside.'))
        .map(name => localStorage[name]).join(' ')";
    let value: Value = app.script(script, Vec::new()).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}
