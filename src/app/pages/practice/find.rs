//! Find the point: tap where it is.

use yew::prelude::*;

use crate::anatomy::PlatePoint;
use crate::app::components::core_sample::CoreSample;
use crate::app::desk::{Desk, now_ms};
use crate::app::plate::{Focus, Look, Mark, MarkKind, Plate, Tap};
use crate::app::shared::Shared;
use crate::atlas::{Atlas, Kind, Muscle};
use crate::quiz::{self, Answer, Answered, FindPoint, Verdict};
use crate::study::Action;

/// How much of the body is shown around the answer.
const AROUND_MM: f64 = 75.0;

/// What the question is given.
#[derive(Properties, PartialEq)]
pub(super) struct FindProps {
    pub asked: FindPoint,
    pub answered: Option<Answered>,
    pub desk: Desk,
    pub atlas: Shared<Atlas>,
}

/// The plate to tap on; after the answer, the true place, the circle around it and where the tap went.
#[component]
pub(super) fn Find(props: &FindProps) -> Html {
    let FindProps { asked, answered, desk, atlas } = props;
    let Some((muscle, point)) = atlas.point(&asked.point) else { return html! {} };
    let peel = use_state_eq(|| muscle.row.depth);
    let on_tap = {
        let (act, atlas, is_asked) = (desk.act.clone(), atlas.clone(), answered.is_none());
        Callback::from(move |tap: Tap| {
            if is_asked {
                act.emit(Action::Answer { answer: Answer::Tap(graded(&atlas, tap)), now_ms: now_ms() });
            }
        })
    };
    let mut look = Look {
        peel: *peel,
        side: asked.side,
        focus: Some(Focus::Both(neighbourhood(atlas, muscle))),
        ..Look::default()
    };
    if let (Some(answered), Some(truth)) = (answered, asked.truth(atlas)) {
        look.chosen = muscle.row.structures.iter().cloned().map(AttrValue::from).collect();
        let radius_mm = point.trigger.radius_mm.round() as u32;
        look.marks = vec![
            Mark { at: truth, kind: MarkKind::Radius(radius_mm), label: AttrValue::default() },
            Mark { at: truth, kind: MarkKind::ChosenPoint, label: "here".into() },
        ];
        if let Verdict::Place(verdict) = &answered.verdict
            && let Some(landing) = &verdict.landing
        {
            look.marks.push(Mark { at: landing.at, kind: MarkKind::Tapped, label: "you".into() });
            let middle = PlatePoint::new((truth.x + landing.at.x) / 2.0, (truth.y + landing.at.y) / 2.0);
            look.focus = Some(Focus::Place(middle, landing.distance_mm / 2.0 + AROUND_MM));
        } else {
            look.focus = Some(Focus::Place(truth, AROUND_MM));
        }
    }
    let view = atlas.plate(&asked.plate).map(|plate| plate.name.to_lowercase()).unwrap_or_default();
    let label = format!(
        "The body from the {view}. Tap where the point is; or move the crosshair with the arrow keys and press Enter."
    );
    let on_peel = {
        let peel = peel.clone();
        Callback::from(move |depth| peel.set(depth))
    };
    html! {
        <div class="stage">
            <Plate id={asked.plate.clone()} {look} {label} {on_tap} is_nameless={answered.is_none()} />
            <CoreSample depth={*peel} {on_peel} />
        </div>
    }
}

/// The tap as the quiz grades it: what was meant first, then the rest from the skin inwards.
fn graded(atlas: &Atlas, tap: Tap) -> quiz::Tap {
    let picked = tap.picked.clone();
    let rest = tap.stack.into_iter().filter(|under| picked.as_ref() != Some(under));
    let touched = tap.picked.into_iter().chain(rest).map(|under| {
        let is_paired =
            atlas.structure(&under.slug).is_none_or(|known| known.side == crate::atlas::Paired::Right);
        quiz::Touched { structure: under.slug, side: is_paired.then_some(under.side) }
    });
    quiz::Tap { at: tap.at, under: touched.collect() }
}

/// The part of the body to search in: all that is taught of the muscle's region, so that the frame gives nothing away.
fn neighbourhood(atlas: &Atlas, muscle: &Muscle) -> Vec<AttrValue> {
    let in_region = atlas.written().filter(|other| other.row.region == muscle.row.region);
    let slugs = in_region.flat_map(|other| &other.row.structures);
    let is_muscle = |slug: &&String| atlas.structure(slug).is_some_and(|known| known.kind == Kind::Muscle);
    slugs.filter(is_muscle).cloned().map(AttrValue::from).collect()
}
