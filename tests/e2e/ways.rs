//! The ways in of who does not know a muscle's name.

use anyhow::{Result, ensure};
use palpate::anatomy::{BodyPoint, Side, View};
use thirtyfour::Key;

use crate::app::App;
use crate::hands::Hand;
use crate::practice;

/// From a complaint in a beginner's words, by touch on a phone, to the muscle, its point, its pain, what to do and what not
/// to press; then back and forward.
pub(crate) async fn from_a_complaint(app: &App) -> Result<()> {
    app.fingers().await?;
    touch(app, ".search input").await?;
    app.see(".search input").await?.send_keys("my head hurts at the temple").await?;
    app.see_words("li", "Temple").await?;
    let first = app.words("#hit-0").await?;
    ensure!(first.starts_with("Temple") && first.ends_with("Place"), "the first that is found is {first}");
    touch(app, "#hit-0").await?;
    app.see_words("h2", "Temple").await?;
    app.see_words("h3", "Muscles that send pain here").await?;
    app.plate_rests().await?;
    app.until("the lit place", "document.querySelector('.zones .hurts path')").await?;
    ensure!(app.count("[data-sender=temporalis]").await? == 1, "temporalis sends pain to the temple");
    touch(app, "[data-sender=temporalis] button").await?;
    app.see_words("h2", "Temporalis").await?;
    app.plate_rests().await?;
    for seen in [".marks .is-chosen", ".panel .tiers dd", ".panel .care, .panel .doors"] {
        app.see(seen).await?;
    }
    app.until("its pain", "document.querySelectorAll('.zones path').length > 0").await?;
    touch(app, ".panel .doors .door").await?;
    app.see_words("h1", "Temporalis").await?;
    for words in ["Treat it", "Be careful"] {
        app.see_words("h2", words).await?;
    }
    app.browser.back().await?;
    app.see_words("h2", "Temporalis").await?;
    app.browser.back().await?;
    app.see_words("h3", "Muscles that send pain here").await?;
    app.browser.forward().await?;
    app.see_words("h2", "Temporalis").await?;
    touch(app, ".back-to button").await?;
    app.see_words("h2", "Temple").await.map(|_| ())
}

/// From home to ten questions by touch, and out again.
pub(crate) async fn from_home_to_ten_questions(app: &App) -> Result<()> {
    app.fingers().await?;
    app.see(".home .doors").await?;
    touch(app, ".search input").await?;
    app.see(".search input").await?.send_keys("tennis elbow").await?;
    app.see_words("li", "Lateral elbow pain").await?;
    touch(app, "#hit-0").await?;
    app.see_words("h1", "Lateral elbow pain").await?;
    ensure!(app.route().await? == "/condition/lateral-elbow-pain", "a condition has an address of its own");
    let top = "document.querySelector('[data-do=start]').getBoundingClientRect().bottom < innerHeight";
    app.until("\"Ask me 10\" in sight", top).await?;
    app.see_words("h4", "Send to a physician first").await?;
    touch(app, "[data-do=start]").await?;
    app.see(".question").await?;
    for number in 1..=10 {
        let words = app.words(".question").await?;
        ensure!(words.contains(&format!("{number} of 10")), "question {number} says {words}");
        touch(app, "[data-do=unknown]").await?;
        practice::next(app, Hand::Finger).await?;
    }
    app.see("[data-result='0/10']").await?;
    app.browser.back().await?;
    app.see_words("h1", "Lateral elbow pain").await?;
    app.browser.forward().await?;
    app.see_words("h2", "The result of your last round").await.map(|_| ())
}

/// A tap on the skin, a place of the list, and keys: each asks who sends pain there; the other side is the other side's.
pub(crate) async fn from_the_skin(app: &App) -> Result<()> {
    app.go("/atlas?view=posterior&depth=0").await?;
    app.plate_rests().await?;
    app.see_words("h2", "Tap where it hurts").await?;
    // On the back of the right upper arm and of the left thigh.
    let arm = BodyPoint::new(-195.7, -12.2, 1158.0);
    let thigh = BodyPoint::new(-87.4, -20.5, 610.0);
    let back = View { azimuth_deg: 180.0, elevation_deg: 0.0 };
    for (region, side, at) in [
        ("upper-arm-posterior-middle", Side::Right, arm),
        ("thigh-posterior-middle", Side::Left, thigh.mirrored()),
    ] {
        app.tap(back.project(at).at).await?;
        let word = format!("pain={region}.{}", side.name());
        app.until(&format!("the address with {word}"), &format!("location.hash.includes('{word}')")).await?;
        app.see(".senders li").await?;
        app.see(&format!(
            ".senders .sides button[aria-pressed=true]:{}-child",
            if side == Side::Right { "first" } else { "last" }
        ))
        .await?;
    }
    app.reload().await?;
    app.see_words("h2", "Back of the thigh, middle third").await?;
    app.see(".senders .sides button:first-child").await?.click().await?;
    app.until("the right side", "location.hash.includes('thigh-posterior-middle.right')").await?;
    app.see(".places .fold").await?.click().await?;
    app.click("button", "Sit bone").await?;
    app.see_words("h2", "Sit bone").await?;
    // By keys alone: the walk ends on a muscle's place, and what is asked is the skin over it.
    app.go("/atlas?view=anterior&depth=0").await?;
    app.plate_rests().await?;
    app.see(".plate-canvas").await?.focus().await?;
    app.press(Key::Down).await?;
    app.press(Key::Enter).await?;
    app.see(".senders").await?;
    app.until("a place in the address", "location.hash.includes('pain=')").await
}

/// Where nothing is found one is led on; an input method's Enter chooses nothing; terms explain themselves.
pub(crate) async fn search_leads_on(app: &App) -> Result<()> {
    let field = app.see(".search input").await?;
    field.send_keys("qqqqqq").await?;
    app.see_words("li", "Try a part of the body").await?;
    app.press(Key::Enter).await?;
    app.see_words("h2", "Tap where it hurts").await?;
    field.send_keys("taut band").await?;
    app.see_words("li", "Taut band").await?;
    let composed = "document.querySelector('.search input').dispatchEvent(new KeyboardEvent('keydown',
        { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }))";
    app.script(composed, Vec::new()).await?;
    ensure!(app.route().await? == "/atlas", "Enter of an input method chose something");
    app.press(Key::Enter).await?;
    app.see(".term.is-asked").await?;
    ensure!(app.route().await? == "/terms/taut-band", "a term has an address of its own");
    let top = "(top => top >= 0 && top < innerHeight / 2)(document.querySelector('.is-asked').getBoundingClientRect().top)";
    app.until("the term at the top", top).await?;
    app.go("/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1").await?;
    app.see(".panel .explained summary").await?.click().await?;
    app.see_words("p", "nearly everyone").await.map(|_| ())
}

/// A finger's tap on an element.
async fn touch(app: &App, selector: &str) -> Result<()> {
    let at = app.centre(selector).await?;
    app.touch_at(at).await
}
