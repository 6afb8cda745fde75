//! Settings, and the learner's data: export, import with a look at what it changes, delete.

use gloo::file::callbacks::{FileReader, read_as_bytes};
use gloo::file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::overview::{OverviewProps, scope_options};
use crate::app::desk::now_ms;
use crate::app::words;
use crate::study::{Action, Changes, Import, Settings};

/// Settings and data, folded away.
#[component]
pub(super) fn Data(props: &OverviewProps) -> Html {
    html! {
        <>
            <details class="settings"><summary>{ "Settings" }</summary>{ settings(props) }</details>
            <details class="data"><summary>{ "Your data" }</summary><Files desk={props.desk.clone()} atlas={props.atlas.clone()} /></details>
        </>
    }
}

fn settings(props: &OverviewProps) -> Html {
    let OverviewProps { desk, atlas } = props;
    let now = desk.learner.settings().clone();
    let settle = |change: fn(&mut Settings, &web_sys::HtmlInputElement)| {
        let now = now.clone();
        desk.act.reform(move |event: Event| {
            let mut next = Settings { at_ms: now_ms(), ..now.clone() };
            change(&mut next, &event.target_unchecked_into());
            Action::Settle(next)
        })
    };
    let number = |name: &'static str,
                  note: &'static str,
                  value: u16,
                  least: u16,
                  most: u16,
                  onchange: Callback<Event>| {
        html! {
            <label>{ name }<input type="number" inputmode="numeric" min={least.to_string()} max={most.to_string()} value={value.to_string()} {onchange} />
                <small>{ note }</small></label>
        }
    };
    let tick = |name: &'static str, checked: bool, onchange: Callback<Event>| {
        html! { <label class="tick"><input type="checkbox" {checked} {onchange} /><span>{ name }</span></label> }
    };
    let learning = now.learning.to_string();
    html! {
        <div class="fields">
            <label>{ "New cards come from" }
                <select onchange={settle(|next, field| next.learning = field.value().parse().unwrap_or_default())}>{ scope_options(atlas, &learning) }</select>
            </label>
            { number("New cards a day", "0 to 200", now.new_per_day, 0, 200,
                settle(|next, field| next.new_per_day = field.value().parse().unwrap_or(next.new_per_day))) }
            { number("Reviews a day, at most", "10 to 2000", now.reviews_per_day, 10, 2000,
                settle(|next, field| next.reviews_per_day = field.value().parse().unwrap_or(next.reviews_per_day))) }
            { number("To be remembered, of a hundred", "70 to 97; more means more reviews", now.retention.into(), 70, 97,
                settle(|next, field| next.retention = field.value().parse().unwrap_or(next.retention))) }
            { tick("Type names instead of choosing them", now.is_typed, settle(|next, field| next.is_typed = field.checked())) }
            { tick("Ask how sure I am", now.asks_sureness, settle(|next, field| next.asks_sureness = field.checked())) }
        </div>
    }
}

/// What is being done with files.
#[derive(Clone, PartialEq, Default)]
enum Doing {
    #[default]
    Nothing,
    Looked(Box<Import>, Changes),
    Refused(AttrValue),
    AskedToForget,
}

#[component]
fn Files(props: &OverviewProps) -> Html {
    let desk = &props.desk;
    let doing = use_state_eq(Doing::default);
    let reader = use_mut_ref(|| None::<FileReader>);
    let export = {
        let learner = desk.learner.clone();
        move |_: MouseEvent| download(&learner.progress().to_json())
    };
    let choose = {
        let (doing, learner, reader) = (doing.clone(), desk.learner.clone(), reader.clone());
        move |event: Event| {
            let field: web_sys::HtmlInputElement = event.target_unchecked_into();
            let Some(file) = field.files().and_then(|files| files.get(0)) else { return };
            let (doing, learner) = (doing.clone(), learner.clone());
            let read = read_as_bytes(&gloo::file::File::from(file), move |bytes| {
                let read = bytes.map_err(|error| error.to_string());
                let read = read.and_then(|bytes| {
                    Import::read(bytes).map_err(|error| words::capitalised(&error.to_string()))
                });
                doing.set(match read {
                    Ok(import) => {
                        let changes = import.changes(learner.progress());
                        Doing::Looked(Box::new(import), changes)
                    }
                    Err(reason) => Doing::Refused(reason.into()),
                });
            });
            *reader.borrow_mut() = Some(read);
            // The same file can be chosen again.
            field.set_value("");
        }
    };
    let to = |next: Doing| {
        let doing = doing.clone();
        Callback::from(move |_: MouseEvent| doing.set(next.clone()))
    };
    let step = match &*doing {
        Doing::Nothing => html! {},
        Doing::Refused(reason) => html! { <p class="fault" role="alert">{ reason }</p> },
        Doing::Looked(import, changes) => {
            let take = {
                let (act, import, doing) = (desk.act.clone(), import.clone(), doing.clone());
                move |_: MouseEvent| {
                    act.emit(Action::Import(import.clone()));
                    doing.set(Doing::Nothing);
                }
            };
            html! {
                <div class="step-aside" role="status">
                    <p>{ told(changes, import.damaged) }</p>
                    <p class="doors">
                        <button type="button" class="door primary" onclick={take} data-do="import">{ "Add this to what is here" }</button>
                        <button type="button" class="door" onclick={to(Doing::Nothing)}>{ "Leave it" }</button>
                    </p>
                </div>
            }
        }
        Doing::AskedToForget => {
            let forget = {
                let (act, doing) = (desk.act.clone(), doing.clone());
                move |_: MouseEvent| {
                    act.emit(Action::Forget { now_ms: now_ms() });
                    doing.set(Doing::Nothing);
                }
            };
            html! {
                <div class="step-aside" role="alert">
                    <p>{ "This deletes every answer, note and bookmark from this browser. An exported file is the only way back." }</p>
                    <p class="doors">
                        <button type="button" class="door" onclick={forget} data-do="forget">{ "Delete all of it" }</button>
                        <button type="button" class="door primary" onclick={to(Doing::Nothing)}>{ "Keep it" }</button>
                    </p>
                </div>
            }
        }
    };
    html! {
        <>
            <p>{ "Everything is kept in this browser alone. A file takes it to another device: importing adds, and replaces nothing." }</p>
            <p class="doors">
                <button type="button" class="door" onclick={export} data-do="export">{ "Export to a file" }</button>
                <label class="door">{ "Import a file" }<input class="unseen" type="file" accept="application/json,.json" onchange={choose} data-do="choose-file" /></label>
                <button type="button" class="door quiet" onclick={to(Doing::AskedToForget)} data-do="ask-forget">{ "Delete everything" }</button>
            </p>
            { step }
        </>
    }
}

/// What an import changes, in words.
fn told(changes: &Changes, damaged: usize) -> String {
    let mut parts =
        vec![format!("{} new answers, {} known already", changes.new_reviews, changes.known_reviews)];
    let counts = [
        (changes.undone_reviews, "answers taken back"),
        (changes.notes, "notes new or newer"),
        (changes.bookmarks, "bookmarks changed"),
        (damaged, "damaged entries left out"),
    ];
    parts
        .extend(counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")));
    if changes.is_settings {
        parts.push("newer settings".to_owned());
    }
    format!("The file holds: {}.", parts.join("; "))
}

/// Gives a text to the browser to keep as a file.
fn download(text: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some("application/json")));
    let link = gloo::utils::document().create_element("a").ok();
    let link = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", "palpate-progress.json");
        link.click();
    }
}
