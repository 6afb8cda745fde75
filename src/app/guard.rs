//! No control may appear under a finger that has just tapped another: a press that meets one so new was meant for what
//! stood there before, and is not carried out. Keys likewise. Of the app's second half.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

/// A person sees what is new, and means it, after this long.
const SETTLE_MS: f64 = 400.0;
/// A second tap of the same finger falls within so many CSS pixels of the first.
const REACH_PX: f64 = 32.0;
/// What was in a finger's reach is looked up at these places around it, closer to each other than any control is small.
const AROUND_PX: [f64; 5] = [-REACH_PX, -16.0, 0.0, 16.0, REACH_PX];
/// What can be pressed.
const CONTROLS: &str =
    "button, a[href], label, input, select, textarea, summary, [role=option], [tabindex='0']";
/// All that comes of a press.
const OF_A_PRESS: [&str; 5] = ["pointerdown", "pointerup", "mousedown", "mouseup", "click"];

/// A control, and what it does: the same element may serve for another thing later.
type Control = (Element, Option<String>);

/// The last press, or the last key.
#[derive(Default)]
struct Last {
    at: (f64, f64),
    key: String,
    /// What could be pressed then.
    known: Vec<Control>,
    /// When what came of it could be seen, by the clock of the page; none before that.
    shown_ms: Rc<Cell<Option<f64>>>,
    frame: Option<AnimationFrame>,
}

impl Last {
    /// Whether a press of a control is meant for it.
    fn allows(&self, control: &Control, at_ms: f64) -> bool {
        self.known.contains(control)
            || self.shown_ms.get().is_some_and(|shown_ms| at_ms >= shown_ms + SETTLE_MS)
    }

    /// Takes note of when what came of it can be seen.
    fn carried_out(&mut self) {
        let shown_ms = self.shown_ms.clone();
        self.frame = Some(request_animation_frame(move |_| {
            // After that frame was painted.
            Timeout::new(0, move || shown_ms.set(Some(clock_ms()))).forget();
        }));
    }
}

/// Listens before anything else does, for as long as it lives.
pub(super) struct Guard {
    _listeners: Vec<EventListener>,
}

impl Guard {
    /// Begins to listen.
    #[inline(never)]
    pub(super) fn new() -> Self {
        let (press, key) = (Rc::new(RefCell::new(None::<Last>)), Rc::new(RefCell::new(None::<Last>)));
        let is_refused = Rc::new(Cell::new(false));
        let mut listeners: Vec<EventListener> = Vec::new();
        let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };
        for name in OF_A_PRESS {
            let (press, is_refused) = (press.clone(), is_refused.clone());
            listeners.push(EventListener::new_with_options(&window(), name, options, move |event| {
                pressed(&press, &is_refused, event);
            }));
        }
        listeners.push(EventListener::new_with_options(&window(), "keydown", options, move |event| {
            is_refused.set(false);
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                typed(&key, event);
            }
        }));
        Self { _listeners: listeners }
    }
}

fn pressed(last: &RefCell<Option<Last>>, is_refused: &Cell<bool>, event: &Event) {
    match event.dyn_ref::<PointerEvent>() {
        Some(down) if event.type_() == "pointerdown" => {
            let at = (f64::from(down.client_x()), f64::from(down.client_y()));
            let met = control(event.target().and_then(|target| target.dyn_into().ok()));
            let is_same_place = |last: &Last| (last.at.0 - at.0).hypot(last.at.1 - at.1) <= REACH_PX;
            let refuses = |last: &Last| {
                let met = met.as_ref().filter(|_| is_same_place(last));
                met.is_some_and(|met| !last.allows(met, event.time_stamp()))
            };
            is_refused.set(last.borrow().as_ref().is_some_and(refuses));
            if !is_refused.get() {
                let known = around(at).into_iter().chain(met).collect();
                *last.borrow_mut() = Some(Last { at, known, ..Last::default() });
            }
        }
        // A script or a key clicks without a press.
        Some(click) if event.type_() == "click" && click.detail() == 0 => return,
        _ => {}
    }
    if is_refused.get() {
        event.prevent_default();
        event.stop_immediate_propagation();
    } else if matches!(event.type_().as_str(), "pointerup" | "click")
        && let Some(last) = last.borrow_mut().as_mut()
    {
        last.carried_out();
    }
}

/// A key that was held down, or pressed a second time, does nothing to what has the focus only since the first time.
fn typed(last: &RefCell<Option<Last>>, event: &KeyboardEvent) {
    let key = event.key();
    if !(key == "Enter" || key == " " || key.len() == 1 && key.as_bytes()[0].is_ascii_digit()) {
        *last.borrow_mut() = None;
        return;
    }
    let Some(focused) = document().active_element() else { return };
    let word = word(&focused);
    let focused = (focused, word);
    let is_meant = |last: &Last| {
        last.known.contains(&focused) || !event.repeat() && last.allows(&focused, event.time_stamp())
    };
    let refuses = |last: &Last| last.key == key && !is_meant(last);
    if last.borrow().as_ref().is_some_and(refuses) {
        event.prevent_default();
        event.stop_immediate_propagation();
        return;
    }
    let mut pressed = Last { key, known: vec![focused], ..Last::default() };
    pressed.carried_out();
    *last.borrow_mut() = Some(pressed);
}

/// The controls in reach of a place.
fn around((x, y): (f64, f64)) -> Vec<Control> {
    let mut known: Vec<Control> = Vec::new();
    for right in AROUND_PX {
        for down in AROUND_PX {
            let there = document().element_from_point((x + right) as f32, (y + down) as f32);
            if let Some(control) = control(there).filter(|control| !known.contains(control)) {
                known.push(control);
            }
        }
    }
    known
}

/// The control that an element is or belongs to.
fn control(element: Option<Element>) -> Option<Control> {
    let control = element?.closest(CONTROLS).ok().flatten()?;
    let word = word(&control);
    Some((control, word))
}

/// What a control does.
fn word(control: &Element) -> Option<String> {
    control.get_attribute("data-do")
}

/// The clock by which events are stamped.
fn clock_ms() -> f64 {
    Event::new("clock").map_or(0.0, |event| event.time_stamp())
}
