//! What is the learner's own about a muscle or point: how well it is known, the bookmark and the note; the list of them
//! all; and what is due today, for the first page.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use yew::prelude::*;
use yew_router::components::Link;

use crate::app::components::crumbs::muscle_link;
use crate::app::desk::{Desk, now_ms, seed, today};
use crate::app::route::Route;
use crate::app::words;
use crate::atlas::{Atlas, Muscle};
use crate::quiz::{Card, Content, Fact, Kind, LENGTH, Manner, Plan, Scope, Thing};
use crate::study::{Action, thing_at};

/// A note is kept when no key was pressed for so long.
const REST_MS: u32 = 600;

thread_local! {
    /// The note that is being written, until it is kept.
    static WRITTEN: RefCell<Option<(Thing, String, Timeout)>> = const { RefCell::new(None) };
}

/// What is the learner's own about a muscle or point, on its page.
#[inline(never)]
pub(crate) fn mine(desk: &Desk, atlas: &Atlas, thing: &Thing) -> Html {
    let scope = match thing {
        Thing::Muscle(id) => Scope::Muscles(vec![id.clone()]),
        Thing::Point(id) => Scope::Points(vec![id.clone()]),
    };
    let muscle = match thing {
        Thing::Muscle(id) => atlas.muscle(id),
        Thing::Point(_) => None,
    };
    let practice = {
        let is_typed = desk.learner.settings().is_typed;
        desk.act.reform(move |_: MouseEvent| {
            let manner = Manner { is_typed, ..Manner::default() };
            let plan = Plan { scope: scope.clone(), kinds: Kind::ALL.to_vec(), length: LENGTH, manner };
            Action::Start { plan, seed: seed(), now_ms: now_ms() }
        })
    };
    let being_written = WRITTEN.with_borrow(|written| {
        written.as_ref().filter(|(of, ..)| of == thing).map(|(_, text, _)| text.clone())
    });
    let text = being_written.unwrap_or_else(|| desk.learner.note(thing));
    let oninput = {
        let (act, of) = (desk.act.clone(), thing.clone());
        move |event: InputEvent| write(&act, &of, field(&event).value())
    };
    let onchange = {
        let act = desk.act.clone();
        move |_: Event| keep_note(&act)
    };
    html! {
        <section class="mine" aria-label="Yours">
            <p class="doors">
                { bookmark(desk, thing) }
                <a class="door" href="#/practice" onclick={practice} data-do="practice-this">{ "Practice this" }</a>
            </p>
            if let Some(muscle) = muscle { { lines(desk, muscle) } }
            <label>{ "Your note" }
                <textarea rows="2" value={text} {oninput} {onchange} placeholder="Saved as you write, in this browser alone" data-do="note" />
            </label>
        </section>
    }
}

/// The same in short, where the page is the atlas.
#[inline(never)]
pub(crate) fn mine_in_short(desk: &Desk, thing: &Thing) -> Html {
    let note = desk.learner.note(thing);
    html! {
        <div class="mine">
            <p class="doors">{ bookmark(desk, thing) }</p>
            if !note.is_empty() { <p class="written">{ note }</p> }
        </div>
    }
}

fn bookmark(desk: &Desk, thing: &Thing) -> Html {
    let is_set = desk.learner.is_bookmarked(thing);
    let onclick = {
        let of = thing.clone();
        desk.act.reform(move |_: MouseEvent| Action::Bookmark {
            of: of.clone(),
            is_set: !is_set,
            now_ms: now_ms(),
        })
    };
    let sign = if is_set { "★" } else { "☆" };
    html! {
        <button type="button" class="door" {onclick} aria-pressed={if is_set { "true" } else { "false" }} data-do="bookmark">
            <span aria-hidden="true">{ sign }</span>{ "\u{a0}Bookmark" }
        </button>
    }
}

fn field(event: &InputEvent) -> web_sys::HtmlInputElement {
    event.target_unchecked_into()
}

/// Takes note of what is being written; it is kept after a rest.
fn write(act: &Callback<Action>, of: &Thing, text: String) {
    let is_other = WRITTEN.with_borrow(|written| written.as_ref().is_some_and(|(known, ..)| known != of));
    if is_other {
        keep_note(act);
    }
    let rest = {
        let act = act.clone();
        Timeout::new(REST_MS, move || keep_note(&act))
    };
    WRITTEN.with_borrow_mut(|written| *written = Some((of.clone(), text, rest)));
}

/// Keeps the note that is being written now.
fn keep_note(act: &Callback<Action>) {
    let written = WRITTEN.with_borrow_mut(Option::take);
    if let Some((of, text, _)) = written {
        act.emit(Action::Note { of, text, now_ms: now_ms() });
    }
}

/// What is known of a muscle, under its name.
pub(super) fn known(desk: &Desk, muscle: &Muscle) -> Html {
    html! { <><h4>{ muscle_link(muscle) }</h4>{ lines(desk, muscle) }</> }
}

fn lines(desk: &Desk, muscle: &Muscle) -> Html {
    let standings = desk.learner.standings();
    let strength = standings.muscle(muscle, desk.learner.settings().retention(), now_ms());
    if strength.seen == 0 {
        return html! { <p class="note">{ "Not asked yet." }</p> };
    }
    let [strong, weak] = standings.strong_and_weak(muscle, now_ms());
    let line = |name: &'static str, facts: &[Fact]| {
        (!facts.is_empty()).then(|| html! { <p class="note"><b>{ name }</b>{ facts_in_words(facts) }</p> })
    };
    html! {
        <>
            <p class="note"><b>{ format!("{} % remembered", strength.percent()) }</b>
                { format!("; {} of {} things were asked.", strength.seen, strength.cards) }</p>
            { for line("Strong: ", &strong) }
            { for line("Weak: ", &weak) }
        </>
    }
}

/// Facts about a muscle and its points by name.
pub(super) fn facts_in_words(facts: &[Fact]) -> String {
    let name = |fact: &Fact| if *fact == Fact::PointPlace { "places of its points" } else { fact.title() };
    facts.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A muscle or point by name, with the way to its page; by its id where the atlas lacks it.
pub(super) fn thing_link(atlas: &Atlas, thing: &Thing) -> Html {
    match thing {
        Thing::Muscle(id) => match atlas.muscle(id) {
            Some(muscle) => muscle_link(muscle),
            None => html! { <span>{ format!("{id} (not in this atlas)") }</span> },
        },
        Thing::Point(id) => match atlas.point(id) {
            Some((muscle, point)) => {
                let name = words::of_point(muscle, point);
                html! { <Link<Route> to={Route::Point { id: id.clone() }}>{ name }</Link<Route>> }
            }
            None => html! { <span>{ format!("{id} (not in this atlas)") }</span> },
        },
    }
}

/// The cards of all that is bookmarked.
pub(super) fn marked(desk: &Desk, content: &Content<'_>) -> Vec<Card> {
    let set = desk.learner.progress().bookmarks.iter().filter(|(_, mark)| mark.is_set);
    let scope = |place: &str| match thing_at(place)? {
        Thing::Muscle(id) => Some(Scope::Muscles(vec![id])),
        Thing::Point(id) => Some(Scope::Points(vec![id])),
    };
    set.filter_map(|(place, _)| scope(place)).flat_map(|scope| scope.cards(content)).collect()
}

/// Every note and bookmark, in the order of their names.
pub(super) fn list(desk: &Desk, atlas: &Atlas) -> Html {
    let progress = desk.learner.progress();
    let marks = progress.bookmarks.iter().filter(|(_, mark)| mark.is_set).map(|(place, _)| place);
    let notes = progress.notes.iter().filter(|(_, note)| !note.text.is_empty()).map(|(place, _)| place);
    let mut places: Vec<&str> = marks.chain(notes).collect();
    crate::order::sort(&mut places);
    places.dedup();
    let item = |place: &&str| {
        let thing = thing_at(place)?;
        let note = desk.learner.note(&thing);
        let sign = if desk.learner.is_bookmarked(&thing) { "★" } else { "" };
        Some(html! {
            <li key={(*place).to_owned()} data-kept={(*place).to_owned()}>
                <span class="sign" role="img" aria-label={if sign.is_empty() { "no bookmark" } else { "bookmarked" }}>{ sign }</span>
                { thing_link(atlas, &thing) }
                if !note.is_empty() { <p class="written">{ note }</p> }
            </li>
        })
    };
    html! {
        <section class="kept">
            <h2>{ "Notes and bookmarks" }</h2>
            if places.is_empty() {
                <p class="note">{ "Set a bookmark or write a note on the page of any muscle or point, and it stands here." }</p>
            } else {
                <ul>{ for places.iter().filter_map(item) }</ul>
            }
        </section>
    }
}

/// What is due today, with the way to it; nothing for who has never practiced.
#[inline(never)]
pub(crate) fn due(desk: &Desk, content: &Content<'_>) -> Html {
    if desk.learner.progress().reviews().is_empty() {
        return html! {};
    }
    if desk.learner.settings().learning.is_on_its_way(content) {
        return html! {};
    }
    let queue = desk.learner.queue(content, today());
    let again = queue.again.len() + queue.due.len();
    let told = if queue.is_empty() {
        "Nothing is left to practice today.".to_owned()
    } else {
        let counts = [(again, "to repeat"), (queue.fresh.len(), "new")];
        let counts =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        format!("Today: {}.", counts.collect::<Vec<_>>().join(", "))
    };
    html! {
        <p class="due" data-due={again.to_string()}>
            <Link<Route> key={told.clone()} to={Route::Practice}>{ &told }</Link<Route>>
        </p>
    }
}
