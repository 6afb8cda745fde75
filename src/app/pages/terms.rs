//! The terms of the field, each with what it means and where that stands.

use yew::prelude::*;

use super::chapters::citations;
use crate::app::site::Library;
use crate::atlas::{Evidence, Term, Texts};

/// What the page of terms is given.
#[derive(Properties, PartialEq)]
pub(crate) struct TermsProps {
    /// The id of the term that is looked up, or nothing.
    pub id: AttrValue,
}

/// The page.
#[component]
pub(crate) fn Terms(props: &TermsProps) -> Html {
    let library = use_context::<Library>();
    let Some(library) = library else { return html! {} };
    let texts = match &library.texts {
        Err(reason) => return html! { <p class="page fault" role="alert">{ reason }</p> },
        Ok(None) => return html! { <p class="waiting" role="status">{ "Fetching the text …" }</p> },
        Ok(Some(texts)) => texts,
    };
    html! {
        <article class="page narrow terms">
            <h1>{ "The terms of the field" }</h1>
            <p class="lead">{ "In plain words, with how sure each is and where it stands." }</p>
            { for texts.2.course().terms.iter().map(|one| term(texts, one, one.id == *props.id)) }
        </article>
    }
}

fn term(texts: &Texts, term: &Term, is_asked: bool) -> Html {
    let class = classes!("term", is_asked.then_some("is-asked"));
    html! {
        <section {class} id={anchor(&term.id)} key={term.id.clone()} tabindex="-1">
            <h2>{ &term.name }</h2>
            <p>{ &term.meaning }</p>
            <p class="evidence"><b>{ "How sure it is: " }</b>{ how_sure(term.evidence) }</p>
            <details class="sources">
                <summary>{ "Sources" }</summary>
                { citations(texts, &term.citations) }
            </details>
        </section>
    }
}

fn how_sure(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Established => "established.",
        Evidence::ClinicalConsensus => "clinical consensus: the textbooks agree; studies are few.",
        Evidence::Contested => "contested.",
    }
}

/// The id of a term's place on the page; its address leads there ([`crate::app::opening`]).
pub(crate) fn anchor(id: &str) -> String {
    format!("term-{id}")
}
