//! Journeys through rounds: every kind of question, by the pointer and by keys; storage that fails; two windows at once.

use anyhow::{Result, ensure};
use palpate::quiz::{Form, Kind};
use thirtyfour::Key;

use crate::app::App;
use crate::practice;

/// One question of each kind, answered rightly with the pointer, is told as right; and the round can be left.
pub(crate) async fn every_kind_by_the_pointer(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    for kind in Kind::ALL {
        practice::start(app, Some(kind.slug())).await?;
        practice::answer(app, &known, 0.0).await?;
        let told = app.words(".question h1").await?;
        ensure!(
            app.count(".question.is-found").await? == 1,
            "{kind:?}: a right answer is told as \"{told}\""
        );
        practice::next(app).await?;
        app.click("button", "Leave the round").await?;
        app.see("[data-do=start]").await?;
    }
    let reviews = Kind::ALL.len();
    app.see(&format!(".standing[data-reviews='{reviews}']")).await.map(|_| ())
}

/// A choice by its number, a place by the crosshair, and Enter from the verdict to the next question.
pub(crate) async fn a_round_by_keys_alone(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, Some(Kind::WhosePain.slug())).await?;
    for _ in 0..2 {
        let question = practice::asked(app, &known).await?;
        let Form::Choice(form) = question.form else { continue };
        let number = char::from_digit(u32::try_from(form.right)? + 1, 10).unwrap_or('1');
        app.press(number).await?;
        app.see(".question.is-found").await?;
        app.press(Key::Enter).await?;
        app.until("the next question", "!document.querySelector('[data-do=next]')").await?;
    }
    app.tab_to("Leave the round").await?;
    app.press(Key::Enter).await?;
    practice::start(app, Some(Kind::FindPoint.slug())).await?;
    app.plate_rests().await?;
    app.script("document.querySelector('.plate-canvas').focus()", Vec::new()).await?;
    app.press(Key::Right).await?;
    app.press(Key::Down).await?;
    app.press(Key::Enter).await?;
    app.see("[data-do=next]").await?;
    let told = app.words(".question h1").await?;
    ensure!(told.contains("mm"), "a place chosen with the crosshair is told without its distance: {told}");
    Ok(())
}

/// Where nothing can be stored the user is told at once, and the round goes on in memory.
pub(crate) async fn storage_that_is_full(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, Some(Kind::NameMuscle.slug())).await?;
    let first = practice::asked(app, &known).await?;
    app.script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        Vec::new(),
    )
    .await?;
    if let Form::Choice(form) = first.form {
        app.see(&format!("[data-choice='{}']", form.right)).await?.click().await?;
    }
    app.see(".question.is-found").await?;
    let told = app.words(".notice").await?;
    ensure!(told.contains("full or closed"), "a full storage is told as \"{told}\"");
    practice::next(app).await?;
    app.see("[data-choice='0']").await?.click().await?;
    app.see("[data-do=next]").await.map(|_| ())
}

/// Two windows answer one question each: both know both answers, and none is lost.
pub(crate) async fn two_windows_agree(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    let first = app.browser.window().await?;
    let second = app.browser.new_tab().await?;
    app.browser.switch_to_window(second.clone()).await?;
    app.go("/practice").await?;
    practice::start(app, Some(Kind::NameMuscle.slug())).await?;
    practice::answer(app, &known, 0.0).await?;
    app.browser.switch_to_window(first).await?;
    app.see(".standing[data-reviews='1']").await?;
    practice::start(app, Some(Kind::Nerve.slug())).await?;
    practice::answer(app, &known, 0.0).await?;
    practice::next(app).await?;
    app.click("button", "Leave the round").await?;
    app.see(".standing[data-reviews='2']").await?;
    app.browser.switch_to_window(second).await?;
    app.click("button", "Take it back").await?;
    app.click("button", "Leave the round").await?;
    app.see(".standing[data-reviews='1']").await.map(|_| ())
}
