//! What lies over a plate in a document of its own, so that the plate itself is never painted anew for it: the chosen,
//! what is pointed at, attachments, and over these the zones of pain, marks and the crosshair.

use web_sys::Element;

use super::body::{Body, Cover, Painted};
use super::document::{Group, PlateDocument, outline};
use super::dom::{Num, append, clone, elements, empty, make, set};
use super::look::{Beside, Look, Pointed, Zone};
use super::marks::Marks;
use super::mask::mask;
use super::pens::FINE_PX_PER_MM;
use super::zones::{Zones, stipples};
use crate::anatomy::Bounds;

/// The layers over the plate, from the lowest; the zones of pain lie over all of them.
const LAYERS: [&str; 5] = ["chosen", "chosen-outlines", "beside-outlines", "attachments", "hover-outlines"];
const CHOSEN: usize = 0;
const OUTLINES: usize = 1;
const BESIDE: usize = 2;
const ATTACHMENTS: usize = 3;
const HOVER: usize = 4;

/// A plate less high than this is a close-up: its edges cut through the body.
const LEAST_STANDING_MM: f64 = 1000.0;
/// How far a close-up fades out at its edges, as a share of its shorter side.
const FADES: f64 = 0.04;

/// The overlay of one plate.
pub(super) struct Overlay {
    pub(super) svg: Element,
    patterns: Vec<Element>,
    masks: Element,
    joins: Element,
    layers: [Element; 5],
    zones: Zones,
    pub(super) marks: Marks,
    serial: u32,
}

impl Overlay {
    /// Puts an empty overlay into `host`; `serial` keeps its names apart from those of other plates in the page, `frame` is
    /// the plate's edges.
    pub(super) fn mount(host: &Element, serial: u32, frame: Bounds, is_mirrored: bool) -> Option<Self> {
        let svg = make("svg", "plate-over")?;
        set(&svg, "aria-hidden", "true");
        let (defs, ends) = (make("defs", "")?, frame_name(serial));
        defs.set_inner_html(&format!(
            "{}<pattern id=\"hatch-{serial}\" class=\"hatch\" width=\"4\" height=\"4\" \
             patternUnits=\"userSpaceOnUse\"><path d=\"M0,2h4\"/></pattern>\
             <clipPath id=\"{ends}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
            stipples(serial),
            Num(frame.min.x),
            Num(frame.min.y),
            Num(frame.width_mm()),
            Num(frame.height_mm())
        ));
        let (masks, joins) = (make("g", "")?, make("g", "")?);
        append(&defs, &masks);
        append(&defs, &joins);
        append(&svg, &defs);
        if frame.height_mm() < LEAST_STANDING_MM {
            append(&svg, &faded_edges(serial, frame)?);
        }
        // Skin beyond what the plate shows is not stippled.
        let (clipped, drawn) = (make("g", "")?, make("g", "")?);
        set(&clipped, "clip-path", &format!("url(#{ends})"));
        if is_mirrored {
            set(&drawn, "transform", "scale(-1,1)");
        }
        append(&clipped, &drawn);
        append(&svg, &clipped);
        let mut layers = Vec::new();
        for class in LAYERS {
            let layer = make("g", class)?;
            append(&drawn, &layer);
            layers.push(layer);
        }
        let zones = Zones::mount(&defs, &drawn, serial)?;
        let marks = Marks::mount(&svg)?;
        append(host, &svg);
        let patterns = elements(&defs, "pattern");
        let layers = layers.try_into().ok()?;
        Some(Self { svg, patterns, masks, joins, layers, zones, marks, serial })
    }

    /// Shows what has changed of a look.
    pub(super) fn show(&mut self, document: &PlateDocument, body: &Body, look: &Look, before: Option<&Look>) {
        set(&self.svg, "data-peel", &look.peel.number().to_string());
        let is_new = |differs: fn(&Look, &Look) -> bool| before.is_none_or(|before| differs(look, before));
        if is_new(|a, b| {
            (&a.chosen, a.side, a.peel, a.is_alone, &a.bones, &a.hidden)
                != (&b.chosen, b.side, b.peel, b.is_alone, &b.bones, &b.hidden)
        }) {
            self.choose(document, body, look);
        }
        if is_new(|a, b| a.beside != b.beside || a.side != b.side) {
            self.outline_beside(document, body, look);
        }
        if is_new(|a, b| a.zones != b.zones) {
            self.show_zones(document, &look.zones);
        }
        if is_new(|a, b| (&a.marks, &a.points) != (&b.marks, &b.points)) {
            let points = look.points.iter().filter(|(part, mark)| body.reaches(part, mark.at));
            self.marks.show(points.map(|(_, mark)| mark).chain(&look.marks));
        }
    }

    /// Shows zones of pain; while there are any, the chosen fade, so that the zones are what is seen first.
    pub(super) fn show_zones(&self, document: &PlateDocument, zones: &[Zone]) {
        self.zones.show(document, zones);
        let _ = self.svg.toggle_attribute_with_force("data-pattern", !zones.is_empty());
    }

    /// Keeps marks and stipple at their size on the screen.
    pub(super) fn rescale(&mut self, px_per_mm: f64) {
        for pattern in &self.patterns {
            set(pattern, "patternTransform", &format!("scale({}) rotate(18)", Num(1.0 / px_per_mm)));
        }
        // Under half a pixel it is a blur that only costs time.
        let is_far = px_per_mm < FINE_PX_PER_MM;
        let _ = self.svg.class_list().toggle_with_force("is-far", is_far);
        self.marks.rescale(px_per_mm);
    }

    /// Outlines what is pointed at.
    pub(super) fn hover(&self, document: &PlateDocument, pointed: Option<&Pointed>) {
        self.clear(HOVER);
        let mark = match pointed {
            Some(Pointed::Mark(point)) => Some(point),
            _ => None,
        };
        self.marks.point_at(mark);
        if let Some(under) = pointed.and_then(Pointed::structure) {
            for group in document.groups_of(&under.slug, under.side).filter(|group| !group.is_piece) {
                self.copy_outline(HOVER, group, "hover-outline");
            }
        }
    }

    /// Shows the attachments of the chosen, out of `drawn`; of everything where nothing is chosen; none without `drawn`.
    pub(super) fn attach(&self, drawn: Option<&Element>, look: &Look) {
        self.clear(ATTACHMENTS);
        let Some(drawn) = drawn else { return };
        for path in elements(drawn, "[data-muscle-structure]") {
            let slug = path.get_attribute("data-muscle-structure").unwrap_or_default();
            let side = path.get_attribute("data-side");
            let is_wanted = look.chosen.is_empty()
                || look.chosen.iter().any(|chosen| *chosen == slug)
                    && side.is_none_or(|side| side == look.side.name());
            if let Some(path) = clone(&path).filter(|_| is_wanted) {
                append(&self.layers[ATTACHMENTS], &path);
                // The far end is hatched besides, so that no one needs the colour.
                if path.class_list().contains("distal")
                    && let Some(hatched) = clone(&path)
                {
                    set(&hatched, "class", "attachment hatched");
                    set(&hatched, "style", &format!("fill:url(#hatch-{})", self.serial));
                    append(&self.layers[ATTACHMENTS], &hatched);
                }
            }
        }
    }

    /// The least rectangle around all zones of pain, empty where there is none.
    pub(super) fn zone_bounds(&self, is_mirrored: bool) -> Bounds {
        self.zones.bounds(is_mirrored)
    }

    fn clear(&self, layer: usize) {
        empty(&self.layers[layer]);
    }

    fn copy_outline(&self, layer: usize, group: &Group, class: &str) {
        if let Some(copy) = copied_outline(group, class) {
            append(&self.layers[layer], &copy);
        }
    }

    /// Paints the chosen anew in its own colour, less what is painted over it, and outlines all of it.
    fn choose(&self, document: &PlateDocument, body: &Body, look: &Look) {
        self.clear(CHOSEN);
        self.clear(OUTLINES);
        empty(&self.masks);
        let _ = self.layers[CHOSEN].remove_attribute("mask");
        let is_chosen = |group: &Group| look.chosen.iter().any(|slug| group.is_of(slug, look.side));
        for group in document.groups.iter().filter(|group| is_chosen(group)) {
            let is_removed = group.traits.depth < look.peel && !look.is_alone;
            if !group.is_piece {
                let class = if is_removed { "chosen-outline is-removed" } else { "chosen-outline" };
                self.copy_outline(OUTLINES, group, class);
            }
            if let Some(copy) = clone(&group.element).filter(|_| !is_removed) {
                let _ = copy.remove_attribute("data-shown");
                let _ = copy.class_list().add_1("is-chosen");
                append(&self.layers[CHOSEN], &copy);
            }
        }
        if look.is_alone || look.chosen.is_empty() {
            return;
        }
        let painted = |group| Some((group, Group::painted(group, is_chosen(group))?));
        let (groups, painted): (Vec<&Group>, Vec<Painted>) =
            document.groups.iter().filter_map(painted).unzip();
        let covers = body.covers(&painted, look);
        if !covers.is_empty() {
            let covers = covers.iter().map(|(at, cover)| (groups[*at], *cover));
            let bounds = body.bounds(&look.chosen, look.side).grown(2.0);
            let name = format!("over-{}", self.serial);
            if let Some(mask) = mask(&self.masks, &name, document, covers, bounds) {
                set(&self.layers[CHOSEN], "mask", &mask);
            }
        }
    }

    /// Outlines the neighbours, each as one shape however many parts it has.
    fn outline_beside(&self, document: &PlateDocument, body: &Body, look: &Look) {
        self.clear(BESIDE);
        empty(&self.joins);
        for (parts, beside) in &look.beside {
            let class = match beside {
                Beside::Over => "over",
                Beside::Under => "under",
            };
            let groups = || {
                let of_parts = parts.iter().flat_map(|slug| document.groups_of(slug, look.side));
                of_parts.filter(|group| !group.is_piece)
            };
            if groups().count() < 2 {
                groups().for_each(|group| self.copy_outline(BESIDE, group, class));
                continue;
            }
            groups().for_each(|group| self.copy_outline(BESIDE, group, &format!("{class} inside")));
            let bounds = body.bounds(parts, look.side).grown(4.0);
            let name = format!("join-{}-{}", self.serial, self.joins.child_element_count());
            let hidden = groups().map(|group| (group, Cover::Hides));
            let Some(mask) = mask(&self.joins, &name, document, hidden, bounds) else { continue };
            let Some(joined) = make("g", "joined") else { continue };
            set(&joined, "mask", &mask);
            for copy in groups().filter_map(|group| copied_outline(group, class)) {
                append(&joined, &copy);
            }
            append(&self.layers[BESIDE], &joined);
        }
    }
}

/// The paper that a close-up fades into along its four edges, so that the body is not cut off hard.
fn faded_edges(serial: u32, frame: Bounds) -> Option<Element> {
    let edges = make("g", "edges")?;
    let (wide, high) = (frame.width_mm(), frame.height_mm());
    let deep = wide.min(high) * FADES;
    let (left, top) = (frame.min.x, frame.min.y);
    let sides = [
        ("left", [left, top, deep, high], "x1=\"0\" x2=\"1\" y2=\"0\""),
        ("right", [frame.max.x - deep, top, deep, high], "x1=\"1\" x2=\"0\" y2=\"0\""),
        ("top", [left, top, wide, deep], "x2=\"0\" y1=\"0\" y2=\"1\""),
        ("bottom", [left, frame.max.y - deep, wide, deep], "x2=\"0\" y1=\"1\" y2=\"0\""),
    ];
    let drawn = sides.map(|(name, [left, top, wide, high], way)| {
        format!(
            "<linearGradient id=\"fade-{name}-{serial}\" {way}><stop class=\"paper\"/>\
             <stop class=\"paper\" offset=\"1\" stop-opacity=\"0\"/></linearGradient>\
             <rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"url(#fade-{name}-{serial})\"/>",
            Num(left),
            Num(top),
            Num(wide),
            Num(high)
        )
    });
    edges.set_inner_html(&drawn.concat());
    Some(edges)
}

/// What the clip path along a plate's edges is called.
pub(super) fn frame_name(serial: u32) -> String {
    format!("frame-{serial}")
}

fn copied_outline(group: &Group, class: &str) -> Option<Element> {
    let copy = clone(&outline(&group.element)?)?;
    set(&copy, "class", class);
    if let Some(transform) = group.element.get_attribute("transform") {
        set(&copy, "transform", &transform);
    }
    Some(copy)
}
