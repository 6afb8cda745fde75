//! A plate's paths and the colours that the stylesheets give them, in the words of a canvas; see www/painter.js.

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleDeclaration, Element};

use super::document::PlateDocument;
use super::dom::{self, append, elements, make_html};
use crate::atlas::Kind;

/// Fine detail is painted from so many CSS pixels a millimetre: below, it is a blur that only costs time.
pub(super) const FINE_PX_PER_MM: f64 = 0.8;

/// The styles, each once, the ghosts' first; for each group 1 or -1 where it is mirrored; and the paths: group, style
/// (negative where the path alone is mirrored) and path data in turn.
pub(super) fn of(host: &Element, document: &PlateDocument) -> Option<[Array; 3]> {
    let window = gloo::utils::window();
    let mut known: Vec<String> = Vec::new();
    let (styles, flips, paths) = (Array::new(), Array::new(), Array::new());
    // The first style is the ghosts', which no group of the document itself has.
    let probe = make_html("i", "ghost-probe")?;
    append(host, &probe);
    let ghost = pen(&window.get_computed_style(&probe).ok()??, 0.0);
    probe.remove();
    ghost.set(0, "none".into());
    styles.push(&ghost);
    for (index, group) in document.groups.iter().enumerate() {
        flips.push(&JsValue::from(if group.is_flipped { -1 } else { 1 }));
        let element = &group.element;
        let of = |name: &str| element.get_attribute(name).unwrap_or_default();
        // Stylesheets tell groups apart by these; the skin and what is on it by name.
        let name = if group.traits.kind == Kind::Surface { &group.traits.slug } else { "" };
        let key = format!("{} {} {name}", of("class"), of("data-tint"));
        for path in elements(element, "path") {
            let class = path.get_attribute("class").unwrap_or_default();
            let key = format!("{key}|{class}");
            let place = known.iter().position(|known| *known == key).unwrap_or_else(|| {
                let least = if class.contains("fine") { FINE_PX_PER_MM } else { 0.0 };
                if let Ok(Some(computed)) = window.get_computed_style(&path) {
                    styles.push(&pen(&computed, least));
                    known.push(key);
                }
                known.len().saturating_sub(1)
            });
            // On what lies across the midline one side's marks may be the mirror image of the other's.
            let within = path.parent_element().filter(|within| within != element);
            let is_image = within.is_some_and(|within| within.has_attribute("transform"));
            paths.push(&JsValue::from(index as u32));
            paths.push(&JsValue::from((place as i32 + 1) * if is_image { -1 } else { 1 }));
            paths.push(&path.get_attribute("d").unwrap_or_default().into());
        }
    }
    Some([styles, flips, paths])
}

/// A computed style in the words of a canvas; see www/painter.js.
fn pen(computed: &CssStyleDeclaration, least: f64) -> Array {
    let word = |name: &str| computed.get_property_value(name).unwrap_or_default();
    let or = |other: f64, number: f64| if number.is_finite() { number } else { other };
    let number = |name: &str| or(1.0, dom::number(&word(name)));
    let opacity: f64 = number("opacity");
    let dashes = Array::new();
    for dash in word("stroke-dasharray").split([',', ' ']).filter(|dash| !dash.is_empty() && *dash != "none")
    {
        dashes.push(&JsValue::from(or(0.0, dom::number(dash))));
    }
    let style = Array::new();
    for value in [
        word("fill").into(),
        word("fill-rule").into(),
        (opacity * number("fill-opacity")).into(),
        word("stroke").into(),
        (opacity * number("stroke-opacity")).into(),
        number("stroke-width").into(),
        (word("vector-effect") == "non-scaling-stroke").into(),
        word("stroke-linecap").into(),
        word("stroke-linejoin").into(),
        dashes.into(),
        least.into(),
        or(0.0, dom::number(&word("--weight"))).into(),
    ] {
        style.push(&value);
    }
    style
}
