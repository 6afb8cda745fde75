//! What one is about to practice, before one begins: a chapter's muscles; a condition with its muscles and why they are
//! examined, when to send on, and where that stands.

use yew::prelude::*;

use crate::app::components::crumbs::{muscle_link, muscle_links};
use crate::app::pages::chapters::citations;
use crate::app::words;
use crate::atlas::{Condition, Evidence, Examined};
use crate::quiz::{Content, Scope};

/// What a chapter or condition is about; nothing for other scopes.
pub(super) fn brief(content: &Content<'_>, scope: &Scope) -> Option<Html> {
    let course = content.course()?;
    match scope {
        Scope::Chapter(id) => {
            let chapter = course.chapter(id)?;
            Some(html! {
                <div class="brief" data-brief={scope.to_string()}>
                    <h3>{ &chapter.title }</h3>
                    { muscle_links(content.atlas, &chapter.muscles) }
                </div>
            })
        }
        Scope::Condition(id) => {
            let condition = course.conditions.get(id)?;
            Some(html! {
                <div class="brief" data-brief={scope.to_string()}>
                    <h3>{ &condition.name }</h3>
                    { about(content, condition) }
                </div>
            })
        }
        _ => None,
    }
}

/// What is known of a condition, without its name.
pub(in crate::app::pages) fn about(content: &Content<'_>, condition: &Condition) -> Html {
    let examined = |examined: &Examined| {
        let muscle = content.atlas.muscle(&examined.id)?;
        Some(
            html! { <li key={examined.id.clone()}>{ muscle_link(muscle) }<span>{ &examined.why }</span></li> },
        )
    };
    html! {
        <>
            if !condition.synonyms.is_empty() {
                <p class="note">{ format!("Also: {}.", words::listed(condition.synonyms.iter().map(String::as_str))) }</p>
            }
            <p>{ &condition.summary }</p>
            <p class="evidence"><b>{ "How sure it is: " }</b>{ how_sure(condition.evidence) }</p>
            <h4>{ "Send to a physician first" }</h4>
            <ul class="flags">{ for condition.red_flags.iter().map(|flag| html! { <li>{ flag }</li> }) }</ul>
            <h4>{ "Muscles to examine, the likeliest first" }</h4>
            <ol class="examined">{ for condition.muscles.iter().filter_map(examined) }</ol>
            if let Some(texts) = content.texts {
                <h4>{ "Sources" }</h4>
                <div class="sources">{ citations(texts, &condition.citations) }</div>
            }
        </>
    }
}

/// How sure it is that the muscles take part, in words.
fn how_sure(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Established => "established: studies show that these muscles take part.",
        Evidence::ClinicalConsensus => "clinical consensus: the textbooks agree; studies are few.",
        Evidence::Contested => "contested: whether these muscles take part is doubted by some.",
    }
}
