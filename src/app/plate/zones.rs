//! Referred pain on a plate: skin that is filled, stippled and outlined, drawn over all that the plate shows. Each zone is
//! one shape, however many regions it is made of; the two differ in the density of their stipple, in their fill and in
//! the line around them, so that no one needs the colour.

use wasm_bindgen::JsCast;
use web_sys::{Element, SvgGraphicsElement};

use super::document::PlateDocument;
use super::dom::{Num, append, elements, empty, make, set};
use super::look::{Tier, Zone};
use crate::anatomy::{Bounds, PlatePoint};

/// The zones of one plate.
pub(super) struct Zones {
    layer: Element,
    masks: Element,
    serial: u32,
}

impl Zones {
    /// Puts no zones over what is drawn in an overlay already.
    pub(super) fn mount(defs: &Element, drawn: &Element, serial: u32) -> Option<Self> {
        let (layer, masks) = (make("g", "zones")?, make("g", "")?);
        append(drawn, &layer);
        append(defs, &masks);
        Some(Self { layer, masks, serial })
    }

    /// Shows zones instead of those before: spillover first, so that the line around the essential zone lies over it.
    pub(super) fn show(&self, document: &PlateDocument, zones: &[Zone]) {
        empty(&self.layer);
        empty(&self.masks);
        for tier in [Tier::Asked, Tier::Spillover, Tier::Essential] {
            let of_tier = zones.iter().filter(|zone| zone.tier == tier);
            let _ = self.draw(tier, outlines(document, of_tier));
        }
    }

    /// The least rectangle around all zones, empty where there is none.
    pub(super) fn bounds(&self, is_mirrored: bool) -> Bounds {
        let layer = self.layer.dyn_ref::<SvgGraphicsElement>();
        let boxed = layer.and_then(|layer| layer.get_b_box().ok());
        let Some(boxed) = boxed.filter(|boxed| boxed.width() > 0.0) else { return Bounds::default() };
        let (left, top) = (f64::from(boxed.x()), f64::from(boxed.y()));
        let corner = PlatePoint::new(left + f64::from(boxed.width()), top + f64::from(boxed.height()));
        let bounds = Bounds { min: PlatePoint::new(left, top), max: corner };
        if is_mirrored { bounds.mirrored() } else { bounds }
    }

    fn draw(&self, tier: Tier, outlines: [String; 2]) -> Option<()> {
        if outlines.iter().all(String::is_empty) {
            return None;
        }
        let (name, density) = match tier {
            Tier::Essential => ("essential", "dense"),
            Tier::Spillover => ("spillover", "sparse"),
            Tier::Asked => ("hurts", "none"),
        };
        let (zone, lines, mask) = (make("g", name)?, make("g", "zone-lines")?, make("mask", "")?);
        let mask_name = format!("{name}-{}", self.serial);
        set(&mask, "id", &mask_name);
        set(&mask, "maskUnits", "userSpaceOnUse");
        let everywhere = make("rect", "mask-shown")?;
        for element in [&mask, &everywhere] {
            for (side, value) in [("x", "-9999"), ("y", "-9999"), ("width", "19998"), ("height", "19998")] {
                set(element, side, value);
            }
        }
        append(&mask, &everywhere);
        // Of each line only what lies outside the zone is seen, so that its regions are joined.
        set(&lines, "mask", &format!("url(#{mask_name})"));
        for (within, class) in [
            (&zone, "zone-fill"),
            (&zone, "zone-dots"),
            (&lines, "zone-halo"),
            (&lines, "zone-line"),
            (&mask, "zone-inside"),
        ] {
            for (data, transform) in
                outlines.iter().zip(["", "scale(-1,1)"]).filter(|(data, _)| !data.is_empty())
            {
                let path = make("path", class)?;
                set(&path, "d", data);
                set(&path, "transform", transform);
                if class == "zone-dots" {
                    set(&path, "style", &format!("fill:url(#stipple-{}-{density})", self.serial));
                }
                append(within, &path);
            }
        }
        append(&self.masks, &mask);
        append(&zone, &lines);
        append(&self.layer, &zone);
        Some(())
    }
}

/// The outlines of zones, those as drawn and those mirrored.
fn outlines<'a>(document: &PlateDocument, zones: impl Iterator<Item = &'a Zone>) -> [String; 2] {
    let mut outlines = [String::new(), String::new()];
    for zone in zones {
        for path in elements(&document.svg, &format!("path[data-region=\"{}\"]", zone.region)) {
            if path.get_attribute("data-side").is_none_or(|side| side == zone.side.name()) {
                let is_twin = path.has_attribute("transform");
                outlines[usize::from(is_twin)].push_str(&path.get_attribute("d").unwrap_or_default());
            }
        }
    }
    outlines
}

/// The patterns with which zones are stippled.
pub(super) fn stipples(serial: u32) -> String {
    stipple(serial, "dense", 6.0, 1.5) + &stipple(serial, "sparse", 10.0, 1.15)
}

fn stipple(serial: u32, density: &str, cell: f64, radius: f64) -> String {
    let (radius, near, far) = (Num(radius), Num(cell / 4.0), Num(cell * 0.75));
    let dot = |at: &Num| format!(r#"<circle cx="{at}" cy="{at}" r="{radius}"/>"#);
    let (dots, cell) = (dot(&near) + &dot(&far), Num(cell));
    format!(
        r#"<pattern id="stipple-{serial}-{density}" class="stipple" width="{cell}" height="{cell}" patternUnits="userSpaceOnUse">{dots}</pattern>"#
    )
}
