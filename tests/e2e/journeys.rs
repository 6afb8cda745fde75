//! The journeys: what a student does with the app, from the first click to the next visit.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use palpate::anatomy::Depth;
use thirtyfour::Key;

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::hands::Hand;
use crate::site::Site;
use crate::{
    asking, atlas, gestures, keeping, marks, opening, pain, phone, pictures, practice, rounds, spot, sweep,
    translated, ways,
};

const DESKTOP: Window = Window { width: 1280, height: 720, is_dark: false };
const PHONE: Window = Window { width: 390, height: 844, is_dark: true };

const NAMES: &[&str] = &[
    "a_first_evening",
    "a_round_that_is_left_and_taken_up",
    "links_lead_to_every_page",
    "back_and_forward",
    "a_phone_shows_every_page_whole",
    "the_atlas_by_keyboard",
    "the_atlas_by_touch_on_a_phone",
    "targets_and_contrast",
    "both_sides_of_the_skin",
    "what_is_printed",
    "the_sharp_picture_is_seen",
    "every_kind_by_the_mouse",
    "every_kind_by_a_finger_on_a_phone",
    "every_kind_by_keys_alone",
    "near_misses_are_told",
    "storage_that_is_full",
    "storage_that_is_refused",
    "two_windows_agree",
    "safekeeping_by_file",
    "notes_and_bookmarks",
    "an_exam_and_its_report",
    "a_condition_is_told_first",
    "damaged_storage_is_set_aside",
    "mastery_on_the_body",
    "the_atlas_does_without_its_second_half",
    "keys_without_a_click",
    "a_page_says_before_it_is_left",
    "marks_answer",
    "marks_answer_a_finger_on_a_phone",
    "matching_drawn_patterns",
    "matching_drawn_patterns_on_a_phone",
    "typed_answers_are_remembered",
    "leaving_a_round_and_an_exam",
    "leaving_on_a_phone",
    "an_old_round_is_offered",
    "the_choice_stays",
    "a_set_is_shown_first",
    "a_set_is_shown_first_on_a_phone",
    "a_translated_question_goes_on",
    "an_overview_left_open",
    "mastery_tells_in_sight_on_a_phone",
    "a_page_that_is_translated_goes_on",
    "a_phone_leads_from_a_complaint",
    "a_phone_leads_from_home_to_ten_questions",
    "a_tap_on_the_skin_asks_who_sends_pain",
    "search_leads_on",
    "the_pain_of_every_point_is_seen",
    "a_second_tap_does_nothing",
    "gestures_on_a_phone",
    "a_phone_draws_the_panel",
    "a_phone_shows_what_was_chosen",
    "a_second_tap_does_nothing_on_a_phone",
    "every_frame_agrees",
    "pages_open_at_their_top_on_a_phone",
    "a_search_in_a_narrow_window",
];

/// Journeys that do not hold each time yet: told at each run, taken by their whole names alone.
const OPEN: &[&str] = &[
    "painting_by_the_mouse",
    "painting_by_a_finger_on_a_phone",
    "questions_fit_the_window",
    "every_state_at_every_size",
];

/// Takes every journey whose name contains `filter` and prints them as Rust's test runner does.
///
/// # Errors
/// Where one fails; its last screen is in target/e2e/.
pub(crate) async fn run(filter: &str) -> Result<()> {
    let (driver, site) = (Driver::start()?, Site::start()?);
    let (mut passed, mut failed) = (0, 0);
    let open = OPEN.iter().copied().filter(|name| *name == filter);
    for name in NAMES.iter().copied().filter(|name| name.contains(filter)).chain(open) {
        match journey(name, &driver, &site).await {
            Ok(()) => {
                passed += 1;
                println!("journey {name} ... ok");
            }
            Err(error) => {
                failed += 1;
                println!("journey {name} ... FAILED\n    {error:#}");
            }
        }
    }
    if filter.is_empty() {
        OPEN.iter().for_each(|name| println!("journey {name} ... open, not taken: run it by its name"));
    }
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("\ntest result: {word}. {passed} passed; {failed} failed");
    ensure!(failed == 0, "{failed} of the journeys failed; their last screens are in target/e2e/");
    Ok(())
}

async fn journey(name: &str, driver: &Driver, site: &Site) -> Result<()> {
    let window = if name.contains("phone") { PHONE } else { DESKTOP };
    if name == "every_state_at_every_size" {
        return sweep::every_state_at_every_size(driver, site).await;
    }
    let slow = site.slow();
    let site = if name.contains("second_half") { &slow } else { site };
    let app = App::open(driver, site, window, "/").await?;
    let walked = match name {
        "the_atlas_does_without_its_second_half" => atlas::without_second_half(&app, site).await,
        "the_sharp_picture_is_seen" => pictures::the_sharp_is_seen(&app).await,
        "the_pain_of_every_point_is_seen" => pain::is_seen(&app).await,
        "gestures_on_a_phone" => gestures::on_a_phone(&app).await,
        "keys_without_a_click" => gestures::keys_without_a_click(&app).await,
        "a_page_says_before_it_is_left" => gestures::a_page_says_before_it_is_left(&app).await,
        "every_frame_agrees" => gestures::every_frame_agrees(&app).await,
        "marks_answer" => marks::answer(&app).await,
        "marks_answer_a_finger_on_a_phone" => marks::answer_a_finger(&app).await,
        "a_first_evening" => a_first_evening(&app).await,
        "a_condition_is_told_first" => practice::a_condition_is_told_first(&app).await,
        "a_round_that_is_left_and_taken_up" => a_round_that_is_left_and_taken_up(&app).await,
        "links_lead_to_every_page" => links_lead_to_every_page(&app).await,
        "back_and_forward" => back_and_forward(&app).await,
        "the_atlas_by_keyboard" => atlas::by_keyboard(&app).await,
        "the_atlas_by_touch_on_a_phone" => atlas::by_touch(&app).await,
        "a_phone_shows_what_was_chosen" => phone::shows_what_was_chosen(&app).await,
        "a_phone_draws_the_panel" => phone::sheet_is_drawn(&app).await,
        "targets_and_contrast" => atlas::targets_and_contrast(&app).await,
        "both_sides_of_the_skin" => pictures::both_sides_of_the_skin(&app).await,
        "what_is_printed" => pictures::what_is_printed(&app).await,
        "every_kind_by_the_mouse" => rounds::every_kind(&app, Hand::Mouse).await,
        "every_kind_by_a_finger_on_a_phone" => rounds::every_kind(&app, Hand::Finger).await,
        "every_kind_by_keys_alone" => rounds::every_kind(&app, Hand::Keys).await,
        "near_misses_are_told" => rounds::near_misses_are_told(&app).await,
        "storage_that_is_full" => rounds::storage_that_is_full(&app).await,
        "storage_that_is_refused" => rounds::storage_that_is_refused(&app).await,
        "two_windows_agree" => rounds::two_windows_agree(&app).await,
        "safekeeping_by_file" => keeping::by_file(&app).await,
        "notes_and_bookmarks" => keeping::notes_and_bookmarks(&app).await,
        "an_exam_and_its_report" => keeping::an_exam(&app).await,
        "damaged_storage_is_set_aside" => keeping::damaged_storage(&app).await,
        "pages_open_at_their_top_on_a_phone" => opening::pages_open_at_their_top(&app).await,
        "a_search_in_a_narrow_window" => opening::a_search_in_a_narrow_window(&app).await,
        "mastery_on_the_body" => keeping::mastery(&app).await,
        "a_second_tap_does_nothing" => asking::second_taps_do_nothing(&app, Hand::Mouse).await,
        "a_second_tap_does_nothing_on_a_phone" => asking::second_taps_do_nothing(&app, Hand::Finger).await,
        "painting_by_the_mouse" => asking::painting(&app, Hand::Mouse).await,
        "painting_by_a_finger_on_a_phone" => asking::painting(&app, Hand::Finger).await,
        "matching_drawn_patterns" => asking::matching_drawn_patterns(&app, Hand::Mouse).await,
        "matching_drawn_patterns_on_a_phone" => asking::matching_drawn_patterns(&app, Hand::Finger).await,
        "typed_answers_are_remembered" => asking::typed_answers(&app).await,
        "leaving_a_round_and_an_exam" => asking::leaving(&app, Hand::Mouse).await,
        "leaving_on_a_phone" => asking::leaving(&app, Hand::Finger).await,
        "an_old_round_is_offered" => asking::an_old_round_is_offered(&app).await,
        "the_choice_stays" => asking::the_choice_stays(&app).await,
        "a_set_is_shown_first" => asking::a_set_is_shown_first(&app, Hand::Mouse).await,
        "a_set_is_shown_first_on_a_phone" => asking::a_set_is_shown_first(&app, Hand::Finger).await,
        "questions_fit_the_window" => asking::questions_fit_the_window(&app).await,
        "a_translated_question_goes_on" => asking::a_translated_question_goes_on(&app).await,
        "an_overview_left_open" => asking::an_overview_left_open(&app).await,
        "mastery_tells_in_sight_on_a_phone" => {
            asking::mastery_tells_in_sight(&app, &practice::known()?).await
        }
        "a_page_that_is_translated_goes_on" => translated::goes_on(&app).await,
        "a_phone_leads_from_a_complaint" => ways::from_a_complaint(&app).await,
        "a_phone_leads_from_home_to_ten_questions" => ways::from_home_to_ten_questions(&app).await,
        "a_tap_on_the_skin_asks_who_sends_pain" => ways::from_the_skin(&app).await,
        "search_leads_on" => ways::search_leads_on(&app).await,
        _ => a_phone_shows_every_page_whole(&app).await,
    };
    if walked.is_err() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/e2e");
        std::fs::create_dir_all(&folder)?;
        app.browser.screenshot(&folder.join(format!("{name}.png"))).await?;
    }
    let errors = app.errors().await?;
    app.browser.quit().await?;
    walked.with_context(|| format!("console: {}", errors.join("; ")))?;
    ensure!(errors.is_empty(), "the browser's console has errors: {}", errors.join("; "));
    Ok(())
}

/// Finds the upper trapezius by search, sees its points and where one refers, peels, taps what lies beneath, opens its
/// page by the keyboard, answers a round of ten, and finds the progress there after a reload.
async fn a_first_evening(app: &App) -> Result<()> {
    let field = app.see(".search input").await?;
    field.send_keys("upper trapezius").await?;
    app.click("li[@role='option']", "Trapezius").await?;
    app.see_words("h2", "Trapezius").await?;
    ensure!(app.route().await? == "/atlas", "search leads to the atlas");

    app.plate_rests().await?;
    let marks = app.count("figure.plate .marks [data-at]").await?;
    ensure!(marks >= 3, "only {marks} trigger points of the trapezius are marked");
    app.see("button[data-point='trapezius-1']").await?.click().await?;
    app.until(
        "the stipple of the referral",
        "document.querySelectorAll('figure.plate .zones path').length > 0",
    )
    .await?;

    app.plate_rests().await?;

    // Close, where the ghost of levator scapulae is broad enough for a finger.
    app.go("/atlas?view=shoulder-posterior&depth=3&muscle=trapezius").await?;
    app.until("peeling to depth 3", "document.querySelector('.plate-over').dataset.peel === '3'").await?;
    app.click("button", "Whole view").await?;
    app.plate_rests().await?;
    let view = app.script("return document.querySelector('figure.plate').dataset.view", Vec::new()).await?;
    let at = spot::inside(view.as_str().unwrap_or_default(), &["levator-scapulae"], Depth::Deep)?;
    app.tap(at).await?;
    app.see_words("h2", "Levator scapulae").await?;

    app.tab_to("Open the page of Levator scapulae").await?;
    app.press(Key::Enter).await?;
    app.see_words("h1", "Levator scapulae").await?;
    ensure!(app.route().await? == "/muscle/levator-scapulae", "the page has an address of its own");
    app.see_words("h2", "Be careful").await?;

    app.click("nav//a", "Practice").await?;
    practice::start(app, Hand::Mouse, Some("find-point")).await?;
    let known = practice::known()?;
    for _ in 0..9 {
        practice::answer(app, &known, Hand::Mouse, 0.0).await?;
        ensure!(app.count(".question.is-found").await? == 1, "a point that was tapped is not found");
        practice::next(app, Hand::Mouse).await?;
    }
    app.see("[data-do=unknown]").await?.click().await?;
    practice::next(app, Hand::Mouse).await?;
    app.see("[data-result='9/10']").await?;
    app.see("[data-do=leave]").await?.click().await?;
    app.see(".standing[data-reviews='10']").await?;
    app.reload().await?;
    app.see(".standing[data-reviews='10']").await.map(|_| ())
}

/// A round survives a reload in its middle; an answer can be taken back; not knowing is told as missed.
async fn a_round_that_is_left_and_taken_up(app: &App) -> Result<()> {
    app.go("/practice").await?;
    practice::start(app, Hand::Mouse, Some("find-point")).await?;
    let known = practice::known()?;
    practice::answer(app, &known, Hand::Mouse, 0.0).await?;
    practice::next(app, Hand::Mouse).await?;
    app.see("[data-do=unknown]").await?.click().await?;
    ensure!(app.count(".question.is-found").await? == 0, "not knowing is taken for knowing");
    app.see("[data-do=undo]").await?.click().await?;
    app.see("[data-do=unknown]").await?;
    let before = app.words(".question").await?;
    app.reload().await?;
    app.see(".question").await?;
    let after = app.words(".question").await?;
    ensure!(
        before == after && after.contains("2 of 10"),
        "the round is another after a reload: {before} / {after}"
    );
    practice::answer(app, &known, Hand::Mouse, 0.0).await?;
    app.see(".question.is-found").await.map(|_| ())
}

/// Every kind of page answers at its own address, and an address that leads nowhere says so.
async fn links_lead_to_every_page(app: &App) -> Result<()> {
    let pages = [
        ("/", "Know where the point lies"),
        ("/atlas?view=anterior&depth=2&muscle=scalenus-anterior", "Atlas"),
        ("/muscle/infraspinatus", "Infraspinatus"),
        ("/point/levator-scapulae-1", "Levator scapulae"),
        ("/practice", "Choose what to practice"),
        ("/about", "not medical advice"),
        ("/condition/migraine", "Send to a physician first"),
        ("/terms", "Essential zone"),
        ("/condition/no-such-condition", "no-such-condition"),
        ("/muscle/no-such-muscle", "no-such-muscle"),
        ("/no-such-page", "leads to nothing"),
    ];
    for (route, heading) in pages {
        app.go("/").await?;
        app.go(route).await?;
        let said = app.words("main").await?;
        ensure!(
            said.contains(heading) || heading == "Atlas",
            "the page {route} does not say \"{heading}\": {said}"
        );
        ensure!(said.len() > 30, "the page {route} is as good as empty: {said}");
    }
    Ok(())
}

/// The browser's own buttons walk through what was looked at.
async fn back_and_forward(app: &App) -> Result<()> {
    app.click("a", "Open the atlas").await?;
    app.plate_rests().await?;
    app.click("a", "About").await?;
    app.until("the page about Palpate", "location.hash.startsWith('#/about')").await?;
    app.browser.back().await?;
    app.until("going back", "location.hash.startsWith('#/atlas')").await?;
    app.plate_rests().await?;
    app.browser.back().await?;
    app.until("going back again", "location.hash === '' || location.hash === '#/'").await?;
    app.browser.forward().await?;
    app.until("going forward", "location.hash.startsWith('#/atlas')").await?;
    app.plate_rests().await
}

/// On a phone nothing is wider than the screen, and a muscle can be tapped.
async fn a_phone_shows_every_page_whole(app: &App) -> Result<()> {
    for route in ["/", "/atlas", "/muscle/trapezius", "/point/levator-scapulae-1", "/practice", "/about"] {
        app.go(route).await?;
        let width = app.script("return document.documentElement.scrollWidth", Vec::new()).await?;
        ensure!(width.as_u64() == Some(u64::from(PHONE.width)), "the page {route} is {width} pixels wide");
    }
    app.go("/atlas?view=posterior&depth=1").await?;
    app.plate_rests().await?;
    let at = spot::inside("posterior", &["descending-part-of-trapezius"], Depth::Superficial)?;
    app.tap(at).await?;
    app.see_words("h2", "Trapezius").await.map(|_| ())
}
