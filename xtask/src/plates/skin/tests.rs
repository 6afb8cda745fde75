//! The committed plates: their regions tile the body's outline.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kurbo::{BezPath, Shape};
use palpate::anatomy::PlatePoint;
use regex::Regex;

use crate::plates::check::fill;
use crate::plates::grid::{Frame, Grid};

const PX_PER_MM: f64 = 1.5;

fn assets() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../assets")
}

fn path(data: &str) -> BezPath {
    BezPath::from_svg(data).expect("path data")
}

fn frame_of(outline: &BezPath) -> Frame {
    let bounds = outline.bounding_box();
    let corners = [PlatePoint::new(bounds.x0, bounds.y0), PlatePoint::new(bounds.x1, bounds.y1)];
    Frame::around(corners, PX_PER_MM, 1.0)
}

/// The id, the whole path and its mirror image where the app adds one.
fn regions(plate: &str) -> Vec<(String, BezPath, bool)> {
    let each =
        Regex::new(r#"<path data-region="([^"]+)"( data-side="right")? d="([^"]+)""#).expect("a pattern");
    each.captures_iter(plate)
        .map(|found| (found[1].to_string(), path(&found[3]), found.get(2).is_some()))
        .collect()
}

fn check(view: &str) -> BTreeSet<String> {
    let plate =
        std::fs::read_to_string(assets().join(format!("plates/{view}.svg"))).expect("a committed plate");
    let skin =
        Regex::new(r#"data-structure="skin"[^>]*><path class="outline" d="([^"]+)""#).expect("a pattern");
    let outline = path(&skin.captures(&plate).expect("the plate has a skin")[1]);
    let frame = frame_of(&outline);
    let body = fill(&outline, frame);
    let mut owners = Grid::filled(frame.width, frame.height, 0_u32);
    let mut ids = BTreeSet::new();
    let mut area = 0.0;
    for (id, shape, mirrored) in regions(&plate) {
        let mut sides = vec![shape.clone()];
        if mirrored {
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
    let mut shown = check("anterior");
    shown.extend(check("posterior"));
    let text = std::fs::read_to_string(assets().join("surface.toml")).expect("the regions");
    let named = text.lines().filter(|line| line.starts_with("[[region]]")).count();
    assert!(named >= 200, "{named} regions");
    // What only the sole, the armpit and the crotch show has no place on a standing plate.
    assert!(shown.len() * 100 >= named * 90, "only {} of {named} regions are on a plate", shown.len());
}
