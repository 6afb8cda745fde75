//! Which keys the atlas may take: those that nothing uses where the focus is.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// What has the focus, as far as keys matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focused {
    /// Nothing that has keys.
    Nothing,
    /// A field that is typed into, or a list to choose from.
    Field,
    /// A choice among several, which arrows change.
    Choice,
    /// What Enter or the space bar presses.
    Button,
}

impl Focused {
    fn of(element: &Element) -> Self {
        match element.tag_name().to_ascii_uppercase().as_str() {
            "INPUT" => match element.unchecked_ref::<HtmlInputElement>().type_().as_str() {
                "radio" => Self::Choice,
                "checkbox" | "button" | "submit" | "reset" => Self::Button,
                _ => Self::Field,
            },
            "TEXTAREA" | "SELECT" => Self::Field,
            "A" | "BUTTON" | "SUMMARY" => Self::Button,
            _ if element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable) => {
                Self::Field
            }
            _ => Self::Nothing,
        }
    }

    /// Whether a key means nothing here; `scrolls` where it stands in a text of its own, which some keys move.
    fn leaves(self, key: &str, scrolls: bool) -> bool {
        let is_arrow = key.starts_with("Arrow");
        let is_press = matches!(key, "Enter" | " ");
        match self {
            Self::Field => false,
            _ if scrolls && (is_arrow || is_press || matches!(key, "Home" | "End")) => false,
            Self::Choice => !is_arrow && !is_press,
            Self::Button => !is_press,
            Self::Nothing => true,
        }
    }
}

/// The key of an event that nothing else uses: no field that is typed into, no open menu, no shortcut of the browser.
pub(crate) fn free(event: &Event) -> Option<&KeyboardEvent> {
    let event: &KeyboardEvent = event.dyn_ref()?;
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let focus: Element = event.target()?.dyn_into().ok()?;
    let is_in = |selector: &str| focus.closest(selector).is_ok_and(|found| found.is_some());
    let is_menu_open =
        gloo::utils::document().query_selector(":popover-open").is_ok_and(|menu| menu.is_some());
    let is_free = !is_menu_open && Focused::of(&focus).leaves(&event.key(), is_in(".panel"));
    is_free.then_some(event)
}

#[cfg(test)]
mod tests {
    use super::Focused;

    #[test]
    fn the_atlas_takes_the_keys_that_nothing_else_uses() {
        let check = |focused: Focused, scrolls: bool, free: &str| {
            let keys = ["ArrowLeft", "Enter", " ", "Home", "PageDown", "3", "[", "n", "+", "l"];
            let left: Vec<&str> = keys.into_iter().filter(|key| focused.leaves(key, scrolls)).collect();
            assert_eq!(left.join("."), free, "{focused:?} {scrolls}");
        };
        check(Focused::Nothing, false, "ArrowLeft.Enter. .Home.PageDown.3.[.n.+.l");
        check(Focused::Button, false, "ArrowLeft.Home.PageDown.3.[.n.+.l");
        check(Focused::Choice, false, "Home.PageDown.3.[.n.+.l");
        check(Focused::Button, true, "PageDown.3.[.n.+.l");
        check(Focused::Field, false, "");
    }
}
