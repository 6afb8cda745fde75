//! Small words for the document, as the plates need them.

use wasm_bindgen::JsCast;
use web_sys::Element;

/// A number in an attribute, to four decimals. Rust's own way of writing any number whatever is longer than the widget.
pub(super) struct Num(pub(super) f64);

impl std::fmt::Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = (self.0 * 1e4).round() as i64;
        let (whole, rest) = (parts.unsigned_abs() / 10_000, parts.unsigned_abs() % 10_000);
        let sign = if parts < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{rest:04}")
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

/// A new SVG element of a class.
pub(super) fn make(name: &str, class: &str) -> Option<Element> {
    let element = gloo::utils::document().create_element_ns(Some(SVG), name).ok()?;
    set(&element, "class", class);
    Some(element)
}

/// A new element of HTML.
pub(super) fn make_html(name: &str, class: &str) -> Option<Element> {
    let element = gloo::utils::document().create_element(name).ok()?;
    set(&element, "class", class);
    Some(element)
}

/// Attribute names and values here are ours and well-formed, so setting them cannot fail.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// The number with which a text starts, such as the 12.5 of "12.5px"; not a number where it starts with none.
pub(crate) fn number(text: &str) -> f64 {
    js_sys::parse_float(text)
}

/// Puts a child behind all others.
pub(super) fn append(parent: &Element, child: &Element) {
    let _ = parent.append_child(child);
}

/// Takes out all children, without asking a parser.
pub(super) fn empty(element: &Element) {
    element.set_text_content(None);
}

/// A copy with all that is in it.
pub(super) fn clone(element: &Element) -> Option<Element> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

/// All that a selector finds, in order.
pub(super) fn elements(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}

/// Sets a style of an element.
pub(super) fn style(element: &Element, name: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.style().set_property(name, value);
    } else if let Some(element) = element.dyn_ref::<web_sys::SvgElement>() {
        let _ = element.style().set_property(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::Num;

    #[test]
    fn numbers_are_written_to_four_decimals() {
        let written =
            [0.0, -0.000_04, -0.5, 12.3456, -1_234.000_06, 7.0].map(|number| Num(number).to_string());
        assert_eq!(written, ["0.0000", "0.0000", "-0.5000", "12.3456", "-1234.0001", "7.0000"]);
    }
}
