//! What stands over a plate at a size of its own, however close the camera is: marked places, their numbers, and the
//! crosshair.

use web_sys::Element;
use yew::AttrValue;

use super::camera::Pixel;
use super::dom::{Num, append, empty, make, set};
use super::look::{Mark, MarkKind};
use super::spread::{self, FINGER_PX, LED_PX, NEAR_PX};
use crate::anatomy::PlatePoint;

/// A mark in the page.
struct Drawn {
    element: Element,
    at: PlatePoint,
    /// The trigger point that a tap on it means; empty where it means none.
    point: AttrValue,
    /// How far its arms reach, and its number with the line that leads to it, on a halo.
    number: Option<(f64, Element, [Element; 2])>,
    /// Where the number stands from it.
    offset: Pixel,
    is_radius: bool,
}

/// The marks and the crosshair of one plate.
pub(super) struct Marks {
    group: Element,
    drawn: Vec<Drawn>,
    crosshair: Element,
    aim: Option<PlatePoint>,
    px_per_mm: f64,
}

impl Marks {
    /// Puts no marks and a hidden crosshair into `svg`.
    pub(super) fn mount(svg: &Element) -> Option<Self> {
        let (group, crosshair) = (make("g", "marks")?, make("g", "crosshair")?);
        crosshair.set_inner_html(
            r#"<path class="halo" d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/><path d="M-16,0H-5M5,0H16M0,-16V-5M0,5V16"/>"#,
        );
        set(&crosshair, "hidden", "");
        append(svg, &group);
        append(svg, &crosshair);
        Some(Self { group, drawn: Vec::new(), crosshair, aim: None, px_per_mm: 1.0 })
    }

    /// Shows marks instead of those before.
    pub(super) fn show<'a>(&mut self, marks: impl Iterator<Item = &'a Mark>) {
        empty(&self.group);
        self.drawn = marks.filter_map(draw).collect();
        for mark in &self.drawn {
            append(&self.group, &mark.element);
        }
        self.arrange();
    }

    /// Shows the crosshair at a place, or hides it.
    pub(super) fn aim(&mut self, at: Option<PlatePoint>) {
        self.aim = at;
        match at {
            Some(at) => {
                set(&self.crosshair, "data-at", &format!("{} {}", Num(at.x), Num(at.y)));
                let _ = self.crosshair.remove_attribute("hidden");
                self.place(&self.crosshair, at, 1.0 / self.px_per_mm);
            }
            None => set(&self.crosshair, "hidden", ""),
        }
    }

    /// Keeps everything at its size on the screen.
    pub(super) fn rescale(&mut self, px_per_mm: f64) {
        self.px_per_mm = px_per_mm;
        self.arrange();
        if let Some(at) = self.aim {
            self.place(&self.crosshair, at, 1.0 / px_per_mm);
        }
    }

    /// The trigger point whose mark a place means: as near as a pointer must be, or a finger where `has_room`.
    pub(super) fn hit(&self, at: PlatePoint, has_room: bool) -> Option<AttrValue> {
        let reach_px = if has_room { FINGER_PX } else { NEAR_PX };
        let points: Vec<&Drawn> = self.points().collect();
        let pairs = points.iter().map(|mark| {
            let place = self.pixel(mark.at);
            (place, Pixel { x: place.x + mark.offset.x, y: place.y + mark.offset.y })
        });
        spread::hit(self.pixel(at), reach_px, pairs).map(|index| points[index].point.clone())
    }

    /// The trigger points that can be tapped, and where.
    pub(super) fn stops(&self) -> impl Iterator<Item = (AttrValue, PlatePoint)> {
        self.points().map(|mark| (mark.point.clone(), mark.at))
    }

    /// Shows which mark is pointed at.
    pub(super) fn point_at(&self, point: Option<&AttrValue>) {
        for mark in self.points() {
            let is_pointed = point == Some(&mark.point);
            let _ = mark.element.class_list().toggle_with_force("is-pointed", is_pointed);
        }
    }

    fn points(&self) -> impl Iterator<Item = &Drawn> {
        self.drawn.iter().filter(|mark| !mark.point.is_empty())
    }

    /// Where a place stands at the scale at which all is drawn.
    fn pixel(&self, at: PlatePoint) -> Pixel {
        Pixel { x: at.x * self.px_per_mm, y: at.y * self.px_per_mm }
    }

    /// Puts every mark at its place, and its number where it can be read.
    fn arrange(&mut self) {
        let numbered: Vec<usize> =
            (0..self.drawn.len()).filter(|&at| self.drawn[at].number.is_some()).collect();
        let places: Vec<Pixel> = numbered.iter().map(|&at| self.pixel(self.drawn[at].at)).collect();
        for (at, offset) in numbered.into_iter().zip(spread::spread(&places)) {
            let mark = &mut self.drawn[at];
            mark.offset = offset;
            let Some((arm, number, lines)) = &mark.number else { continue };
            set(number, "x", &Num(offset.x).to_string());
            set(number, "y", &Num(offset.y).to_string());
            let away = offset.x.hypot(offset.y);
            let (from, to) = (arm + 1.0, away - 7.0);
            let end = |reach: f64| (Num(offset.x / away * reach), Num(offset.y / away * reach));
            let ((x, y), (to_x, to_y)) = (end(from), end(to));
            let is_led = away > LED_PX && to > from;
            let data = if is_led { format!("M{x},{y}L{to_x},{to_y}") } else { String::new() };
            lines.iter().for_each(|line| set(line, "d", &data));
        }
        for mark in &self.drawn {
            // All is of a fixed size on the screen, but for a radius, which is in millimetres.
            self.place(&mark.element, mark.at, if mark.is_radius { 1.0 } else { 1.0 / self.px_per_mm });
        }
    }

    fn place(&self, element: &Element, at: PlatePoint, scale: f64) {
        let (x, y) = (Num(at.x), Num(at.y));
        set(element, "transform", &format!("translate({x} {y}) scale({})", Num(scale)));
    }
}

/// A mark as elements; built by hand, as a parser costs more than the mark.
fn draw(mark: &Mark) -> Option<Drawn> {
    let (class, arm_px) = match mark.kind {
        MarkKind::Point => ("mark point", 5),
        MarkKind::ChosenPoint => ("mark point is-chosen", 7),
        MarkKind::Tapped => ("mark tapped", 7),
        MarkKind::Radius(_) => ("mark radius", 0),
    };
    let element = make("g", class)?;
    set(&element, "data-at", &format!("{} {}", Num(mark.at.x), Num(mark.at.y)));
    if !mark.point.is_empty() {
        set(&element, "data-mark", &mark.point);
    }
    let lines = [make("path", "mark-line under")?, make("path", "mark-line")?];
    lines.iter().for_each(|line| append(&element, line));
    match mark.kind {
        MarkKind::Point | MarkKind::ChosenPoint => cross(&element, arm_px),
        MarkKind::Tapped => {
            shape(&element, "circle", "", "r", "7");
            shape(&element, "circle", "dot", "r", "1.5");
        }
        MarkKind::Radius(radius_mm) => shape(&element, "circle", "", "r", &radius_mm.to_string()),
    }
    let number = make("text", "").filter(|_| !mark.label.is_empty()).map(|text| {
        text.set_text_content(Some(&mark.label));
        append(&element, &text);
        (f64::from(arm_px), text, lines)
    });
    let is_radius = matches!(mark.kind, MarkKind::Radius(_));
    let offset = Pixel { x: 0.0, y: 0.0 };
    Some(Drawn { element, at: mark.at, point: mark.point.clone(), number, offset, is_radius })
}

/// An X on a halo that keeps it legible on any muscle.
fn cross(mark: &Element, arm_px: u32) {
    let lines = format!("M-{arm_px},-{arm_px}L{arm_px},{arm_px}M{arm_px},-{arm_px}L-{arm_px},{arm_px}");
    shape(mark, "path", "halo", "d", &lines);
    shape(mark, "path", "", "d", &lines);
}

/// Draws a shape into a mark.
fn shape(mark: &Element, name: &str, class: &str, attribute: &str, value: &str) {
    if let Some(shape) = make(name, class) {
        set(&shape, attribute, value);
        append(mark, &shape);
    }
}
