//! What stands over a plate at a size of its own, however close the camera is: marked places and the crosshair.

use web_sys::Element;

use super::dom::{Num, append, elements, make, set};
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
fn cross(arm_px: u32) -> String {
    let lines = format!("M-{arm_px},-{arm_px}L{arm_px},{arm_px}M{arm_px},-{arm_px}L-{arm_px},{arm_px}");
    format!(r#"<path class="halo" d="{lines}"/><path d="{lines}"/>"#)
}
