//! The form of place: tap where it is, aim with the arrow keys, or choose a place in words.

use yew::prelude::*;

use super::aim::Aim;
use super::asked::FormProps;
use super::choice::options;
use super::figure::{self, Hands};
use super::outline::use_outlines;
use crate::anatomy::{Depth, PlatePoint};
use crate::app::components::core_sample::CoreSample;
use crate::app::components::points;
use crate::app::plate::{self, Focus, Mark, MarkKind};
use crate::atlas::{Atlas, Paired};
use crate::quiz::{Answer, Form, PlaceForm, Tap, Target, Touched};

/// How much of the body is shown around the answer.
const AROUND_MM: f64 = 75.0;

/// The plate to tap on; after the answer the truth and where the tap went.
#[component]
pub(super) fn Place(props: &FormProps) -> Html {
    let FormProps { question, verdict, answer, atlas, on_answer, stage, .. } = props;
    let muscle = question.ask.card.muscle(atlas);
    let peel = use_state_eq(|| stage.peel.unwrap_or(Depth::Skin));
    let asked = match &question.form {
        Form::Place(PlaceForm { plate, target: Target::Muscle(slugs), .. }) => (plate.as_str(), &slugs[..]),
        _ => ("", &[][..]),
    };
    let within = use_node_ref();
    let outlines = use_outlines(asked.0, asked.1);
    let Form::Place(form) = &question.form else { return html! {} };
    let on_tap = {
        let (on_answer, atlas, is_asked) = (on_answer.clone(), atlas.clone(), verdict.is_none());
        let (shown, side) = (stage.side, form.side);
        Callback::from(move |(plate, tap): (String, plate::Tap)| {
            if is_asked {
                let off_mm =
                    atlas.plate(&plate).and_then(|plate| outlines.off_mm(plate, shown, side, tap.at));
                on_answer.emit(Answer::Tap(Tap { off_mm, ..graded(&atlas, tap) }));
            }
        })
    };
    let landing = verdict.as_ref().and_then(|verdict| verdict.landing);
    let change = |view: &crate::atlas::PlateView, look: &mut plate::Look| {
        look.peel = *peel;
        // What was taken for the truth may be shown on another plate, on which these places mean nothing.
        if verdict.is_none() || view.id != form.plate {
            return;
        }
        let mut middle = None;
        if let Target::Point { at, radius_mm, .. } = &form.target {
            let radius = MarkKind::Radius(radius_mm.round() as u32);
            look.marks.insert(
                0,
                Mark { at: *at, kind: radius, label: AttrValue::default(), point: AttrValue::default() },
            );
            middle = Some((*at, AROUND_MM));
        }
        if let Some((_, point)) = atlas.point(&question.ask.card.of) {
            for mark in look.marks.iter_mut().filter(|mark| mark.kind == MarkKind::ChosenPoint) {
                mark.at = points::place(point, view, stage.side);
                mark.label = "here".into();
            }
        }
        if let Some(landing) = landing {
            look.marks.push(Mark {
                at: landing.at,
                kind: MarkKind::Tapped,
                label: "you".into(),
                point: AttrValue::default(),
            });
            middle = middle.map(|(truth, _)| {
                let between = PlatePoint::new((truth.x + landing.at.x) / 2.0, (truth.y + landing.at.y) / 2.0);
                (between, landing.distance_mm.unwrap_or_default() / 2.0 + AROUND_MM)
            });
        }
        if let Some((at, around_mm)) = middle {
            look.focus = Some(Focus::Place(at, around_mm));
        }
    };
    let label = "The body. Tap the place; or move the crosshair with the arrow keys and press Enter.";
    let on_peel = {
        let peel = peel.clone();
        Callback::from(move |depth| peel.set(depth))
    };
    html! {
        <div class="stage" ref={within.clone()}>
            { figure::plates(atlas, stage, muscle, label, &Hands { on_tap, on_paint: None }, change) }
            if verdict.is_none() {
                <Aim {within} plate={form.plate.clone()} side={stage.side} atlas={atlas.clone()} />
            }
            <CoreSample depth={*peel} {on_peel} />
            if !form.options.is_empty() && verdict.is_none() {
                <details class="in-words">
                    <summary>{ "Answer in words" }</summary>
                    { options(&form.options, form.right, answer.as_ref(), on_answer) }
                </details>
            }
        </div>
    }
}

/// The tap as the quiz grades it: what was meant first, then the rest from the skin inwards.
fn graded(atlas: &Atlas, tap: plate::Tap) -> Tap {
    let picked = tap.picked.clone();
    let rest = tap.stack.into_iter().filter(|under| picked.as_ref() != Some(under));
    let touched = tap.picked.into_iter().chain(rest).map(|under| {
        let is_paired = atlas.structure(&under.slug).is_none_or(|known| known.side == Paired::Right);
        Touched { structure: under.slug, side: is_paired.then_some(under.side) }
    });
    Tap { at: tap.at, under: touched.take(8).collect(), off_mm: None }
}
