//! The form of painting: one finger or the mouse paints the skin, two move the plate.

use yew::prelude::*;

use super::asked::FormProps;
use super::choose::switch;
use super::figure::{self, Hands};
use super::strokes::{Paint, Painted};
use super::told::told;
use crate::anatomy::{PlatePoint, Side};
use crate::app::plate::{Look, Stroke, Tap, Tier, Zone};
use crate::app::skin::use_skins;
use crate::atlas::{Paired, PlateView};
use crate::quiz::{Answer, Form, Spot};

/// A stroke is looked at in steps of so many millimetres: no patch is narrower.
const STEP_MM: f64 = 3.0;
/// A stroke between two frames is never so long that it takes more steps.
const STEPS: f64 = 200.0;

/// The skin that is painted, the tools beside it, and the places in words for who needs them.
#[component]
pub(super) fn Painting(props: &FormProps) -> Html {
    let FormProps { question, verdict, answer, atlas, on_draft, stage, .. } = props;
    let painted = use_reducer_eq(Painted::default);
    let shows_own = use_state_eq(|| false);
    let skins = use_skins(&stage.plates);
    use_effect_with(painted.spots().to_vec(), {
        let on_draft = on_draft.clone();
        move |spots| on_draft.emit((!spots.is_empty()).then(|| Answer::Painted(spots.clone())))
    });
    let Form::Paint(form) = &question.form else { return html! {} };
    let is_asked = verdict.is_none();
    let act = {
        let painted = painted.dispatcher();
        Callback::from(move |paint: Paint| painted.dispatch(paint))
    };
    let on_tap = {
        let (act, atlas, skins, side) = (act.clone(), atlas.clone(), skins.clone(), stage.side);
        Callback::from(move |(plate, tap): (String, Tap)| {
            if let Some(spot) = skins.spot(&atlas, &plate, side, tap.at).filter(|_| is_asked) {
                act.emit(Paint::Tap(spot));
            }
        })
    };
    let on_paint = {
        let (act, atlas, side) = (act.clone(), atlas.clone(), stage.side);
        Callback::from(move |(plate, stroke): (String, Stroke)| match stroke {
            Stroke::Dropped => act.emit(Paint::Drop),
            Stroke::Drawn { from, to, is_first } => {
                let mut crossed: Vec<Spot> = Vec::new();
                for at in along(from, to) {
                    let spot = skins.spot(&atlas, &plate, side, at);
                    crossed.extend(spot.filter(|spot| !crossed.contains(spot)));
                }
                act.emit(Paint::Draw(crossed, is_first));
            }
        })
    };
    let own = match answer {
        Some(Answer::Painted(spots)) => Some(spots.as_slice()),
        _ => None,
    };
    let shown = if is_asked { Some(painted.spots()) } else { own.filter(|_| *shows_own) };
    let change = |_: &PlateView, look: &mut Look| {
        let zone = |spot: &Spot| Zone {
            region: spot.region.clone().into(),
            side: if spot.is_left { Side::Left } else { Side::Right },
            tier: Tier::Essential,
        };
        if let Some(spots) = shown {
            look.zones = spots.iter().map(zone).collect();
        }
    };
    let name = |spot: &Spot| {
        let region = atlas.region(&spot.region);
        let known = region.map(|region| region.name.clone()).unwrap_or_default();
        let is_paired = region.is_some_and(|region| region.side == Paired::Right);
        let is_other = is_paired && spot.is_left != (stage.side == Side::Left);
        if is_other { format!("{known} (other side)") } else { known }
    };
    let held = own.unwrap_or(painted.spots());
    let extra = held.iter().filter(|spot| !form.offered.contains(spot));
    let row = |spot: &Spot| {
        let onchange = {
            let (act, spot) = (act.clone(), spot.clone());
            move |_: Event| act.emit(Paint::Tap(spot.clone()))
        };
        let tier = match () {
            () if is_asked => "",
            () if form.essential.contains(spot) => "essential",
            () if form.spillover.contains(spot) => "spillover",
            () => "",
        };
        html! {
            <li key={format!("{}{}", spot.region, spot.is_left)}>
                <label class="tick">
                    <input type="checkbox" checked={held.contains(spot)} {onchange} disabled={!is_asked} />
                    <span>{ name(spot) }</span>
                    if !tier.is_empty() { <small>{ tier }</small> }
                </label>
            </li>
        }
    };
    let onkeydown = {
        let (act, is_erasing) = (act.clone(), painted.is_erasing());
        move |event: KeyboardEvent| match event.key().as_str() {
            "z" | "Backspace" if is_asked => act.emit(Paint::Undo),
            "e" if is_asked => act.emit(Paint::Erase(!is_erasing)),
            _ => {}
        }
    };
    let to = |paint: Paint| act.reform(move |_: MouseEvent| paint.clone());
    let own_or_right = |own: bool| {
        let shows_own = shows_own.clone();
        Callback::from(move |_: MouseEvent| shows_own.set(own))
    };
    let count = match painted.spots().len() {
        0 => "Nothing is painted yet.".to_owned(),
        1 => "1 place is painted.".to_owned(),
        count => format!("{count} places are painted."),
    };
    let label = "The skin. Paint where the pain is felt: drag over it or tap it; or move the crosshair with the arrow keys \
                 and press Enter. E erases, Z takes the last step back.";
    let hands = Hands { on_tap, on_paint: is_asked.then_some(on_paint) };
    html! {
        <div class="beside-plates" {onkeydown}>
            { figure::plates(atlas, stage, question.ask.card.muscle(atlas), label, &hands, change) }
            <div class="choices">
                if is_asked {
                    <div class="tools">
                        <div class="switches" role="group" aria-label="What a stroke does">
                            { switch("Paint", !painted.is_erasing(), to(Paint::Erase(false))) }
                            { switch("Erase", painted.is_erasing(), to(Paint::Erase(true))) }
                        </div>
                        <button type="button" class="door" onclick={to(Paint::Undo)} disabled={!painted.has_past()} data-do="unpaint">{ "Undo" }</button>
                    </div>
                    <p class="note" role="status">{ told(count) }</p>
                    <p class="note how">{ "Drag over the skin; two fingers or the wheel move it. The essential zone counts twice." }</p>
                } else if own.is_some() {
                    <div class="switches" role="group" aria-label="Shown on the skin">
                        { switch("What is right", !*shows_own, own_or_right(false)) }
                        { switch("What you painted", *shows_own, own_or_right(true)) }
                    </div>
                }
                <details class="in-list">
                    <summary>{ "The places in words" }</summary>
                    <ul class="ticks">{ for form.offered.iter().chain(extra).map(row) }</ul>
                </details>
            </div>
        </div>
    }
}

/// Places from here to there, near enough to each other that no patch lies between two.
fn along(from: PlatePoint, to: PlatePoint) -> impl Iterator<Item = PlatePoint> {
    let steps = (from.distance_mm(to) / STEP_MM).ceil().clamp(1.0, STEPS);
    (0..=steps as u32).map(move |step| {
        let share = f64::from(step) / steps;
        PlatePoint::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)
    })
}
