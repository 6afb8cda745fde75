//! The chapters of a muscle's page.

use wasm_bindgen::JsCast;
use yew::prelude::*;
use yew_router::components::Link;

use crate::app::components::chosen::referral_lists;
use crate::app::components::crumbs::muscle_links;
use crate::app::route::Route;
use crate::app::words;
use crate::atlas::{
    Action, Atlas, Attachment, Citation, End, Muscle, MuscleFile, Nerve, Palpation, Point, Role, Technique,
    Texts, TriggerPoint, Vouches,
};

/// The chapters that a page offers to jump to: the id of each and its short name.
const JUMPS: [(&str, &str); 6] = [
    ("points", "Points"),
    ("find", "Find"),
    ("treat", "Treat"),
    ("careful", "Careful"),
    ("anatomy", "Anatomy"),
    ("sources", "Sources"),
];

/// All chapters, in the order in which a student needs them.
pub(super) fn chapters(atlas: &Atlas, muscle: &Muscle, texts: &Texts) -> Html {
    let Some(file) = texts.0.get(&muscle.row.id) else { return html! {} };
    html! {
        <>
            <p class="lead">{ &file.lead }</p>
            <nav class="jumps" aria-label="On this page">
                { for JUMPS.iter().filter(|(id, _)| *id != "points" || !muscle.points.is_empty()).map(jump) }
            </nav>
            { points(atlas, muscle, file) }
            { list_chapter("What the client says", &file.symptoms) }
            { palpation(&file.palpation) }
            { technique(&file.technique) }
            { list_chapter("What keeps it active", &file.keeps_active) }
            <section class="careful" id="careful">
                { list_chapter("Be careful", &file.cautions) }
                { list_chapter("Send to a physician first", &file.red_flags) }
            </section>
            { anatomy(atlas, file) }
            { sources(texts, file) }
        </>
    }
}

/// A button to a chapter: a fragment link would replace the route, which stands after the '#'.
fn jump((id, name): &(&'static str, &'static str)) -> Html {
    let id = *id;
    let onclick = move |_: MouseEvent| {
        if let Some(chapter) = gloo::utils::document().get_element_by_id(id) {
            chapter.scroll_into_view();
            // The next press of Tab goes on from there.
            let _ = chapter.set_attribute("tabindex", "-1");
            if let Some(chapter) = chapter.dyn_ref::<web_sys::HtmlElement>() {
                let _ = chapter.focus();
            }
        }
    };
    html! { <button type="button" {onclick}>{ *name }</button> }
}

/// The trigger points; a pattern that all of them share is told once.
fn points(atlas: &Atlas, muscle: &Muscle, file: &MuscleFile) -> Html {
    let Some((first, others)) = muscle.points.split_first() else { return html! {} };
    let pattern = |point: &Point| (point.trigger.essential.clone(), point.trigger.spillover.clone());
    let is_shared = !others.is_empty() && others.iter().all(|point| pattern(point) == pattern(first));
    let one = |(point, told): (&Point, &TriggerPoint)| {
        let trigger = &point.trigger;
        html! {
            <section class="point" key={trigger.id.clone()}>
                <h3><Link<Route> to={Route::Point { id: trigger.id.clone() }}>{ &trigger.label }</Link<Route>></h3>
                <p>{ &told.place }</p>
                if !is_shared {
                    { referral_lists(atlas, point) }
                }
            </section>
        }
    };
    html! {
        <section id="points">
            <h2>{ "Trigger points" }</h2>
            { for muscle.points.iter().zip(&file.points).map(one) }
            if is_shared {
                <section class="point">
                    <h3>{ if others.len() == 1 { "Where both refer" } else { "Where all of them refer" } }</h3>
                    { referral_lists(atlas, first) }
                </section>
            }
        </section>
    }
}

fn list_chapter(heading: &str, items: &[String]) -> Html {
    html! {
        <section>
            <h2>{ heading.to_owned() }</h2>
            <ul>{ for items.iter().map(|item| html! { <li>{ item }</li> }) }</ul>
        </section>
    }
}

fn steps(rows: &[(&'static str, &str)]) -> Html {
    html! {
        <dl class="steps-list">
            { for rows.iter().map(|(name, text)| html! { <div><dt>{ *name }</dt><dd>{ text.to_string() }</dd></div> }) }
        </dl>
    }
}

/// How to find it.
pub(super) fn palpation(palpation: &Palpation) -> Html {
    html! {
        <section id="find">
            <h2>{ "Find it with your hand" }</h2>
            { steps(&[
                ("Position", &palpation.position),
                ("Start", &palpation.start),
                ("Across", &palpation.across),
                ("Feel for", &palpation.feel),
                ("Be sure", &palpation.confirm),
                ("Do not press", &palpation.avoid),
            ]) }
        </section>
    }
}

/// How to treat it.
pub(super) fn technique(technique: &Technique) -> Html {
    let [least, most] = technique.seconds;
    let pressure =
        format!("{}, {least} to {most} seconds. {}", words::grip(technique.grip), technique.direction);
    html! {
        <section id="treat">
            <h2>{ "Treat it" }</h2>
            { steps(&[
                ("Pressure", &pressure),
                ("Good response", &technique.response),
                ("Stripping", &technique.stripping),
                ("Stretch", &technique.stretch),
                ("Self-care", &technique.self_care),
            ]) }
        </section>
    }
}

fn anatomy(atlas: &Atlas, file: &MuscleFile) -> Html {
    html! {
        <section class="anatomy" id="anatomy">
            <h2>{ "Anatomy" }</h2>
            <h3>{ "Attachments" }</h3>
            <ul>{ for file.attachments.iter().map(attachment) }</ul>
            <h3>{ "Actions" }</h3>
            <ul>{ for file.actions.iter().map(action) }</ul>
            <h3>{ "Nerve" }</h3>
            <ul>{ for file.nerves.iter().map(nerve) }</ul>
            <h3>{ "Blood supply" }</h3>
            <p>{ words::capitalised(&words::listed(file.blood.iter().map(String::as_str))) }</p>
            { neighbours(atlas, "Synergists", &file.synergists) }
            { neighbours(atlas, "Antagonists", &file.antagonists) }
            { neighbours(atlas, "Over it", &file.over) }
            { neighbours(atlas, "Under it", &file.under) }
            if !file.mblex.is_empty() {
                <h3>{ "MBLEx content outline" }</h3>
                <p>{ file.mblex.join(", ") }</p>
            }
        </section>
    }
}

fn neighbours(atlas: &Atlas, heading: &str, ids: &[String]) -> Html {
    if ids.is_empty() {
        return html! {};
    }
    html! { <><h3>{ heading.to_owned() }</h3>{ muscle_links(atlas, ids) }</> }
}

fn attachment(attachment: &Attachment) -> Html {
    let end = match attachment.end {
        End::Proximal => "Proximal",
        End::Distal => "Distal",
    };
    let part = if attachment.part.is_empty() { String::new() } else { format!(" ({})", attachment.part) };
    html! { <li><span class="end">{ format!("{end}{part}: ") }</span>{ format!("{}, {}", attachment.bone, attachment.landmark) }</li> }
}

fn action(action: &Action) -> Html {
    let mut line = format!("{}: {}", words::capitalised(&action.joint), action.movement);
    if action.role == Role::Helper {
        line += " (helps)";
    }
    for extra in [&action.part, &action.note] {
        if !extra.is_empty() {
            line += &format!(", {extra}");
        }
    }
    html! { <li>{ line }</li> }
}

fn nerve(nerve: &Nerve) -> Html {
    let roots = if nerve.roots.is_empty() { String::new() } else { format!(" ({})", nerve.roots.join(", ")) };
    let note = if nerve.note.is_empty() { String::new() } else { format!(": {}", nerve.note) };
    html! { <li>{ format!("{}{roots}{note}", nerve.name) }</li> }
}

fn sources(texts: &Texts, file: &MuscleFile) -> Html {
    html! {
        <section class="sources" id="sources">
            <h2>{ "Sources" }</h2>
            { citations(texts, &file.citations) }
        </section>
    }
}

/// Where facts stand, one source a line.
pub(super) fn citations(texts: &Texts, citations: &[Citation]) -> Html {
    let citation = |citation: &Citation| {
        let Some(reference) = texts.reference(&citation.source) else { return html! {} };
        let vouches = match citation.vouches {
            Vouches::Anatomy => "Anatomy",
            Vouches::Referral => "Referral",
            Vouches::Technique => "Technique",
            Vouches::Evidence => "Evidence",
        };
        html! {
            <li>{ format!("{vouches}: {} ({}). ", reference.authors, reference.year) }
                <cite>{ reference.title.trim_end_matches('.') }</cite>{ format!(". {}.", citation.place.trim_end_matches('.')) }</li>
        }
    };
    html! { <ul>{ for citations.iter().map(citation) }</ul> }
}
