//! What stands over a plate at a size of its own, however close the camera is: marked places and the crosshair.

use web_sys::Element;

use super::dom::{Num, append, elements, empty, make, set};
use super::look::{Mark, MarkKind};
use crate::anatomy::PlatePoint;

/// The marks and the crosshair of one plate.
pub(super) struct Marks {
    marks: Element,
    crosshair: Element,
    px_per_mm: f64,
}

impl Marks {
    /// Puts no marks and a hidden crosshair into `svg`.
    pub(super) fn mount(svg: &Element) -> Option<Self> {
        let (marks, crosshair) = (make("g", "marks")?, make("g", "crosshair")?);
        crosshair.set_inner_html(
            r#"<path class="halo" d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/><path d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/>"#,
        );
        set(&crosshair, "hidden", "");
        append(svg, &marks);
        append(svg, &crosshair);
        Some(Self { marks, crosshair, px_per_mm: 1.0 })
    }

    /// Shows marks instead of those before.
    pub(super) fn show<'a>(&self, marks: impl Iterator<Item = &'a Mark>) {
        empty(&self.marks);
        for mark in marks {
            let class = match mark.kind {
                MarkKind::Point => "mark point",
                MarkKind::ChosenPoint => "mark point is-chosen",
                MarkKind::Tapped => "mark tapped",
                MarkKind::Radius(_) => "mark radius",
            };
            let Some(element) = make("g", class) else { continue };
            match mark.kind {
                MarkKind::Point => cross(&element, 5),
                MarkKind::ChosenPoint => cross(&element, 7),
                MarkKind::Tapped => {
                    draw(&element, "circle", "", "r", "7");
                    draw(&element, "circle", "dot", "r", "1.5");
                }
                MarkKind::Radius(radius_mm) => draw(&element, "circle", "", "r", &radius_mm.to_string()),
            }
            if let Some(text) = make("text", "").filter(|_| !mark.label.is_empty()) {
                set(&text, "x", "9");
                set(&text, "y", "-5");
                text.set_text_content(Some(&mark.label));
                append(&element, &text);
            }
            set(&element, "data-at", &format!("{} {}", Num(mark.at.x), Num(mark.at.y)));
            append(&self.marks, &element);
            self.place(&element);
        }
    }

    /// Shows the crosshair at a place, or hides it.
    pub(super) fn aim(&self, at: Option<PlatePoint>) {
        match at {
            Some(at) => {
                set(&self.crosshair, "data-at", &format!("{} {}", Num(at.x), Num(at.y)));
                let _ = self.crosshair.remove_attribute("hidden");
                self.place(&self.crosshair);
            }
            None => set(&self.crosshair, "hidden", ""),
        }
    }

    /// Keeps everything at its size on the screen.
    pub(super) fn rescale(&mut self, px_per_mm: f64) {
        self.px_per_mm = px_per_mm;
        for element in elements(&self.marks, "[data-at]").iter().chain([&self.crosshair]) {
            self.place(element);
        }
    }

    /// Puts a mark at its place: at a fixed size on the screen, but for a radius, which is in millimetres.
    fn place(&self, element: &Element) {
        let Some(at) = element.get_attribute("data-at") else { return };
        let scale = if element.class_list().contains("radius") { 1.0 } else { 1.0 / self.px_per_mm };
        set(element, "transform", &format!("translate({at}) scale({})", Num(scale)));
    }
}

/// An X on a halo that keeps it legible on any muscle.
fn cross(mark: &Element, arm_px: u32) {
    let lines = format!("M-{arm_px},-{arm_px}L{arm_px},{arm_px}M{arm_px},-{arm_px}L-{arm_px},{arm_px}");
    draw(mark, "path", "halo", "d", &lines);
    draw(mark, "path", "", "d", &lines);
}

/// Draws a shape into a mark; built by hand, as a parser costs more than the mark.
fn draw(mark: &Element, shape: &str, class: &str, attribute: &str, value: &str) {
    if let Some(shape) = make(shape, class) {
        set(&shape, attribute, value);
        append(mark, &shape);
    }
}
