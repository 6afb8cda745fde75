//! The camera's motion over a stage: with the hand, in flight, and at rest, when everything is drawn anew.

use std::rc::Rc;

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;

use super::camera::{Camera, Pixel, Viewport};
use super::dom::{Num, set, style};
use super::look::{Focus, Look, Rest, Zoom};
use super::stage::{Callbacks, Inner};
use crate::anatomy::{Bounds, PlatePoint, Side};

/// After this long without a gesture the plate is drawn anew, sharp, at the camera's scale.
const SETTLE_MS: u32 = 130;
const FLIGHT_MS: f64 = 420.0;
/// A step closer or away is shorter, and under way in the frame after the key.
const STEP_MS: f64 = 170.0;
/// What a frame takes.
const FRAME_MS: f64 = 16.0;
/// The owner is told where the camera rests once it has rested for so long: a hand that seeks often halts.
const REST_MS: u32 = 200;

/// A flight under way: where it leads, and its next frame. Dropping it ends it.
pub(super) struct Flight {
    pub(super) to: Camera,
    _frame: AnimationFrame,
}

/// What leads the camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guide {
    /// The user's hand.
    Hand,
    /// The focus of the look.
    Focus,
    /// The part of the plate that the look asks for.
    Zoom,
}

#[derive(Clone, Copy)]
struct Course {
    from: Camera,
    to: Camera,
    lasts_ms: f64,
    ease: fn(f64) -> f64,
}

impl Inner {
    /// What the camera would see of a focus; nothing where it is not drawn here.
    pub(super) fn target(&self, focus: &Focus) -> Option<Camera> {
        let bounds = match focus {
            Focus::Whole => return Some(self.whole()),
            Focus::Structures(slugs, side) | Focus::Pattern(slugs, side) => {
                let mut bounds = self.body.bounds(slugs, *side);
                if matches!(focus, Focus::Pattern(..)) {
                    bounds = bounds.union(self.overlay.zone_bounds(self.document.is_mirrored));
                }
                if bounds.is_empty() {
                    return None;
                }
                // A muscle alone says nothing about where it is: show its neighbourhood.
                let least_mm = if matches!(focus, Focus::Pattern(..)) { 80.0 } else { 40.0 };
                bounds.grown((bounds.width_mm().max(bounds.height_mm()) * 0.3).max(least_mm))
            }
            Focus::Both(slugs) => {
                let both = self.body.bounds(slugs, Side::Right).union(self.body.bounds(slugs, Side::Left));
                if both.is_empty() {
                    return None;
                }
                both.grown(20.0)
            }
            Focus::Place(at, around_mm) => Bounds::default().with(*at).grown(*around_mm),
        };
        Some(Camera::fit(bounds, self.viewport).kept_over(whole(self.document.frame), self.viewport))
    }

    pub(super) fn whole(&self) -> Camera {
        Camera::fit(whole(self.document.frame), self.viewport)
    }

    /// Whether all of the plate is in sight.
    pub(super) fn is_whole(&self) -> bool {
        self.camera.is_whole(self.whole())
    }

    /// What part of the plate is in sight.
    pub(super) fn zoom(&self) -> Zoom {
        self.camera.zoom(self.whole())
    }

    /// Takes the camera where a look wants it, where that is new.
    pub(super) fn look_at(&mut self, look: &Look, before: Option<&Look>) {
        // Another point of the same muscle has another pattern to show.
        let is_of_point = matches!(&look.focus, Some(Focus::Pattern(slugs, _)) if !slugs.is_empty());
        let is_same = |before: &Look| {
            (before.zoom, &before.focus) == (look.zoom, &look.focus)
                && (!is_of_point || before.zones == look.zones)
        };
        if before.is_some_and(is_same) {
            return;
        }
        // What we told the owner comes back as a look, and by then the hand may be elsewhere.
        let is_whole = look.focus == Some(Focus::Whole);
        let zoom = look.zoom.or(is_whole.then_some(Zoom::Whole));
        if before.is_some() && zoom.is_some() && zoom == self.told.map(|told| told.zoom) {
            return;
        }
        let (to, guide) = match (look.zoom, &look.focus) {
            (Some(zoom), _) => (self.camera_at(zoom), Guide::Zoom),
            (None, Some(focus)) => match self.target(focus) {
                Some(to) => (to, Guide::Focus),
                None => return,
            },
            (None, None) => return,
        };
        self.told = None;
        if before.is_some() {
            self.fly(to)
        } else {
            self.jump(to)
        }
        self.guide = guide;
        self.note(to);
    }

    /// The camera that has a part of the plate in sight.
    fn camera_at(&self, zoom: Zoom) -> Camera {
        Camera::at(zoom, self.whole()).kept_over(whole(self.document.frame), self.viewport)
    }

    /// Notes what is in sight, or is about to be.
    pub(super) fn note(&self, camera: Camera) {
        let rest = Rest { zoom: camera.zoom(self.whole()), is_focus: self.guide == Guide::Focus };
        (self.callbacks.noted)(rest);
    }

    /// Tells the owner what is in sight once the hand has rested for a while.
    pub(super) fn tell_soon(&mut self) {
        let this = self.this.clone();
        self.telling = Some(Timeout::new(REST_MS, move || {
            let Some(inner) = this.upgrade() else { return };
            let told = inner.borrow_mut().tell();
            if let Some((rest, callbacks)) = told {
                (callbacks.rested)(rest);
            }
        }));
    }

    fn tell(&mut self) -> Option<(Rest, Rc<Callbacks>)> {
        self.telling = None;
        let rest = Rest { zoom: self.zoom(), is_focus: self.guide == Guide::Focus };
        let is_moving = !self.hand.is_free() || self.flight.is_some() || self.settle.is_some();
        if is_moving || self.told == Some(rest) {
            return None;
        }
        self.told = Some(rest);
        Some((rest, self.callbacks.clone()))
    }

    /// Draws anew for the camera: sharp, at its true scale.
    pub(super) fn redraw(&mut self) {
        self.settle = None;
        let [left, top, width, height] = self.camera.view_box(self.viewport);
        let view_box = format!("{} {} {} {}", Num(left), Num(top), Num(width), Num(height));
        for svg in [&self.document.svg, &self.overlay.svg] {
            set(svg, "viewBox", &view_box);
            style(svg, "transform", "none");
        }
        self.drawn = self.camera;
        self.overlay.rescale(self.camera.px_per_mm);
        let touch = if self.manner.turns && self.is_whole() { "pan-y" } else { "" };
        style(&self.host, "touch-action", touch);
        self.follow();
        self.present();
        self.name_anew();
        self.tell_soon();
    }

    /// Moves what is drawn already, which costs no drawing, and draws anew once the hand rests.
    fn carry(&mut self) {
        let (right, down, scale) = self.camera.transform_from(self.drawn, self.viewport);
        let transform = format!("translate({}px,{}px) scale({})", Num(right), Num(down), Num(scale));
        for svg in [&self.document.svg, &self.overlay.svg] {
            style(svg, "transform", &transform);
        }
        self.follow();
        let this = self.this.clone();
        self.settle = Some(Timeout::new(SETTLE_MS, move || {
            if let Some(inner) = this.upgrade() {
                inner.borrow_mut().redraw();
            }
        }));
    }

    /// Takes pictures, names and map along with the camera.
    fn follow(&mut self) {
        self.show_true();
        if let Some(tags) = &mut self.tags {
            tags.place(self.camera, self.viewport, self.document.frame, &self.host);
        }
        if let Some(map) = &self.map {
            map.show(self.camera, self.whole(), self.viewport);
        }
    }

    /// Moves the camera with the hand.
    pub(super) fn move_to(&mut self, camera: Camera) {
        self.flight = None;
        self.guide = Guide::Hand;
        self.camera = camera.kept_over(whole(self.document.frame), self.viewport);
        self.note(self.camera);
        self.carry();
    }

    pub(super) fn jump(&mut self, camera: Camera) {
        self.flight = None;
        self.camera = camera;
        self.redraw();
    }

    /// Flies to a camera, or is there at once where the user prefers stillness.
    pub(super) fn fly(&mut self, to: Camera) {
        self.set_out(to, FLIGHT_MS, |share| share * share * (3.0 - 2.0 * share));
    }

    fn set_out(&mut self, to: Camera, lasts_ms: f64, ease: fn(f64) -> f64) {
        if prefers_stillness() {
            self.jump(to);
        } else {
            self.flight_step(Course { from: self.camera, to, lasts_ms, ease }, None);
            self.present();
        }
    }

    fn flight_step(&mut self, course: Course, started_ms: Option<f64>) {
        let this = self.this.clone();
        let frame = request_animation_frame(move |now_ms| {
            let Some(inner) = this.upgrade() else { return };
            let mut inner = inner.borrow_mut();
            let started_ms = started_ms.unwrap_or(now_ms - FRAME_MS);
            let share = ((now_ms - started_ms) / course.lasts_ms).clamp(0.0, 1.0);
            if share >= 1.0 {
                inner.jump(course.to);
                return;
            }
            inner.camera = course.from.towards(course.to, (course.ease)(share));
            inner.carry();
            inner.flight_step(course, Some(started_ms));
        });
        self.flight = Some(Flight { to: course.to, _frame: frame });
    }

    /// Zooms about the crosshair or the middle; steps in quick succession add up.
    pub(super) fn zoom_step(&mut self, factor: f64) {
        let from = self.flight.as_ref().map_or(self.camera, |flight| flight.to);
        let middle = Pixel { x: self.viewport.width_px / 2.0, y: self.viewport.height_px / 2.0 };
        let about = self.aim.map_or(middle, |at| from.to_pixel(at, self.viewport));
        let to = from.zoomed(factor, about, self.viewport);
        let to = to.kept_over(whole(self.document.frame), self.viewport);
        self.guide = Guide::Hand;
        self.note(to);
        self.set_out(to, STEP_MS, |share| share * (2.0 - share));
    }

    /// Moves the camera so far that a place is not at the window's edge.
    pub(super) fn keep_in_sight(&mut self, at: PlatePoint) {
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

    /// Flies to the whole plate.
    pub(super) fn fly_to_whole(&mut self) {
        self.guide = Guide::Hand;
        self.note(self.whole());
        self.fly(self.whole());
    }

    /// The window has another size: what was in its middle stays there, at its scale. Where the whole was in sight, or what was
    /// asked for, it is so in the new window.
    pub(super) fn resized(&mut self) {
        let from = std::mem::replace(&mut self.viewport, viewport(&self.host));
        // A flight leads where it led.
        let camera = self.flight.as_ref().map_or(self.camera, |flight| flight.to);
        let to = self.look.as_ref().and_then(|look| match self.guide {
            Guide::Hand => None,
            Guide::Focus => self.target(look.focus.as_ref()?),
            Guide::Zoom => look.zoom.map(|zoom| self.camera_at(zoom)),
        });
        let to = to.unwrap_or_else(|| camera.resized(whole(self.document.frame), from, self.viewport));
        self.jump(to);
        self.note(to);
    }
}

/// The whole plate with a little air around it.
pub(super) fn whole(frame: Bounds) -> Bounds {
    frame.grown(frame.height_mm() * 0.015)
}

/// The size of an element in CSS pixels, of which it may have fractions: rounded, what is drawn over a picture would be scaled
/// a little otherwise than that.
pub(super) fn viewport(host: &HtmlElement) -> Viewport {
    let seat = host.get_bounding_client_rect();
    Viewport { width_px: seat.width().max(1.0), height_px: seat.height().max(1.0) }
}

pub(super) fn prefers_stillness() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
