//! The plate under the hand: what pointers, wheel, keys and the window's size do to a stage.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver, WheelEvent};

use super::camera::{Camera, Pixel};
use super::hand::Gesture;
use super::look::{Focus, Look, Tap, Under};
use super::stage::{Callbacks, Inner, Manner, Places, viewport};
use super::walk::{self, Way};
use crate::anatomy::PlatePoint;
use crate::app::theme;

/// How far one press of an arrow key moves the crosshair.
const AIM_STEP_PX: f64 = 14.0;

/// A plate in the page with everything that moves it. Dropping it stops listening.
pub(super) struct Widget {
    inner: Rc<RefCell<Inner>>,
    _listeners: Vec<EventListener>,
    _resize: Resize,
}

struct Resize {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut()>,
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Widget {
    /// Mounts a plate's SVG text, in its mirror image or as drawn; `from` is the camera that a turned body keeps.
    ///
    /// # Errors
    /// In words for the user, where the text is not a plate.
    pub(super) fn mount(
        places: &Places,
        text: &str,
        serial: u32,
        is_mirrored: bool,
        manner: Manner,
        callbacks: Callbacks,
        from: Option<Camera>,
    ) -> Result<Self, String> {
        let inner = Inner::mount(places, text, serial, is_mirrored, manner, callbacks, from)?;
        let resize = observe(&places.canvas, &inner)?;
        Ok(Self { _listeners: listeners(places, &inner), _resize: resize, inner })
    }

    /// Shows a look; the camera flies where its focus changed.
    pub(super) fn show(&self, look: &Look) {
        self.inner.borrow_mut().show(look);
    }

    /// Changes how the plate is used.
    pub(super) fn set_manner(&self, manner: Manner) {
        self.inner.borrow_mut().manner = manner;
    }

    /// Whether attachments are asked for and not yet here.
    pub(super) fn lacks_attachments(&self) -> bool {
        self.inner.borrow().lacks_attachments()
    }

    /// Takes the attachments' SVG text.
    pub(super) fn attach(&self, text: &str) {
        self.inner.borrow_mut().attach(text);
    }

    /// Zooms about the middle (or the crosshair, where it is shown).
    pub(super) fn zoom(&self, factor: f64) {
        self.inner.borrow_mut().zoom_step(factor);
    }

    /// Shows the whole plate.
    pub(super) fn fit(&self) {
        let mut inner = self.inner.borrow_mut();
        let whole = inner.target(&Focus::Whole);
        inner.fly(whole);
    }

    /// Makes room for another plate; the camera for it, where it is to keep it.
    pub(super) fn leave(self) -> Option<Camera> {
        self.inner.borrow_mut().leave()
    }
}

enum Answer {
    NotOurs,
    Done,
    Hover(Option<Under>),
    Tap(Tap),
    Turn(i32),
}

impl Inner {
    fn pixel(&self, event: &web_sys::MouseEvent) -> Pixel {
        let corner = self.host.get_bounding_client_rect();
        Pixel {
            x: f64::from(event.client_x()) - corner.left(),
            y: f64::from(event.client_y()) - corner.top(),
        }
    }

    fn pointer_down(&mut self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        self.flight = None;
        self.aim_at(None);
        let at = self.pixel(event);
        self.hand.down(event.pointer_id(), at);
        let _ = self.host.set_pointer_capture(event.pointer_id());
    }

    fn pointer_move(&mut self, event: &PointerEvent) -> Answer {
        let to = self.pixel(event);
        if !self.hand.holds(event.pointer_id()) {
            if event.pointer_type() == "touch" {
                return Answer::NotOurs;
            }
            let at = self.camera.to_plate(to, self.viewport);
            return self.hover(Some(at)).map_or(Answer::Done, Answer::Hover);
        }
        let may_turn = self.manner.turns && self.is_whole();
        match self.hand.moved(event.pointer_id(), to, may_turn) {
            Gesture::Rest => {}
            Gesture::Turn(stops) => return Answer::Turn(stops),
            Gesture::Drag(right, down) => self.move_to(self.camera.dragged(right, down)),
            Gesture::Pinch { right_px, down_px, factor, about } => {
                let dragged = self.camera.dragged(right_px, down_px);
                self.move_to(dragged.zoomed(factor, about, self.viewport));
            }
        }
        Answer::Done
    }

    fn pointer_up(&mut self, event: &PointerEvent) -> Answer {
        match self.hand.up(event.pointer_id()) {
            Some(at) => Answer::Tap(self.tap(self.camera.to_plate(at, self.viewport))),
            None => Answer::Done,
        }
    }

    fn wheel(&mut self, event: &WheelEvent) {
        if self.manner.scrolls_page && !event.ctrl_key() {
            return;
        }
        event.prevent_default();
        let line_px = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
        let speed = if event.ctrl_key() { 0.008 } else { 0.0018 };
        let factor = (-event.delta_y() * line_px * speed).clamp(-0.6, 0.6).exp();
        let about = self.pixel(event);
        self.move_to(self.camera.zoomed(factor, about, self.viewport));
    }

    fn key(&mut self, event: &KeyboardEvent) -> Answer {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return Answer::NotOurs;
        }
        let key = event.key();
        if let Some(way) = Way::of_key(&key) {
            return if event.shift_key() {
                let (right, down) = way.step();
                let width = 0.15 * self.viewport.width_px.min(self.viewport.height_px);
                self.move_to(self.camera.dragged(-right * width, -down * width));
                Answer::Done
            } else if self.manner.aims {
                self.aim_step(way)
            } else {
                self.walk(way)
            };
        }
        match key.as_str() {
            "+" | "=" => self.zoom_step(1.4),
            "-" | "_" => self.zoom_step(1.0 / 1.4),
            "Home" => {
                let whole = self.target(&Focus::Whole);
                self.fly(whole);
            }
            "Enter" | " " => return self.enter(),
            "Escape" if self.aim.is_some() || self.hovered().is_some() => {
                self.aim_at(None);
                return self.hover(None).map_or(Answer::Done, Answer::Hover);
            }
            _ => return Answer::NotOurs,
        }
        Answer::Done
    }

    /// Enter means what is under the crosshair, or what the walk stands on.
    fn enter(&mut self) -> Answer {
        if let Some(at) = self.aim {
            return Answer::Tap(self.tap(at));
        }
        let Some(under) = self.hovered().cloned() else { return Answer::NotOurs };
        let stop = self.stops().into_iter().find(|(stop, _)| *stop == under);
        let at = stop.map_or(self.camera.centre, |(_, at)| at);
        Answer::Tap(Tap { picked: Some(under), ..self.tap(at) })
    }

    fn aim_step(&mut self, way: Way) -> Answer {
        let (right, down) = way.step();
        let from = self.aim.unwrap_or(self.camera.centre);
        let step_mm = AIM_STEP_PX / self.camera.px_per_mm;
        let frame = self.frame();
        let to = PlatePoint::new(
            (from.x + right * step_mm).clamp(frame.min.x, frame.max.x),
            (from.y + down * step_mm).clamp(frame.min.y, frame.max.y),
        );
        self.aim_at(Some(to));
        self.hover(Some(to)).map_or(Answer::Done, Answer::Hover)
    }

    fn walk(&mut self, way: Way) -> Answer {
        let stops = self.stops();
        let here = self.hovered().and_then(|under| stops.iter().find(|(stop, _)| stop == under));
        let from = here.map_or(self.camera.centre, |(_, at)| *at);
        let places: Vec<PlatePoint> = stops.iter().map(|(_, at)| *at).collect();
        let Some(index) = walk::next(from, way, &places) else { return Answer::Done };
        self.keep_in_sight(places[index]);
        self.point_at(Some(stops[index].0.clone())).map_or(Answer::Done, Answer::Hover)
    }
}

fn observe(host: &HtmlElement, inner: &Rc<RefCell<Inner>>) -> Result<Resize, String> {
    let inner = inner.clone();
    let host_size = host.clone();
    let on_resize = Closure::<dyn FnMut()>::new(move || {
        let is_new = inner.borrow().viewport != viewport(&host_size);
        if is_new {
            inner.borrow_mut().resized();
        }
    });
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).map_err(|_| {
        "This browser is too old to draw the plates: it lacks ResizeObserver. Please update it.".to_owned()
    })?;
    observer.observe(host);
    Ok(Resize { observer, _on_resize: on_resize })
}

/// Listens for everything; the owner is told only after the stage is free again, since it may call back.
fn listeners(places: &Places, inner: &Rc<RefCell<Inner>>) -> Vec<EventListener> {
    let listen = |target: &EventTarget, name: &'static str, handle: fn(&Rc<RefCell<Inner>>, &Event)| {
        let inner = inner.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, name, options, move |event| handle(&inner, event))
    };
    let on = |name, handle| listen(&places.canvas, name, handle);
    let window = gloo::utils::window();
    vec![
        on("pointerdown", |inner, event| {
            if let Some(event) = event.dyn_ref() {
                inner.borrow_mut().pointer_down(event);
            }
        }),
        on("pointermove", |inner, event| {
            let Some(event) = event.dyn_ref() else { return };
            let answer = inner.borrow_mut().pointer_move(event);
            tell(inner, answer);
        }),
        on("pointerup", |inner, event| {
            let Some(event) = event.dyn_ref() else { return };
            let answer = inner.borrow_mut().pointer_up(event);
            tell(inner, answer);
        }),
        on("pointercancel", |inner, event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                inner.borrow_mut().hand.lost(event.pointer_id());
            }
        }),
        on("pointerleave", |inner, _| point_at_nothing(inner)),
        on("wheel", |inner, event| {
            if let Some(event) = event.dyn_ref() {
                inner.borrow_mut().wheel(event);
            }
        }),
        on("keydown", |inner, event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let answer = inner.borrow_mut().key(event);
            if !matches!(answer, Answer::NotOurs) {
                event.prevent_default();
                event.stop_propagation();
            }
            tell(inner, answer);
        }),
        on("blur", |inner, _| {
            inner.borrow_mut().aim_at(None);
            point_at_nothing(inner);
        }),
        listen(&places.names, "click", |inner, event| {
            let target = event.target().and_then(|target| target.dyn_into().ok());
            let tap = target.and_then(|target| inner.borrow().name_tap(&target));
            tell(inner, tap.map_or(Answer::NotOurs, Answer::Tap));
        }),
        listen(&places.map, "pointerdown", |inner, event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
            if let Some(map) = event.current_target().and_then(|map| map.dyn_into::<HtmlElement>().ok()) {
                let _ = map.set_pointer_capture(event.pointer_id());
            }
            inner.borrow_mut().go_to(f64::from(event.client_x()), f64::from(event.client_y()));
        }),
        listen(&places.map, "pointermove", |inner, event| {
            let Some(event) = event.dyn_ref::<PointerEvent>().filter(|event| event.buttons() != 0) else {
                return;
            };
            inner.borrow_mut().go_to(f64::from(event.client_x()), f64::from(event.client_y()));
        }),
        listen(&window, theme::CHANGED, |inner, _| inner.borrow_mut().recolour()),
    ]
}

fn point_at_nothing(inner: &Rc<RefCell<Inner>>) {
    let changed = inner.borrow_mut().hover(None);
    tell(inner, changed.map_or(Answer::Done, Answer::Hover));
}

fn tell(inner: &Rc<RefCell<Inner>>, answer: Answer) {
    let callbacks = inner.borrow().callbacks.clone();
    match answer {
        Answer::Hover(under) => (callbacks.hovered)(under),
        Answer::Tap(tap) => (callbacks.tapped)(tap),
        Answer::Turn(stops) => (callbacks.turned)(stops),
        Answer::NotOurs | Answer::Done => {}
    }
}
