//! The choice of a scope: by course, by condition, by region and by layer.

use yew::prelude::*;

use crate::anatomy::Depth;
use crate::app::words;
use crate::atlas::CourseRegion;
use crate::quiz::{Content, SETS, Scope};

/// The options of a scope, grouped. Chapters and conditions are there once the long texts are.
pub(super) fn scope_options(content: &Content<'_>, chosen: &str) -> Html {
    let option = |scope: Scope, name: String| {
        let value = scope.to_string();
        let selected = value == chosen;
        html! { <option {value} {selected}>{ name }</option> }
    };
    let mut regions: Vec<&str> = Vec::new();
    for muscle in content.atlas.muscles() {
        if !regions.contains(&muscle.row.region.as_str()) {
            regions.push(&muscle.row.region);
        }
    }
    let depths = [Depth::Superficial, Depth::Intermediate, Depth::Deep, Depth::Deepest];
    let part = |region: CourseRegion| {
        let chapters = content.course().into_iter().flat_map(move |course| course.chapters_of(region));
        let mut chapters = chapters.peekable();
        chapters.peek()?;
        let all = format!("All of {}", words::in_sentence(region.title()));
        Some(html! {
            <optgroup label={format!("Course: {}", words::in_sentence(region.title()))}>
                { option(Scope::Part(region), all) }
                { for chapters.map(|chapter| option(Scope::Chapter(chapter.id.clone()), chapter.title.clone())) }
            </optgroup>
        })
    };
    let conditions = content.course().map(|course| &course.conditions).filter(|known| !known.is_empty());
    html! {
        <>
            { option(Scope::Everything, "Everything".to_owned()) }
            <optgroup label="Ready-made">
                { for SETS.iter().map(|set| option(Scope::Set(set.id.to_owned()), set.title.to_owned())) }
            </optgroup>
            { for CourseRegion::ALL.into_iter().filter_map(part) }
            if let Some(conditions) = conditions {
                <optgroup label="Conditions">
                    { for conditions.iter().map(|(id, condition)| option(Scope::Condition(id.clone()), condition.name.clone())) }
                </optgroup>
            }
            <optgroup label="Regions">
                { for regions.iter().map(|region| option(Scope::Region((*region).to_owned()), words::region_name(region))) }
            </optgroup>
            <optgroup label="Layers">
                { for depths.iter().map(|depth| option(Scope::Depth(*depth), words::capitalised(depth.name()))) }
            </optgroup>
        </>
    }
}
