//! Masks that leave out of what is painted in the overlay what lies over it on the plate.

use web_sys::Element;

use super::body::Cover;
use super::document::{Group, PlateDocument, outline};
use super::dom::{Num, append, make, set};
use crate::anatomy::Bounds;

/// Puts a mask called `name` among `masks`: all within `bounds` but for what hides, in the order of painting; what refers to it.
pub(super) fn mask<'a>(
    masks: &Element,
    name: &str,
    document: &PlateDocument,
    covers: impl Iterator<Item = (&'a Group, Cover)>,
    bounds: Bounds,
) -> Option<String> {
    let bounds = if document.is_mirrored { bounds.mirrored() } else { bounds };
    let (mask, all) = (make("mask", "")?, make("rect", "mask-shown")?);
    set(&mask, "id", name);
    for element in [&mask, &all] {
        set(element, "x", &Num(bounds.min.x).to_string());
        set(element, "y", &Num(bounds.min.y).to_string());
        set(element, "width", &Num(bounds.width_mm()).to_string());
        set(element, "height", &Num(bounds.height_mm()).to_string());
    }
    set(&mask, "maskUnits", "userSpaceOnUse");
    append(&mask, &all);
    let mut run = (Cover::Shows, [String::new(), String::new()]);
    for (group, cover) in covers {
        if cover != run.0 {
            draw(&mask, &run);
            run = (cover, Default::default());
        }
        let is_twin = group.is_flipped != document.is_mirrored;
        let data = outline(&group.element).and_then(|outline| outline.get_attribute("d"));
        run.1[usize::from(is_twin)].push_str(&data.unwrap_or_default());
    }
    draw(&mask, &run);
    append(masks, &mask);
    Some(format!("url(#{name})"))
}

/// Draws outlines that hide or show, those as drawn and those mirrored, each as one path: every element costs more than what
/// it draws. Outlines wind one way and their holes the other, so that where they overlap they are still inside.
fn draw(mask: &Element, (cover, outlines): &(Cover, [String; 2])) {
    for (data, transform) in outlines.iter().zip(["", "scale(-1,1)"]).filter(|(data, _)| !data.is_empty()) {
        let class = if *cover == Cover::Hides { "mask-hidden" } else { "mask-shown" };
        let Some(path) = make("path", class) else { continue };
        set(&path, "d", data);
        set(&path, "transform", transform);
        append(mask, &path);
    }
}

#[cfg(test)]
mod tests {
    use kurbo::{BezPath, PathEl, Point, Shape};

    fn rings(data: &str) -> Vec<BezPath> {
        let mut rings = Vec::new();
        for element in BezPath::from_svg(data).expect("path data") {
            if matches!(element, PathEl::MoveTo(_)) {
                rings.push(BezPath::new());
            }
            rings.last_mut().expect("a path begins with a move").push(element);
        }
        rings
    }

    fn joints(ring: &BezPath) -> impl Iterator<Item = Point> + '_ {
        ring.elements().iter().filter_map(PathEl::end_point)
    }

    /// Else one outline's hole, or where two overlap, would be seen through the mask.
    #[test]
    fn on_every_plate_outlines_wind_one_way_and_their_holes_the_other() {
        let plates = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/plates");
        let (mut outer, mut holes) = (0, 0);
        for file in std::fs::read_dir(plates).expect("plates").flatten() {
            let text = std::fs::read_to_string(file.path()).expect("a plate");
            for data in text.split("class=\"outline\" d=\"").skip(1).filter_map(|rest| rest.split('"').next())
            {
                let rings = rings(data);
                for (at, ring) in rings.iter().enumerate().filter(|(_, ring)| ring.area().abs() > 0.5) {
                    let holds = |(other, whole): &(usize, &BezPath)| {
                        *other != at && joints(ring).all(|joint| whole.contains(joint))
                    };
                    let is_hole = rings.iter().enumerate().filter(holds).count() % 2 == 1;
                    assert_eq!(ring.area() > 0.0, is_hole, "{}: {data}", file.path().display());
                    *(if is_hole { &mut holes } else { &mut outer }) += 1;
                }
            }
        }
        assert!(outer > 1000 && holes > 10, "{outer} outlines, {holes} holes");
    }
}
