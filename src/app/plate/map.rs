//! The small body in the corner: it shows which part of the plate the window shows, and takes the window elsewhere.

use web_sys::{Element, HtmlElement};

use super::camera::{Camera, Viewport};
use super::document::{PlateDocument, outline};
use super::dom::{Num, append, clone, make, set};
use crate::anatomy::{Bounds, PlatePoint};

/// So much closer than the whole plate the map appears.
const FROM_ZOOM: f64 = 1.35;

/// The map of one plate.
pub(super) struct Map {
    host: HtmlElement,
    window: Element,
    frame: Bounds,
}

impl Map {
    /// Draws the map into an empty element of the page.
    pub(super) fn mount(host: HtmlElement, document: &PlateDocument) -> Option<Self> {
        host.set_inner_html("");
        let (svg, body, window) = (make("svg", "")?, make("g", "map-body")?, make("rect", "map-window")?);
        let frame = document.frame;
        let (left, top, width, height) = (frame.min.x, frame.min.y, frame.width_mm(), frame.height_mm());
        set(&svg, "viewBox", &format!("{} {} {} {}", Num(left), Num(top), Num(width), Num(height)));
        let skin = || document.groups.iter().filter(|group| group.traits.slug == "skin");
        // A close-up without skin is mapped by its bones.
        let bones = document.groups.iter().filter(|group| group.traits.depth == crate::anatomy::Depth::Bone);
        let drawn: Vec<_> = if skin().next().is_some() { skin().collect() } else { bones.collect() };
        for group in drawn {
            let Some(path) = outline(&group.element).as_ref().and_then(clone) else { continue };
            set(&path, "class", "");
            if group.is_flipped {
                set(&path, "transform", "scale(-1,1)");
            }
            append(&body, &path);
        }
        append(&svg, &body);
        append(&svg, &window);
        append(&host, &svg);
        host.set_hidden(true);
        Some(Self { host, window, frame })
    }

    /// Shows what the camera sees; nothing where that is the whole plate.
    pub(super) fn show(&self, camera: Camera, whole: Camera, viewport: Viewport) {
        let is_whole = camera.px_per_mm < whole.px_per_mm * FROM_ZOOM;
        if self.host.hidden() != is_whole {
            self.host.set_hidden(is_whole);
        }
        if is_whole {
            return;
        }
        let [left, top, width, height] = camera.view_box(viewport);
        let (x, y) = (left.max(self.frame.min.x), top.max(self.frame.min.y));
        set(&self.window, "x", &Num(x).to_string());
        set(&self.window, "y", &Num(y).to_string());
        set(&self.window, "width", &Num((left + width).min(self.frame.max.x) - x).to_string());
        set(&self.window, "height", &Num((top + height).min(self.frame.max.y) - y).to_string());
    }

    /// The plate's place under a place of the page, in CSS pixels.
    pub(super) fn place(&self, client_x: f64, client_y: f64) -> PlatePoint {
        let shown = self.host.get_bounding_client_rect();
        let share = |at: f64, from: f64, size: f64| ((at - from) / size.max(1.0)).clamp(0.0, 1.0);
        PlatePoint::new(
            self.frame.min.x + share(client_x, shown.left(), shown.width()) * self.frame.width_mm(),
            self.frame.min.y + share(client_y, shown.top(), shown.height()) * self.frame.height_mm(),
        )
    }
}
