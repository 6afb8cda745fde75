//! A plate as a document in the page: put in place once, then only classes and attributes change.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, SvgGraphicsElement};

use super::look::{Look, Mark, MarkKind, Tier, Zone};
use crate::anatomy::{Bounds, Depth, PlatePoint, Side, Silhouette};
use crate::atlas::{Kind, Scene, Shape};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A plate's SVG in the page and its geometry.
pub(super) struct PlateDocument {
    pub(super) svg: Element,
    pub(super) scene: Scene,
    pub(super) frame: Bounds,
    page: Document,
    patterns: Vec<Element>,
    tints: Element,
    zones: Element,
    outlines: Element,
    marks: Element,
    crosshair: Element,
    hovered: Vec<Element>,
    px_per_mm: f64,
    stipple: [String; 2],
}

impl PlateDocument {
    /// Puts a plate's SVG into `host`, replacing what is there, and mirrors the right side of a symmetric one.
    ///
    /// # Errors
    /// In words for the user, where the text is not a plate.
    pub(super) fn mount(host: &Element, text: &str, serial: u32) -> Result<Self, String> {
        let broken = || {
            "This plate cannot be drawn: its file is damaged. Reload the page to fetch it again.".to_owned()
        };
        let page = host.owner_document().ok_or_else(broken)?;
        host.set_inner_html(text);
        let svg = host.query_selector("svg").ok().flatten().ok_or_else(broken)?;
        let frame = frame(&svg).ok_or_else(broken)?;
        let scene =
            Scene::new(elements(&svg, "[data-structure]:not(.piece)").iter().filter_map(shape).collect());
        if scene.shapes().is_empty() {
            return Err(broken());
        }
        let make = |name: &str, class: &str| -> Result<Element, String> {
            let element = page.create_element_ns(Some(SVG), name).map_err(|_| broken())?;
            set(&element, "class", class);
            Ok(element)
        };
        if svg.get_attribute("data-symmetric").as_deref() == Some("yes") {
            for element in elements(&svg, "[data-side=right]") {
                mirror(&element);
            }
        }
        set(&svg, "class", "plate-art");
        set(&svg, "aria-hidden", "true");
        set(&svg, "preserveAspectRatio", "xMidYMid meet");
        let defs = make("defs", "")?;
        let stipple = [format!("stipple-{serial}-dense"), format!("stipple-{serial}-sparse")];
        defs.set_inner_html(&format!(
            "{}{}",
            pattern(&stipple[0], 6.0, 1.45),
            pattern(&stipple[1], 11.0, 1.2)
        ));
        append(&svg, &defs);
        let tints = make("g", "zone-tints")?;
        let zones = make("g", "zones")?;
        let outlines = make("g", "chosen-outlines")?;
        let marks = make("g", "marks")?;
        let crosshair = make("g", "crosshair")?;
        crosshair.set_inner_html(r#"<path d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/>"#);
        set(&crosshair, "hidden", "");
        for layer in [&tints, &zones, &outlines, &marks, &crosshair] {
            append(&svg, layer);
        }
        let patterns = elements(&defs, "pattern");
        Ok(Self {
            svg,
            scene,
            frame,
            page,
            patterns,
            tints,
            zones,
            outlines,
            marks,
            crosshair,
            hovered: Vec::new(),
            px_per_mm: 1.0,
            stipple,
        })
    }

    /// Shows a look; the scale is the camera's, so that marks keep their size on the screen.
    pub(super) fn show(&mut self, look: &Look, before: Option<&Look>) {
        set(&self.svg, "data-peel", &look.peel.number().to_string());
        let is_new = |differs: fn(&Look, &Look) -> bool| before.is_none_or(|before| differs(look, before));
        if is_new(|a, b| a.chosen != b.chosen || a.side != b.side || a.peel != b.peel) {
            self.choose(look);
        }
        if is_new(|a, b| a.zones != b.zones) {
            self.stipple_zones(&look.zones);
        }
        if is_new(|a, b| a.marks != b.marks) {
            self.place_marks(&look.marks);
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

    /// Outlines what the pointer is over.
    pub(super) fn hover(&mut self, slug: Option<(&str, Side)>) {
        for element in self.hovered.drain(..) {
            let _ = element.class_list().remove_1("is-hovered");
        }
        if let Some((slug, side)) = slug {
            self.hovered = self.groups(slug, side);
            for element in &self.hovered {
                let _ = element.class_list().add_1("is-hovered");
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

    /// The least rectangle around all stippled skin, empty where there is none.
    pub(super) fn zone_bounds(&self) -> Bounds {
        let boxed = self.zones.dyn_ref::<SvgGraphicsElement>().and_then(|zones| zones.get_b_box().ok());
        let Some(boxed) = boxed.filter(|boxed| boxed.width() > 0.0) else { return Bounds::default() };
        let (left, top) = (f64::from(boxed.x()), f64::from(boxed.y()));
        let corner = PlatePoint::new(left + f64::from(boxed.width()), top + f64::from(boxed.height()));
        Bounds { min: PlatePoint::new(left, top), max: corner }
    }

    fn choose(&self, look: &Look) {
        for element in elements(&self.svg, ".is-chosen") {
            let _ = element.class_list().remove_1("is-chosen");
        }
        self.outlines.set_inner_html("");
        let has_chosen = if look.chosen.is_empty() { "" } else { "yes" };
        set(&self.svg, "data-chosen", has_chosen);
        for slug in &look.chosen {
            for group in self.groups(slug, look.side) {
                let _ = group.class_list().add_1("is-chosen");
                let Some(outline) = group.query_selector(".outline").ok().flatten() else { continue };
                let Some(copy) = copy(&outline) else { continue };
                let depth = group.get_attribute("data-depth").and_then(|depth| depth.parse::<u8>().ok());
                let is_removed = depth.is_some_and(|depth| depth < look.peel.number());
                set(&copy, "class", if is_removed { "chosen-outline is-removed" } else { "chosen-outline" });
                if let Some(transform) = group.get_attribute("transform") {
                    set(&copy, "transform", &transform);
                }
                append(&self.outlines, &copy);
            }
        }
    }

    fn stipple_zones(&self, zones: &[Zone]) {
        self.zones.set_inner_html("");
        self.tints.set_inner_html("");
        for zone in zones {
            let selector = format!("path[data-region=\"{}\"]", zone.region);
            for path in elements(&self.svg, &selector) {
                let side = path.get_attribute("data-side");
                if side.is_some_and(|side| side != zone.side.name()) {
                    continue;
                }
                let (Some(dots), Some(tint)) = (copy(&path), copy(&path)) else { continue };
                let (class, id) = match zone.tier {
                    Tier::Essential => ("zone essential", &self.stipple[0]),
                    Tier::Spillover => ("zone spillover", &self.stipple[1]),
                };
                for element in [&dots, &tint] {
                    set(element, "class", class);
                    let _ = element.remove_attribute("data-region");
                }
                set(&dots, "style", &format!("fill:url(#{id})"));
                append(&self.zones, &dots);
                append(&self.tints, &tint);
            }
        }
    }

    fn place_marks(&self, marks: &[Mark]) {
        self.marks.set_inner_html("");
        for mark in marks {
            let Ok(element) = self.page.create_element_ns(Some(SVG), "g") else { continue };
            let (class, drawing) = match mark.kind {
                MarkKind::Point => ("mark point", cross(5)),
                MarkKind::ChosenPoint => ("mark point is-chosen", cross(7)),
                MarkKind::Tapped => {
                    ("mark tapped", r#"<circle r="7"/><circle class="dot" r="1.5"/>"#.to_owned())
                }
                MarkKind::Radius(radius_mm) => ("mark radius", format!(r#"<circle r="{radius_mm}"/>"#)),
            };
            set(&element, "class", class);
            element.set_inner_html(&drawing);
            if !mark.label.is_empty()
                && let Ok(text) = self.page.create_element_ns(Some(SVG), "text")
            {
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

    fn groups(&self, slug: &str, side: Side) -> Vec<Element> {
        let is_on_side =
            |element: &Element| element.get_attribute("data-side").is_none_or(|known| known == side.name());
        let mut groups = elements(&self.svg, &format!("[data-structure=\"{slug}\"]"));
        groups.retain(is_on_side);
        groups
    }
}

fn frame(svg: &Element) -> Option<Bounds> {
    let numbers: Vec<f64> =
        svg.get_attribute("viewBox")?.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
    let [left, top, width, height] = numbers.try_into().ok()?;
    Some(Bounds { min: PlatePoint::new(left, top), max: PlatePoint::new(left + width, top + height) })
}

fn shape(group: &Element) -> Option<Shape> {
    let slug = group.get_attribute("data-structure").filter(|slug| slug != "skin")?;
    let outline = group.query_selector(".outline").ok().flatten()?.get_attribute("d")?;
    let outline = Silhouette::from_path_data(&outline).ok()?;
    let class = group.get_attribute("class")?;
    let kind: Kind = class.split(' ').find_map(|word| word.parse().ok())?;
    let depth = Depth::try_from(group.get_attribute("data-depth")?.parse::<u8>().ok()?).ok()?;
    let side = group.get_attribute("data-side").and_then(|name| Side::named(&name));
    let is_symmetric = || group.closest("[data-symmetric=yes]").ok().flatten().is_some();
    let is_paired = side.is_some() && is_symmetric();
    Some(Shape { slug, kind, depth, side, is_paired, outline })
}

fn mirror(element: &Element) {
    if let Some(left) = copy(element) {
        set(&left, "data-side", Side::Left.name());
        set(&left, "transform", "scale(-1,1)");
        let _ = element.after_with_node_1(&left);
    }
}

/// An X on a halo that keeps it legible on any muscle.
fn cross(arm_px: u32) -> String {
    let lines = format!("M-{arm_px},-{arm_px}L{arm_px},{arm_px}M{arm_px},-{arm_px}L-{arm_px},{arm_px}");
    format!(r#"<path class="halo" d="{lines}"/><path d="{lines}"/>"#)
}

fn pattern(id: &str, cell: f64, radius: f64) -> String {
    let half = cell / 2.0;
    let dot = |x: f64, y: f64| format!(r#"<circle cx="{x}" cy="{y}" r="{radius}"/>"#);
    let dots = dot(half / 2.0, half / 2.0) + &dot(half * 1.5, half * 1.5);
    format!(
        r#"<pattern id="{id}" class="stipple" width="{cell}" height="{cell}" patternUnits="userSpaceOnUse">{dots}</pattern>"#
    )
}

fn copy(element: &Element) -> Option<Element> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Attribute names and values here are ours and well-formed, so setting them cannot fail.
fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

fn append(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}
