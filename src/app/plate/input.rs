//! What pointers, wheel and keys do to a stage.

use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::camera::Pixel;
use super::hand::{Gesture, OneFinger};
use super::look::{Pointed, Stroke, Tap};
use super::motion::Guide;
use super::stage::{Inner, Manner};
use super::walk::{self, Way};
use crate::anatomy::PlatePoint;

/// How far one press of an arrow key moves the crosshair.
const AIM_STEP_PX: f64 = 14.0;

/// What a press beside it closes. The browser and the search field close it after the press that we see, so it is open still.
const OPEN: &str = ":is(:popover-open, [role=combobox][aria-expanded=true])";

/// What an input leads to.
pub(super) enum Answer {
    /// Nothing: it is for the page.
    NotOurs,
    /// Nothing that the owner need know.
    Done,
    /// Something else is pointed at.
    Hover(Option<Pointed>),
    /// A tap.
    Tap(Tap),
    /// The body is to turn by so many stops.
    Turn(i32),
    /// A stroke of paint.
    Paint(Stroke),
}

impl Inner {
    fn pixel(&self, event: &web_sys::MouseEvent) -> Pixel {
        let corner = self.host.get_bounding_client_rect();
        Pixel {
            x: f64::from(event.client_x()) - corner.left(),
            y: f64::from(event.client_y()) - corner.top(),
        }
    }

    pub(super) fn pointer_down(&mut self, event: &PointerEvent) {
        if event.button() != 0 {
            return;
        }
        // It closes what is open over the page, and means nothing besides.
        if self.is_dismissal() {
            return;
        }
        if self.flight.take().is_some() {
            self.guide = Guide::Hand;
            self.note(self.camera);
        }
        self.aim_at(None);
        let at = self.pixel(event);
        self.hand.down(event.pointer_id(), at);
        let _ = self.host.set_pointer_capture(event.pointer_id());
    }

    /// Whether something is open that a press beside it closes: a menu, or the list of a search.
    pub(super) fn is_dismissal(&self) -> bool {
        let open = gloo::utils::document().query_selector_all(OPEN);
        open.is_ok_and(|open| {
            (0..open.length()).filter_map(|at| open.get(at)).any(|open| !open.contains(Some(&self.host)))
        })
    }

    pub(super) fn pointer_move(&mut self, event: &PointerEvent) -> Answer {
        let to = self.pixel(event);
        if !self.hand.holds(event.pointer_id()) {
            if event.pointer_type() == "touch" {
                return Answer::NotOurs;
            }
            let at = self.camera.to_plate(to, self.viewport);
            return self.hover(Some(at)).map_or(Answer::Done, Answer::Hover);
        }
        let one = match self.manner {
            Manner { paints: true, .. } => OneFinger::Paints,
            Manner { turns: true, .. } if self.is_whole() => OneFinger::Turns,
            _ => OneFinger::Drags,
        };
        match self.hand.moved(event.pointer_id(), to, one) {
            Gesture::Rest => {}
            Gesture::Paint { from, to, is_first } => {
                let [from, to] = [from, to].map(|pixel| self.camera.to_plate(pixel, self.viewport));
                return Answer::Paint(Stroke::Drawn { from, to, is_first });
            }
            Gesture::Unpaint => return Answer::Paint(Stroke::Dropped),
            Gesture::Turn(stops) => return Answer::Turn(stops),
            Gesture::Drag(right, down) => self.move_to(self.camera.dragged(right, down)),
            Gesture::Pinch { right_px, down_px, factor, about } => {
                let dragged = self.camera.dragged(right_px, down_px);
                self.move_to(dragged.zoomed(factor, about, self.viewport));
            }
        }
        Answer::Done
    }

    pub(super) fn pointer_up(&mut self, event: &PointerEvent) -> Answer {
        self.tell_soon();
        match self.hand.up(event.pointer_id()) {
            Some(at) => {
                let at = self.camera.to_plate(at, self.viewport);
                Answer::Tap(self.tap(at, event.pointer_type() == "touch"))
            }
            None => Answer::Done,
        }
    }

    pub(super) fn wheel(&mut self, event: &WheelEvent) {
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

    pub(super) fn key(&mut self, event: &KeyboardEvent) -> Answer {
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
            "Home" => self.fly_to_whole(),
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
            return Answer::Tap(self.tap(at, false));
        }
        let Some(pointed) = self.hovered().cloned() else { return Answer::NotOurs };
        let stop = self.stops().into_iter().find(|(stop, _)| *stop == pointed);
        let at = stop.map_or(self.camera.centre, |(_, at)| at);
        let tap = self.tap(at, false);
        Answer::Tap(match pointed {
            Pointed::Structure(under) => Tap { picked: Some(under), mark: None, ..tap },
            Pointed::Mark(point) => Tap { mark: Some(point), ..tap },
        })
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
        let here = self.hovered().and_then(|pointed| stops.iter().find(|(stop, _)| stop == pointed));
        let from = here.map_or(self.camera.centre, |(_, at)| *at);
        let places: Vec<PlatePoint> = stops.iter().map(|(_, at)| *at).collect();
        let Some(index) = walk::next(from, way, &places) else { return Answer::Done };
        self.keep_in_sight(places[index]);
        self.point_at(Some(stops[index].0.clone())).map_or(Answer::Done, Answer::Hover)
    }
}
