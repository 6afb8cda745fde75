//! Choosing a round: where, what, how; and the exams.

use yew::prelude::*;

use super::brief::brief;
use super::mine;
use super::overview::{OverviewProps, is_wide};
use super::scopes::scope_options;
use crate::app::desk::{Desk, content, now_ms};
use crate::app::drawer::CHOSEN;
use crate::app::storage;
use crate::quiz::{Kind, LENGTH, Manner, Plan, Scope};
use crate::study::{Action, Settings};

/// Questions of an exam, and the seconds for each.
const EXAM: (usize, u32) = (20, 45);

/// How many questions can be chosen.
const LENGTHS: [usize; 3] = [5, LENGTH, 20];

/// Changes the settings by a field.
pub(super) fn settle(desk: &Desk, change: fn(&mut Settings, &web_sys::HtmlInputElement)) -> Callback<Event> {
    let (act, now) = (desk.act.clone(), desk.learner.settings().clone());
    Callback::from(move |event: Event| {
        let mut next = now.clone();
        change(&mut next, &event.target_unchecked_into());
        next.at_ms = now_ms();
        act.emit(Action::Settle(next));
    })
}

/// What the learner's own choices of cards are called.
const WEAK: &str = "weak";
const MARKED: &str = "marked";

/// What was chosen for a round.
#[derive(Clone, PartialEq)]
struct Choice {
    /// A scope by its word, or one of the learner's own.
    scope: String,
    kind: Option<Kind>,
    length: usize,
}

impl Default for Choice {
    fn default() -> Self {
        Self { scope: "all".to_owned(), kind: None, length: LENGTH }
    }
}

impl Choice {
    /// What was chosen last, in this browser.
    fn kept() -> Option<Self> {
        let kept = storage::read(CHOSEN).ok().flatten()?;
        let mut words = kept.split('\n');
        let scope = words.next().filter(|word| is_scope(word))?.to_owned();
        let kind = words.next().and_then(Kind::named);
        let length =
            words.next().and_then(|word| word.parse().ok()).filter(|length| LENGTHS.contains(length));
        Some(Self { scope, kind, length: length.unwrap_or(LENGTH) })
    }

    /// Keeps it for the next round, and the next visit. Where that is refused, it holds for this visit.
    fn keep(&self) {
        if *self == Self::default() {
            return storage::remove(CHOSEN);
        }
        let kind = self.kind.map_or("", Kind::slug);
        let _ = storage::keep(CHOSEN, &format!("{}\n{kind}\n{}", self.scope, self.length));
    }
}

/// Whether a word names a choice of cards.
fn is_scope(word: &str) -> bool {
    word == WEAK || word == MARKED || word.parse::<Scope>().is_ok()
}

/// The choice of a round.
#[component]
pub(super) fn Chooser(props: &OverviewProps) -> Html {
    let (desk, atlas) = (&props.desk, &props.library.atlas);
    let known = props.content();
    let choice = use_state_eq(|| Choice::kept().unwrap_or_default());
    use_effect_with((*choice).clone(), |choice| choice.keep());
    let Choice { scope, kind, length } = (*choice).clone();
    let learner = &desk.learner;
    let is_typed = learner.settings().is_typed;
    let has_weak = !learner.standings().weak(atlas, now_ms()).is_empty();
    let has_marked = !mine::marked(desk, &known).is_empty();
    let by_field = |change: fn(&mut Choice, String)| {
        let choice = choice.clone();
        Callback::from(move |event: Event| {
            let mut next = (*choice).clone();
            change(&mut next, event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
            choice.set(next);
        })
    };
    let to = |next: Choice| {
        let choice = choice.clone();
        Callback::from(move |_: MouseEvent| choice.set(next.clone()))
    };
    let start = |make: fn(Scope, Vec<Kind>, usize, Manner) -> Plan| {
        let kinds = kind.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
        let manner = Manner { is_typed, ..Manner::default() };
        let (scope, desk, atlas) = (scope.clone(), desk.clone(), atlas.clone());
        props.begin.reform(move |_: MouseEvent| {
            let scope = match scope.as_str() {
                WEAK => Scope::Cards(desk.learner.standings().weak(&atlas, now_ms())),
                MARKED => Scope::Cards(mine::marked(&desk, &content(&atlas, None))),
                other => other.parse().unwrap_or_default(),
            };
            make(scope, kinds.clone(), length, manner)
        })
    };
    let round = start(|scope, kinds, length, manner| Plan { scope, kinds, length, manner });
    let exam = start(|scope, kinds, _, manner| {
        let limit_s = Some(EXAM.0 as u32 * EXAM.1);
        Plan { scope, kinds, length: EXAM.0, manner: Manner { is_exam: true, limit_s, ..manner } }
    });
    let stations = start(|scope, _, _, _| Plan::stations(scope));
    let set = |change: &dyn Fn(&mut Settings)| {
        let (act, mut next) = (desk.act.clone(), learner.settings().clone());
        change(&mut next);
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Settle(Settings { at_ms: now_ms(), ..next.clone() }));
        })
    };
    let type_names = |is_typed: bool| set(&|next| next.is_typed = is_typed);
    let when = |name: &str, at_end: bool| {
        switch(name, learner.settings().tells_at_end == at_end, set(&|next| next.tells_at_end = at_end))
    };
    let long = |count: usize| {
        switch(&count.to_string(), length == count, to(Choice { length: count, ..(*choice).clone() }))
    };
    html! {
        <section class="chooser">
            <h2>{ "Choose what to practice" }</h2>
            <p class="fields">
                <label>{ "Where" }
                    <select onchange={by_field(|next, value| next.scope = value)} data-choose="scope">
                        { scope_options(&known, &scope) }
                        if has_weak || has_marked {
                            <optgroup label="Mine">
                                if has_weak { <option value={WEAK} selected={scope == WEAK}>{ "My weak points" }</option> }
                                if has_marked { <option value={MARKED} selected={scope == MARKED}>{ "My bookmarks" }</option> }
                            </optgroup>
                        }
                    </select>
                </label>
                <label>{ "What" }
                    <select onchange={by_field(|next, value| next.kind = Kind::named(&value))} data-choose="kind">
                        <option value="" selected={kind.is_none()}>{ "All kinds, mixed" }</option>
                        { for Kind::ALL.into_iter().map(|one| html! {
                            <option value={one.slug()} selected={kind == Some(one)}>{ one.title() }</option>
                        }) }
                    </select>
                </label>
            </p>
            { for scope.parse::<Scope>().ok().and_then(|scope| brief(&known, &scope)) }
            <details class="more" open={is_wide()}>
                <summary>{ "How to ask" }</summary>
                <div class="ways">
                    { way("Questions", LENGTHS.map(long).into_iter().collect::<Html>()) }
                    { way("Names are", html! { <>
                        { switch("chosen", !is_typed, type_names(false)) }{ switch("typed", is_typed, type_names(true)) }
                    </> }) }
                    { way("Answers are shown", html! { <>
                        { when("after each", false) }{ when("at the end", true) }
                    </> }) }
                </div>
            </details>
            <p class="doors"><button type="button" class="door primary" onclick={round} data-do="start">{ format!("Ask me {length}") }</button></p>
            <ul class="exams">
                <li><button type="button" class="exam" onclick={exam} data-do="exam">
                    <b>{ "Exam" }</b><small>{ format!("{} questions in {} minutes, no hints, a report at the end.", EXAM.0, EXAM.0 as u32 * EXAM.1 / 60) }</small>
                </button></li>
                <li><button type="button" class="exam" onclick={stations} data-do="stations">
                    <b>{ "Practical exam" }</b><small>{ "25 stations on the plates, a minute each, names typed." }</small>
                </button></li>
            </ul>
        </section>
    }
}

/// A group of switches with its name.
fn way(name: &'static str, switches: Html) -> Html {
    html! { <div class="way" role="group" aria-label={name}><span>{ name }</span><div class="switches">{ switches }</div></div> }
}

/// One of a few choices.
pub(super) fn switch(name: &str, is_on: bool, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {onclick} aria-pressed={if is_on { "true" } else { "false" }}>{ name.to_owned() }</button> }
}
