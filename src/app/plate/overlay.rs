//! What lies over a plate in a document of its own, so that the plate itself is never painted anew for it: the chosen,
//! what is pointed at, stippled skin, attachments, marks and the crosshair.

use wasm_bindgen::JsCast;
use web_sys::{Element, SvgGraphicsElement};

use super::body::Body;
use super::document::{Group, PlateDocument, outline};
use super::dom::{append, clone, elements, make, set};
use super::look::{Beside, Look, Mark, MarkKind, Tier, Zone};
use crate::anatomy::{Bounds, PlatePoint, Side};

/// The layers over the plate, from the lowest.
const LAYERS: [&str; 7] =
    ["zone-tints", "zones", "chosen", "chosen-outlines", "beside-outlines", "attachments", "hover-outlines"];

/// The overlay of one plate.
pub(super) struct Overlay {
    pub(super) svg: Element,
    patterns: Vec<Element>,
    masks: Element,
    layers: [Element; 7],
    marks: Element,
    crosshair: Element,
    px_per_mm: f64,
    serial: u32,
}

impl Overlay {
    /// Puts an empty overlay into `host`; `serial` keeps its names apart from those of other plates in the page, `frame` is
    /// the plate's edges.
    pub(super) fn mount(host: &Element, serial: u32, frame: Bounds, is_mirrored: bool) -> Option<Self> {
        let svg = make("svg", "plate-over")?;
        set(&svg, "aria-hidden", "true");
        let defs = make("defs", "")?;
        defs.set_inner_html(&format!(
            "{}{}<pattern id=\"hatch-{serial}\" class=\"hatch\" width=\"4\" height=\"4\" \
             patternUnits=\"userSpaceOnUse\"><path d=\"M0,2h4\"/></pattern>\
             <clipPath id=\"frame-{serial}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
            stipple(serial, "dense", 6.0, 1.45),
            stipple(serial, "sparse", 11.0, 1.2),
            frame.min.x,
            frame.min.y,
            frame.width_mm(),
            frame.height_mm()
        ));
        let masks = make("g", "")?;
        append(&defs, &masks);
        append(&svg, &defs);
        // Skin beyond what the plate shows is not stippled.
        let (clipped, drawn) = (make("g", "")?, make("g", "")?);
        set(&clipped, "clip-path", &format!("url(#frame-{serial})"));
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
        let (marks, crosshair) = (make("g", "marks")?, make("g", "crosshair")?);
        crosshair.set_inner_html(
            r#"<path class="halo" d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/><path d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/>"#,
        );
        set(&crosshair, "hidden", "");
        append(&svg, &marks);
        append(&svg, &crosshair);
        append(host, &svg);
        let patterns = elements(&defs, "pattern");
        let layers = layers.try_into().ok()?;
        Some(Self { svg, patterns, masks, layers, marks, crosshair, px_per_mm: 1.0, serial })
    }

    /// Shows what has changed of a look.
    pub(super) fn show(&self, document: &PlateDocument, body: &Body, look: &Look, before: Option<&Look>) {
        set(&self.svg, "data-peel", &look.peel.number().to_string());
        let is_new = |differs: fn(&Look, &Look) -> bool| before.is_none_or(|before| differs(look, before));
        if is_new(|a, b| {
            (&a.chosen, a.side, a.peel, a.is_alone, &a.hidden)
                != (&b.chosen, b.side, b.peel, b.is_alone, &b.hidden)
        }) {
            self.choose(document, body, look);
        }
        if is_new(|a, b| a.beside != b.beside || a.side != b.side) {
            self.outline_beside(document, look);
        }
        if is_new(|a, b| a.zones != b.zones) {
            self.stipple_zones(document, &look.zones);
        }
        if is_new(|a, b| (&a.marks, &a.points) != (&b.marks, &b.points)) {
            let points = look.points.iter().filter(|(part, mark)| body.reaches(part, mark.at));
            self.place_marks(points.map(|(_, mark)| mark).chain(&look.marks));
        }
    }

    /// Keeps marks and stipple at their size on the screen.
    pub(super) fn rescale(&mut self, px_per_mm: f64) {
        self.px_per_mm = px_per_mm;
        for pattern in &self.patterns {
            set(pattern, "patternTransform", &format!("scale({:.5}) rotate(18)", 1.0 / px_per_mm));
        }
        for element in elements(&self.marks, "[data-at]").iter().chain([&self.crosshair]) {
            self.place(element);
        }
    }

    /// Outlines what is pointed at.
    pub(super) fn hover(&self, document: &PlateDocument, slug: Option<(&str, Side)>) {
        self.clear(6);
        if let Some((slug, side)) = slug {
            for group in document.groups_of(slug, side).filter(|group| !group.is_piece) {
                self.copy_outline(6, group, "hover-outline");
            }
        }
    }

    /// Shows the crosshair at a place, or hides it.
    pub(super) fn aim(&self, at: Option<PlatePoint>) {
        match at {
            Some(at) => {
                set(&self.crosshair, "data-at", &format!("{:.2} {:.2}", at.x, at.y));
                let _ = self.crosshair.remove_attribute("hidden");
                self.place(&self.crosshair);
            }
            None => set(&self.crosshair, "hidden", ""),
        }
    }

    /// Shows the attachments of the chosen, out of `drawn`; of everything where nothing is chosen; none without `drawn`.
    pub(super) fn attach(&self, drawn: Option<&Element>, look: &Look) {
        self.clear(5);
        let Some(drawn) = drawn else { return };
        for path in elements(drawn, "[data-muscle-structure]") {
            let slug = path.get_attribute("data-muscle-structure").unwrap_or_default();
            let side = path.get_attribute("data-side");
            let is_wanted = look.chosen.is_empty()
                || look.chosen.iter().any(|chosen| *chosen == slug)
                    && side.is_none_or(|side| side == look.side.name());
            if let Some(path) = clone(&path).filter(|_| is_wanted) {
                append(&self.layers[5], &path);
                // The far end is hatched besides, so that no one needs the colour.
                if path.class_list().contains("distal")
                    && let Some(hatched) = clone(&path)
                {
                    set(&hatched, "class", "attachment hatched");
                    set(&hatched, "style", &format!("fill:url(#hatch-{})", self.serial));
                    append(&self.layers[5], &hatched);
                }
            }
        }
    }

    /// The least rectangle around all stippled skin, empty where there is none.
    pub(super) fn zone_bounds(&self, is_mirrored: bool) -> Bounds {
        let zones = self.layers[1].dyn_ref::<SvgGraphicsElement>();
        let boxed = zones.and_then(|zones| zones.get_b_box().ok());
        let Some(boxed) = boxed.filter(|boxed| boxed.width() > 0.0) else { return Bounds::default() };
        let (left, top) = (f64::from(boxed.x()), f64::from(boxed.y()));
        let corner = PlatePoint::new(left + f64::from(boxed.width()), top + f64::from(boxed.height()));
        let bounds = Bounds { min: PlatePoint::new(left, top), max: corner };
        if is_mirrored { bounds.mirrored() } else { bounds }
    }

    fn clear(&self, layer: usize) {
        self.layers[layer].set_inner_html("");
    }

    fn copy_outline(&self, layer: usize, group: &Group, class: &str) -> Option<Element> {
        let copy = clone(&outline(&group.element)?)?;
        set(&copy, "class", class);
        if let Some(transform) = group.element.get_attribute("transform") {
            set(&copy, "transform", &transform);
        }
        append(&self.layers[layer], &copy);
        Some(copy)
    }

    /// Paints the chosen anew in its own colour, less what is painted over it, and outlines all of it.
    fn choose(&self, document: &PlateDocument, body: &Body, look: &Look) {
        self.clear(2);
        self.clear(3);
        self.masks.set_inner_html("");
        set(&self.svg, "data-chosen", if look.chosen.is_empty() { "" } else { "yes" });
        for slug in &look.chosen {
            let bounds = body.bounds(std::slice::from_ref(slug), look.side).grown(2.0);
            for group in document.groups_of(slug, look.side) {
                let is_removed = group.traits.depth < look.peel && !look.is_alone;
                if !group.is_piece {
                    let class = if is_removed { "chosen-outline is-removed" } else { "chosen-outline" };
                    self.copy_outline(3, group, class);
                }
                let Some(copy) = clone(&group.element).filter(|_| !is_removed) else { continue };
                let _ = copy.remove_attribute("data-shown");
                let _ = copy.class_list().add_1("is-chosen");
                let place = group.shape.filter(|_| !look.is_alone);
                let over = place.map_or_else(Vec::new, |place| body.painted_over(place, bounds, look));
                let mask = (!over.is_empty()).then(|| self.mask(document, &over, bounds));
                match mask.flatten().zip(make("g", "")) {
                    Some((mask, masked)) => {
                        set(&masked, "mask", &format!("url(#{mask})"));
                        append(&masked, &copy);
                        append(&self.layers[2], &masked);
                    }
                    None => append(&self.layers[2], &copy),
                }
            }
        }
    }

    /// A mask that leaves out what is painted over; its name.
    fn mask(&self, document: &PlateDocument, over: &[usize], bounds: Bounds) -> Option<String> {
        let bounds = if document.is_mirrored { bounds.mirrored() } else { bounds };
        let (mask, white) = (make("mask", "")?, make("rect", "mask-shown")?);
        let name = format!("over-{}-{}", self.serial, self.masks.child_element_count());
        set(&mask, "id", &name);
        for element in [&mask, &white] {
            set(element, "x", &format!("{:.1}", bounds.min.x));
            set(element, "y", &format!("{:.1}", bounds.min.y));
            set(element, "width", &format!("{:.1}", bounds.width_mm()));
            set(element, "height", &format!("{:.1}", bounds.height_mm()));
        }
        set(&mask, "maskUnits", "userSpaceOnUse");
        append(&mask, &white);
        for group in document.groups.iter().filter(|group| group.shape.is_some_and(|at| over.contains(&at))) {
            let Some(copy) = outline(&group.element).as_ref().and_then(clone) else { continue };
            set(&copy, "class", "mask-hidden");
            if let Some(transform) = group.element.get_attribute("transform") {
                set(&copy, "transform", &transform);
            }
            append(&mask, &copy);
        }
        append(&self.masks, &mask);
        Some(name)
    }

    fn outline_beside(&self, document: &PlateDocument, look: &Look) {
        self.clear(4);
        for (slug, beside) in &look.beside {
            let class = match beside {
                Beside::Over => "beside over",
                Beside::Under => "beside under",
            };
            for group in document.groups_of(slug, look.side).filter(|group| !group.is_piece) {
                self.copy_outline(4, group, class);
            }
        }
    }

    fn stipple_zones(&self, document: &PlateDocument, zones: &[Zone]) {
        self.clear(0);
        self.clear(1);
        for zone in zones {
            for path in elements(&document.svg, &format!("path[data-region=\"{}\"]", zone.region)) {
                let side = path.get_attribute("data-side");
                if side.is_some_and(|side| side != zone.side.name()) {
                    continue;
                }
                let (Some(dots), Some(tint)) = (clone(&path), clone(&path)) else { continue };
                let (class, density) = match zone.tier {
                    Tier::Essential => ("zone essential", "dense"),
                    Tier::Spillover => ("zone spillover", "sparse"),
                };
                for element in [&dots, &tint] {
                    set(element, "class", class);
                    let _ = element.remove_attribute("data-region");
                }
                set(&dots, "style", &format!("fill:url(#stipple-{}-{density})", self.serial));
                append(&self.layers[1], &dots);
                append(&self.layers[0], &tint);
            }
        }
    }

    fn place_marks<'a>(&self, marks: impl Iterator<Item = &'a Mark>) {
        self.marks.set_inner_html("");
        for mark in marks {
            let (class, drawing) = match mark.kind {
                MarkKind::Point => ("mark point", cross(5)),
                MarkKind::ChosenPoint => ("mark point is-chosen", cross(7)),
                MarkKind::Tapped => {
                    ("mark tapped", r#"<circle r="7"/><circle class="dot" r="1.5"/>"#.to_owned())
                }
                MarkKind::Radius(radius_mm) => ("mark radius", format!(r#"<circle r="{radius_mm}"/>"#)),
            };
            let Some(element) = make("g", class) else { continue };
            element.set_inner_html(&drawing);
            if let Some(text) = make("text", "").filter(|_| !mark.label.is_empty()) {
                set(&text, "x", "9");
                set(&text, "y", "-5");
                text.set_text_content(Some(&mark.label));
                append(&element, &text);
            }
            set(&element, "data-at", &format!("{:.2} {:.2}", mark.at.x, mark.at.y));
            append(&self.marks, &element);
            self.place(&element);
        }
    }

    /// Puts a mark at its place: at a fixed size on the screen, but for a radius, which is in millimetres.
    fn place(&self, element: &Element) {
        let Some(at) = element.get_attribute("data-at") else { return };
        let scale = if element.class_list().contains("radius") { 1.0 } else { 1.0 / self.px_per_mm };
        set(element, "transform", &format!("translate({at}) scale({scale:.5})"));
    }
}

/// An X on a halo that keeps it legible on any muscle.
fn cross(arm_px: u32) -> String {
    let lines = format!("M-{arm_px},-{arm_px}L{arm_px},{arm_px}M{arm_px},-{arm_px}L-{arm_px},{arm_px}");
    format!(r#"<path class="halo" d="{lines}"/><path d="{lines}"/>"#)
}

fn stipple(serial: u32, density: &str, cell: f64, radius: f64) -> String {
    let half = cell / 2.0;
    let dot = |x: f64, y: f64| format!(r#"<circle cx="{x}" cy="{y}" r="{radius}"/>"#);
    let dots = dot(half / 2.0, half / 2.0) + &dot(half * 1.5, half * 1.5);
    format!(
        r#"<pattern id="stipple-{serial}-{density}" class="stipple" width="{cell}" height="{cell}" patternUnits="userSpaceOnUse">{dots}</pattern>"#
    )
}
