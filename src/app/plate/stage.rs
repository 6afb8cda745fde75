//! The plate on its stage: the document, its pictures, the overlay, the names and the map, under one camera.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use web_sys::{Element, HtmlElement};
use yew::AttrValue;

use super::body::Body;
use super::camera::{Camera, Viewport};
use super::document::PlateDocument;
use super::dom::{append, make_html, style};
use super::hand::Hand;
use super::look::{Look, Names, Pointed, Rest, Stroke, Tap};
use super::map::Map;
use super::motion::{Flight, Guide, viewport, whole};
use super::overlay::{Overlay, frame_name};
use super::sheets::Sheets;
use super::tags::{NameOf, Tags};
use crate::anatomy::{Bounds, Depth, PlatePoint};

/// What a stage tells its owner, and asks it.
pub(super) struct Callbacks {
    pub(super) tapped: Box<dyn Fn(Tap)>,
    pub(super) hovered: Box<dyn Fn(Option<Pointed>)>,
    pub(super) turned: Box<dyn Fn(i32)>,
    pub(super) painted: Box<dyn Fn(Stroke)>,
    /// What is in sight, or is about to be: at once, and once it has come to rest.
    pub(super) noted: Box<dyn Fn(Rest)>,
    pub(super) rested: Box<dyn Fn(Rest)>,
    pub(super) name_of: Box<NameOf>,
}

/// How a plate is used where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Manner {
    /// Leaves the wheel and upright drags to the page.
    pub(super) scrolls_page: bool,
    /// A drag across the whole body turns it.
    pub(super) turns: bool,
    /// One finger, or the mouse, paints instead of dragging the plate.
    pub(super) paints: bool,
    /// Arrow keys move a crosshair instead of walking from muscle to muscle.
    pub(super) aims: bool,
    /// Takes keys that are pressed elsewhere, where nothing there uses them.
    pub(super) takes_keys: bool,
}

/// The elements of the page in which a plate stands.
pub(super) struct Places {
    pub(super) canvas: HtmlElement,
    pub(super) names: HtmlElement,
    pub(super) map: HtmlElement,
}

/// What a stage is set up with.
pub(super) struct Setting<'a> {
    /// The plate's SVG text.
    pub(super) text: &'a str,
    /// Tells this plate's masks from those of other plates on the page.
    pub(super) serial: u32,
    pub(super) is_mirrored: bool,
    pub(super) manner: Manner,
    pub(super) callbacks: Callbacks,
}

pub(super) struct Inner {
    pub(super) this: Weak<RefCell<Inner>>,
    pub(super) host: HtmlElement,
    pub(super) base: Element,
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
    /// The press that is under way on a name only closes something.
    pub(super) is_dismissed: bool,
    hovered: Option<Pointed>,
    pub(super) aim: Option<PlatePoint>,
    pub(super) flight: Option<Flight>,
    /// What led the camera to where it is, or is leading it there.
    pub(super) guide: Guide,
    /// What the owner was told last, and what is still to be told.
    pub(super) told: Option<Rest>,
    pub(super) telling: Option<Timeout>,
    pub(super) settle: Option<Timeout>,
    pub(super) survey: Option<Timeout>,
    pub(super) begin: Option<Timeout>,
    pub(super) manner: Manner,
    pub(super) is_document_shown: bool,
    pub(super) is_surveyed: bool,
}

impl Inner {
    /// Mounts a plate.
    ///
    /// # Errors
    /// In words for the user, where the text is not a plate.
    pub(super) fn mount(places: &Places, setting: Setting<'_>) -> Result<Rc<RefCell<Self>>, String> {
        let Setting { text, serial, is_mirrored, manner, callbacks } = setting;
        let broken = || "This browser cannot draw the plates. Please update it.".to_owned();
        let host = places.canvas.clone();
        for old in super::dom::elements(&host, ":scope > *") {
            old.remove();
        }
        // The pictures have gone with the plate before: until there are new ones the document is shown.
        let _ = host.class_list().remove_1("has-sheets");
        let base = make_html("div", "plate-base").ok_or_else(broken)?;
        let (document, body) = PlateDocument::mount(&base, text, is_mirrored, &frame_name(serial))?;
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
                is_dismissed: false,
                hovered: None,
                aim: None,
                flight: None,
                guide: Guide::Hand,
                told: None,
                telling: None,
                settle: None,
                survey: None,
                begin: None,
                manner,
                is_document_shown: true,
                is_surveyed: false,
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
                || a.is_alone && (&a.chosen, a.side, &a.bones) != (&b.chosen, b.side, &b.bones)
        });
        if is_other_cast {
            self.body.hide(look);
            if let Some(sheets) = &mut self.sheets {
                sheets.forget();
            }
        }
        if is_new(|a, b| a.tints != b.tints) && !look.tints.is_empty() {
            self.document.tint(&look.tints);
            self.recolour();
        }
        self.overlay.show(&self.document, &self.body, look, before.as_ref());
        if is_new(|a, b| (a.has_attachments, &a.chosen, a.side) != (b.has_attachments, &b.chosen, b.side)) {
            let drawn = self.attachments.as_ref().filter(|_| look.has_attachments);
            self.overlay.attach(drawn, look);
        }
        self.present();
        self.is_surveyed &=
            !(is_other_cast || is_new(|a, b| (a.peel, a.names, &a.tints) != (b.peel, b.names, &b.tints)));
        if look.names != Names::Off || is_new(|a, b| a.names != b.names) {
            self.survey_soon();
        }
        self.look_at(look, before.as_ref());
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

    /// What a tap at a place means; a finger means a mark from farther away, where no other muscle lies there.
    pub(super) fn tap(&self, at: PlatePoint, is_finger: bool) -> Tap {
        let look = self.look.as_ref();
        let picked = self.body.pick(at, look.map_or(Depth::Skin, |look| look.peel));
        let is_own = |slug: &str| look.is_some_and(|look| look.chosen.iter().any(|chosen| *chosen == slug));
        let has_room = is_finger && picked.as_ref().is_none_or(|under| is_own(&under.slug));
        Tap { mark: self.mark_at(at, has_room), at, picked, stack: self.body.stack(at) }
    }

    /// The mark at a place; none where what is marked must not be told.
    fn mark_at(&self, at: PlatePoint, has_room: bool) -> Option<AttrValue> {
        if self.manner.aims { None } else { self.overlay.marks.hit(at, has_room) }
    }

    /// What is pointed at.
    pub(super) fn hovered(&self) -> Option<&Pointed> {
        self.hovered.as_ref()
    }

    /// Points at what lies at a place; returns what to tell the owner, where that changed.
    pub(super) fn hover(&mut self, at: Option<PlatePoint>) -> Option<Option<Pointed>> {
        let peel = self.look.as_ref().map_or(Depth::Skin, |look| look.peel);
        let pointed = at.and_then(|at| match self.mark_at(at, false) {
            Some(point) => Some(Pointed::Mark(point)),
            None => self.body.pick(at, peel).map(Pointed::Structure),
        });
        self.point_at(pointed)
    }

    /// Points at a structure or a mark; returns what to tell the owner, where that changed.
    pub(super) fn point_at(&mut self, pointed: Option<Pointed>) -> Option<Option<Pointed>> {
        if pointed == self.hovered {
            return None;
        }
        self.overlay.hover(&self.document, pointed.as_ref());
        let is_mark = matches!(pointed, Some(Pointed::Mark(_)));
        style(&self.host, "cursor", if is_mark { "pointer" } else { "" });
        self.hovered.clone_from(&pointed);
        Some(pointed)
    }

    /// Moves the crosshair; the camera follows it at the window's edge.
    pub(super) fn aim_at(&mut self, at: Option<PlatePoint>) {
        if at == self.aim {
            return;
        }
        self.aim = at;
        self.overlay.marks.aim(at);
        if let Some(at) = at {
            self.keep_in_sight(at);
        }
    }

    /// Leaves the stage to another plate. At once: a picture that fades would lie under what is drawn over the other.
    pub(super) fn leave(&mut self) {
        self.hover(None);
    }
}
