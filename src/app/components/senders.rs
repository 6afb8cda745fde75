//! The muscles that send pain to a place on the skin, each with its points. Comes with the second half.

use yew::prelude::*;

use crate::anatomy::Side;
use crate::app::desk::content;
use crate::app::pages::{Ask, citations};
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::app::words;
use crate::atlas::{Atlas, Citation, Group, Pain, Paired, Reach, Sender, SkinRegion, Source, senders};
use crate::quiz::Content;

/// So many are listed at first.
const FIRST: usize = 8;

/// What the list is given.
#[derive(Properties, PartialEq)]
pub(crate) struct SendersProps {
    /// Where it hurts.
    pub pain: Pain,
    /// Asked for a point, the other side, or another place.
    pub ask: Callback<Ask>,
}

/// The list.
#[component]
pub(crate) fn Senders(props: &SendersProps) -> Html {
    let (atlas, library) = (use_context::<Shared<Atlas>>(), use_context::<Library>());
    let is_open = use_state_eq(|| false);
    let (Some(atlas), Some(library)) = (atlas, library) else { return html! {} };
    let pain = &props.pain;
    let content = content(&atlas, library.arrived());
    // How often a muscle is met is read from the conditions in which it is examined.
    let met = |id: &str| {
        let conditions = content.course().into_iter().flat_map(|course| course.conditions.values());
        conditions.filter(|condition| condition.muscles.iter().any(|muscle| muscle.id == id)).count()
    };
    let found = senders(&atlas, pain, met);
    let count = found.len();
    let shown = if *is_open { count } else { count.min(FIRST) };
    let more = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(true)
    };
    let is_paired = pain.regions.iter().any(|id| is_paired(&atlas, id));
    html! {
        <section class="senders">
            if is_paired {
                <div class="sides" role="group" aria-label="Side of the pain">
                    { side(pain, Side::Right, &props.ask) }
                    { side(pain, Side::Left, &props.ask) }
                </div>
            }
            <p class="note">{ "Not all pain comes from muscle. Pain in the chest, pain that is sudden or severe, pain with \
                               fever, numbness, weakness or trouble breathing, and pain after a fall or crash need a doctor \
                               first, and at once." }</p>
            { red_flags(&content, pain) }
            <h3>{ "Muscles that send pain here" }</h3>
            if found.is_empty() {
                <p>{ "No trigger point of this atlas refers here. Try a place beside it." }</p>
            } else {
                <p class="note">{ "The likeliest first: those whose essential zone this is, then those whose pain spills \
                                   over to here. Tap a point to see the muscle, the point and all of its pain." }</p>
                <ol>{ for found.iter().take(shown).map(|one| sender(one, pain, &props.ask)) }</ol>
            }
            if shown < count {
                <p><button type="button" class="name" onclick={more}>{ format!("Show all {count}") }</button></p>
            }
        </section>
    }
}

/// What at this very place is a physician's matter first, and where that stands.
fn red_flags(content: &Content<'_>, pain: &Pain) -> Html {
    let groups = content.course().into_iter().flat_map(|course| &course.groups);
    let groups: Vec<&Group> =
        groups.filter(|group| !group.red_flags.is_empty() && group.meets(pain)).collect();
    if groups.is_empty() {
        return html! {};
    }
    let flags = groups.iter().flat_map(|group| &group.red_flags);
    // Two groups may rest on the same source.
    let mut cited: Vec<Citation> = Vec::new();
    for citation in groups.iter().flat_map(|group| &group.citations) {
        if !cited.contains(citation) {
            cited.push(citation.clone());
        }
    }
    html! {
        <div class="red-flags">
            <h3>{ "Send to a physician first" }</h3>
            <ul>{ for flags.map(|flag| html! { <li>{ flag }</li> }) }</ul>
            if let Some(texts) = content.texts {
                <details>
                    <summary>{ "Sources" }</summary>
                    { citations(texts, &cited) }
                </details>
            }
        </div>
    }
}

/// What the list of places is given.
#[derive(Properties, PartialEq)]
pub(crate) struct PlaceListProps {
    /// The side that is asked for.
    pub side: Side,
    /// Asked for a place.
    pub ask: Callback<Ask>,
}

/// The skin's equal in words: every place by name. Built once it is opened.
#[component]
pub(crate) fn PlaceList(props: &PlaceListProps) -> Html {
    let atlas = use_context::<Shared<Atlas>>();
    let is_open = use_state_eq(|| false);
    let Some(atlas) = atlas else { return html! {} };
    let onclick = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let item = |region: &SkinRegion| {
        let pain = Pain { regions: vec![region.id.clone()], side: props.side };
        let onclick = props.ask.reform(move |_: MouseEvent| Ask::Pain(pain.clone()));
        html! { <li key={region.id.clone()}><button type="button" class="name" {onclick}>{ &region.name }</button></li> }
    };
    html! {
        <div class="layer-list places">
            <button type="button" class="fold" {onclick} aria-expanded={if *is_open { "true" } else { "false" }}>
                { format!("The {} places of the skin", atlas.regions().len()) }
            </button>
            if *is_open {
                <ul>{ for atlas.regions().iter().map(item) }</ul>
            }
        </div>
    }
}

/// What the name of a place is given.
#[derive(Properties, PartialEq)]
pub(crate) struct PlaceNameProps {
    /// The place.
    pub pain: Pain,
}

/// The heading of the list.
#[component]
pub(crate) fn PlaceName(props: &PlaceNameProps) -> Html {
    let Some(library) = use_context::<Library>() else { return html! {} };
    let content = content(&library.atlas, library.arrived());
    let groups = content.course().map_or(&[][..], |course| &course.groups);
    let name = name(&library.atlas, groups, &props.pain);
    html! { <h2 key={name.clone()}>{ name }</h2> }
}

/// What a place is called: by its group where it is one, else by its regions.
fn name(atlas: &Atlas, groups: &[Group], pain: &Pain) -> String {
    let is_it = |group: &&Group| {
        group.regions.len() == pain.regions.len() && group.regions.iter().all(|id| pain.regions.contains(id))
    };
    match (groups.iter().find(is_it), pain.regions.as_slice()) {
        (Some(group), _) => group.name.clone(),
        (None, [one]) => atlas.region(one).map_or_else(String::new, |region| region.name.clone()),
        (None, [one, rest @ ..]) => {
            let first = atlas.region(one).map_or_else(String::new, |region| region.name.clone());
            format!("{first} and {} more", rest.len())
        }
        (None, []) => String::new(),
    }
}

fn is_paired(atlas: &Atlas, id: &str) -> bool {
    atlas.region(id).is_some_and(|region| region.side == Paired::Right)
}

fn side(pain: &Pain, side: Side, ask: &Callback<Ask>) -> Html {
    let asked = Pain { side, ..pain.clone() };
    let onclick = ask.reform(move |_: MouseEvent| Ask::Pain(asked.clone()));
    let pressed = if pain.side == side { "true" } else { "false" };
    html! { <button type="button" {onclick} aria-pressed={pressed}>{ words::capitalised(side.name()) }</button> }
}

fn sender(sender: &Sender<'_>, pain: &Pain, ask: &Callback<Ask>) -> Html {
    let Sender { muscle, side, sources } = sender;
    let id = muscle.row.id.clone();
    let across = (*side != pain.side).then(|| format!("on the other side ({})", side.name()));
    html! {
        <li key={format!("{id} {}", side.name())} data-sender={id}>
            <b>{ &muscle.names.english }</b>
            if let Some(across) = across { <small>{ across }</small> }
            <span class="sources-row">{ for sources.iter().map(|source| button(source, *side, ask)) }</span>
        </li>
    }
}

fn button(source: &Source<'_>, side: Side, ask: &Callback<Ask>) -> Html {
    let trigger = &source.point.trigger;
    let (class, zone) = match source.reach {
        Reach::Essential => ("key essential", "essential zone"),
        Reach::Spillover => ("key spillover", "spillover zone"),
    };
    let id = trigger.id.clone();
    let onclick = ask.reform(move |_: MouseEvent| Ask::Sender(id.clone(), side));
    html! {
        <button type="button" key={trigger.id.clone()} {onclick} data-source={trigger.id.clone()} aria-label={format!("{}: {zone}", trigger.label)} title={zone}>
            <span {class} aria-hidden="true"></span>{ &trigger.label }
        </button>
    }
}
