//! Journeys about how questions are put and answered: second taps, painting, matching, typing, leaving, what fits the window.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail, ensure};
use palpate::quiz::{Form, Kind};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::app::App;
use crate::hands::Hand;
use crate::practice::{self, Known};

/// How long a second tap comes after the first, in milliseconds.
const SECOND_TAPS_MS: [u64; 3] = [90, 160, 260];

/// How many answers are stored.
async fn reviews(app: &App) -> Result<usize> {
    let kept = "return JSON.parse(localStorage['palpate.progress'] ?? '{\"reviews\":[]}').reviews.length";
    let count = app.script(kept, Vec::new()).await?;
    usize::try_from(count.as_u64().unwrap_or_default()).context("a count")
}

/// Taps the middle of an element, and the same place again so many milliseconds later by the clock of the events: a busy
/// machine may carry the second one out later than that.
async fn tap_twice(app: &App, hand: Hand, selector: &str, after_ms: u64) -> Result<()> {
    let (x, y) = app.centre(selector).await?;
    let cdp = app.browser.cdp();
    let began = SystemTime::now();
    let began_s = began.duration_since(UNIX_EPOCH)?.as_secs_f64();
    for nth in 0..2 {
        if nth == 1 {
            let passed = began.elapsed().unwrap_or_default();
            tokio::time::sleep(Duration::from_millis(after_ms).saturating_sub(passed)).await;
        }
        let at_s = began_s + (nth * after_ms) as f64 / 1000.0;
        if hand == Hand::Finger {
            for (kind, points) in
                [("touchStart", json!([{ "x": x, "y": y, "id": 0 }])), ("touchEnd", json!([]))]
            {
                let event = json!({ "type": kind, "touchPoints": points, "timestamp": at_s });
                cdp.send_raw("Input.dispatchTouchEvent", event).await?;
            }
        } else {
            for kind in ["mousePressed", "mouseReleased"] {
                let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1, "buttons": 1, "timestamp": at_s });
                cdp.send_raw("Input.dispatchMouseEvent", event).await?;
            }
        }
    }
    Ok(())
}

/// A second tap, or a second press of a key, never does what the first one was not meant for: nothing more is stored than
/// was answered, and no verdict is gone past unseen.
pub(crate) async fn second_taps_do_nothing(app: &App, hand: Hand) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, hand, Some(Kind::NameMuscle.slug())).await?;
    let mut answered = 0;
    for after_ms in SECOND_TAPS_MS {
        let about = || format!("after {after_ms} ms");
        // "Show me" is not followed by the next question, nor is its answer taken back.
        tap_twice(app, hand, "[data-do=unknown]", after_ms).await?;
        app.see(".question [data-do=next]").await.with_context(about)?;
        answered += 1;
        ensure!(
            reviews(app).await? == answered,
            "two taps on \"Show me\" store {} answers, {}",
            reviews(app).await?,
            about()
        );
        // "Next question" does not answer the one that was not seen.
        tap_twice(app, hand, "[data-do=next]", after_ms).await?;
        app.see(".question [data-do=unknown]").await.with_context(about)?;
        app.person_takes_a_while().await?;
        ensure!(
            app.count("[data-do=unknown]").await? == 1,
            "a second tap on \"Next question\" answers it, {}",
            about()
        );
        ensure!(
            reviews(app).await? == answered,
            "a second tap on \"Next question\" stores an answer, {}",
            about()
        );
        // A choice stays a choice.
        let question = practice::asked(app, &known).await?;
        let Form::Choice(form) = &question.form else { bail!("a choice") };
        tap_twice(app, hand, &format!("[data-choice='{}']", form.right), after_ms).await?;
        app.see(".question.is-found [data-do=next]").await.with_context(about)?;
        answered += 1;
        ensure!(
            reviews(app).await? == answered,
            "two taps on a choice store more than one answer, {}",
            about()
        );
        practice::next(app, hand).await?;
    }
    // Keys: Enter on "Show me" twice does not go past the answer.
    app.script("document.querySelector('[data-do=unknown]').focus()", Vec::new()).await?;
    let twice = String::from_iter([char::from(Key::Enter), char::from(Key::Enter)]);
    app.browser.action_chain().send_keys(twice).perform().await?;
    app.see("[data-do=next]").await.context("a second Enter goes past the answer")?;
    practice::next(app, Hand::Mouse).await?;
    app.go("/").await?;
    app.go("/practice").await?;
    if app.count("[data-do=drop]").await? > 0 {
        hand.press(app, "[data-do=drop]").await?;
    }
    // In an exam the next question follows at once: a second tap does not answer it.
    hand.press(app, "[data-do=exam]").await?;
    app.see(".clock").await?;
    let before = reviews(app).await?;
    for (nth, after_ms) in SECOND_TAPS_MS.into_iter().enumerate() {
        tap_twice(app, hand, "[data-do=unknown]", after_ms).await?;
        app.until(
            "the next question",
            &format!("document.querySelector('.count').textContent.includes('{} of 20')", nth + 2),
        )
        .await?;
        app.person_takes_a_while().await?;
        ensure!(
            reviews(app).await? == before + nth + 1,
            "a second tap after {after_ms} ms answers the next question of an exam"
        );
    }
    Ok(())
}

/// One finger, or the mouse, paints what it crosses; a tap on a painted patch, and a stroke that is to, erase; steps are taken
/// back by button and key; two fingers and the wheel move the skin and paint nothing.
pub(crate) async fn painting(app: &App, hand: Hand) -> Result<()> {
    app.go("/practice").await?;
    practice::start(app, hand, Some(Kind::PaintReferral.slug())).await?;
    app.plate_rests().await?;
    // A place of the skin with skin around it, in the middle of what is shown.
    let place = "const c = document.querySelector('figure.plate .plate-canvas');
        const over = c.querySelector('.plate-over'), box = c.getBoundingClientRect();
        const skin = [...document.querySelectorAll('figure.plate .plate-art [data-region]')];
        // Asked of the lines themselves: what stands behind its picture is not drawn.
        const pen = document.createElement('canvas').getContext('2d'), lines = skin.map(path => new Path2D(path.getAttribute('d')));
        const is_skin = (x, y) => {
            const at = new DOMPoint(x, y).matrixTransform(over.getScreenCTM().inverse());
            return [1, -1].some(turn => lines.some(line => pen.isPointInPath(line, at.x * turn, at.y)));
        };
        let best = null;
        for (let x = box.left + 90; x < box.right - 90; x += 6) for (let y = box.top + 20; y < box.bottom - 20; y += 6) {
            let right = 0;
            while (right < 80 && is_skin(x + right, y)) right += 8;
            const hit = document.elementFromPoint(x, y)?.closest('.plate-canvas') && document.elementFromPoint(x + right, y)?.closest('.plate-canvas');
            if (hit && (!best || right > best[2])) best = [Math.round(x), Math.round(y), right];
        }
        return best";
    let (x, y, wide): (i64, i64, i64) = serde_json::from_value(app.script(place, Vec::new()).await?)?;
    ensure!(wide >= 40, "hardly any skin is shown to paint on: {wide} pixels");
    let painted = "return document.querySelector('.zones') ? new Set([...document.querySelectorAll('figure.plate .zones path')].map(p => p.getAttribute('d'))).size : 0";
    let count = async |app: &App| -> Result<u64> {
        Ok(app.script(painted, Vec::new()).await?.as_u64().unwrap_or_default())
    };
    let view = "return document.querySelector('.plate-canvas > .plate-over').getAttribute('viewBox')";
    let before = app.script(view, Vec::new()).await?;
    stroke(app, hand, (x, y), (x + wide - 4, y)).await?;
    app.until("the stroke", "document.querySelector('[data-do=answer]:not(:disabled)')").await?;
    let first = count(app).await?;
    ensure!(first >= 1, "a stroke paints nothing");
    ensure!(app.script(view, Vec::new()).await? == before, "a stroke moves the plate");
    hand.press(app, "[data-do=unpaint]").await?;
    app.until("the step to be taken back", "document.querySelector('[data-do=answer]:disabled')").await?;
    ensure!(count(app).await? == 0, "a stroke is more than one step");
    stroke(app, hand, (x, y), (x + wide - 4, y)).await?;
    app.until("the second stroke", "document.querySelector('[data-do=answer]:not(:disabled)')").await?;
    // Erased by a stroke, brought back by a key.
    app.click("button", "Erase").await?;
    stroke(app, hand, (x - 4, y), (x + wide, y)).await?;
    app.until("the eraser", "document.querySelector('[data-do=answer]:disabled')").await?;
    app.press('z').await?;
    app.until("the key that takes a step back", "document.querySelector('[data-do=answer]:not(:disabled)')")
        .await?;
    ensure!(count(app).await? == first, "what was erased is not back");
    app.click("button", "Paint").await?;
    // Two fingers, and the wheel, move the skin.
    if hand == Hand::Finger {
        let apart = |by: i64| [(x - by, y), (x + by, y)];
        app.touch(&[&apart(20), &apart(40), &apart(60)]).await?;
    } else {
        let wheel = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": -240 });
        app.browser.cdp().send_raw("Input.dispatchMouseEvent", wheel).await?;
    }
    app.plate_rests().await?;
    ensure!(app.script(view, Vec::new()).await? != before, "two fingers or the wheel do not move the skin");
    ensure!(count(app).await? == first, "moving the skin paints");
    let is_folded = app.count(".in-list:not([open])").await?;
    ensure!(is_folded == 1, "the list of places is not folded");
    hand.press(app, "[data-do=answer]").await?;
    app.see("[data-do=next]").await?;
    app.click("button", "What you painted").await?;
    ensure!(count(app).await? == first, "what was painted cannot be seen after the answer");
    Ok(())
}

/// Draws a line with the pressed mouse or one finger.
async fn stroke(app: &App, hand: Hand, from: (i64, i64), to: (i64, i64)) -> Result<()> {
    let at = |step: i64| (from.0 + (to.0 - from.0) * step / 4, from.1 + (to.1 - from.1) * step / 4);
    if hand == Hand::Finger {
        return app.touch(&[&[at(0)], &[at(1)], &[at(2)], &[at(3)], &[at(4)]]).await;
    }
    let actions = app.browser.action_chain().move_to(from.0, from.1).click_and_hold();
    let actions = (1..=4).fold(actions, |actions, step| actions.move_to(at(step).0, at(step).1));
    Ok(actions.release().perform().await?)
}

/// Points are matched with drawn patterns, by taps in either order; afterwards every pair is told.
pub(crate) async fn matching_drawn_patterns(app: &App, hand: Hand) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, hand, Some(Kind::MatchPatterns.slug())).await?;
    let question = practice::asked(app, &known).await?;
    let Form::Match(form) = &question.form else { bail!("points and patterns") };
    app.until(
        "the patterns to be drawn",
        "document.querySelectorAll('.card figure.plate[data-ready=yes] .zones path').length >= 3",
    )
    .await?;
    let words = app.words(".choices").await?;
    for right in &form.right {
        ensure!(!words.contains(&right.text), "a pattern stands in words instead of drawn: {words}");
    }
    // All but the last two rightly, these two exchanged.
    let count = form.left.len();
    for at in 0..count {
        let to = if at + 2 < count { form.truth[at] } else { form.truth[2 * count - 3 - at] };
        let [one, other] = [format!("[data-left='{at}']"), format!("[data-pattern='{to}']")];
        let [first, second] = if at == 0 { [&one, &other] } else { [&other, &one] };
        hand.press(app, first).await?;
        hand.press(app, second).await?;
        let value = app
            .script("return document.querySelector(arguments[0]).value", vec![json!(format!("#pair-{at}"))])
            .await?;
        ensure!(value == json!(to.to_string()), "the list beside does not say what was tapped: {value}");
    }
    hand.press(app, "[data-do=answer]").await?;
    app.see("[data-do=next]").await?;
    let (right, wrong) =
        (app.count(".pairs .is-right small").await?, app.count(".pairs .is-wrong small").await?);
    ensure!((right, wrong) == (count - 2, 2), "{right} right and {wrong} wrong pairs are told");
    let below = app.words(".cards").await?;
    for left in &form.left {
        ensure!(below.contains(&left.text), "{} stands under no pattern: {below}", left.text);
    }
    Ok(())
}

/// A typed answer is remembered: nothing is suggested before it, and it is shown again after it. A slip is forgiven, and told.
pub(crate) async fn typed_answers(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::shorten(app, Hand::Mouse).await?;
    app.click("button", "typed").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    for text in ["a slip", "Not a muscle"] {
        let question = practice::asked(app, &known).await?;
        let Form::Choice(form) = &question.form else { bail!("a choice") };
        let name = form.typed.as_ref().and_then(|typed| typed.accepted.first()).context("a name")?.clone();
        let field = app.see("#typed").await?;
        ensure!(app.count("datalist, [list]").await? == 0, "all names are listed before one is typed");
        ensure!(app.count("[data-choice]").await? == 0, "a typed question shows choices");
        let is_slip = text == "a slip";
        // Two letters exchanged places.
        let mut letters: Vec<char> = name.chars().collect();
        letters.swap(2, 3);
        let text = if is_slip { letters.into_iter().collect::<String>() } else { text.to_owned() };
        field.send_keys(&text).await?;
        app.see("[data-do=answer]:not(:disabled)").await?.click().await?;
        app.see("[data-do=next]").await?;
        let said = app.words(".question").await?;
        ensure!(
            said.contains("You typed") && said.contains(&text),
            "what was typed is not shown again: {said}"
        );
        ensure!(
            said.contains("spelling") == is_slip || name.chars().nth(2) == name.chars().nth(3),
            "a slip is told as: {said}"
        );
        ensure!(
            said.matches(&format!("Right is: {name}")).count() <= 1,
            "the right name is told twice: {said}"
        );
        practice::next(app, Hand::Mouse).await?;
    }
    Ok(())
}

/// An exam asks before it is left and reports what was answered; another round is left at any moment, from a verdict too.
pub(crate) async fn leaving(app: &App, hand: Hand) -> Result<()> {
    app.go("/practice").await?;
    practice::start(app, hand, Some(Kind::NameMuscle.slug())).await?;
    hand.press(app, "[data-do=unknown]").await?;
    app.see("[data-do=next]").await?;
    hand.press(app, "[data-do=leave-round]").await?;
    app.see(".standing[data-reviews='1']").await?;
    hand.press(app, "[data-do=exam]").await?;
    app.see(".clock").await?;
    hand.press(app, "[data-do=unknown]").await?;
    app.until("the next", "document.querySelector('.count').textContent.includes('2 of 20')").await?;
    hand.press(app, "[data-do=leave-round]").await?;
    let asked = app.words("[role=alertdialog]").await?;
    ensure!(
        asked.contains("1 of 20 is answered: it is reported."),
        "before an exam is left it asks: {asked}"
    );
    hand.press(app, "[data-do=stay]").await?;
    app.until("the exam to go on", "!document.querySelector('[role=alertdialog]')").await?;
    app.see(".question").await?;
    hand.press(app, "[data-do=leave-round]").await?;
    hand.press(app, "[data-do=end]").await?;
    app.see("[data-result='0/1']").await?;
    let told = app.words(".result").await?;
    ensure!(
        told.contains("0 of 20 right") && told.contains("19 were not answered"),
        "the report says: {told}"
    );
    Ok(())
}

/// Who opens practice is asked about an old round, and is not thrown into it; by a reload, or back from a page that the
/// round leads to, it goes on.
pub(crate) async fn an_old_round_is_offered(app: &App) -> Result<()> {
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    app.see("[data-do=unknown]").await?.click().await?;
    app.see("[data-do=next]").await?;
    app.click("a", "Study this").await?;
    app.until("the muscle's page", "location.hash.startsWith('#/muscle/')").await?;
    app.see("main h1").await?;
    app.browser.back().await?;
    app.see(".question [data-do=next]").await?;
    app.reload().await?;
    app.see(".question [data-do=next]").await?;
    app.click("nav//a", "Atlas").await?;
    app.until("the atlas", "location.hash.startsWith('#/atlas')").await?;
    app.click("nav//a", "Practice").await?;
    let offer = app.words(".going").await?;
    ensure!(
        offer.contains("1 of 10 questions are answered") || offer.contains("1 of 10 questions is answered"),
        "an old round is offered as: {offer}"
    );
    ensure!(app.count(".question").await? == 0, "practice opens in the old round");
    app.see("[data-do=go-on]").await?.click().await?;
    app.see(".question [data-do=next]").await?;
    app.click("nav//a", "About").await?;
    app.until("another page", "location.hash.startsWith('#/about')").await?;
    app.click("nav//a", "Practice").await?;
    app.see("[data-do=drop]").await?.click().await?;
    app.until(
        "the end of the offer",
        "document.querySelector('.overview') && !document.querySelector('.going')",
    )
    .await?;
    app.see(".standing[data-reviews='1']").await.map(|_| ())
}

/// What was chosen stays chosen: after a round, and after a reload.
pub(crate) async fn the_choice_stays(app: &App) -> Result<()> {
    app.go("/practice").await?;
    Hand::Mouse.choose(app, "[data-choose=scope]", "region:neck-shoulder").await?;
    let chosen = "return document.querySelector('[data-choose=scope]').value";
    let before = app.script(chosen, Vec::new()).await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    app.click("button", "Leave the round").await?;
    app.see("[data-choose=scope]").await?;
    ensure!(app.script(chosen, Vec::new()).await? == before, "the choice is another after a round");
    app.reload().await?;
    app.see("[data-choose=scope]").await?;
    ensure!(app.script(chosen, Vec::new()).await? == before, "the choice is another after a reload");
    let kind = app.script("return document.querySelector('[data-choose=kind]').value", Vec::new()).await?;
    ensure!(kind == json!(Kind::NameMuscle.slug()), "the kind is another after a reload: {kind}");
    Ok(())
}

/// A set first shows its muscles and then asks; the look is stepped through by buttons and keys and skipped at any step; what
/// is well known is not shown again.
pub(crate) async fn a_set_is_shown_first(app: &App, hand: Hand) -> Result<()> {
    app.go("/practice").await?;
    hand.press(app, "[data-set='set:rotator-cuff']").await?;
    let first = app.words("[data-look] h1").await?;
    app.until(
        "the muscle and its pain",
        "document.querySelectorAll('.look figure.plate[data-ready=yes]').length === 2",
    )
    .await?;
    app.until("the stipple", "document.querySelector('.look .zones path')").await?;
    ensure!(app.words(".aside").await?.contains("Its pain"), "the look does not tell the pain");
    hand.press(app, "[data-do=look-next]").await?;
    app.until("the next", "document.querySelector('.count').textContent.includes('2 of 4')").await?;
    ensure!(app.words("[data-look] h1").await? != first, "the second muscle is the first");
    app.press(Key::Left).await?;
    app.until("the way back", "document.querySelector('.count').textContent.includes('1 of 4')").await?;
    app.press(Key::Right).await?;
    app.until("the way on", "document.querySelector('.count').textContent.includes('2 of 4')").await?;
    ensure!(reviews(app).await? == 0, "a look counts as an answer");
    hand.press(app, "[data-do=begin]").await?;
    app.see(".question [data-do=unknown]").await?;
    ensure!(app.count("[data-look]").await? == 0, "the look does not end");
    app.reload().await?;
    app.see(".question [data-do=unknown]").await?;
    ensure!(app.count("[data-look]").await? == 0, "the look comes again in the same round");
    Ok(())
}

/// Windows in which a question and its answers must be in sight, by width and height.
const WINDOWS: [(u32, u32); 4] = [(844, 390), (390, 844), (320, 568), (1280, 720)];

/// In every window the question, the plate, the choices and what is pressed are in sight, and none lies over another.
pub(crate) async fn questions_fit_the_window(app: &App) -> Result<()> {
    app.go("/practice").await?;
    let mut faults: Vec<String> = Vec::new();
    for kind in [Kind::NameMuscle, Kind::WhosePain, Kind::FindPoint, Kind::PaintReferral, Kind::MatchPatterns]
    {
        practice::start(app, Hand::Mouse, Some(kind.slug())).await?;
        for (width, height) in WINDOWS {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            app.browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", metrics).await?;
            app.script("scrollTo(0, 0)", Vec::new()).await?;
            let told = app.script(OUT_OF_SIGHT, Vec::new()).await?;
            let told: Vec<String> = serde_json::from_value(told)?;
            faults.extend(told.into_iter().map(|fault| format!("{kind:?} at {width}x{height}: {fault}")));
        }
        app.browser.cdp().send_raw("Emulation.clearDeviceMetricsOverride", json!({})).await?;
        app.script("document.querySelector('[data-do=leave-round]').click()", Vec::new()).await?;
        app.see(".overview").await?;
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    Ok(())
}

/// What of a question is not in sight, or lies under something else.
const OUT_OF_SIGHT: &str = "const faults = [], bar = document.querySelector('header.site').getBoundingClientRect();
    const nav = document.querySelector('header.site nav').getBoundingClientRect();
    const foot = nav.top > bar.bottom ? nav.top : innerHeight;
    const parts = [...document.querySelectorAll('.question h1, .choice, .moves .door, .question figure.plate, .tools button, .leave')];
    for (const part of parts) {
        const box = part.getBoundingClientRect();
        // What is folded away is no part of the question yet.
        if (!box.width || !box.height || !part.checkVisibility({ contentVisibilityAuto: true })) continue;
        const name = part.dataset.do ?? part.dataset.choice ?? part.className;
        // Half of a plate, or of a list that scrolls, is enough to begin with.
        if (box.top < bar.bottom - 1 || box.bottom > foot + 1 || box.left < -1 || box.right > innerWidth + 1) faults.push(`${name} is out of sight: ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${Math.round(bar.bottom)} to ${foot}`);
        else {
            const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
            // A card is pressed as a whole.
            if (hit && !part.contains(hit) && !hit.contains(part) && !hit.closest('.card')?.contains(part)) faults.push(`${name} lies under ${hit.className || hit.tagName}`);
        }
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    return faults";

/// What a browser's translation makes of a page: every text in an element of its own.
const TRANSLATED: &str =
    "const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walk.nextNode()) if (walk.currentNode.data.trim()) texts.push(walk.currentNode);
    for (const text of texts) {
        const font = document.createElement('font'), copy = document.createElement('font');
        copy.textContent = text.data;
        font.append(copy);
        text.replaceWith(font);
    }";

/// After the browser has translated the page the question's number, prompt, choices and verdict go on changing.
pub(crate) async fn a_translated_question_goes_on(app: &App) -> Result<()> {
    let known = practice::known()?;
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::Nerve.slug())).await?;
    for number in 1..=3 {
        app.script(TRANSLATED, Vec::new()).await?;
        let question = practice::asked(app, &known).await?;
        let Form::Choice(form) = &question.form else { bail!("a choice") };
        let said = app.words(".question").await?;
        ensure!(said.contains(&question.prompt), "the prompt stays another's: {said}");
        ensure!(said.contains(&format!("{number} of 10")), "the number stays at another: {said}");
        for option in &form.options {
            ensure!(said.contains(&option.text), "{} is not among the choices: {said}", option.text);
        }
        app.script(
            "document.querySelector(arguments[0]).click()",
            vec![json!(format!("[data-choice='{}']", form.right))],
        )
        .await?;
        app.see(".question.is-found").await?;
        let told = app.words(".question h1").await?;
        ensure!(told == "Correct.", "the verdict is told as {told}");
        app.script(TRANSLATED, Vec::new()).await?;
        practice::next(app, Hand::Mouse).await?;
    }
    Ok(())
}

/// A page that lay open through the night tells what is due today, as soon as it is looked at.
pub(crate) async fn an_overview_left_open(app: &App) -> Result<()> {
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some(Kind::NameMuscle.slug())).await?;
    app.see("[data-do=unknown]").await?.click().await?;
    app.see("[data-do=next]").await?;
    app.click("button", "Leave the round").await?;
    app.see(".standing[data-reviews='1']").await?;
    let new = app.see(".today").await?.attr("data-new").await?;
    ensure!(new.as_deref() == Some("11"), "after one new card {new:?} are left of twelve");
    let tomorrow = "const Real = Date, later = 26 * 3600 * 1000;
        window.Date = class extends Real {
            constructor(...given) { given.length ? super(...given) : super(Real.now() + later); }
            static now() { return Real.now() + later; }
        };
        dispatchEvent(new Event('focus'))";
    app.script(tomorrow, Vec::new()).await?;
    app.see(".today[data-new='12'][data-due='1']").await.map(|_| ())
}

/// A muscle that is tapped on the body of what is remembered is lit there, and told where it was tapped.
pub(crate) async fn mastery_tells_in_sight(app: &App, known: &Known) -> Result<()> {
    app.go("/practice").await?;
    practice::start(app, Hand::Finger, Some(Kind::NameMuscle.slug())).await?;
    app.see("[data-do=unknown]").await?.click().await?;
    app.see("[data-do=next]").await?;
    app.click("button", "Leave the round").await?;
    app.see(".mastery figure.plate[data-ready=yes]").await?;
    let muscle = known.atlas.muscle("latissimus-dorsi").context("no latissimus")?;
    let slugs: Vec<&str> = muscle.row.structures.iter().map(String::as_str).collect();
    app.script("document.querySelector('.mastery figure.plate').scrollIntoView({ block: 'center', behavior: 'instant' })", Vec::new()).await?;
    app.plate_rests().await?;
    let at = crate::spot::inside("posterior", &slugs, muscle.row.depth)?;
    let pixel = app.pixel(at).await?;
    app.touch(&[&[pixel]]).await?;
    let told = app.words("[data-one='latissimus-dorsi']").await?;
    ensure!(told.contains("Latissimus dorsi"), "the tapped muscle is told as {told}");
    app.until(
        "the muscle to be told in sight",
        "(box => box.top >= 56 && box.bottom <= innerHeight - 56)(document.querySelector('[data-one]').getBoundingClientRect())",
    )
    .await?;
    app.until("the muscle to be lit", "document.querySelector('.mastery .chosen-outlines path')").await?;
    let page: Value =
        app.script("return document.querySelector('[data-one] a').getAttribute('href')", Vec::new()).await?;
    ensure!(
        page.as_str().is_some_and(|page| page.ends_with("/muscle/latissimus-dorsi")),
        "no link to its page: {page}"
    );
    Ok(())
}
