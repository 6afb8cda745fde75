//! Where a page opens: at its top, at the chapter that its address names (`?part=`), or where one was when Back, Forward
//! or a reload lead to it again. It comes with the second half; until then the browser does what it can.

use std::cell::RefCell;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlAnchorElement, HtmlElement, ScrollRestoration};

use super::pages::terms;
use super::route::Route;
use super::site::Library;
use super::words;

/// Where the places are kept while the tab is open.
const KEPT_AS: &str = "palpate.places";
/// So many entries of the history are remembered.
const REMEMBERED: usize = 60;
/// What comes late is waited for so many frames: about a quarter of a minute.
const PATIENCE: u32 = 900;

thread_local! {
    static OPENING: RefCell<Option<Opening>> = const { RefCell::new(None) };
}

/// How far each entry of the browser's history was scrolled, by the entry's number; those left last stand last.
#[derive(Debug, Default, PartialEq)]
struct Places(Vec<(u32, u32)>);

impl Places {
    fn read(text: &str) -> Self {
        let entry = |word: &str| {
            let (entry, y) = word.split_once(':')?;
            Some((entry.parse().ok()?, y.parse().ok()?))
        };
        Self(text.split(' ').filter_map(entry).collect())
    }

    fn written(&self) -> String {
        self.0.iter().map(|(entry, y)| format!("{entry}:{y}")).collect::<Vec<_>>().join(" ")
    }

    fn of(&self, entry: u32) -> Option<u32> {
        self.0.iter().find(|(known, _)| *known == entry).map(|(_, y)| *y)
    }

    /// Remembers a place; where there are too many, the one left first is forgotten.
    fn keep(&mut self, entry: u32, y: u32) {
        self.0.retain(|(known, _)| *known != entry);
        self.0.push((entry, y));
        if self.0.len() > REMEMBERED {
            self.0.remove(0);
        }
    }
}

/// Where the page is to be scrolled as soon as that is there.
#[derive(Debug, Clone, PartialEq)]
enum Goal {
    /// So many pixels down.
    At(u32),
    /// To the element with this id, and into it.
    Part(String),
}

struct Opening {
    places: Places,
    /// The entry of the history that is shown, its page, its whole address, and how far it is scrolled.
    entry: u32,
    page: String,
    address: String,
    y: u32,
    goal: Option<Goal>,
    /// What gets the focus: the link to this address, else the page's heading. Nothing where the page is the same.
    focus: Option<String>,
    frames_left: u32,
    is_looking: bool,
    _listeners: Vec<EventListener>,
}

/// Called whenever the address has changed.
pub(crate) fn arrive(library: &Library) {
    let address = address();
    gloo::utils::document().set_title(&title(library, &address));
    let entry = entry();
    let is_new = OPENING.with_borrow_mut(|opening| {
        let opening = opening.get_or_insert_with(Opening::begin);
        opening.turn_to(entry, address)
    });
    if is_new {
        reach();
    }
}

impl Opening {
    fn begin() -> Self {
        let window = gloo::utils::window();
        if let Ok(history) = window.history() {
            let _ = history.set_scroll_restoration(ScrollRestoration::Manual);
        }
        let kept =
            window.session_storage().ok().flatten().and_then(|kept| kept.get_item(KEPT_AS).ok().flatten());
        let act_on = |act: fn(&mut Self)| {
            move |_: &web_sys::Event| {
                OPENING.with_borrow_mut(|opening| {
                    if let Some(opening) = opening {
                        act(opening);
                    }
                });
            }
        };
        let on = |name: &'static str, act| EventListener::new(&window, name, act_on(act));
        // Before the page hears of it: a key may itself lead to another page.
        let first = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
        let on_key = |act| EventListener::new_with_options(&window, "keydown", first, act_on(act));
        // Whoever moves the page is not to be moved.
        let take_over: fn(&mut Self) = |opening| opening.goal = None;
        let listeners = vec![
            on("scroll", |opening| {
                // A page that leaves scrolls as well, under the next one's address.
                if opening.goal.is_none() && opening.address == address() {
                    // The same address asked for again takes the place of its entry.
                    opening.entry = entry();
                    opening.y = scrolled();
                }
            }),
            on("pagehide", Self::keep),
            on("wheel", take_over),
            on("touchmove", take_over),
            on("pointerdown", take_over),
            on_key(take_over),
        ];
        Self {
            places: Places::read(&kept.unwrap_or_default()),
            entry: 0,
            page: String::new(),
            address: String::new(),
            y: scrolled(),
            goal: None,
            focus: None,
            frames_left: 0,
            is_looking: false,
            _listeners: listeners,
        }
    }

    /// Leaves one entry of the history for another; whether that asks for anything.
    fn turn_to(&mut self, entry: u32, address: String) -> bool {
        if entry == self.entry {
            return false;
        }
        let (page, query) = address.split_once('?').unwrap_or((&address, ""));
        let part = query.split('&').find_map(|pair| pair.strip_prefix("part=")).map(str::to_owned);
        // A term's address names its place on the page of terms.
        let part = part.or_else(|| page.strip_prefix("/terms/").map(terms::anchor));
        let is_first = self.entry == 0;
        let is_same_page = self.page == page;
        self.keep();
        let known = self.places.of(entry);
        self.goal = match (known, part) {
            (Some(y), _) => Some(Goal::At(y)),
            (None, Some(part)) => Some(Goal::Part(part)),
            // The same page in another state stays where it is.
            (None, None) if is_same_page || is_first => None,
            (None, None) => Some(Goal::At(0)),
        };
        self.focus = (!is_first && !is_same_page).then(|| match known {
            Some(_) => self.address.clone(),
            None => String::new(),
        });
        self.entry = entry;
        self.page = page.to_owned();
        self.address = address;
        self.frames_left = PATIENCE;
        true
    }

    fn keep(&mut self) {
        if self.entry == 0 {
            return;
        }
        let y = if let Some(Goal::At(y)) = self.goal { y } else { self.y };
        self.places.keep(self.entry, y);
        if let Ok(Some(kept)) = gloo::utils::window().session_storage() {
            // Where nothing can be kept, a reload opens at the top.
            let _ = kept.set_item(KEPT_AS, &self.places.written());
        }
    }
}

/// Does what is still to be done as soon as the page has come so far.
fn reach() {
    let asked = OPENING.with_borrow_mut(|opening| {
        let opening = opening.as_mut().filter(|opening| opening.frames_left > 0)?;
        opening.frames_left -= 1;
        Some((opening.goal.clone(), opening.focus.clone()))
    });
    let Some((goal, focus)) = asked else { return };
    // What the focus or the place sets off may come back here: nothing is borrowed meanwhile.
    let is_focused = focus.as_deref().is_none_or(focus_on);
    let is_there = goal.as_ref().is_none_or(scroll_to);
    let is_done = OPENING.with_borrow_mut(|opening| {
        let Some(opening) = opening else { return true };
        if is_focused && opening.focus == focus {
            opening.focus = None;
        }
        if is_there && opening.goal == goal {
            opening.goal = None;
            opening.y = scrolled();
        }
        let is_done = opening.focus.is_none() && opening.goal.is_none();
        // One look a frame, whatever arrives meanwhile.
        let looks = !is_done && !opening.is_looking;
        opening.is_looking |= looks;
        !looks
    });
    if !is_done {
        let look = Closure::once_into_js(|| {
            OPENING.with_borrow_mut(|opening| {
                if let Some(opening) = opening {
                    opening.is_looking = false;
                }
            });
            reach();
        });
        let _ = gloo::utils::window().request_animation_frame(look.unchecked_ref());
    }
}

/// Scrolls there; whether the page reaches so far.
fn scroll_to(goal: &Goal) -> bool {
    match goal {
        Goal::At(y) => {
            gloo::utils::window().scroll_to_with_x_and_y(0.0, f64::from(*y));
            scrolled().abs_diff(*y) <= 1 && heading().is_some()
        }
        Goal::Part(id) => show_part(id),
    }
}

/// Scrolls to a part of the page, unfolds it, and lets the next press of Tab go on from there; whether it is there.
pub(crate) fn show_part(id: &str) -> bool {
    let Some(part) = gloo::utils::document().get_element_by_id(id) else { return false };
    if part.local_name() == "details" {
        let _ = part.set_attribute("open", "");
    }
    part.scroll_into_view();
    focus_quietly(&part);
    true
}

/// The page's heading, once the page is there.
fn heading() -> Option<Element> {
    gloo::utils::document().query_selector("main h1").ok().flatten()
}

/// Gives the focus to the link to an address, else to the heading; whether that is there. What has taken the focus on the
/// new page itself keeps it.
fn focus_on(address: &str) -> bool {
    let Some(heading) = heading() else { return false };
    let document = gloo::utils::document();
    let main = document.get_element_by_id("main");
    let is_inside = document
        .active_element()
        .filter(|active| main.as_ref().is_some_and(|main| active != main && main.contains(Some(active))));
    if is_inside.is_some() {
        return true;
    }
    let link = (!address.is_empty()).then(|| link_to(address)).flatten();
    focus_quietly(&link.unwrap_or(heading));
    true
}

/// The page's first link to an address.
fn link_to(address: &str) -> Option<Element> {
    let links = gloo::utils::document().query_selector_all("main a[href]").ok()?;
    let leads = |link: &Element| {
        link.dyn_ref::<HtmlAnchorElement>().is_some_and(|link| link.hash().trim_start_matches('#') == address)
    };
    (0..links.length()).filter_map(|at| links.get(at)?.dyn_into::<Element>().ok()).find(leads)
}

/// Gives the focus without moving the page.
fn focus_quietly(element: &Element) {
    let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
    if element.tab_index() < 0 && !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

fn address() -> String {
    let address = gloo::utils::window().location().hash().unwrap_or_default();
    address.trim_start_matches('#').to_owned()
}

fn scrolled() -> u32 {
    gloo::utils::window().scroll_y().unwrap_or_default().round().max(0.0) as u32
}

/// The number of the history's entry that is shown. The router numbers what it pushes; what it did not push is numbered
/// here, in the router's own form.
fn entry() -> u32 {
    let Ok(history) = gloo::utils::window().history() else { return 1 };
    let state = history.state().unwrap_or_default();
    let known = Reflect::get(&state, &"id".into()).ok().and_then(|id| id.as_f64());
    if let Some(known) = known {
        return known as u32;
    }
    let entry = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    let state = Object::new();
    for (name, value) in [("id", JsValue::from(entry)), ("kind", "gloo_history_state".into())] {
        let _ = Reflect::set(&state, &name.into(), &value);
    }
    let _ = history.replace_state(&state, "");
    entry
}

/// What the browser calls the page, in its tabs and its history.
fn title(library: &Library, address: &str) -> String {
    let atlas = &library.atlas;
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let asked = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)).unwrap_or_default();
    let of_point = |id: &str| atlas.point(id).map(|(muscle, point)| words::of_point(muscle, point));
    let of_muscle = |id: &str| atlas.muscle(id).map(|muscle| muscle.names.english.clone());
    let lost = || Some("Not here".to_owned());
    let name = match <Route as yew_router::Routable>::recognize(path).unwrap_or(Route::NotFound) {
        Route::Home => None,
        Route::Atlas => Some(
            of_point(asked("point="))
                .or_else(|| of_muscle(asked("muscle=")))
                .map_or_else(|| "Atlas".to_owned(), |name| format!("{name} · Atlas")),
        ),
        Route::Muscle { id } => of_muscle(&id).or_else(lost),
        Route::Point { id } => of_point(&id).or_else(lost),
        Route::Condition { id } => library
            .arrived()
            .and_then(|texts| Some(texts.2.course().conditions.get(&id)?.name.clone()))
            .or_else(|| Some("Condition".to_owned())),
        Route::Terms { .. } => Some("Terms".to_owned()),
        Route::Practice => Some("Practice".to_owned()),
        Route::About => Some("About".to_owned()),
        Route::NotFound => lost(),
    };
    match name {
        Some(name) => format!("{name} · Palpate"),
        None => "Palpate: muscles, trigger points and referred pain".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_were_written() {
        let mut places = Places::default();
        places.keep(7, 1200);
        places.keep(4_000_000_000, 0);
        places.keep(7, 900);
        assert_eq!(Places::read(&places.written()), places);
        assert_eq!(places.of(7), Some(900));
        assert_eq!(Places::read("what is this 4 5:x 8:9"), Places(vec![(8, 9)]));
    }

    #[test]
    fn what_was_left_first_is_forgotten_first() {
        let mut places = Places::default();
        (0..60).rev().for_each(|entry| places.keep(entry, 1));
        places.keep(59, 2);
        (100..130).for_each(|entry| places.keep(entry, 1));
        assert_eq!(places.0.len(), REMEMBERED);
        assert_eq!(
            (places.of(59), places.of(29), places.of(28), places.of(129)),
            (Some(2), None, Some(1), Some(1))
        );
    }
}
