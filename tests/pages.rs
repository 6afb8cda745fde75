//! Every route renders on the host to HTML, so that pages can be written ahead of time.
#![cfg(all(feature = "app", feature = "authoring", not(target_arch = "wasm32")))]
#![allow(missing_docs, reason = "tests")]

use std::path::Path;

use palpate::app::{Library, Shared, Site};
use palpate::atlas::authoring::{Sources, report};
use yew::prelude::*;
use yew_router::Router;
use yew_router::history::{AnyHistory, History, MemoryHistory};
use yew_router::query::Raw;

#[derive(Properties, PartialEq)]
struct AtProps {
    library: Library,
    address: AttrValue,
}

/// The site at an address, as a server would render it.
#[component]
fn At(props: &AtProps) -> Html {
    let history = MemoryHistory::new();
    let (path, query) = props.address.split_once('?').unwrap_or((&props.address, ""));
    let Ok(()) = history.push_with_query(path, Raw(query));
    html! { <Router history={AnyHistory::Memory(history)}><Site library={props.library.clone()} /></Router> }
}

fn sources() -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    Sources::load(root).unwrap_or_else(|faults| panic!("{}", report(&faults)))
}

fn library() -> Library {
    let sources = sources();
    Library { atlas: Shared::new(sources.atlas()), texts: Ok(Some(Shared::new(sources.texts()))) }
}

/// The page at `address` says all of `expected`.
async fn check(library: &Library, address: &str, expected: &[&str]) {
    let props = AtProps { library: library.clone(), address: address.to_owned().into() };
    let html = yew::LocalServerRenderer::<At>::with_props(props).hydratable(false).render().await;
    for words in expected {
        assert!(html.contains(words), "{address} does not say {words:?}: {html}");
    }
}

#[tokio::test(flavor = "current_thread")]
async fn every_kind_of_route_renders() {
    let library = library();
    for (address, expected) in [
        ("/", &["Open the atlas", "Levator scapulae", "Trapezius"][..]),
        ("/atlas", &["Tap a muscle", "Superficial", "Front", "Back"]),
        (
            "/atlas?view=posterior&depth=2&side=left&muscle=levator-scapulae",
            &["Levator scapulae", "Trigger points"],
        ),
        ("/atlas?muscle=no-such-muscle&depth=99", &["Tap a muscle"]),
        (
            "/muscle/levator-scapulae",
            &["Levator scapulae", "Find it with your hand", "Be careful", "Sources"],
        ),
        ("/muscle/no-such-muscle", &["Not here"]),
        ("/point/levator-scapulae-1", &["Where its pain goes", "Essential zone", "nearly everyone feels"]),
        ("/point/no-such-point", &["Not here"]),
        ("/condition/migraine", &["Migraine", "Send to a physician first", "Muscles to examine"]),
        ("/condition/no-such-condition", &["Not here"]),
        ("/terms", &["Trigger point", "Essential zone", "How sure it is"]),
        ("/atlas?depth=0", &["Tap where it hurts", "places of the skin"]),
        (
            "/atlas?view=left-lateral&depth=0&pain=temple.left",
            &["Temple", "Muscles that send pain here", "Temporalis", "Show all"],
        ),
        (
            "/atlas?view=anterior&depth=0&pain=sternum-middle.left",
            &["Send to a physician first", "call an ambulance", "AHA/ACC", "Muscles that send pain here"],
        ),
        ("/atlas?depth=0&pain=nowhere.left", &["Tap where it hurts"]),
        ("/practice", &["Practice"]),
        (
            "/about",
            &["not medical advice", "BodyParts3D", "Database Center for Life Science", "CC BY-SA 4.0"],
        ),
        ("/no/such/page", &["Not here"]),
    ] {
        check(&library, address, expected).await;
    }
}

#[tokio::test(flavor = "current_thread")]
async fn every_muscle_and_point_has_a_page() {
    let library = library();
    for muscle in library.atlas.muscles() {
        check(&library, &format!("/muscle/{}", muscle.row.id), &[&muscle.names.english]).await;
    }
    for (muscle, point) in library.atlas.points() {
        let address = format!("/point/{}", point.trigger.id);
        check(&library, &address, &[&muscle.names.english, "Where its pain goes"]).await;
    }
}

/// What stands between two texts of a page, without its tags.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let from = html.find(start).map_or(html.len(), |at| at + start.len());
    let rest = &html[from..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}

async fn page(library: &Library, address: &str) -> String {
    let props = AtProps { library: library.clone(), address: address.to_owned().into() };
    yew::LocalServerRenderer::<At>::with_props(props).hydratable(false).render().await
}

#[tokio::test(flavor = "current_thread")]
async fn misspellings_and_names_of_groups_are_for_search_alone() {
    let library = library();
    let mut told = 0;
    for muscle in library.atlas.muscles() {
        let html = page(&library, &format!("/muscle/{}", muscle.row.id)).await;
        let also = between(&html, "Also: ", "</p>").to_lowercase();
        let also: Vec<&str> = also.split(", ").collect();
        told += also.len();
        for wrong in &muscle.names.misspellings {
            assert!(
                !also.contains(&wrong.to_lowercase().as_str()),
                "{} is also called {wrong}",
                muscle.row.id
            );
        }
        for group in ["hamstrings", "rotator cuff", "sits muscles", "groin muscle", "deep six"] {
            assert!(!also.contains(&group), "{} is also called {group}", muscle.row.id);
        }
        assert!(!also.iter().any(|name| name.contains("musculi ")), "{}: {also:?}", muscle.row.id);
    }
    assert!(told > 400, "only {told} other names are told");
}

#[tokio::test(flavor = "current_thread")]
async fn a_page_opens_with_one_sentence_and_sets_stories_as_text() {
    let library = library();
    let html = page(&library, "/muscle/levator-scapulae").await;
    let gist = between(&html, "class=\"gist\">", "</p>");
    assert!(
        gist.starts_with("Lifts the shoulder blade") && gist.contains("its pain is felt mostly at"),
        "{gist}"
    );
    // Picture first, then what it is called besides, then one's own.
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("no {words}"));
    assert!(place("class=\"gist\"") < place("<figure"), "the sentence comes late");
    assert!(place("<figure") < place("Also: "), "other names come before the picture");
    let story = between(&html, "What the client says", "</details>");
    assert!(
        story.contains("<q>I woke up and could not turn my head.</q>") && !story.contains("<li>"),
        "{story}"
    );
}
