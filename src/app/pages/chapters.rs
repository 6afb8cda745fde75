//! The chapters of a muscle's page.

use yew::prelude::*;
use yew_router::components::Link;

use crate::app::components::crumbs::muscle_links;
use crate::app::components::of_point::referral_lists;
use crate::app::opening;
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
            { chapter("says", "What the client says", said(&file.symptoms)) }
            { palpation(&file.palpation) }
            { technique(&file.technique) }
            { chapter("keeps", "What keeps it active", list(&file.keeps_active)) }
            { careful(&file.cautions, &file.red_flags) }
            { anatomy(atlas, file) }
            { chapter("sources", "Sources", citations(texts, &file.citations)) }
        </>
    }
}

/// A button to a chapter: a fragment link would replace the route, which stands after the '#'.
fn jump((id, name): &(&'static str, &'static str)) -> Html {
    let id = *id;
    let onclick = move |_: MouseEvent| {
        opening::show_part(id);
    };
    html! { <button type="button" {onclick}>{ *name }</button> }
}

/// A chapter under its heading, which folds it; in a narrow window it stands folded until it is asked for.
fn chapter(id: &'static str, heading: &'static str, content: Html) -> Html {
    folded(id, heading, has_room(), content)
}

fn folded(id: &'static str, heading: &'static str, is_open: bool, content: Html) -> Html {
    html! {
        <details class="chapter" {id} open={is_open}>
            <summary><h2>{ heading }</h2></summary>
            { content }
        </details>
    }
}

/// Whether the window is wide enough that its reader need not scroll past chapters; on the host there is no window.
fn has_room() -> bool {
    if !cfg!(target_arch = "wasm32") {
        return true;
    }
    let window = gloo::utils::window();
    window.match_media("(min-width: 56.25em)").ok().flatten().is_none_or(|room| room.matches())
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
    let content = html! {
        <>
            { for muscle.points.iter().zip(&file.points).map(one) }
            if is_shared {
                <section class="point">
                    <h3>{ if others.len() == 1 { "Where both refer" } else { "Where all of them refer" } }</h3>
                    { referral_lists(atlas, first) }
                </section>
            }
        </>
    };
    folded("points", "Trigger points", true, content)
}

fn list(items: &[String]) -> Html {
    html! { <ul>{ for items.iter().map(|item| html! { <li>{ item }</li> }) }</ul> }
}

/// What clients say, in their words: voices, set as text.
fn said(voices: &[String]) -> Html {
    let voice = |voice: &String| html! { <><q>{ voice }</q>{ " " }</> };
    html! { <blockquote class="said"><p>{ for voices.iter().map(voice) }</p></blockquote> }
}

/// What to be careful of, and when to send the client on.
fn careful(cautions: &[String], red_flags: &[String]) -> Html {
    let content = html! {
        <>
            { list(cautions) }
            <h3>{ "Send to a physician first" }</h3>
            { list(red_flags) }
        </>
    };
    html! { <div class="careful">{ chapter("careful", "Be careful", content) }</div> }
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
    let steps = steps(&[
        ("Position", &palpation.position),
        ("Start", &palpation.start),
        ("Across", &palpation.across),
        ("Feel for", &palpation.feel),
        ("Be sure", &palpation.confirm),
        ("Do not press", &palpation.avoid),
    ]);
    chapter("find", "Find it with your hand", steps)
}

/// How to treat it.
pub(super) fn technique(technique: &Technique) -> Html {
    let [least, most] = technique.seconds;
    let pressure =
        format!("{}, {least} to {most} seconds. {}", words::grip(technique.grip), technique.direction);
    let steps = steps(&[
        ("Pressure", &pressure),
        ("Good response", &technique.response),
        ("Stripping", &technique.stripping),
        ("Stretch", &technique.stretch),
        ("Self-care", &technique.self_care),
    ]);
    chapter("treat", "Treat it", steps)
}

fn anatomy(atlas: &Atlas, file: &MuscleFile) -> Html {
    let content = html! {
        <div class="anatomy">
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
        </div>
    };
    chapter("anatomy", "Anatomy", content)
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

/// Where facts stand, one source a line.
pub(crate) fn citations(texts: &Texts, citations: &[Citation]) -> Html {
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
