//! The plate on its stage: the document, its pictures, the overlay, the names and the map, under one camera.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::body::Body;
use super::camera::{Camera, Pixel, Viewport};
use super::document::PlateDocument;
use super::dom::{append, make_html, set, style};
use super::hand::Hand;
use super::look::{Focus, Look, Names, Tap, Under};
use super::map::Map;
use super::overlay::Overlay;
use super::sheets::Sheets;
use super::tags::{NameOf, Tags};
use crate::anatomy::{Bounds, Depth, PlatePoint};

/// After this long without a gesture the plate is drawn anew, sharp, at the camera's scale.
const SETTLE_MS: u32 = 130;
const FLIGHT_MS: f64 = 420.0;
/// After this long without a change of what is shown the names are placed anew.
const SURVEY_MS: u32 = 90;
/// The pictures are begun when the page has come to rest.
const SHEETS_MS: u32 = 350;
/// A camera this much closer than the whole plate still counts as showing all of it.
const WHOLE_SLACK: f64 = 1.02;

/// What a stage tells its owner, and asks it.
pub(super) struct Callbacks {
    pub(super) tapped: Box<dyn Fn(Tap)>,
    pub(super) hovered: Box<dyn Fn(Option<Under>)>,
    pub(super) turned: Box<dyn Fn(i32)>,
    pub(super) name_of: Box<NameOf>,
}

/// How a plate is used where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Manner {
    /// Leaves the wheel and upright drags to the page.
    pub(super) scrolls_page: bool,
    /// A drag across the whole body turns it.
    pub(super) turns: bool,
    /// Arrow keys move a crosshair instead of walking from muscle to muscle.
    pub(super) aims: bool,
}

/// The elements of the page in which a plate stands.
pub(super) struct Places {
    pub(super) canvas: HtmlElement,
    pub(super) names: HtmlElement,
    pub(super) map: HtmlElement,
}

pub(super) struct Inner {
    this: Weak<RefCell<Inner>>,
    pub(super) host: HtmlElement,
    base: Element,
    document: PlateDocument,
    overlay: Overlay,
    body: Body,
    tags: Option<Tags>,
    map: Option<Map>,
    sheets: Option<Sheets>,
    attachments: Option<Element>,
    pub(super) callbacks: Rc<Callbacks>,
    look: Option<Look>,
    pub(super) viewport: Viewport,
    pub(super) camera: Camera,
    drawn: Camera,
    pub(super) hand: Hand,
    hovered: Option<Under>,
    pub(super) aim: Option<PlatePoint>,
    pub(super) flight: Option<AnimationFrame>,
    settle: Option<Timeout>,
    survey: Option<Timeout>,
    begin: Option<Timeout>,
    pub(super) manner: Manner,
    is_document_shown: bool,
    is_surveyed: bool,
    keeps_camera: bool,
}

impl Inner {
    /// Mounts a plate's SVG text. `from` is the camera of the plate that stood here before, where it is the same body
    /// turned.
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
    ) -> Result<Rc<RefCell<Self>>, String> {
        let broken = || "This browser cannot draw the plates. Please update it.".to_owned();
        let host = places.canvas.clone();
        for old in super::dom::elements(&host, ":scope > :not(.is-leaving)") {
            old.remove();
        }
        let base = make_html("div", "plate-base").ok_or_else(broken)?;
        let (document, body) = PlateDocument::mount(&base, text, is_mirrored)?;
        let overlay = Overlay::mount(&host, serial, is_mirrored).ok_or_else(broken)?;
        append(&host, &base);
        let viewport = viewport(&host);
        let whole = Camera::fit(whole(document.frame), viewport);
        let camera = from.map_or(whole, |from| from.kept_over(self::whole(document.frame), viewport));
        let tags = Tags::mount(places.names.clone());
        let map = (!manner.scrolls_page).then(|| Map::mount(places.map.clone(), &document)).flatten();
        let inner = Rc::new_cyclic(|this| {
            RefCell::new(Self {
                this: this.clone(),
                host,
                base,
                document,
                overlay,
                body,
                tags,
                map,
                sheets: None,
                attachments: None,
                callbacks: Rc::new(callbacks),
                look: None,
                viewport,
                camera,
                drawn: camera,
                hand: Hand::default(),
                hovered: None,
                aim: None,
                flight: None,
                settle: None,
                survey: None,
                begin: None,
                manner,
                is_document_shown: true,
                is_surveyed: false,
                keeps_camera: from.is_some(),
            })
        });
        inner.borrow_mut().redraw();
        Ok(inner)
    }

    /// Shows a look; the camera flies where its focus changed.
    pub(super) fn show(&mut self, look: &Look) {
        let before = self.look.replace(look.clone());
        let is_new =
            |differs: fn(&Look, &Look) -> bool| before.as_ref().is_none_or(|before| differs(look, before));
        let is_other_cast = is_new(|a, b| {
            (&a.hidden, a.is_alone, a.ghosts) != (&b.hidden, b.is_alone, b.ghosts)
                || a.is_alone && (&a.chosen, a.side) != (&b.chosen, b.side)
        });
        if is_other_cast {
            self.body.hide(look);
            if let Some(sheets) = &mut self.sheets {
                sheets.forget();
            }
        }
        self.overlay.show(&self.document, &self.body, look, before.as_ref());
        if is_new(|a, b| (a.has_attachments, &a.chosen, a.side) != (b.has_attachments, &b.chosen, b.side)) {
            let drawn = self.attachments.as_ref().filter(|_| look.has_attachments);
            self.overlay.attach(drawn, look);
        }
        self.present();
        self.is_surveyed &= !(is_other_cast || is_new(|a, b| (a.peel, a.names) != (b.peel, b.names)));
        if look.names != Names::Off || is_new(|a, b| a.names != b.names) {
            self.survey_soon();
        }
        match (&look.focus, &before) {
            (Some(_), None) if self.keeps_camera => {}
            (Some(focus), None) => self.jump(self.target(focus)),
            (Some(focus), Some(before)) if before.focus.as_ref() != Some(focus) => {
                self.fly(self.target(focus))
            }
            _ => {}
        }
        self.begin_soon();
    }

    /// Whether the look asks for attachments that have not been fetched.
    pub(super) fn lacks_attachments(&self) -> bool {
        self.attachments.is_none() && self.look.as_ref().is_some_and(|look| look.has_attachments)
    }

    /// Takes the attachments' SVG text.
    pub(super) fn attach(&mut self, text: &str) {
        let Some(drawn) = make_html("div", "") else { return };
        drawn.set_inner_html(text);
        self.document.take_sides(&drawn);
        self.attachments = Some(drawn);
        if let Some(look) = &self.look {
            self.overlay.attach(self.attachments.as_ref().filter(|_| look.has_attachments), look);
        }
    }

    fn begin_soon(&mut self) {
        if self.manner.scrolls_page || self.sheets.is_some() || self.begin.is_some() {
            return;
        }
        let this = self.this.clone();
        self.begin = Some(Timeout::new(SHEETS_MS, move || {
            let Some(inner) = this.upgrade() else { return };
            let mut inner = inner.borrow_mut();
            inner.sheets = Sheets::start(&inner.base, &inner.document, this);
            inner.work();
        }));
    }

    /// Shows the picture of the depth that is looked at, or the document where there is none.
    fn present(&mut self) {
        let Some(look) = &self.look else { return };
        let sheets = self.sheets.as_ref();
        let is_pictured = sheets.is_some_and(|sheets| sheets.place(look.peel, self.camera, self.viewport));
        if is_pictured == self.is_document_shown {
            self.is_document_shown = !is_pictured;
            let _ = self.host.class_list().toggle_with_force("has-sheets", is_pictured);
        }
        if self.is_document_shown {
            self.document.show(&self.document.states(look));
        }
        self.work();
    }

    fn work(&mut self) {
        // While the camera moves there is no use in painting what it sees.
        let is_moving = self.settle.is_some() || self.flight.is_some();
        let camera = if is_moving { self.whole() } else { self.camera };
        let (Some(sheets), Some(look)) = (&mut self.sheets, &self.look) else { return };
        let (document, frame) = (&self.document, self.document.frame);
        let states = |depth: Depth| document.states(&Look { peel: depth, ..look.clone() });
        sheets.work(look.peel, camera, self.viewport, frame, &states);
    }

    /// Takes a picture from the painter.
    pub(super) fn painted(&mut self, answer: &JsValue) {
        if let Some(sheets) = &mut self.sheets {
            sheets.take(answer);
        }
        self.present();
    }

    /// The painter has failed: the document itself is shown from now on.
    pub(super) fn paint_no_more(&mut self) {
        if let Some(mut sheets) = self.sheets.take() {
            sheets.clear();
        }
        self.present();
    }

    /// The colours of the page have changed.
    pub(super) fn recolour(&mut self) {
        if let Some(sheets) = &mut self.sheets {
            sheets.recolour(&self.document);
        }
        self.present();
    }

    fn survey_soon(&mut self) {
        let this = self.this.clone();
        self.survey = Some(Timeout::new(SURVEY_MS, move || {
            let Some(inner) = this.upgrade() else { return };
            inner.borrow_mut().survey_now();
        }));
    }

    fn survey_now(&mut self) {
        self.survey = None;
        let (Some(tags), Some(look)) = (&mut self.tags, &self.look) else { return };
        if !self.is_surveyed {
            tags.survey(&self.body, self.document.frame, look, &*self.callbacks.name_of);
            self.is_surveyed = true;
        }
        self.name_anew();
    }

    fn name_anew(&mut self) {
        let (Some(tags), Some(look)) = (&mut self.tags, &self.look) else { return };
        tags.choose(&self.body, look, self.camera, self.viewport, &*self.callbacks.name_of);
        tags.place(self.camera, self.viewport, self.document.frame, &self.host);
    }

    /// The places that the keyboard's walk knows, looked over now where that was still to come.
    pub(super) fn stops(&mut self) -> Vec<(Under, PlatePoint)> {
        if !self.is_surveyed {
            self.survey_now();
        }
        let stops = self.tags.iter().flat_map(|tags| tags.stops());
        stops.map(|stop| (stop.under.clone(), stop.at)).collect()
    }

    /// The tap that a name means.
    pub(super) fn name_tap(&self, target: &Element) -> Option<Tap> {
        let (under, at) = self.tags.as_ref()?.tapped(target)?;
        Some(Tap { at, picked: Some(under), stack: self.body.stack(at) })
    }

    /// Takes the camera to a place of the map.
    pub(super) fn go_to(&mut self, client_x: f64, client_y: f64) {
        if let Some(map) = &self.map {
            let centre = map.place(client_x, client_y);
            self.move_to(Camera { centre, ..self.camera });
        }
    }

    /// What the camera would see of a focus.
    pub(super) fn target(&self, focus: &Focus) -> Camera {
        let bounds = match focus {
            Focus::Whole => return self.whole(),
            Focus::Structures(slugs, side) | Focus::Pattern(slugs, side) => {
                let mut bounds = self.body.bounds(slugs, *side);
                if matches!(focus, Focus::Pattern(..)) {
                    bounds = bounds.union(self.overlay.zone_bounds(self.document.is_mirrored));
                }
                if bounds.is_empty() {
                    return self.camera;
                }
                // A muscle alone says nothing about where it is: show its neighbourhood.
                let least_mm = if matches!(focus, Focus::Pattern(..)) { 80.0 } else { 40.0 };
                bounds.grown((bounds.width_mm().max(bounds.height_mm()) * 0.3).max(least_mm))
            }
            Focus::Both(slugs) => {
                use crate::anatomy::Side;
                let both = self.body.bounds(slugs, Side::Right).union(self.body.bounds(slugs, Side::Left));
                if both.is_empty() {
                    return self.camera;
                }
                both.grown(20.0)
            }
            Focus::Place(at, around_mm) => Bounds::default().with(*at).grown(*around_mm),
        };
        Camera::fit(bounds, self.viewport).kept_over(whole(self.document.frame), self.viewport)
    }

    fn whole(&self) -> Camera {
        Camera::fit(whole(self.document.frame), self.viewport)
    }

    /// Whether all of the plate is in sight.
    pub(super) fn is_whole(&self) -> bool {
        self.camera.px_per_mm <= self.whole().px_per_mm * WHOLE_SLACK
    }

    /// The plate's edges.
    pub(super) fn frame(&self) -> Bounds {
        self.document.frame
    }

    /// Draws anew for the camera: sharp, at its true scale.
    fn redraw(&mut self) {
        self.settle = None;
        let [left, top, width, height] = self.camera.view_box(self.viewport);
        let view_box = format!("{left:.3} {top:.3} {width:.3} {height:.3}");
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
    }

    /// Moves what is drawn already, which costs no drawing, and draws anew once the hand rests.
    fn carry(&mut self) {
        let (right, down, scale) = self.camera.transform_from(self.drawn, self.viewport);
        let transform = format!("translate({right:.2}px,{down:.2}px) scale({scale:.5})");
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
        if let (Some(sheets), Some(look)) = (&self.sheets, &self.look) {
            sheets.place(look.peel, self.camera, self.viewport);
        }
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
        self.camera = camera.kept_over(whole(self.document.frame), self.viewport);
        self.carry();
    }

    fn jump(&mut self, camera: Camera) {
        self.flight = None;
        self.camera = camera;
        self.redraw();
    }

    /// Flies to a camera, or is there at once where the user prefers stillness.
    pub(super) fn fly(&mut self, to: Camera) {
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

    /// Zooms about the crosshair or the middle.
    pub(super) fn zoom_step(&mut self, factor: f64) {
        let middle = Pixel { x: self.viewport.width_px / 2.0, y: self.viewport.height_px / 2.0 };
        let about = self.aim.map_or(middle, |at| self.camera.to_pixel(at, self.viewport));
        self.move_to(self.camera.zoomed(factor, about, self.viewport));
    }

    /// What a tap at a place means.
    pub(super) fn tap(&self, at: PlatePoint) -> Tap {
        let peel = self.look.as_ref().map_or(Depth::Skin, |look| look.peel);
        Tap { at, picked: self.body.pick(at, peel), stack: self.body.stack(at) }
    }

    /// What is pointed at.
    pub(super) fn hovered(&self) -> Option<&Under> {
        self.hovered.as_ref()
    }

    /// Points at what lies at a place; returns what to tell the owner, where that changed.
    pub(super) fn hover(&mut self, at: Option<PlatePoint>) -> Option<Option<Under>> {
        let peel = self.look.as_ref().map_or(Depth::Skin, |look| look.peel);
        self.point_at(at.and_then(|at| self.body.pick(at, peel)))
    }

    /// Points at a structure; returns what to tell the owner, where that changed.
    pub(super) fn point_at(&mut self, under: Option<Under>) -> Option<Option<Under>> {
        if under == self.hovered {
            return None;
        }
        self.overlay.hover(&self.document, under.as_ref().map(|under| (under.slug.as_str(), under.side)));
        self.hovered.clone_from(&under);
        Some(under)
    }

    /// Moves the crosshair; the camera follows it at the window's edge.
    pub(super) fn aim_at(&mut self, at: Option<PlatePoint>) {
        if at == self.aim {
            return;
        }
        self.aim = at;
        self.overlay.aim(at);
        if let Some(at) = at {
            self.keep_in_sight(at);
        }
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

    /// The window has another size.
    pub(super) fn resized(&mut self) {
        let was_whole = self.is_whole();
        self.viewport = viewport(&self.host);
        if let Some(sheets) = &mut self.sheets {
            sheets.forget();
        }
        let focus = self.look.as_ref().and_then(|look| look.focus.clone());
        let camera = match focus {
            _ if was_whole => self.whole(),
            Some(focus) if self.flight.is_none() && self.hand.is_free() => self.target(&focus),
            _ => self.camera.kept_over(whole(self.document.frame), self.viewport),
        };
        self.jump(camera);
    }

    /// Leaves the stage to another plate: what is pictured stays over it for as long as it takes to fade.
    pub(super) fn leave(&mut self) -> Option<Camera> {
        self.hover(None);
        if !self.is_document_shown && !prefers_stillness() {
            let base = self.base.clone();
            set(&base, "class", "plate-base is-leaving");
            Timeout::new(240, move || base.remove()).forget();
        }
        self.is_whole().then_some(self.camera)
    }
}

/// The whole plate with a little air around it.
fn whole(frame: Bounds) -> Bounds {
    frame.grown(frame.height_mm() * 0.015)
}

/// The size of an element in CSS pixels.
pub(super) fn viewport(host: &HtmlElement) -> Viewport {
    let size = |length: i32| f64::from(length.max(1));
    Viewport { width_px: size(host.client_width()), height_px: size(host.client_height()) }
}

fn prefers_stillness() -> bool {
    let query = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    query.ok().flatten().is_some_and(|query| query.matches())
}
