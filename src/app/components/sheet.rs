//! The panel. On a phone it is a sheet over the foot of the atlas, drawn up and down between three stops; where there is
//! room it stands beside the body and its handle is gone. The style sheet says which.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::app::plate::number;

/// A handle that moves less than this between down and up was pressed, not drawn.
const SLACK_PX: i32 = 6;
/// A hand that lifts in motion carries the sheet on by so many of its last steps.
const CARRY: i32 = 3;
/// After this long without a step the hand rests.
const REST_MS: f64 = 60.0;

/// How far the sheet is drawn up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The name alone.
    Peek,
    /// The plate above, what was asked for beneath.
    Half,
    /// The sheet alone.
    Full,
}

impl Stop {
    const ALL: [Self; 3] = [Self::Peek, Self::Half, Self::Full];

    /// One stop up or down.
    fn moved(self, by: i32) -> Self {
        let at = (self as i32 + by).clamp(0, 2);
        Self::ALL.get(at as usize).copied().unwrap_or(self)
    }

    /// Where a press leads, and what it is called.
    fn pressed(self) -> (Self, &'static str) {
        match self {
            Self::Peek => (Self::Half, "Open the panel"),
            Self::Half => (Self::Full, "Draw the panel up"),
            Self::Full => (Self::Peek, "Lower the panel"),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Peek => "peek",
            Self::Half => "half",
            Self::Full => "full",
        }
    }

    /// The stop nearest to a height, where each of them has a height.
    fn nearest(height_px: i32, stops_px: [i32; 3]) -> Self {
        let away = |stop: &Self| (stops_px[*stop as usize] - height_px).abs();
        Self::ALL.into_iter().min_by_key(away).unwrap_or(Self::Half)
    }

    /// Where the sheet stands after something else was asked for: it shows what that is. A muscle that is tapped while
    /// the sheet was drawn down by hand leaves it there, since its name is seen and the body was to be large.
    fn after(self, asked: &Asked, was_lowered: bool) -> Self {
        if asked.is_nothing() {
            return Self::Peek;
        }
        if self == Self::Peek && was_lowered && asked.point.is_empty() { self } else { Self::Half }
    }
}

/// What the panel tells of.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Asked {
    /// A muscle or structure, or nothing.
    pub(crate) what: String,
    /// A trigger point, or nothing.
    pub(crate) point: String,
}

impl Asked {
    fn is_nothing(&self) -> bool {
        self.what.is_empty() && self.point.is_empty()
    }
}

/// What the sheet is given.
#[derive(Properties, PartialEq)]
pub(crate) struct SheetProps {
    /// What it tells of.
    pub asked: Asked,
    /// Whether all that is told of it is here.
    pub is_told: bool,
    /// What stays in sight: the name.
    pub head: Html,
    /// What is read beneath it.
    pub children: Html,
}

/// A hand on the handle.
#[derive(Default)]
struct Draw {
    pointer: Option<i32>,
    from_px: i32,
    height_px: i32,
    last_px: i32,
    step_px: i32,
    stepped_ms: f64,
    has_moved: bool,
}

/// The panel's frame, its handle, and what moves it.
#[component]
pub(crate) fn Sheet(props: &SheetProps) -> Html {
    let stop = use_state_eq(|| Stop::Peek.after(&props.asked, false));
    let was_lowered = use_mut_ref(|| false);
    let panel = use_node_ref();
    {
        let (stop, was_lowered) = (stop.clone(), was_lowered.clone());
        use_effect_with(props.asked.clone(), move |asked| {
            let next = stop.after(asked, *was_lowered.borrow());
            if next != Stop::Peek {
                *was_lowered.borrow_mut() = false;
            }
            stop.set(next);
        });
    }
    {
        let panel = panel.clone();
        use_effect_with((props.asked.clone(), props.is_told), move |_| {
            if let Some(panel) = panel.cast::<HtmlElement>() {
                show_asked(&panel);
            }
        });
    }
    let go = {
        let (stop, was_lowered, has_something) =
            (stop.clone(), was_lowered.clone(), !props.asked.is_nothing());
        move |to: Stop| {
            *was_lowered.borrow_mut() = to == Stop::Peek && has_something;
            stop.set(to);
        }
    };
    let draw = use_mut_ref(Draw::default);
    let onpointerdown = {
        let (draw, panel) = (draw.clone(), panel.clone());
        move |event: PointerEvent| {
            let Some(panel) = panel.cast::<HtmlElement>().filter(|_| event.button() == 0) else { return };
            if let Some(grip) = event.target_dyn_into::<web_sys::Element>() {
                let _ = grip.set_pointer_capture(event.pointer_id());
            }
            *draw.borrow_mut() = Draw {
                pointer: Some(event.pointer_id()),
                from_px: event.client_y(),
                height_px: panel.offset_height(),
                last_px: event.client_y(),
                ..Draw::default()
            };
        }
    };
    let onpointermove = {
        let (draw, panel) = (draw.clone(), panel.clone());
        move |event: PointerEvent| {
            let mut draw = draw.borrow_mut();
            if draw.pointer != Some(event.pointer_id()) {
                return;
            }
            draw.step_px = event.client_y() - draw.last_px;
            draw.stepped_ms = event.time_stamp();
            draw.last_px = event.client_y();
            draw.has_moved |= (draw.last_px - draw.from_px).abs() > SLACK_PX;
            if let Some(panel) = panel.cast::<HtmlElement>().filter(|_| draw.has_moved) {
                let [least, _, most] = stops_px(&panel);
                let height = (draw.height_px + draw.from_px - draw.last_px).clamp(least, most.max(least));
                let _ = panel.set_attribute("style", &format!("height:{height}px;transition:none"));
            }
        }
    };
    let lift = {
        let (draw, panel, go) = (draw.clone(), panel.clone(), go.clone());
        move |event: PointerEvent| {
            let mut draw = draw.borrow_mut();
            if draw.pointer.take() != Some(event.pointer_id()) || !draw.has_moved {
                return;
            }
            if let Some(panel) = panel.cast::<HtmlElement>() {
                let rests = event.time_stamp() - draw.stepped_ms > REST_MS;
                let carried = if rests { 0 } else { draw.step_px * CARRY };
                let height = panel.offset_height() - carried;
                go(Stop::nearest(height, stops_px(&panel)));
                let _ = panel.remove_attribute("style");
            }
        }
    };
    let (next, words) = stop.pressed();
    let onclick = {
        let go = go.clone();
        move |event: MouseEvent| {
            // The click that ends a drawing is none; a finger's drawing ends without one, and a key's click has no press.
            let ends_drawing = std::mem::take(&mut draw.borrow_mut().has_moved) && event.detail() > 0;
            if !ends_drawing {
                go(next);
            }
        }
    };
    let onkeydown = {
        let now = *stop;
        move |event: KeyboardEvent| {
            let by = match event.key().as_str() {
                "ArrowUp" => 1,
                "ArrowDown" => -1,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            go(now.moved(by));
        }
    };
    html! {
        <aside class="panel" aria-label="Chosen" data-stop={stop.word()} data-held={was_lowered.borrow().then_some("yes")} ref={panel}>
            <div class="panel-head">
                <button type="button" class="grip" {onclick} {onkeydown} {onpointerdown} {onpointermove}
                    onpointerup={lift.clone()} onpointercancel={lift}
                    aria-expanded={if *stop == Stop::Peek { "false" } else { "true" }} aria-label={words} title={words}></button>
                <div class="title" aria-live="polite">{ props.head.clone() }</div>
            </div>
            <div class="panel-body">{ props.children.clone() }</div>
        </aside>
    }
}

/// Whether a muscle that is tapped now raises the sheet over what is seen of the body.
pub(crate) fn will_rise() -> bool {
    let grip = gloo::utils::document().query_selector(".panel[data-stop=peek]:not([data-held]) .grip");
    grip.ok().flatten().is_some_and(|grip| grip.client_height() > 0)
}

/// The heights of the three stops, as the style sheet has them.
fn stops_px(panel: &HtmlElement) -> [i32; 3] {
    let room = panel.parent_element().map_or(0, |atlas| atlas.client_height());
    let style = gloo::utils::window().get_computed_style(panel).ok().flatten();
    let length = |name: &str, otherwise: i32| {
        let value = style.as_ref().and_then(|style| style.get_property_value(name).ok());
        value.map(|value| number(&value)).filter(|px| px.is_finite()).map_or(otherwise, |px| px as i32)
    };
    [length("--peek", 60), length("--half", room / 2), room]
}

/// Brings what was asked for into sight: the top of what is read, and a point's place and pattern where a list of points
/// stands above them.
fn show_asked(panel: &HtmlElement) {
    let body = panel.query_selector(".panel-body").ok().flatten();
    panel.set_scroll_top(0);
    if let Some(body) = &body {
        body.set_scroll_top(0);
    }
    let Some(told) = panel.query_selector(".referral").ok().flatten() else { return };
    let (view, told) = (panel.get_bounding_client_rect(), told.get_bounding_client_rect());
    if told.top() > (view.top() + view.bottom()) / 2.0 {
        let over = (told.bottom() - view.bottom()).min(told.top() - view.top() - view.height() / 4.0);
        panel.set_scroll_top(over.max(0.0) as i32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STOPS_PX: [i32; 3] = [60, 410, 730];

    #[test]
    fn a_drawn_sheet_settles_at_the_nearest_stop() {
        for (height, stop) in [(0, Stop::Peek), (200, Stop::Peek), (260, Stop::Half), (600, Stop::Full)] {
            assert_eq!(Stop::nearest(height, STOPS_PX), stop, "from {height}");
        }
    }

    #[test]
    fn what_is_asked_for_is_shown() {
        let muscle = Asked { what: "trapezius".into(), ..Asked::default() };
        let point = Asked { point: "trapezius-1".into(), ..muscle.clone() };
        assert_eq!(Stop::Peek.after(&muscle, false), Stop::Half);
        assert_eq!(Stop::Full.after(&muscle, false), Stop::Half, "the plate shows it too");
        assert_eq!(Stop::Peek.after(&muscle, true), Stop::Peek, "drawn down by hand: the body stays large");
        assert_eq!(Stop::Peek.after(&point, true), Stop::Half);
        assert_eq!(Stop::Half.after(&Asked::default(), false), Stop::Peek);
    }

    #[test]
    fn presses_and_keys_reach_every_stop() {
        let pressed: Vec<Stop> =
            std::iter::successors(Some(Stop::Peek), |stop| Some(stop.pressed().0)).take(4).collect();
        assert_eq!(pressed, [Stop::Peek, Stop::Half, Stop::Full, Stop::Peek]);
        assert_eq!(
            (Stop::Peek.moved(-1), Stop::Half.moved(1), Stop::Full.moved(1)),
            (Stop::Peek, Stop::Full, Stop::Full)
        );
    }
}
