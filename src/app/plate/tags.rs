//! The names beside a plate as elements of the page, and the stops of the keyboard's walk: both come from what of each
//! muscle can be seen.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::body::Body;
use super::camera::{Camera, Pixel, Viewport};
use super::dom::{Num, append, elements, make, make_html, number, set, style};
use super::labels::{self, Name, Placed, Rect, Room};
use super::look::{Look, Names, Under};
use super::pens::FINE_PX_PER_MM;
use super::seen::Seen;
use super::stops::{Stop, prefers, stops};
use crate::anatomy::{Bounds, PlatePoint};

/// The width of an average letter in heights of its line.
const LETTER: f64 = 0.62;
/// Muscles of which less than this can be seen are not named.
const LEAST_PX: f64 = 2.5;

/// The names of a structure: the muscle's id (or the structure's slug) and its name in the asked language.
pub(super) type NameOf = dyn Fn(&str, Names) -> Option<(String, String)>;

struct Tag {
    id: String,
    under: Under,
    at: PlatePoint,
    words: Element,
    line: Element,
}

/// The names of one plate.
pub(super) struct Tags {
    host: HtmlElement,
    lines: Element,
    seen: Option<Seen>,
    stops: Vec<Stop>,
    chosen: Vec<Stop>,
    tags: Vec<Tag>,
    taken: Vec<Rect>,
    marks: Vec<PlatePoint>,
    letter_px: f64,
}

impl Tags {
    /// Names that will stand in an empty element of the page: its box is the room they have.
    pub(super) fn mount(host: HtmlElement) -> Option<Self> {
        host.set_inner_html("");
        let lines = make("svg", "leaders")?;
        append(&host, &lines);
        let (stops, chosen, tags) = (Vec::new(), Vec::new(), Vec::new());
        let (taken, marks, letter_px) = (Vec::new(), Vec::new(), 0.0);
        Some(Self { host, lines, seen: None, stops, chosen, tags, taken, marks, letter_px })
    }

    /// Looks over the plate anew: what is shown has changed.
    pub(super) fn survey(&mut self, body: &Body, frame: Bounds, look: &Look, name_of: &NameOf) {
        let seen = body.seen(frame, look);
        self.stops = stops(&seen, frame, body, look, name_of);
        self.seen = Some(seen);
    }

    /// Where the keyboard's walk may stop: at what belongs to the layer that is looked at.
    pub(super) fn stops(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(|stop| stop.is_of_layer)
    }

    /// Chooses what is named in the window, and where its leader ends; places that are still in sight stay.
    pub(super) fn choose(
        &mut self,
        body: &Body,
        look: &Look,
        camera: Camera,
        viewport: Viewport,
        name_of: &NameOf,
        canvas: &HtmlElement,
    ) {
        self.chosen.clear();
        if look.names == Names::Off {
            return;
        }
        self.look_around(canvas);
        let marks = look.points.iter().map(|(_, mark)| mark).chain(&look.marks);
        self.marks = marks.map(|mark| mark.at).collect();
        let Some(seen) = &self.seen else { return };
        let [left, top, width, height] = camera.view_box(viewport);
        let frame_mm = width + height;
        let window =
            Bounds { min: PlatePoint::new(left, top), max: PlatePoint::new(left + width, top + height) };
        let in_sight: Vec<Stop> = if self.stops.iter().all(|stop| window.contains(stop.at)) {
            self.stops.clone()
        } else {
            let mut near = stops(seen, window, body, look, name_of);
            for stop in &mut near {
                let known =
                    self.tags.iter().find(|tag| tag.id == stop.id && tag.under.side == stop.under.side);
                if let Some(tag) = known.filter(|tag| window.contains(tag.at)) {
                    stop.at = tag.at;
                }
            }
            near
        };
        for mut stop in in_sight {
            let is_chosen = look.chosen.iter().any(|slug| *slug == stop.under.slug);
            if !(stop.is_of_layer || is_chosen) || stop.inside_mm * camera.px_per_mm < LEAST_PX {
                continue;
            }
            if is_chosen {
                // Whoever has chosen it wants to read it before any other.
                stop.inside_mm += frame_mm;
            }
            // Of a pair one is named: about half of them on either side.
            match self.chosen.iter_mut().find(|chosen| chosen.id == stop.id) {
                Some(chosen) if prefers(&stop, look) => {
                    let other = std::mem::replace(chosen, stop);
                    chosen.twin = Some((other.under, other.at)).filter(|_| !is_chosen);
                }
                Some(chosen) if !is_chosen => chosen.twin = Some((stop.under, stop.at)),
                Some(_) => {}
                None => self.chosen.push(stop),
            }
        }
    }

    /// Stands the names where the camera sees their muscles.
    pub(super) fn place(&mut self, camera: Camera, viewport: Viewport, frame: Bounds, canvas: &HtmlElement) {
        if self.chosen.is_empty() && self.tags.is_empty() {
            return;
        }
        let placed = self.layout(camera, viewport, frame, canvas);
        let is_kept =
            |tag: &Tag| placed.iter().any(|(stop, ..)| stop.id == tag.id && stop.name_is(&tag.words));
        for tag in self.tags.extract_if(.., |tag| !is_kept(tag)) {
            tag.words.remove();
            tag.line.remove();
        }
        let left = f64::from(self.host.offset_left() - canvas.offset_left());
        let top = f64::from(self.host.offset_top() - canvas.offset_top());
        for (stop, place) in placed {
            let known = self.tags.iter().position(|tag| tag.id == stop.id);
            let index = match known {
                Some(index) => index,
                None => {
                    let Some((words, line)) = tag(&stop, &self.host, &self.lines) else { continue };
                    let (id, under) = (stop.id.clone(), stop.under.clone());
                    self.tags.push(Tag { id, under, at: stop.at, words, line });
                    self.tags.len() - 1
                }
            };
            let tag = &mut self.tags[index];
            (tag.under, tag.at) = (stop.under, stop.at);
            let words = place.words;
            style(
                &tag.words,
                "transform",
                &format!("translate({}px,{}px)", Num(words.left - left), Num(words.top - top)),
            );
            style(&tag.words, "width", &format!("{}px", Num(words.right - words.left)));
            style(&tag.words, "text-align", if place.is_left { "right" } else { "left" });
            let Placed { port, anchor, .. } = place;
            set(
                &tag.line,
                "d",
                &format!(
                    "M{},{}L{},{}",
                    Num(port.x - left),
                    Num(port.y - top),
                    Num(anchor.x - left),
                    Num(anchor.y - top)
                ),
            );
        }
    }

    fn layout(
        &self,
        camera: Camera,
        viewport: Viewport,
        frame: Bounds,
        canvas: &HtmlElement,
    ) -> Vec<(Stop, Placed)> {
        let Some(seen) = &self.seen else { return Vec::new() };
        let left = f64::from(self.host.offset_left() - canvas.offset_left());
        let top = f64::from(self.host.offset_top() - canvas.offset_top());
        let (right, bottom) =
            (left + f64::from(self.host.offset_width()), top + f64::from(self.host.offset_height()));
        let within = Rect { left, top, right, bottom };
        let edge = |x: f64| camera.to_pixel(PlatePoint::new(x, 0.0), viewport).x;
        let middle = edge(frame.centre().x);
        let is_central = (left + (right - left) * 0.3..left + (right - left) * 0.7).contains(&middle);
        let middle = if is_central { middle } else { (left + right) / 2.0 };
        let pixel = |at: PlatePoint| {
            let at = camera.to_pixel(at, viewport);
            (at.x > left && at.x < right && at.y > top && at.y < bottom).then_some(at)
        };
        let chosen: Vec<(&Stop, Pixel)> =
            self.chosen.iter().filter_map(|stop| Some((stop, pixel(stop.at)?))).collect();
        let names: Vec<Name> = chosen
            .iter()
            .map(|&(stop, anchor)| Name {
                anchor,
                twin: stop.twin.as_ref().and_then(|(_, at)| pixel(*at)),
                weight: stop.inside_mm,
                width_px: letters(&stop.name) * self.letter_px + 10.0,
            })
            .collect();
        let body = |from: f64, to: f64| {
            let place = |y: f64| camera.to_plate(Pixel { x: 0.0, y }, viewport).y;
            seen.edges(place(from), place(to)).map(|(from, to)| (edge(from), edge(to)))
        };
        let may_cover = camera.px_per_mm >= FINE_PX_PER_MM;
        let marks: Vec<Rect> =
            self.marks.iter().map(|at| Rect::of_mark(camera.to_pixel(*at, viewport))).collect();
        let cut_px = (right - left) * 0.46;
        let room = Room { within, taken: &self.taken, marks: &marks, body: &body, middle, may_cover, cut_px };
        let placed = labels::place(&names, &room).into_iter();
        placed
            .map(|placed| {
                let mut stop = chosen[placed.name].0.clone();
                if let Some((under, at)) = stop.twin.take().filter(|_| placed.is_twin) {
                    (stop.under, stop.at) = (under, at);
                }
                (stop, placed)
            })
            .collect()
    }

    /// The size of letters now, and what stands over the plate besides: controls of the widget and of its owner, in pixels
    /// of the window.
    fn look_around(&mut self, canvas: &HtmlElement) {
        let computed = gloo::utils::window().get_computed_style(&self.host).ok().flatten();
        let size = computed.and_then(|style| style.get_property_value("font-size").ok());
        let size_px = size.map(|size| number(&size)).filter(|size| size.is_finite()).unwrap_or(13.0);
        self.letter_px = size_px * LETTER;
        self.taken.clear();
        let corner = canvas.get_bounding_client_rect();
        let figure = canvas.closest("figure").ok().flatten();
        let around = figure.and_then(|figure| figure.parent_element());
        for control in around.iter().flat_map(|around| elements(around, ".over-plate")) {
            let shown = control.get_bounding_client_rect();
            if shown.width() > 0.0 {
                self.taken.push(Rect {
                    left: shown.left() - corner.left(),
                    top: shown.top() - corner.top(),
                    right: shown.right() - corner.left(),
                    bottom: shown.bottom() - corner.top(),
                });
            }
        }
    }

    /// The muscle whose name this element of the page is, and where it can be seen.
    pub(super) fn tapped(&self, target: &Element) -> Option<(Under, PlatePoint)> {
        let tag = self.tags.iter().find(|tag| tag.words == *target)?;
        Some((tag.under.clone(), tag.at))
    }
}

/// How long a name is, in average letters.
fn letters(name: &str) -> f64 {
    let width = |letter: char| match letter {
        'm' | 'w' | 'M' | 'W' => 1.55,
        'A'..='Z' => 1.2,
        'i' | 'j' | 'l' | ' ' | '.' | ',' => 0.5,
        'f' | 'r' | 't' => 0.66,
        'c' | 's' => 0.88,
        _ => 1.0,
    };
    name.chars().map(width).sum()
}

fn tag(stop: &Stop, host: &HtmlElement, lines: &Element) -> Option<(Element, Element)> {
    let words = make_html("button", "")?;
    set(&words, "type", "button");
    set(&words, "tabindex", "-1");
    set(&words, "title", &stop.name);
    words.set_text_content(Some(&stop.name));
    append(host.unchecked_ref(), &words);
    let line = make("path", "leader")?;
    append(lines, &line);
    Some((words, line))
}
