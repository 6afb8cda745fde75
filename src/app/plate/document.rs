//! A plate as a document in the page: put in place once, then only attributes change.

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::body::{Body, Painted};
use super::dom::{append, clone, elements, make, number, set};
use super::look::{Look, Part, Tint};
use super::traits::{State, Traits};
use crate::anatomy::{Bounds, Depth, PlatePoint, Side, Silhouette};
use crate::atlas::{Scene, Shape};

/// Where a group keeps the place of its shape, so that its twin has it too.
const PLACE: &str = "data-place";

/// A drawn group of a plate, in the order in which it is painted.
pub(super) struct Group {
    pub(super) element: Element,
    pub(super) traits: Traits,
    /// The place of its shape among those of the plate's geometry.
    pub(super) shape: Option<usize>,
    /// Whether it only paints a part of its structure again.
    pub(super) is_piece: bool,
    /// Whether its mirror image (x -> -x) is what is shown.
    pub(super) is_flipped: bool,
    shown: u8,
}

impl Group {
    /// Whether it draws a structure on a side; what stands once counts on either.
    pub(super) fn is_of(&self, slug: &str, side: Side) -> bool {
        self.traits.slug == slug && self.traits.side.is_none_or(|known| known == side)
    }

    /// How its shape is painted; `None` where it has none.
    pub(super) fn painted(&self, is_chosen: bool) -> Option<Painted> {
        Some(Painted { shape: self.shape?, is_flipped: self.is_flipped, is_chosen })
    }
}

/// A plate's SVG in the page.
pub(super) struct PlateDocument {
    pub(super) svg: Element,
    /// The plate's edges as shown.
    pub(super) frame: Bounds,
    pub(super) groups: Vec<Group>,
    pub(super) is_mirrored: bool,
    pub(super) is_symmetric: bool,
}

impl PlateDocument {
    /// Puts a plate's SVG into `host`, mirrors the right side where the view is symmetric, and the whole where
    /// `is_mirrored`; also tells its geometry. It ends where the clip path called `ends` does: close-ups are drawn beyond
    /// their edges.
    ///
    /// # Errors
    /// In words for the user, where the text is not a plate.
    pub(super) fn mount(
        host: &Element,
        text: &str,
        is_mirrored: bool,
        ends: &str,
    ) -> Result<(Self, Body), String> {
        let broken = || {
            "This plate cannot be drawn: its file is damaged. Reload the page to fetch it again.".to_owned()
        };
        host.set_inner_html(text);
        let svg = host.query_selector("svg").ok().flatten().ok_or_else(broken)?;
        let frame = frame(&svg).ok_or_else(broken)?;
        let is_symmetric = svg.get_attribute("data-symmetric").as_deref() != Some("no");
        let (mut shapes, mut parts) = (Vec::new(), Vec::new());
        for element in elements(&svg, "[data-structure]") {
            if let Some(shape) = shape(&element, is_symmetric) {
                set(&element, PLACE, &shapes.len().to_string());
                shapes.push(shape);
                parts.push(part(&element));
            }
        }
        if svg.query_selector("[data-structure]").ok().flatten().is_none() {
            return Err(broken());
        }
        if is_mirrored {
            wrap(&svg, "transform", "scale(-1,1)");
        }
        wrap(&svg, "clip-path", &format!("url(#{ends})"));
        let mut document = Self { svg, frame, groups: Vec::new(), is_mirrored, is_symmetric };
        document.take_sides(&document.svg);
        let svg = &document.svg;
        set(svg, "class", "plate-art");
        set(svg, "aria-hidden", "true");
        let group = |element: Element| {
            let is_twin = element.has_attribute("transform");
            Some(Group {
                traits: traits(&element)?,
                shape: element.get_attribute(PLACE).and_then(|place| place.parse().ok()),
                is_piece: is_piece(&element),
                is_flipped: is_twin != is_mirrored,
                element,
                shown: 1,
            })
        };
        document.groups = elements(svg, "[data-structure]").into_iter().filter_map(group).collect();
        if is_mirrored {
            document.frame = frame.mirrored();
        }
        Ok((document, Body::new(Scene::new(shapes), parts, is_mirrored)))
    }

    /// Gives what was drawn for this plate the sides under which it is shown: where the view is symmetric the left comes
    /// as the mirror image of the right, and in a mirrored plate left is right.
    pub(super) fn take_sides(&self, drawn: &Element) {
        if self.is_symmetric {
            for element in elements(drawn, "[data-side=right]") {
                twin(&element);
            }
        }
        if self.is_mirrored {
            for element in elements(drawn, "[data-side]") {
                if let Some(side) = side(&element) {
                    set(&element, "data-side", side.opposite().name());
                }
            }
        }
    }

    /// How each group appears under a look, in painting order.
    pub(super) fn states(&self, look: &Look) -> Vec<u8> {
        let state = |group: &Group| match group.traits.state(look) {
            // The ghost of the whole is outline enough.
            State::Ghost if group.is_piece => State::Hidden,
            state => state,
        };
        self.groups.iter().map(|group| state(group).number()).collect()
    }

    /// Shows a look by setting an attribute on each group that appears otherwise than before.
    pub(super) fn show(&mut self, states: &[u8]) {
        for (group, &state) in self.groups.iter_mut().zip(states) {
            if group.shown != state {
                group.shown = state;
                set(&group.element, "data-shown", &state.to_string());
            }
        }
    }

    /// Shows every group as drawn, so that its colours can be read.
    pub(super) fn show_all(&mut self) {
        self.show(&vec![1; self.groups.len()]);
    }

    /// Gives structures colours of their own.
    pub(super) fn tint(&self, tints: &[Tint]) {
        for tint in tints {
            for group in self.groups.iter().filter(|group| group.traits.slug == *tint.slug) {
                set(&group.element, "data-tint", tint.name);
            }
        }
    }

    /// The groups of a structure on a side, and the pieces of it that are painted again; what stands once counts on either.
    pub(super) fn groups_of(&self, slug: &str, side: Side) -> impl Iterator<Item = &Group> {
        self.groups.iter().filter(move |group| group.is_of(slug, side))
    }
}

fn is_piece(group: &Element) -> bool {
    group.class_list().contains("piece")
}

fn frame(svg: &Element) -> Option<Bounds> {
    let numbers: Vec<f64> = svg.get_attribute("viewBox")?.split([' ', ',']).map(number).collect();
    let [left, top, width, height] = numbers.try_into().ok()?;
    Some(Bounds { min: PlatePoint::new(left, top), max: PlatePoint::new(left + width, top + height) })
}

fn traits(group: &Element) -> Option<Traits> {
    let class = group.get_attribute("class")?;
    Some(Traits {
        slug: group.get_attribute("data-structure")?,
        kind: class.split(' ').find_map(|word| word.parse().ok())?,
        depth: Depth::try_from(group.get_attribute("data-depth")?.parse::<u8>().ok()?).ok()?,
        part: part(group),
        side: side(group),
    })
}

fn part(group: &Element) -> Option<Part> {
    Part::named(&group.get_attribute("data-part")?)
}

fn side(group: &Element) -> Option<Side> {
    Side::named(&group.get_attribute("data-side")?)
}

fn shape(group: &Element, is_symmetric: bool) -> Option<Shape> {
    let Traits { slug, kind, depth, side, .. } = traits(group).filter(|traits| traits.slug != "skin")?;
    let outline = group.query_selector(".outline").ok().flatten()?.get_attribute("d")?;
    let outline = Silhouette::from_path_data(&outline).ok()?;
    let is_paired = is_symmetric && side.is_some();
    Some(Shape { slug, kind, depth, side, is_paired, is_piece: is_piece(group), outline })
}

/// Sets the mirror image of what is drawn for the right beside it.
fn twin(element: &Element) {
    if let Some(left) = clone(element) {
        set(&left, "data-side", Side::Left.name());
        set(&left, "transform", "scale(-1,1)");
        let _ = element.after_with_node_1(&left);
    }
}

/// Puts the whole plate into a group with an attribute.
fn wrap(svg: &Element, name: &str, value: &str) {
    let Some(whole) = make("g", "") else { return };
    set(&whole, name, value);
    while let Some(child) = svg.first_child() {
        let _ = whole.append_child(&child);
    }
    append(svg, &whole);
}

/// The first path of a group: its full silhouette.
pub(super) fn outline(group: &Element) -> Option<Element> {
    group.first_element_child().and_then(|path| path.dyn_into().ok())
}
