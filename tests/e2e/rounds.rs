//! Journeys through rounds: each kind from its first question to the result, by mouse, finger and keys; storage that fails;
//! a page that is left; two windows at once.

use anyhow::{Context, Result, ensure};
use palpate::quiz::{Form, Kind};
use serde_json::json;

use crate::app::App;
use crate::hands::Hand;
use crate::practice::{self, Known};

/// A full round of five of each kind, every answer right, told as right, and counted.
pub(crate) async fn every_kind(app: &App, hand: Hand) -> Result<()> {
    let known = practice::known()?;
    still(app).await?;
    app.go("/practice").await?;
    let mut reviews = 0;
    for kind in Kind::ALL {
        practice::shorten(app, hand).await?;
        practice::start(app, hand, Some(kind.slug())).await?;
        reviews += a_round(app, &known, hand).await.with_context(|| format!("in a round of {kind:?}"))?;
        hand.press(app, "[data-do=leave]").await?;
        app.see(&format!(".standing[data-reviews='{reviews}']")).await?;
    }
    Ok(())
}

/// Answers all of a round rightly up to its result; how many questions it had.
async fn a_round(app: &App, known: &Known, hand: Hand) -> Result<usize> {
    let count = app.words(".count").await?;
    let count: usize =
        count.split("of ").nth(1).and_then(|of| of.split(' ').next()?.parse().ok()).context(count)?;
    for number in 1..=count {
        let question = practice::asked(app, known).await?;
        let about = || format!("question {number}, \"{}\" ({})", question.prompt, question.ask.card);
        practice::answer(app, known, hand, 0.0).await.with_context(about)?;
        let told = app.words(".question h1").await?;
        ensure!(
            app.count(".question.is-found").await? == 1,
            "a right answer to {} is told as \"{told}\": {}",
            about(),
            app.words(".asked").await?
        );
        practice::next(app, hand).await.with_context(about)?;
    }
    app.see(&format!("[data-result='{count}/{count}']")).await?;
    Ok(count)
}

/// Nothing moves by itself: the camera is where it is to be at once.
async fn still(app: &App) -> Result<()> {
    let media = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
    app.browser.cdp().send_raw("Emulation.setEmulatedMedia", media).await?;
    Ok(())
}

/// A wrong place is told with its distance and what was met, and shown; a wrong choice can be looked at beside the truth.
pub(crate) async fn near_misses_are_told(app: &App) -> Result<()> {
    let known = practice::known()?;
    still(app).await?;
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::FindPoint.slug())).await?;
    practice::answer(app, &known, Hand::Mouse, 25.0).await?;
    let told = app.words(".question h1").await?;
    ensure!(
        told.contains("25 mm") || told.contains("24 mm") || told.contains("26 mm"),
        "25 mm are told as {told}"
    );
    ensure!(app.count("figure.plate .marks .tapped").await? == 1, "where the tap went is not marked");
    app.click("button", "Take it back").await?;
    practice::answer(app, &known, Hand::Mouse, 0.0).await?;
    app.see(".question.is-found").await?;
    app.reload().await?;
    app.see(".question.is-found").await?;
    practice::next(app, Hand::Mouse).await?;
    app.click("button", "Leave the round").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    let question = practice::asked(app, &known).await?;
    let Form::Choice(form) = &question.form else { anyhow::bail!("a choice") };
    let wrong = (form.right + 1) % form.options.len();
    app.see(&format!("[data-choice='{wrong}']")).await?.click().await?;
    app.see(".question.is-missed").await?;
    let said = app.words(".asked").await?;
    ensure!(said.contains(&form.options[wrong].text), "the mistake is not named: {said}");
    app.click("button", "What you chose").await?;
    app.see("figure.plate[data-ready=yes]").await.map(|_| ())
}

/// Where the storage is full the user is told at once, and the round goes on in memory to its end.
pub(crate) async fn storage_that_is_full(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    let first = practice::asked(app, &known).await?;
    let fill = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }";
    app.script(fill, Vec::new()).await?;
    if let Form::Choice(form) = first.form {
        app.see(&format!("[data-choice='{}']", form.right)).await?.click().await?;
    }
    app.see(".question.is-found").await?;
    let told = app.words(".notice").await?;
    ensure!(told.contains("full or closed"), "a full storage is told as \"{told}\"");
    practice::next(app, Hand::Mouse).await?;
    to_the_result_by_guessing(app, 9).await
}

/// Where the browser lets nothing be stored the user is told as soon as practice opens, and can practise all the same.
pub(crate) async fn storage_that_is_refused(app: &App) -> Result<()> {
    let refuse = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('refused', 'SecurityError') } })";
    let source = json!({ "source": refuse });
    app.browser.cdp().send_raw("Page.addScriptToEvaluateOnNewDocument", source).await?;
    app.browser.goto("about:blank").await?;
    app.go("/practice").await?;
    let told = app.words(".notice").await?;
    ensure!(told.contains("does not let Palpate store"), "a refused storage is told as \"{told}\"");
    practice::start(app, Hand::Mouse, Some(Kind::Nerve.slug())).await?;
    to_the_result_by_guessing(app, 10).await?;
    app.see("[data-do=leave]").await?.click().await?;
    app.see(".standing[data-reviews='10']").await.map(|_| ())
}

/// Chooses the first option of so many questions, then the result of ten is shown.
async fn to_the_result_by_guessing(app: &App, count: usize) -> Result<()> {
    for _ in 0..count {
        app.see("[data-choice='0']:not(:disabled)").await?.click().await?;
        practice::next(app, Hand::Mouse).await?;
    }
    app.see("[data-result$='/10']").await.map(|_| ())
}

/// Two windows answer one question each: both know both answers, and none is lost.
pub(crate) async fn two_windows_agree(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    let first = app.browser.window().await?;
    let second = app.browser.new_tab().await?;
    app.browser.switch_to_window(second.clone()).await?;
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    practice::answer(app, &known, Hand::Mouse, 0.0).await?;
    app.browser.switch_to_window(first).await?;
    app.see(".standing[data-reviews='1']").await?;
    practice::start(app, Hand::Mouse, Some(Kind::Nerve.slug())).await?;
    practice::answer(app, &known, Hand::Mouse, 0.0).await?;
    practice::next(app, Hand::Mouse).await?;
    app.click("button", "Leave the round").await?;
    app.see(".standing[data-reviews='2']").await?;
    app.browser.switch_to_window(second).await?;
    app.click("button", "Take it back").await?;
    app.click("button", "Leave the round").await?;
    // What was seen is not taken back.
    app.see(".standing[data-reviews='2']").await.map(|_| ())
}
