//! Where a trigger point lies, in words: they stand in the long texts, which arrive after the atlas.

use yew::prelude::*;

use crate::app::site::Library;

/// Whose place is told.
#[derive(Properties, PartialEq)]
pub(crate) struct WhereaboutsProps {
    /// The trigger point's id.
    pub point: AttrValue,
}

/// A paragraph; empty until the texts are here.
#[component]
pub(crate) fn Whereabouts(props: &WhereaboutsProps) -> Html {
    let Some(library) = use_context::<Library>() else { return html! {} };
    let owner = library.atlas.point(&props.point).map(|(muscle, _)| muscle.row.id.as_str());
    let place = library.arrived().zip(owner).and_then(|(texts, muscle)| texts.place(muscle, &props.point));
    html! { <p>{ place.unwrap_or_default().to_owned() }</p> }
}
