//! The learner's data: export, import with a look at what it changes first, what was set aside, delete.

use gloo::file::callbacks::{FileReader, read_as_bytes};
use gloo::file::{Blob, ObjectUrl};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use super::overview::OverviewProps;
use super::settings::settings;
use crate::app::desk::now_ms;
use crate::app::drawer::{aside, drop_aside};
use crate::app::shared::Shared;
use crate::app::words;
use crate::study::{Action, Changes, Import};

/// What is being done with files.
#[derive(Clone, PartialEq, Default)]
enum Doing {
    #[default]
    Nothing,
    Looked(Shared<Import>, Changes),
    Imported,
    Refused(AttrValue),
    AskedToForget,
}

/// Settings and data, folded away.
#[component]
pub(super) fn Data(props: &OverviewProps) -> Html {
    let desk = &props.desk;
    let doing = use_state_eq(Doing::default);
    let reader = use_mut_ref(|| None::<FileReader>);
    let has_aside = use_state_eq(|| aside().is_some());
    let export = {
        let learner = desk.learner.clone();
        move |_: MouseEvent| download("palpate-progress.json", &learner.progress().to_json())
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
                        Doing::Looked(Shared::new(import), changes)
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
    let and_then = |action: Action, next: Doing| {
        let (act, doing, has_aside) = (desk.act.clone(), doing.clone(), has_aside.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(action.clone());
            has_aside.set(aside().is_some());
            doing.set(next.clone());
        })
    };
    let step = match &*doing {
        Doing::Nothing => html! {},
        Doing::Imported => {
            html! {
                <div class="step-aside" role="status">
                    <p>{ "The file was added to what is here. Where both had a note, both are kept." }</p>
                    if desk.learner.can_undo_import() {
                        <p class="doors">
                            <button type="button" class="door" onclick={and_then(Action::UndoImport { now_ms: now_ms() }, Doing::Nothing)} data-do="undo-import">{ "Undo the import" }</button>
                        </p>
                    }
                </div>
            }
        }
        Doing::Refused(reason) => html! { <p class="fault" role="alert">{ reason }</p> },
        Doing::Looked(import, changes) => html! {
            <div class="step-aside" role="status">
                <h3>{ "What this file changes" }</h3>
                { table(changes, import.damaged) }
                <p class="doors">
                    <button type="button" class="door primary" onclick={and_then(Action::Import(Box::new((**import).clone())), Doing::Imported)} data-do="import">{ "Add this to what is here" }</button>
                    <button type="button" class="door" onclick={to(Doing::Nothing)}>{ "Leave it" }</button>
                </p>
            </div>
        },
        Doing::AskedToForget => html! {
            <div class="step-aside" role="alert">
                <p>{ "This deletes every answer, note, bookmark and setting from this browser. An exported file is the only way back." }</p>
                <p class="doors">
                    <button type="button" class="door" onclick={and_then(Action::Forget { now_ms: now_ms() }, Doing::Nothing)} data-do="forget">{ "Delete all of it" }</button>
                    <button type="button" class="door primary" onclick={to(Doing::Nothing)}>{ "Keep it" }</button>
                </p>
            </div>
        },
    };
    html! {
        <section class="folds">
            <details class="settings"><summary>{ "Settings" }</summary>{ settings(desk) }</details>
            <details class="data" open={*has_aside}>
                <summary>{ "Your data" }</summary>
                <p>{ "Everything is kept in this browser alone. A file takes it to another device: importing adds, and replaces nothing." }</p>
                <p class="doors">
                    <button type="button" class="door" onclick={export} data-do="export">{ "Export to a file" }</button>
                    <label class="door">{ "Import a file" }<input class="unseen" type="file" accept="application/json,.json" onchange={choose} data-do="choose-file" /></label>
                    <button type="button" class="door quiet" onclick={to(Doing::AskedToForget)} data-do="ask-forget">{ "Delete everything" }</button>
                </p>
                { step }
                if *has_aside { { set_aside(&has_aside) } }
            </details>
        </section>
    }
}

/// What could not be read lies aside until the learner has looked at it.
fn set_aside(has_aside: &UseStateHandle<bool>) -> Html {
    let save = |_: MouseEvent| download("palpate-damaged.txt", &aside().unwrap_or_default());
    let drop = {
        let has_aside = has_aside.clone();
        move |_: MouseEvent| {
            drop_aside();
            has_aside.set(false);
        }
    };
    html! {
        <div class="step-aside" data-aside="yes">
            <h3>{ "Set aside as damaged" }</h3>
            <p>{ "Some of what was saved here could not be read. It was not overwritten: save it as a file, if someone may be able to mend it, or delete it." }</p>
            <p class="doors">
                <button type="button" class="door" onclick={save}>{ "Save it as a file" }</button>
                <button type="button" class="door quiet" onclick={drop} data-do="drop-aside">{ "Delete it" }</button>
            </p>
        </div>
    }
}

/// What an import changes.
fn table(changes: &Changes, damaged: usize) -> Html {
    let rows = [
        (changes.new_reviews, "answer that is new here", "answers that are new here"),
        (changes.known_reviews, "answer that is here already", "answers that are here already"),
        (
            changes.undone_reviews,
            "answer here that was taken back there",
            "answers here that were taken back there",
        ),
        (changes.notes, "note, new or newer", "notes, new or newer"),
        (changes.bookmarks, "bookmark set or taken away", "bookmarks set or taken away"),
        (usize::from(changes.is_settings), "set of newer settings", ""),
        (damaged, "damaged entry, left out", "damaged entries, left out"),
    ];
    let told = rows.iter().filter(|(count, ..)| *count > 0);
    html! {
        <ul class="changes" data-new={changes.new_reviews.to_string()}>
            { for told.map(|(count, one, many)| html! { <li><b>{ *count }</b>{ if *count == 1 { *one } else { *many } }</li> }) }
            if rows.iter().all(|(count, ..)| *count == 0) { <li>{ "Nothing: the file is empty." }</li> }
        </ul>
    }
}

/// Gives a text to the browser to keep as a file.
fn download(name: &str, text: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some("application/json")));
    let link = gloo::utils::document().create_element("a").ok();
    let link = link.and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
}
