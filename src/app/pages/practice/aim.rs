//! Tells where the crosshair stands, for those who aim by ear: the skin over it, and how far it went. Never a muscle, for
//! that is what is asked.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use crate::anatomy::{PlatePoint, Side};
use crate::app::shared::Shared;
use crate::app::skin::use_skins;
use crate::app::words;
use crate::atlas::{Atlas, Paired};
use crate::quiz::Spot;

/// The crosshair is told when it has rested for so long.
const REST_MS: u32 = 300;

/// What is needed to tell the crosshair.
#[derive(Properties, PartialEq)]
pub(super) struct AimProps {
    /// The element that holds the plate.
    pub within: NodeRef,
    /// The plate's id.
    pub plate: String,
    /// The side that it shows.
    pub side: Side,
    /// The atlas.
    pub atlas: Shared<Atlas>,
}

/// A line for screen readers that follows the crosshair, politely.
#[component]
pub(super) fn Aim(props: &AimProps) -> Html {
    let plates = use_memo(props.plate.clone(), |plate| vec![plate.clone()]);
    let skins = use_skins(&plates);
    let stands = use_state_eq(|| None::<[PlatePoint; 2]>);
    let rest = use_mut_ref(|| None::<Timeout>);
    use_effect_with(props.within.clone(), {
        let stands = stands.clone();
        move |within| {
            let element = within.cast::<web_sys::Element>();
            let last = std::rc::Rc::new(std::cell::Cell::new(None::<PlatePoint>));
            let listener = element.map(|element| {
                gloo::events::EventListener::new(&element.clone(), "keyup", move |_| {
                    let (element, stands, last) = (element.clone(), stands.clone(), last.clone());
                    let tell = move || {
                        let Some(at) = crosshair(&element) else { return };
                        let before = last.replace(Some(at));
                        let from = before.unwrap_or(at);
                        if before != Some(at) {
                            stands.set(Some([from, at]));
                        }
                    };
                    *rest.borrow_mut() = Some(Timeout::new(REST_MS, tell));
                })
            });
            move || drop(listener)
        }
    });
    let told = stands.map(|[from, at]| {
        let spot = skins.spot(&props.atlas, &props.plate, props.side, at);
        told(&props.atlas, spot.as_ref(), from, at)
    });
    html! { <p class="unseen" aria-live="polite" data-aim="">{ told }</p> }
}

/// Where the crosshair of a plate stands, in the frame that is shown; `None` while it is hidden.
fn crosshair(within: &web_sys::Element) -> Option<PlatePoint> {
    let shown = within.query_selector(".crosshair[data-at]:not([hidden])").ok().flatten()?;
    let at = shown.get_attribute("data-at")?;
    let (x, y) = at.split_once(' ')?;
    Some(PlatePoint::new(x.parse().ok()?, y.parse().ok()?))
}

/// "Right back of the neck. 12 mm to the right, 4 mm up."
fn told(atlas: &Atlas, spot: Option<&Spot>, from: PlatePoint, at: PlatePoint) -> String {
    let place = spot.and_then(|spot| Some((spot, atlas.region(&spot.region)?)));
    let place = match place {
        Some((spot, region)) if region.side == Paired::Right => {
            let side = if spot.is_left { Side::Left } else { Side::Right };
            format!("Over the {} side: {}.", side.name(), words::in_sentence(&region.name))
        }
        Some((_, region)) => format!("Over the midline: {}.", words::in_sentence(&region.name)),
        None => "Beside the body.".to_owned(),
    };
    let way = |mm: f64, [less, more]: [&str; 2]| {
        let whole = mm.abs().round();
        (whole > 0.0).then(|| format!("{whole} millimeters {}", if mm < 0.0 { less } else { more }))
    };
    let ways = [way(at.x - from.x, ["to the left", "to the right"]), way(at.y - from.y, ["up", "down"])];
    let moved: Vec<String> = ways.into_iter().flatten().collect();
    if moved.is_empty() { place } else { format!("{place} Moved {}.", moved.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::SkinRegion;

    fn check(region: Option<&str>, is_left: bool, to: [f64; 2], expected: &str) {
        let region_of = |id: &str, name: &str, side| SkinRegion {
            id: id.to_owned(),
            name: name.to_owned(),
            term: String::new(),
            side,
            plates: Vec::new(),
        };
        let regions = vec![
            region_of("blade", "Upper part of the shoulder blade", Paired::Right),
            region_of("nape", "Middle of the nape", Paired::Midline),
        ];
        let atlas = Atlas::new(Vec::new(), regions, Vec::new(), Vec::new());
        let spot = region.map(|id| Spot { region: id.to_owned(), is_left });
        let [x, y] = to;
        let told = told(&atlas, spot.as_ref(), PlatePoint::new(0.0, 0.0), PlatePoint::new(x, y));
        assert_eq!(told, expected);
    }

    #[test]
    fn the_crosshair_tells_the_skin_over_it_and_how_far_it_went() {
        check(Some("blade"), true, [0.0, 0.0], "Over the left side: upper part of the shoulder blade.");
        check(
            Some("blade"),
            false,
            [-12.2, 3.0],
            "Over the right side: upper part of the shoulder blade. Moved 12 millimeters to the left, 3 millimeters down.",
        );
        check(
            Some("nape"),
            false,
            [0.0, -8.0],
            "Over the midline: middle of the nape. Moved 8 millimeters up.",
        );
        check(None, false, [0.3, 0.0], "Beside the body.");
    }
}
