//! The plate under the hand: camera, pointers, wheel and keys over a [`PlateDocument`].

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::events::{EventListener, EventListenerOptions};
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver, WheelEvent};

use super::camera::{Camera, Pixel, Viewport};
use super::document::PlateDocument;
use super::look::{Focus, Look, Tap, Under};
use crate::anatomy::{Bounds, Depth, PlatePoint, Side};
use crate::atlas::Touched;

/// A pointer that moves less than this between down and up has tapped.
const TAP_SLACK_PX: f64 = 7.0;
/// After this long without a gesture the plate is drawn anew, sharp, at the camera's scale.
const SETTLE_MS: u32 = 130;
const FLIGHT_MS: f64 = 420.0;
/// How far one press of an arrow key moves the crosshair.
const AIM_STEP_PX: f64 = 14.0;

/// What a widget tells its owner.
pub(super) struct Callbacks {
    pub(super) tapped: Box<dyn Fn(Tap)>,
    pub(super) hovered: Box<dyn Fn(Option<Under>)>,
}

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

struct Inner {
    this: Weak<RefCell<Inner>>,
    host: HtmlElement,
    document: PlateDocument,
    callbacks: Rc<Callbacks>,
    look: Option<Look>,
    viewport: Viewport,
    camera: Camera,
    drawn: Camera,
    pointers: Vec<(i32, Pixel)>,
    travelled_px: f64,
    hovered: Option<Under>,
    aim: Option<PlatePoint>,
    flight: Option<AnimationFrame>,
    settle: Option<Timeout>,
    scrolls_page: bool,
}

impl Widget {
    /// Mounts a plate's SVG text in `host`. `scrolls_page` leaves the wheel and upright drags to the page.
    ///
    /// # Errors
    /// In words for the user, where the text is not a plate.
    pub(super) fn mount(
        host: HtmlElement,
        text: &str,
        serial: u32,
        scrolls_page: bool,
        callbacks: Callbacks,
    ) -> Result<Self, String> {
        let document = PlateDocument::mount(&host, text, serial)?;
        let viewport = viewport(&host);
        let camera = Camera::fit(whole(document.frame), viewport);
        let inner = Rc::new_cyclic(|this| {
            RefCell::new(Inner {
                this: this.clone(),
                host: host.clone(),
                document,
                callbacks: Rc::new(callbacks),
                look: None,
                viewport,
                camera,
                drawn: camera,
                pointers: Vec::new(),
                travelled_px: 0.0,
                hovered: None,
                aim: None,
                flight: None,
                settle: None,
                scrolls_page,
            })
        });
        inner.borrow_mut().redraw();
        let resize = observe(&host, &inner)?;
        Ok(Self { _listeners: listeners(&host, &inner), _resize: resize, inner })
    }

    /// Shows a look; the camera flies where its focus changed.
    pub(super) fn show(&self, look: &Look) {
        let mut inner = self.inner.borrow_mut();
        let before = inner.look.replace(look.clone());
        inner.document.show(look, before.as_ref());
        if let Some(focus) = &look.focus
            && before.as_ref().is_none_or(|before| before.focus.as_ref() != Some(focus))
        {
            let target = inner.target(focus);
            if before.is_none() { inner.jump(target) } else { inner.fly(target) }
        }
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
}

impl Inner {
    fn target(&self, focus: &Focus) -> Camera {
        let bounds = match focus {
            Focus::Whole => whole(self.document.frame),
            Focus::Structures(slugs, side) | Focus::Pattern(slugs, side) => {
                let mut bounds = self.document.scene.bounds(slugs.iter().map(|slug| slug.as_str()), *side);
                if matches!(focus, Focus::Pattern(..)) {
                    bounds = bounds.union(self.document.zone_bounds());
                }
                if bounds.is_empty() {
                    return self.camera;
                }
                // A muscle alone says nothing about where it is: show its neighbourhood.
                let least_mm = if matches!(focus, Focus::Pattern(..)) { 80.0 } else { 40.0 };
                bounds.grown((bounds.width_mm().max(bounds.height_mm()) * 0.3).max(least_mm))
            }
            Focus::Both(slugs) => {
                let bounds = self.document.scene.bounds(slugs.iter().map(|slug| slug.as_str()), Side::Right);
                if bounds.is_empty() {
                    return self.camera;
                }
                bounds.union(bounds.mirrored()).grown(20.0)
            }
            Focus::Place(at, around_mm) => Bounds::default().with(*at).grown(*around_mm),
        };
        Camera::fit(bounds, self.viewport).kept_over(whole(self.document.frame), self.viewport)
    }

    /// Draws the SVG anew for the camera: sharp, at its true scale.
    fn redraw(&mut self) {
        self.settle = None;
        let [left, top, width, height] = self.camera.view_box(self.viewport);
        let _ =
            self.document.svg.set_attribute("viewBox", &format!("{left:.3} {top:.3} {width:.3} {height:.3}"));
        self.style("transform", "none");
        self.style("will-change", "auto");
        self.drawn = self.camera;
        self.document.rescale(self.camera.px_per_mm);
    }

    /// Moves the picture as drawn, which costs no drawing, and draws it anew once the hand rests.
    fn carry(&mut self) {
        let (right, down, scale) = self.camera.transform_from(self.drawn, self.viewport);
        self.style("will-change", "transform");
        self.style("transform", &format!("translate({right:.2}px,{down:.2}px) scale({scale:.5})"));
        let this = self.this.clone();
        self.settle = Some(Timeout::new(SETTLE_MS, move || {
            if let Some(inner) = this.upgrade() {
                inner.borrow_mut().redraw();
            }
        }));
    }

    fn style(&self, name: &str, value: &str) {
        if let Some(svg) = self.document.svg.dyn_ref::<web_sys::SvgElement>() {
            let _ = svg.style().set_property(name, value);
        }
    }

    fn move_to(&mut self, camera: Camera) {
        self.flight = None;
        self.camera = camera.kept_over(whole(self.document.frame), self.viewport);
        self.carry();
    }

    fn jump(&mut self, camera: Camera) {
        self.flight = None;
        self.camera = camera;
        self.redraw();
    }

    fn fly(&mut self, to: Camera) {
        if prefers_stillness() {
            self.jump(to);
        } else {
            self.flight_step(self.camera, to, None);
        }
    }

    fn flight_step(&mut self, from: Camera, to: Camera, started_ms: Option<f64>) {
        let this = self.this.clone();
        self.flight = Some(request_animation_frame(move |now_ms| {
            let Some(inner) = this.upgrade() else { return };
            let mut inner = inner.borrow_mut();
            let started_ms = started_ms.unwrap_or(now_ms);
            let share = ((now_ms - started_ms) / FLIGHT_MS).clamp(0.0, 1.0);
            if share >= 1.0 {
                inner.jump(to);
                return;
            }
            let eased = share * share * (3.0 - 2.0 * share);
            inner.camera = from.towards(to, eased);
            inner.carry();
            inner.flight_step(from, to, Some(started_ms));
        }));
    }

    fn zoom_step(&mut self, factor: f64) {
        let middle = Pixel { x: self.viewport.width_px / 2.0, y: self.viewport.height_px / 2.0 };
        let about = self.aim.map_or(middle, |at| self.camera.to_pixel(at, self.viewport));
        self.move_to(self.camera.zoomed(factor, about, self.viewport));
    }

    fn tap(&self, at: PlatePoint) -> Tap {
        let peel = self.look.as_ref().map_or(Depth::Skin, |look| look.peel);
        // At the skin a tap means the muscle that lies under it.
        let scene = &self.document.scene;
        let under = |touched: &Touched<'_>| Under { slug: touched.shape.slug.clone(), side: touched.side };
        Tap {
            at,
            picked: scene.pick(at, peel).as_ref().map(under),
            stack: scene.stack(at).iter().map(under).collect(),
        }
    }

    /// Hovers over a place; returns what to tell the owner, where that changed.
    fn hover(&mut self, at: Option<PlatePoint>) -> Option<Option<Under>> {
        let under = at.and_then(|at| self.tap(at).picked);
        if under == self.hovered {
            return None;
        }
        let marked = under.as_ref().map(|under| (under.slug.as_str(), under.side));
        self.document.hover(marked);
        self.hovered.clone_from(&under);
        Some(under)
    }

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
        if self.pointers.is_empty() {
            self.travelled_px = 0.0;
        }
        let at = self.pixel(event);
        self.pointers.retain(|(id, _)| *id != event.pointer_id());
        self.pointers.push((event.pointer_id(), at));
        let _ = self.host.set_pointer_capture(event.pointer_id());
    }

    fn pointer_move(&mut self, event: &PointerEvent) -> Option<Option<Under>> {
        let to = self.pixel(event);
        let Some(place) = self.pointers.iter().position(|(id, _)| *id == event.pointer_id()) else {
            return if event.pointer_type() == "touch" {
                None
            } else {
                self.hover(Some(self.camera.to_plate(to, self.viewport)))
            };
        };
        let from = self.pointers[place].1;
        self.pointers[place].1 = to;
        self.travelled_px += (to.x - from.x).hypot(to.y - from.y);
        if self.travelled_px < TAP_SLACK_PX {
            return None;
        }
        if let [(_, a), (_, b)] = self.pointers[..] {
            let other = if place == 0 { b } else { a };
            let spread = |p: Pixel| (p.x - other.x).hypot(p.y - other.y).max(1.0);
            let middle = |p: Pixel| Pixel { x: (p.x + other.x) / 2.0, y: (p.y + other.y) / 2.0 };
            let (was, is) = (middle(from), middle(to));
            let dragged = self.camera.dragged(is.x - was.x, is.y - was.y);
            self.move_to(dragged.zoomed(spread(to) / spread(from), is, self.viewport));
        } else if place == 0 {
            self.move_to(self.camera.dragged(to.x - from.x, to.y - from.y));
        }
        None
    }

    fn pointer_up(&mut self, event: &PointerEvent) -> Option<Tap> {
        let place = self.pointers.iter().position(|(id, _)| *id == event.pointer_id())?;
        let (_, at) = self.pointers.remove(place);
        let is_tap = self.pointers.is_empty() && self.travelled_px < TAP_SLACK_PX;
        is_tap.then(|| self.tap(self.camera.to_plate(at, self.viewport)))
    }

    fn wheel(&mut self, event: &WheelEvent) {
        if self.scrolls_page && !event.ctrl_key() {
            return;
        }
        event.prevent_default();
        let line_px = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
        let speed = if event.ctrl_key() { 0.008 } else { 0.0018 };
        let factor = (-event.delta_y() * line_px * speed).clamp(-0.6, 0.6).exp();
        let about = self.pixel(event);
        self.move_to(self.camera.zoomed(factor, about, self.viewport));
    }

    /// Moves the crosshair; the camera follows it at the window's edge.
    fn aim_at(&mut self, at: Option<PlatePoint>) {
        self.aim = at;
        self.document.aim(at);
        let Some(at) = at else { return };
        let pixel = self.camera.to_pixel(at, self.viewport);
        let beyond = |at: f64, size: f64| {
            let margin = size * 0.12;
            (at - margin).min(0.0) + (at - (size - margin)).max(0.0)
        };
        let (right, down) =
            (beyond(pixel.x, self.viewport.width_px), beyond(pixel.y, self.viewport.height_px));
        if right != 0.0 || down != 0.0 {
            self.move_to(self.camera.dragged(-right, -down));
        }
    }

    fn key(&mut self, event: &KeyboardEvent) -> KeyAnswer {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return KeyAnswer::NotOurs;
        }
        let step = |right: f64, down: f64| (right, down);
        let (right, down) = match event.key().as_str() {
            "ArrowLeft" => step(-1.0, 0.0),
            "ArrowRight" => step(1.0, 0.0),
            "ArrowUp" => step(0.0, -1.0),
            "ArrowDown" => step(0.0, 1.0),
            "+" | "=" => {
                self.zoom_step(1.4);
                return KeyAnswer::Done;
            }
            "-" | "_" => {
                self.zoom_step(1.0 / 1.4);
                return KeyAnswer::Done;
            }
            "Home" => {
                let whole = self.target(&Focus::Whole);
                self.fly(whole);
                return KeyAnswer::Done;
            }
            "Enter" | " " => {
                return self.aim.map_or(KeyAnswer::NotOurs, |at| KeyAnswer::Tap(self.tap(at)));
            }
            "Escape" if self.aim.is_some() => {
                self.aim_at(None);
                return self.hover(None).map_or(KeyAnswer::Done, KeyAnswer::Hover);
            }
            _ => return KeyAnswer::NotOurs,
        };
        if event.shift_key() {
            let width = 0.15 * self.viewport.width_px.min(self.viewport.height_px);
            self.move_to(self.camera.dragged(-right * width, -down * width));
            return KeyAnswer::Done;
        }
        let from = self.aim.unwrap_or(self.camera.centre);
        let step_mm = AIM_STEP_PX / self.camera.px_per_mm;
        let frame = self.document.frame;
        let to = PlatePoint::new(
            (from.x + right * step_mm).clamp(frame.min.x, frame.max.x),
            (from.y + down * step_mm).clamp(frame.min.y, frame.max.y),
        );
        self.aim_at(Some(to));
        self.hover(Some(to)).map_or(KeyAnswer::Done, KeyAnswer::Hover)
    }

    fn resized(&mut self) {
        let was_whole = self.camera == self.target(&Focus::Whole);
        self.viewport = viewport(&self.host);
        let focus = self.look.as_ref().and_then(|look| look.focus.clone());
        let kept = self.camera.kept_over(whole(self.document.frame), self.viewport);
        let camera = match focus {
            _ if was_whole => self.target(&Focus::Whole),
            Some(focus) if self.flight.is_none() && self.pointers.is_empty() => self.target(&focus),
            _ => kept,
        };
        self.jump(camera);
    }
}

/// The whole plate with a little air around it.
fn whole(frame: Bounds) -> Bounds {
    frame.grown(frame.height_mm() * 0.015)
}

enum KeyAnswer {
    NotOurs,
    Done,
    Hover(Option<Under>),
    Tap(Tap),
}

fn viewport(host: &HtmlElement) -> Viewport {
    let size = |length: i32| f64::from(length.max(1));
    Viewport { width_px: size(host.client_width()), height_px: size(host.client_height()) }
}

fn prefers_stillness() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
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

/// Listens at the host for everything; the owner is told only after the widget is free again, since it may call back.
fn listeners(host: &HtmlElement, inner: &Rc<RefCell<Inner>>) -> Vec<EventListener> {
    let on = |name: &'static str, handle: fn(&Rc<RefCell<Inner>>, &Event)| {
        let inner = inner.clone();
        EventListener::new_with_options(
            host,
            name,
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                handle(&inner, event);
            },
        )
    };
    vec![
        on("pointerdown", |inner, event| {
            if let Some(event) = event.dyn_ref() {
                inner.borrow_mut().pointer_down(event);
            }
        }),
        on("pointermove", |inner, event| {
            let Some(event) = event.dyn_ref() else { return };
            let changed = inner.borrow_mut().pointer_move(event);
            tell_hover(inner, changed);
        }),
        on("pointerup", |inner, event| {
            let Some(event) = event.dyn_ref() else { return };
            let tap = inner.borrow_mut().pointer_up(event);
            tell_tap(inner, tap);
        }),
        on("pointercancel", |inner, event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                inner.borrow_mut().pointers.retain(|(id, _)| *id != event.pointer_id());
            }
        }),
        on("pointerleave", |inner, _| {
            let changed = inner.borrow_mut().hover(None);
            tell_hover(inner, changed);
        }),
        on("wheel", |inner, event| {
            if let Some(event) = event.dyn_ref() {
                inner.borrow_mut().wheel(event);
            }
        }),
        on("keydown", |inner, event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let answer = inner.borrow_mut().key(event);
            if !matches!(answer, KeyAnswer::NotOurs) {
                event.prevent_default();
                event.stop_propagation();
            }
            match answer {
                KeyAnswer::Hover(under) => tell_hover(inner, Some(under)),
                KeyAnswer::Tap(tap) => tell_tap(inner, Some(tap)),
                KeyAnswer::NotOurs | KeyAnswer::Done => {}
            }
        }),
        on("blur", |inner, _| {
            inner.borrow_mut().aim_at(None);
            let changed = inner.borrow_mut().hover(None);
            tell_hover(inner, changed);
        }),
    ]
}

fn tell_hover(inner: &Rc<RefCell<Inner>>, changed: Option<Option<Under>>) {
    if let Some(under) = changed {
        let callbacks = inner.borrow().callbacks.clone();
        (callbacks.hovered)(under);
    }
}

fn tell_tap(inner: &Rc<RefCell<Inner>>, tap: Option<Tap>) {
    if let Some(tap) = tap {
        let callbacks = inner.borrow().callbacks.clone();
        (callbacks.tapped)(tap);
    }
}
