//! The form of matching: each point with the drawn pattern that is its own.

use yew::prelude::*;

use super::asked::FormProps;
use super::figure;
use super::told::told;
use crate::app::words;
use crate::quiz::{Answer, Choice, Form, MatchForm, Thing};

/// What was tapped first, and waits for its partner.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Held {
    Point(usize),
    Pattern(usize),
}

/// The pairs that are being put together.
#[derive(Debug, Clone, PartialEq, Default)]
struct Pairs {
    /// For each point its pattern.
    of: Vec<Option<usize>>,
    held: Option<Held>,
}

impl Pairs {
    /// After a tap: a point and a pattern make a pair, in whatever order they are tapped; a second tap lets go.
    fn tapped(&self, tapped: Held) -> Self {
        match (self.held, tapped) {
            (Some(Held::Point(point)), Held::Pattern(pattern))
            | (Some(Held::Pattern(pattern)), Held::Point(point)) => {
                self.freed(pattern).paired(point, Some(pattern))
            }
            (Some(held), tapped) if held == tapped => Self { held: None, ..self.clone() },
            _ => Self { held: Some(tapped), ..self.clone() },
        }
    }

    /// With this pattern for a point. Others keep theirs, for keys step through a list, and pass what belongs to others.
    fn paired(&self, point: usize, pattern: Option<usize>) -> Self {
        let mut of = self.of.clone();
        of[point] = pattern;
        Self { of, held: None }
    }

    /// Without what had this pattern.
    fn freed(&self, pattern: usize) -> Self {
        let of = self.of.iter().map(|of| of.filter(|of| *of != pattern));
        Self { of: of.collect(), held: self.held }
    }

    /// The answer, once every point has a pattern of its own.
    fn whole(&self) -> Option<Answer> {
        let pairs = self.of.iter().copied().collect::<Option<Vec<usize>>>()?;
        let is_own = |at: usize| !pairs[..at].contains(&pairs[at]);
        (0..pairs.len()).all(is_own).then_some(Answer::Pairs(pairs))
    }
}

/// The patterns by letter, and the points beside them.
#[component]
pub(super) fn Matching(props: &FormProps) -> Html {
    let FormProps { question, verdict, answer, on_draft, stage, atlas, .. } = props;
    let count = match &question.form {
        Form::Match(form) => form.left.len(),
        _ => 0,
    };
    let pairs = use_state_eq(|| Pairs { of: vec![None; count], held: None });
    use_effect_with((*pairs).clone(), {
        let on_draft = on_draft.clone();
        move |pairs| on_draft.emit(pairs.whole())
    });
    let Form::Match(form) = &question.form else { return html! {} };
    let is_asked = verdict.is_none();
    let given = match answer {
        Some(Answer::Pairs(given)) => given.iter().copied().map(Some).collect(),
        Some(_) => vec![None; count],
        None => pairs.of.clone(),
    };
    let tap = |held: Held| {
        let pairs = pairs.clone();
        Callback::from(move |_: MouseEvent| pairs.set(pairs.tapped(held)))
    };
    let onkeydown = {
        let (pairs, patterns) = (pairs.clone(), form.right.len());
        move |event: KeyboardEvent| {
            let key = event.key();
            let [byte] = key.as_bytes() else { return };
            let pattern = usize::from(byte.to_ascii_lowercase().wrapping_sub(b'a'));
            let point = usize::from(byte.wrapping_sub(b'1'));
            if is_asked && pattern < patterns {
                pairs.set(pairs.tapped(Held::Pattern(pattern)));
            } else if is_asked && point < count {
                pairs.set(pairs.tapped(Held::Point(point)));
            }
        }
    };
    let card = |(at, right): (usize, &Choice)| {
        let owner = given.iter().position(|of| *of == Some(at));
        let truth = form.truth.iter().position(|&of| of == at).and_then(|point| form.left.get(point));
        let below = if is_asked {
            owner.map(|point| format!("with {}", point + 1))
        } else {
            truth.map(|point| point.text.clone())
        };
        let pressed = if pairs.held == Some(Held::Pattern(at)) { "true" } else { "false" };
        let name = format!("Pattern {}: {}", letter(at), words::in_sentence(&right.text));
        let plate = match &right.thing {
            Some(Thing::Point(id)) => figure::pattern(atlas, id, stage.side),
            _ => html! { <p>{ &right.text }</p> },
        };
        html! {
            <li key={at} class="card" data-card={at.to_string()}>
                { plate }
                <b class="letter" aria-hidden="true">{ letter(at) }</b>
                if is_asked {
                    <button type="button" class="over" aria-label={name} aria-pressed={pressed} onclick={tap(Held::Pattern(at))} data-pattern={at.to_string()}></button>
                }
                <p class="below">{ for below.map(told) }</p>
            </li>
        }
    };
    let row = |(at, left): (usize, &Choice)| {
        let onchange = {
            let pairs = pairs.clone();
            move |event: Event| {
                let value = event.target_unchecked_into::<web_sys::HtmlInputElement>().value();
                pairs.set(pairs.paired(at, value.parse().ok()));
            }
        };
        let pressed = if pairs.held == Some(Held::Point(at)) { "true" } else { "false" };
        let class =
            (!is_asked).then(|| if given[at] == Some(form.truth[at]) { "is-right" } else { "is-wrong" });
        html! {
            <li key={at} {class}>
                <button type="button" class="choice" aria-pressed={pressed} onclick={tap(Held::Point(at))} disabled={!is_asked} data-left={at.to_string()}>
                    <span class="number" aria-hidden="true">{ at + 1 }</span><span>{ &left.text }</span>
                </button>
                if is_asked {
                    <select id={format!("pair-{at}")} {onchange} aria-label={format!("The pattern of {}", left.text)}>
                        <option value="" selected={given[at].is_none()}>{ "–" }</option>
                        { for (0..form.right.len()).map(|to| html! {
                            <option value={to.to_string()} selected={given[at] == Some(to)}>{ letter(to) }</option>
                        }) }
                    </select>
                } else {
                    <small>{ pair_told(form, given[at], at) }</small>
                }
            </li>
        }
    };
    html! {
        <div class="beside-plates" {onkeydown}>
            <ol class="cards">{ for form.right.iter().enumerate().map(card) }</ol>
            <div class="choices">
                if is_asked { <p class="note how">{ "Tap a point and then its pattern." }</p> }
                <ol class="pairs">{ for form.left.iter().enumerate().map(row) }</ol>
            </div>
        </div>
    }
}

fn letter(at: usize) -> String {
    char::from(b'A' + u8::try_from(at).unwrap_or_default()).to_string()
}

/// What was chosen for a point, and what is right.
fn pair_told(form: &MatchForm, given: Option<usize>, at: usize) -> String {
    let right = letter(form.truth[at]);
    match given {
        Some(given) if given == form.truth[at] => format!("{right}, as you chose"),
        Some(given) => format!("{right}; you chose {}", letter(given)),
        None => right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_and_a_pattern_make_a_pair_in_either_order() {
        let none = Pairs { of: vec![None; 3], held: None };
        let one = none.tapped(Held::Point(2)).tapped(Held::Pattern(0));
        assert_eq!(one, Pairs { of: vec![None, None, Some(0)], held: None });
        let moved = one.tapped(Held::Pattern(0)).tapped(Held::Point(1));
        assert_eq!(moved.of, [None, Some(0), None], "a pattern belongs to one point");
        assert_eq!(moved.tapped(Held::Point(1)).tapped(Held::Point(1)), moved, "a second tap lets go");
        assert_eq!(moved.whole(), None);
        let whole = moved.paired(0, Some(1)).paired(2, Some(2));
        assert_eq!(whole.whole(), Some(Answer::Pairs(vec![1, 0, 2])));
        assert_eq!(whole.paired(0, None).of, [None, Some(0), Some(2)]);
    }

    /// Who steps through a list by keys passes other patterns on the way.
    #[test]
    fn a_list_takes_nothing_from_another_point() {
        let whole = Pairs { of: vec![Some(0), Some(1), None], held: None };
        let passed = whole.paired(2, Some(0));
        assert_eq!((passed.of.clone(), passed.whole()), (vec![Some(0), Some(1), Some(0)], None));
        assert_eq!(passed.paired(2, Some(2)).whole(), Some(Answer::Pairs(vec![0, 1, 2])));
    }
}
