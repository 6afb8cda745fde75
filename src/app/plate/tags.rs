//! The names beside a plate as elements of the page, and the stops of the keyboard's walk: both come from what of each
//! muscle can be seen.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::body::Body;
use super::camera::{Camera, Viewport};
use super::dom::{append, make, make_html, set, style};
use super::labels::{self, Name, Placed, ROW_PX, Room};
use super::look::{Look, Names, Under};
use super::seen::Seen;
use crate::anatomy::{Bounds, Depth, PlatePoint, Side};
use crate::atlas::Kind;

/// The width of an average letter in heights of its line.
const LETTER: f64 = 0.55;
/// Muscles of which less than this can be seen are not named.
const LEAST_PX: f64 = 4.0;

/// A column of names is this wide even where the plate leaves no room for it.
const LEAST_COLUMN_PX: f64 = 128.0;

/// The names of a structure: the muscle's id (or the structure's slug) and its name in the asked language.
pub(super) type NameOf = dyn Fn(&str, Names) -> Option<(String, String)>;

/// A muscle (or a bone, where the body is peeled to the bones) that can be seen and named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stop {
    pub(super) under: Under,
    /// Where it can be seen best.
    pub(super) at: PlatePoint,
    pub(super) inside_mm: f64,
    /// Whether it belongs to the layer that is looked at.
    is_of_layer: bool,
    id: String,
    name: String,
}

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
    letter_px: f64,
}

impl Tags {
    /// Names that will stand in an empty element of the page: its box is the room they have.
    pub(super) fn mount(host: HtmlElement) -> Option<Self> {
        host.set_inner_html("");
        let lines = make("svg", "leaders")?;
        append(&host, &lines);
        let computed = gloo::utils::window().get_computed_style(&host).ok().flatten();
        let size = computed.and_then(|style| style.get_property_value("font-size").ok());
        let size_px = size.and_then(|size| size.trim_end_matches("px").parse().ok()).unwrap_or(13.0);
        let (stops, chosen, tags) = (Vec::new(), Vec::new(), Vec::new());
        Some(Self { host, lines, seen: None, stops, chosen, tags, letter_px: size_px * LETTER })
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
    ) {
        self.chosen.clear();
        let Some(seen) = self.seen.as_ref().filter(|_| look.names != Names::Off) else { return };
        let [left, top, width, height] = camera.view_box(viewport);
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
        for stop in in_sight {
            let is_chosen = look.chosen.iter().any(|slug| *slug == stop.under.slug);
            if !(stop.is_of_layer || is_chosen) || stop.inside_mm * camera.px_per_mm < LEAST_PX {
                continue;
            }
            match self.chosen.iter_mut().find(|chosen| chosen.id == stop.id) {
                // Of a pair one is named: about half of them on either side.
                Some(chosen) if prefers(&stop, look) => *chosen = stop,
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
        for (stop, place, column_px) in placed {
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
            let x = place.port.x + if place.is_left { -4.0 } else { 4.0 };
            let back = if place.is_left { " translateX(-100%)" } else { "" };
            let y = place.port.y - ROW_PX / 2.0;
            style(&tag.words, "transform", &format!("translate({:.1}px,{:.1}px){back}", x - left, y - top));
            style(&tag.words, "max-width", &format!("{column_px:.0}px"));
            let Placed { port, anchor, .. } = place;
            set(
                &tag.line,
                "d",
                &format!(
                    "M{:.1},{:.1}L{:.1},{:.1}",
                    port.x - left,
                    port.y - top,
                    anchor.x - left,
                    anchor.y - top
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
    ) -> Vec<(Stop, Placed, f64)> {
        let box_left = f64::from(self.host.offset_left() - canvas.offset_left());
        let box_top = f64::from(self.host.offset_top() - canvas.offset_top());
        let (width, height) = (f64::from(self.host.offset_width()), f64::from(self.host.offset_height()));
        let middle = camera.to_pixel(PlatePoint::new(frame.centre().x, 0.0), viewport).x;
        let middle = if (width * 0.3..width * 0.7).contains(&(middle - box_left)) {
            middle
        } else {
            box_left + width / 2.0
        };
        let edge = |at: PlatePoint| camera.to_pixel(at, viewport).x;
        let is_in = |stop: &&Stop| {
            let at = camera.to_pixel(stop.at, viewport);
            at.x > 0.0 && at.x < viewport.width_px && at.y > box_top && at.y < box_top + height
        };
        let chosen: Vec<&Stop> = self.chosen.iter().filter(is_in).collect();
        let column_px = |is_left: bool| {
            let mine =
                chosen.iter().filter(|stop| (camera.to_pixel(stop.at, viewport).x < middle) == is_left);
            let longest = mine.map(|stop| stop.name.chars().count()).max().unwrap_or_default();
            // Where the plate leaves less room than the longest name needs, the names reach over it a little.
            let edge = if is_left { edge(frame.min) - box_left } else { box_left + width - edge(frame.max) };
            (longest as f64 * self.letter_px + 10.0).min(edge.max(LEAST_COLUMN_PX.min(width * 0.34)))
        };
        let columns = [column_px(true), column_px(false)];
        let room = Room {
            top: box_top,
            bottom: box_top + height,
            left: (box_left + columns[0]).max(edge(frame.min)).min(middle - 24.0),
            right: (box_left + width - columns[1]).min(edge(frame.max)).max(middle + 24.0),
            middle,
        };
        let names: Vec<Name> = chosen
            .iter()
            .map(|stop| Name { anchor: camera.to_pixel(stop.at, viewport), weight: stop.inside_mm })
            .collect();
        let placed = labels::place(&names, room).into_iter();
        placed
            .map(|placed| (chosen[placed.name].clone(), placed, columns[usize::from(!placed.is_left)]))
            .collect()
    }

    /// The muscle whose name this element of the page is, and where it can be seen.
    pub(super) fn tapped(&self, target: &Element) -> Option<(Under, PlatePoint)> {
        let tag = self.tags.iter().find(|tag| tag.words == *target)?;
        Some((tag.under.clone(), tag.at))
    }
}

impl Stop {
    fn name_is(&self, words: &Element) -> bool {
        words.text_content().as_deref() == Some(&self.name)
    }
}

fn stops(seen: &Seen, window: Bounds, body: &Body, look: &Look, name_of: &NameOf) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for spot in seen.spots(window) {
        let Some((under, kind, depth)) = body.who(&spot) else { continue };
        let is_bones = look.peel == Depth::Bone;
        let is_bone = matches!(kind, Kind::Bone | Kind::Cartilage);
        if kind != Kind::Muscle && !(is_bones && is_bone) {
            continue;
        }
        let Some((id, name)) = name_of(&under.slug, look.names) else { continue };
        let is_of_layer = depth == look.peel.max(Depth::Superficial);
        let stop = Stop { under, at: spot.at, inside_mm: spot.inside_mm, is_of_layer, id, name };
        // Of a muscle's parts the one that shows most stands for it.
        match stops.iter_mut().find(|known| known.id == stop.id && known.under.side == stop.under.side) {
            Some(known) if known.inside_mm < stop.inside_mm => *known = stop,
            Some(_) => {}
            None => stops.push(stop),
        }
    }
    stops
}

/// Of a pair: the chosen side of what is chosen, else the side that the name's letters say, so that it stays the same.
fn prefers(stop: &Stop, look: &Look) -> bool {
    if look.chosen.iter().any(|slug| *slug == stop.under.slug) {
        return stop.under.side == look.side;
    }
    let is_left = stop.id.bytes().fold(0_u8, u8::wrapping_add) % 2 == 0;
    (stop.under.side == Side::Left) == is_left
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
