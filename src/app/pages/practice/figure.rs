//! A question's stage as plates.

use yew::prelude::*;

use crate::anatomy::{Depth, Side};
use crate::app::components::points;
use crate::app::plate::{Focus, Look, Mark, MarkKind, Plate, Stroke, Tap};
use crate::app::views::{self, View};
use crate::app::words;
use crate::atlas::{Atlas, Kind, Muscle, PlateView};
use crate::quiz::{Frame, Stage};

/// How a plate shows a stage; `asked` is the muscle whose region is framed.
pub(super) fn look(atlas: &Atlas, stage: &Stage, plate: &PlateView, asked: Option<&Muscle>) -> Look {
    let muscles = || stage.muscles.iter().filter_map(|id| atlas.muscle(id));
    let chosen: Vec<AttrValue> =
        muscles().flat_map(|muscle| &muscle.row.structures).cloned().map(AttrValue::from).collect();
    let known = stage.points.iter().filter_map(|id| atlas.point(id));
    let marks: Vec<Mark> = known
        .filter(|(_, point)| {
            stage.plates.len() < 2 || point.sights.iter().any(|sight| sight.plate == plate.id)
        })
        .map(|(_, point)| Mark {
            at: points::place(point, plate, stage.side),
            kind: MarkKind::ChosenPoint,
            label: AttrValue::default(),
            point: AttrValue::default(),
        })
        .collect();
    let zones = stage.pattern.as_deref().and_then(|id| atlas.point(id));
    let zones = zones.map(|(_, point)| points::zones(point, stage.side)).unwrap_or_default();
    let focus = match stage.frame {
        Frame::Whole => Focus::Whole,
        Frame::Pattern => Focus::Pattern(Vec::new(), stage.side),
        Frame::Chosen => match marks.first() {
            Some(mark) if chosen.is_empty() => Focus::Place(mark.at, 160.0),
            _ => Focus::Structures(chosen.clone(), stage.side),
        },
        Frame::Region => asked.map_or(Focus::Whole, |asked| {
            let slugs = neighbourhood(atlas, asked);
            // The limbs lie far apart, and the question says which one.
            let is_limb = ["arm", "forearm-hand", "thigh", "leg-foot"].contains(&asked.row.region.as_str());
            if is_limb { Focus::Structures(slugs, stage.side) } else { Focus::Both(slugs) }
        }),
    };
    let peel = stage.peel.unwrap_or(Depth::Skin);
    let mut look = Look { peel, chosen, side: stage.side, marks, zones, ..Look::default() };
    look.focus = Some(focus);
    look
}

/// The part of the body to search in: all that is drawn of the muscle's region, so that the frame gives nothing away.
fn neighbourhood(atlas: &Atlas, muscle: &Muscle) -> Vec<AttrValue> {
    let in_region = atlas.muscles().iter().filter(|other| other.row.region == muscle.row.region);
    let slugs = in_region.flat_map(|other| &other.row.structures);
    let is_muscle = |slug: &&String| atlas.structure(slug).is_some_and(|known| known.kind == Kind::Muscle);
    slugs.filter(is_muscle).cloned().map(AttrValue::from).collect()
}

/// Who is told what the hand does on a plate, with the plate's id and in the frame that is shown.
#[derive(Clone, Default)]
pub(super) struct Hands {
    pub on_tap: Callback<(String, Tap)>,
    /// Where one finger or the mouse paints.
    pub on_paint: Option<Callback<(String, Stroke)>>,
}

/// The plates of a stage side by side, each as it shows the stage's side, nameless; nothing where it has none.
pub(super) fn plates(
    atlas: &Atlas,
    stage: &Stage,
    asked: Option<&Muscle>,
    label: &str,
    hands: &Hands,
    change: impl Fn(&PlateView, &mut Look),
) -> Html {
    let shown = stage.plates.iter().filter_map(|id| atlas.plate(id));
    let views: Vec<View> =
        shown.filter_map(|plate| View::find(atlas, &views::on_side(plate, stage.side))).collect();
    let plate = |view: &View| {
        let mut look = look(atlas, stage, &view.plate, asked);
        change(&view.plate, &mut look);
        let label = format!("{label} Seen from the {}.", view.name.to_ascii_lowercase());
        let id = view.plate.id.clone();
        let on_tap = hands.on_tap.reform(move |tap| (id.clone(), tap));
        let id = view.plate.id.clone();
        let on_paint =
            hands.on_paint.as_ref().map(|on_paint| on_paint.reform(move |stroke| (id.clone(), stroke)));
        html! { <Plate key={view.id.clone()} id={view.id.clone()} {look} {label} {on_tap} {on_paint} is_nameless=true /> }
    };
    html! { <div class={classes!("patterns", (views.len() > 1).then_some("are-two"))}>{ for views.iter().map(plate) }</div> }
}

/// What a stage shows, in words, for those who do not see it.
pub(super) fn spoken(atlas: &Atlas, stage: &Stage) -> String {
    let side = stage.side.name();
    match stage.pattern.as_deref().and_then(|id| atlas.point(id)) {
        Some((_, point)) => {
            let essential = words::patches(atlas, &point.trigger.essential);
            let spillover = words::patches(atlas, &point.trigger.spillover);
            format!(
                "A referral pattern of the {side} side: essential zone {essential}; spillover zone {spillover}."
            )
        }
        None => format!("The body with what is asked about lit on the {side} side."),
    }
}

/// A point's pattern on the one plate that shows most of it, small and still: to be chosen as a whole.
pub(super) fn pattern(atlas: &Atlas, id: &str, side: Side) -> Html {
    let Some((_, point)) = atlas.point(id) else { return html! {} };
    let mut stage = Stage::of_pattern(atlas, point, side);
    stage.plates.truncate(1);
    let label = spoken(atlas, &stage);
    let plate = plates(atlas, &stage, None, &label, &Hands::default(), |_, _| {});
    still(plate)
}

/// A plate that takes no taps and no focus.
pub(super) fn still(plate: Html) -> Html {
    html! { <div class="card-plate" inert=true aria-hidden="true">{ plate }</div> }
}
