//! The plate on its stage: the document, its pictures, the overlay, the names and the map, under one camera.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::render::AnimationFrame;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement};

use super::body::Body;
use super::camera::{Camera, Viewport};
use super::document::PlateDocument;
use super::dom::{append, make_html, set};
use super::hand::Hand;
use super::look::{Look, Names, Tap, Under};
use super::map::Map;
use super::motion::{prefers_stillness, viewport, whole};
use super::overlay::Overlay;
use super::sheets::Sheets;
use super::tags::{NameOf, Tags};
use crate::anatomy::{Bounds, Depth, PlatePoint};

/// After this long without a change of what is shown the names are placed anew.
const SURVEY_MS: u32 = 90;
/// The pictures are begun when the page has come to rest.
const SHEETS_MS: u32 = 350;

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
    pub(super) this: Weak<RefCell<Inner>>,
    pub(super) host: HtmlElement,
    base: Element,
    pub(super) document: PlateDocument,
    pub(super) overlay: Overlay,
    pub(super) body: Body,
    pub(super) tags: Option<Tags>,
    pub(super) map: Option<Map>,
    pub(super) sheets: Option<Sheets>,
    attachments: Option<Element>,
    has_fetched: bool,
    pub(super) callbacks: Rc<Callbacks>,
    pub(super) look: Option<Look>,
    pub(super) viewport: Viewport,
    pub(super) camera: Camera,
    pub(super) drawn: Camera,
    pub(super) hand: Hand,
    hovered: Option<Under>,
    pub(super) aim: Option<PlatePoint>,
    pub(super) flight: Option<AnimationFrame>,
    pub(super) settle: Option<Timeout>,
    survey: Option<Timeout>,
    begin: Option<Timeout>,
    pub(super) manner: Manner,
    is_document_shown: bool,
    is_surveyed: bool,
    left: Option<Look>,
}

impl Inner {
    /// Mounts a plate's SVG text. `left` is what the plate that stood here before showed, where it was seen whole.
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
        left: Option<Look>,
    ) -> Result<Rc<RefCell<Self>>, String> {
        let broken = || "This browser cannot draw the plates. Please update it.".to_owned();
        let host = places.canvas.clone();
        for old in super::dom::elements(&host, ":scope > :not(.is-leaving)") {
            old.remove();
        }
        let base = make_html("div", "plate-base").ok_or_else(broken)?;
        let (document, body) = PlateDocument::mount(&base, text, is_mirrored)?;
        let overlay = Overlay::mount(&host, serial, document.frame, is_mirrored).ok_or_else(broken)?;
        append(&host, &base);
        let viewport = viewport(&host);
        let camera = Camera::fit(whole(document.frame), viewport);
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
                has_fetched: false,
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
                left,
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
            // Who turns the whole body wants to see the whole.
            (Some(_), None) if self.left.take().is_some_and(|left| left.focus == look.focus) => {}
            (Some(focus), None) => self.jump(self.target(focus)),
            (Some(focus), Some(before)) if before.focus.as_ref() != Some(focus) => {
                self.fly(self.target(focus))
            }
            _ => {}
        }
        self.begin_soon();
    }

    /// Whether attachments are to be fetched: asked for, and for the first time.
    pub(super) fn lacks_attachments(&mut self) -> bool {
        let is_asked = self.look.as_ref().is_some_and(|look| look.has_attachments);
        let is_first = is_asked && !self.has_fetched;
        self.has_fetched |= is_asked;
        is_first
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
            let inner = &mut *inner.borrow_mut();
            inner.document.show_all();
            inner.sheets = Sheets::start(&inner.base, &inner.document, this);
            inner.present();
        }));
    }

    /// Shows the picture of the depth that is looked at, or the document where there is none.
    pub(super) fn present(&mut self) {
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

    pub(super) fn work(&mut self) {
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
            self.document.show_all();
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

    pub(super) fn name_anew(&mut self) {
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

    /// The plate's edges.
    pub(super) fn frame(&self) -> Bounds {
        self.document.frame
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

    /// Leaves the stage to another plate: what is pictured stays over it for as long as it takes to fade.
    /// What it showed, where it was seen whole.
    pub(super) fn leave(&mut self) -> Option<Look> {
        self.hover(None);
        if !self.is_document_shown && !prefers_stillness() {
            let base = self.base.clone();
            set(&base, "class", "plate-base is-leaving");
            Timeout::new(240, move || base.remove()).forget();
        }
        self.look.take().filter(|_| self.is_whole())
    }
}
