//! A condition's page: what it is, when to send the client on, and the muscles to examine.

use yew::prelude::*;
use yew_router::hooks::use_navigator;

use super::NotFound;
use super::practice::about_condition;
use crate::app::desk::{Desk, content, now_ms, seed};
use crate::app::route::Route;
use crate::app::site::Library;
use crate::quiz::{Kind, LENGTH, Manner, Plan, Scope};
use crate::study::Action;

/// What a condition's page is given.
#[derive(Properties, PartialEq)]
pub(crate) struct ConditionPageProps {
    /// The condition's id.
    pub id: AttrValue,
}

/// The page.
#[component]
pub(crate) fn ConditionPage(props: &ConditionPageProps) -> Html {
    let desk = use_context::<Desk>().filter(|desk| desk.is_open);
    let navigator = use_navigator();
    let Some(library) = use_context::<Library>() else { return html! {} };
    let texts = match &library.texts {
        Err(reason) => return html! { <p class="page fault" role="alert">{ reason }</p> },
        Ok(None) => return html! { <p class="waiting" role="status">{ "Fetching the text …" }</p> },
        Ok(Some(texts)) => texts,
    };
    let content = content(&library.atlas, Some(texts));
    let Some(condition) = content.course().and_then(|course| course.conditions.get(props.id.as_str())) else {
        return html! { <NotFound what={format!("The condition \u{201c}{}\u{201d}", props.id)} /> };
    };
    let begin = desk.map(|desk| {
        let (scope, is_typed) = (Scope::Condition(props.id.to_string()), desk.learner.settings().is_typed);
        let onclick = move |_: MouseEvent| {
            let manner = Manner { is_typed, ..Manner::default() };
            let plan = Plan { scope: scope.clone(), kinds: Kind::ALL.to_vec(), length: LENGTH, manner };
            desk.act.emit(Action::Start { plan, seed: seed(), now_ms: now_ms() });
            if let Some(navigator) = &navigator {
                navigator.push(&Route::Practice);
            }
        };
        html! { <p class="doors"><button type="button" class="door primary" {onclick} data-do="start">{ format!("Ask me {LENGTH}") }</button></p> }
    });
    html! {
        <article class="page narrow condition">
            <p class="region">{ "Condition" }</p>
            <h1>{ &condition.name }</h1>
            { for begin }
            <div class="brief">{ about_condition(&content, condition) }</div>
        </article>
    }
}
