//! The committed plates: their regions tile the body's outline.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kurbo::BezPath;
use palpate::anatomy::PlatePoint;

use crate::plates::check::fill;
use crate::plates::config::Config;
use crate::plates::grid::{Frame, Grid};

const PX_PER_MM: f64 = 1.5;

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets")
}

fn path(data: &str) -> BezPath {
    BezPath::from_svg(data).expect("path data")
}

/// The frame of a plate: a close-up ends a little beyond it.
fn frame_of(plate: &str) -> Frame {
    let numbers: Vec<f64> = plate
        .split("viewBox=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .into_iter()
        .flat_map(|numbers| numbers.split(' ').filter_map(|number| number.parse().ok()))
        .collect();
    let [left, top, width, height] = numbers[..] else { panic!("no viewBox of four numbers") };
    let corners = [PlatePoint::new(left, top), PlatePoint::new(left + width, top + height)];
    Frame::around(corners, PX_PER_MM, 0.0)
}

/// An attribute of an element, from its opening tag on.
fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let tag = element.split('>').next()?;
    let value = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    value.split('"').next()
}

/// The id of each region, its path, and whether the app adds its mirror image.
fn regions(plate: &str) -> Vec<(String, BezPath, bool)> {
    let elements = plate.split('<').filter(|element| element.starts_with("path data-region="));
    elements
        .map(|element| {
            let given = |name| attribute(element, name).expect("an attribute");
            (given("data-region").to_owned(), path(given("d")), attribute(element, "data-side").is_some())
        })
        .collect()
}

/// The skin's outline is the first path of its group.
fn outline(plate: &str) -> BezPath {
    let group = plate.split("data-structure=\"skin\"").nth(1).expect("the plate has a skin");
    let first = group.split('<').nth(1).expect("the skin has an outline");
    assert_eq!(attribute(first, "class"), Some("outline"));
    path(attribute(first, "d").expect("path data"))
}

fn check(view: &str) -> BTreeSet<String> {
    let plate =
        std::fs::read_to_string(assets().join(format!("plates/{view}.svg"))).expect("a committed plate");
    let is_symmetric = plate.contains("data-symmetric=\"yes\"");
    let outline = outline(&plate);
    let frame = frame_of(&plate);
    let body = fill(&outline, frame);
    let mut owners = Grid::filled(frame.width, frame.height, 0_u32);
    let mut ids = BTreeSet::new();
    let mut area = 0.0;
    for (id, shape, mirrored) in regions(&plate) {
        let mut sides = vec![shape.clone()];
        if mirrored && is_symmetric {
            sides.push(kurbo::Affine::FLIP_X * shape);
        }
        for side in sides {
            for (owner, inside) in owners.cells.iter_mut().zip(&fill(&side, frame).cells) {
                *owner += u32::from(*inside);
                area += f64::from(u8::from(*inside));
            }
        }
        ids.insert(id);
    }
    let inside = body.cells.iter().filter(|inside| **inside).count() as f64;
    let share = area / inside;
    assert!((share - 1.0).abs() < 0.005, "{view}: the regions cover {share} of the outline's area");
    let wrong =
        body.cells.iter().zip(&owners.cells).filter(|(inside, owners)| **inside && **owners != 1).count();
    assert!(
        (wrong as f64) < 0.005 * inside,
        "{view}: {wrong} of {inside} places have no region or more than one"
    );
    ids
}

#[test]
fn the_regions_tile_the_outline_of_every_plate() {
    let views = Config::load(&assets().join("plates/plates.toml")).expect("plates.toml").view;
    let shown: BTreeSet<String> = views.iter().flat_map(|row| check(row.id())).collect();
    let text = std::fs::read_to_string(assets().join("surface.toml")).expect("the regions");
    let named: BTreeSet<String> = text
        .split("\n[[")
        .filter_map(|row| row.strip_prefix("region]]")?.split_once("\nid = \"")?.1.split_once('"'))
        .map(|(id, _)| id.to_owned())
        .collect();
    assert!(named.len() >= 200, "{} regions", named.len());
    assert_eq!(named.difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new(), "on no plate");
}

/// A plate draws at least so many lines on the ear in the layers beneath the skin.
fn check_ear(view: &str, least: usize) {
    let plate =
        std::fs::read_to_string(assets().join(format!("plates/{view}.svg"))).expect("a committed plate");
    let start = plate.find("<g data-structure=\"ear\"").expect("the plate has an ear");
    let ear = plate[start..].lines().next().unwrap_or_default();
    let lines = ear.matches("class=\"crease\"").count() + ear.matches("class=\"detail soft\"").count();
    assert!(lines >= least, "{view}: {lines} paths on the ear: {ear}");
}

#[test]
fn the_ear_keeps_its_folds_where_the_skin_is_taken_off() {
    check_ear("left-lateral", 2);
    check_ear("head-neck-lateral", 2);
    check_ear("left-anterolateral", 2);
    check_ear("left-posterolateral", 1);
    // Either ear.
    check_ear("anterior", 4);
}
