//! The plate's equals in words: what lies under a tap, and all muscles of a layer.

use yew::prelude::*;

use super::chosen::ChosenProps;
use crate::anatomy::{Depth, Side};
use crate::app::pages::Ask;
use crate::app::plate::Under;
use crate::app::shared::Shared;
use crate::app::words;
use crate::atlas::{Atlas, Kind, Muscle, Paired, StructureName};

/// Everything under the last tap, each muscle once, from the skin inwards, while one of it is chosen.
pub(crate) fn here(atlas: &Atlas, props: &ChosenProps) -> Html {
    let mut seen: Vec<(String, Under)> = Vec::new();
    for under in &props.stack {
        let name = match (atlas.owner(&under.slug), atlas.structure(&under.slug)) {
            (Some(muscle), _) => muscle.names.english.clone(),
            (None, Some(structure)) => words::capitalised(&structure.name),
            (None, None) => continue,
        };
        if !seen.iter().any(|(known, _)| *known == name) {
            seen.push((name, under.clone()));
        }
    }
    let is_chosen = |under: &Under| match atlas.owner(&under.slug) {
        Some(muscle) => muscle.row.id == props.address.muscle,
        None => under.slug == props.address.structure,
    };
    // Once something elsewhere is chosen, what lay under the last tap is no longer "here".
    if !seen.iter().any(|(_, under)| is_chosen(under)) {
        return html! {};
    }
    let item = |(name, under): (String, Under)| {
        let current = is_chosen(&under).then_some("true");
        let onclick = props.ask.reform(move |_: MouseEvent| Ask::Structure(under.clone()));
        html! { <li key={name.clone()} aria-current={current}><button type="button" class="name" {onclick}>{ name.clone() }</button></li> }
    };
    html! {
        <section class="here">
            <h3>{ "Here, from skin to bone" }</h3>
            <ol>{ for seen.into_iter().map(item) }</ol>
        </section>
    }
}

/// What the list of a layer is given.
#[derive(Properties, PartialEq)]
pub(crate) struct LayerListProps {
    /// The layer.
    pub depth: Depth,
    /// The side of which a bone is chosen.
    pub side: Side,
    /// Asked for one of them.
    pub ask: Callback<Ask>,
}

/// The list that equals the plate: every taught muscle of the shown layer, or every bone. Built once it is opened.
#[component]
pub(crate) fn LayerList(props: &LayerListProps) -> Html {
    let atlas = use_context::<Shared<Atlas>>();
    let is_open = use_state_eq(|| false);
    let Some(atlas) = atlas else { return html! {} };
    let item = |name: &str, asked: Ask| {
        let onclick = props.ask.reform(move |_: MouseEvent| asked.clone());
        html! { <li key={name.to_owned()}><button type="button" class="name" {onclick}>{ name.to_owned() }</button></li> }
    };
    let (words, items): (String, Vec<Html>) = if props.depth == Depth::Bone {
        let bones = || atlas.structures().iter().filter(|structure| structure.kind == Kind::Bone);
        let ask = |bone: &StructureName| {
            let side = if bone.side == Paired::Midline { Side::Right } else { props.side };
            Ask::Structure(Under { slug: bone.slug.clone(), side })
        };
        let open = bones().filter(|_| *is_open);
        let mut open: Vec<(String, &StructureName)> =
            open.map(|bone| (words::capitalised(&bone.name), bone)).collect();
        // In the order of the alphabet.
        crate::order::sort_by(&mut open, |a, b| a.0.cmp(&b.0));
        let words = format!("The {} bones", bones().count());
        (words, open.into_iter().map(|(name, bone)| item(&name, ask(bone))).collect())
    } else {
        let muscles = || atlas.muscles().iter().filter(|muscle| muscle.row.depth == props.depth);
        let ask = |muscle: &Muscle| item(&muscle.names.english, Ask::Muscle(muscle.row.id.clone()));
        let words = format!("The {} muscles of layer {}", muscles().count(), props.depth.number());
        (words, muscles().filter(|_| *is_open).map(ask).collect())
    };
    let onclick = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    html! {
        <div class="layer-list">
            <button type="button" class="fold" {onclick} aria-expanded={if *is_open { "true" } else { "false" }}>
                { words }
            </button>
            if *is_open {
                <ul>{ for items }</ul>
            }
        </div>
    }
}
