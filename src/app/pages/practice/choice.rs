//! The form of choice: one of several, or a name that is typed.

use yew::prelude::*;

use super::asked::FormProps;
use super::figure::{self, Hands};
use crate::app::desk::content;
use crate::app::site::Library;
use crate::quiz::{Answer, Choice as Offered, Form};

/// An option of so many letters is short.
const SHORT: usize = 34;

/// What is shown, and the options or the field beside it.
#[component]
pub(super) fn Choice(props: &FormProps) -> Html {
    let FormProps { question, answer, atlas, on_answer, on_draft, stage, .. } = props;
    let Form::Choice(form) = &question.form else { return html! {} };
    let has_plates = !stage.plates.is_empty();
    let library = use_context::<Library>();
    let texts = library.as_ref().and_then(|library| library.texts.as_ref().ok()?.as_ref());
    let described = question.described(&content(atlas, texts));
    let label = described.clone().unwrap_or_else(|| figure::spoken(atlas, stage));
    let asks_words = props.is_typed && form.typed.is_some() && answer.is_none();
    html! {
        <div class={classes!("beside-plates", (!has_plates).then_some("is-bare"))}>
            if has_plates {
                { figure::plates(atlas, stage, question.ask.card.muscle(atlas), &label, &Hands::default(), |_, _| {}) }
            }
            <div class="choices">
                if let Some(described) = described { <p class="unseen">{ described }</p> }
                if stage.pattern.is_some() {
                    <p class="keys">
                        <span class="key essential" aria-hidden="true"></span>{ "essential" }
                        <span class="key spillover" aria-hidden="true"></span>{ "spillover" }
                    </p>
                }
                if asks_words {
                    <Field on_answer={on_answer.clone()} on_draft={on_draft.clone()} />
                } else if !matches!(answer, Some(Answer::Typed(_))) {
                    { options(&form.options, form.right, answer.as_ref(), on_answer) }
                }
            </div>
        </div>
    }
}

/// Numbered options; after the answer the right one and the chosen one are marked by sign and words.
pub(super) fn options(
    options: &[Offered],
    right: usize,
    answer: Option<&Answer>,
    on_answer: &Callback<Answer>,
) -> Html {
    let one = |(at, option): (usize, &Offered)| {
        let is_right = at == right;
        let is_chosen = answer == Some(&Answer::Pick(at));
        let (class, sign) = match answer {
            None => (None, ""),
            Some(_) if is_right => (Some("is-right"), "✓ "),
            Some(_) if is_chosen => (Some("is-wrong"), "✗ "),
            Some(_) => (Some("is-other"), ""),
        };
        let onclick = on_answer.reform(move |_: MouseEvent| Answer::Pick(at));
        html! {
            <li key={at}>
                <button type="button" class={classes!("choice", class)} {onclick} disabled={answer.is_some()} data-choice={at.to_string()}>
                    <span class="number" aria-hidden="true">{ at + 1 }</span><span>{ sign }{ &option.text }</span>
                </button>
            </li>
        }
    };
    // Short ones stand two abreast where there is little room.
    let are_short = options.iter().all(|option| option.text.chars().count() <= SHORT);
    html! { <ol class={classes!("options", are_short.then_some("are-short"))}>{ for options.iter().enumerate().map(one) }</ol> }
}

#[derive(Properties, PartialEq)]
struct FieldProps {
    on_answer: Callback<Answer>,
    on_draft: Callback<Option<Answer>>,
}

/// A field for a name. Nothing is suggested: what is typed was remembered.
#[component]
fn Field(props: &FieldProps) -> Html {
    let field = use_node_ref();
    let answer = |text: String| (!text.trim().is_empty()).then_some(Answer::Typed(text));
    let oninput = {
        let on_draft = props.on_draft.clone();
        move |event: InputEvent| {
            on_draft.emit(answer(event.target_unchecked_into::<web_sys::HtmlInputElement>().value()));
        }
    };
    let onsubmit = {
        let (field, on_answer) = (field.clone(), props.on_answer.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let text = field.cast::<web_sys::HtmlInputElement>().map(|field| field.value());
            if let Some(answer) = answer(text.unwrap_or_default()) {
                on_answer.emit(answer);
            }
        }
    };
    html! {
        <form class="typed" {onsubmit}>
            <label for="typed">{ "Your answer" }</label>
            <input id="typed" ref={field} {oninput} autocomplete="off" autocapitalize="off" autocorrect="off" spellcheck="false" enterkeyhint="done" />
            <p class="note">{ "Small slips of spelling are forgiven." }</p>
        </form>
    }
}
