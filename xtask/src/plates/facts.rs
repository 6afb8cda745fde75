//! assets/structures.toml: what the app may know about a structure without its mesh.

use std::fmt::Write as _;

use super::reference::Structure;

/// The file's text, in the order given.
pub(crate) fn text(structures: &[Structure], thickness_mm: &[f64]) -> String {
    let mut out = String::from(
        "# Written by `cargo xtask plates --meshes DIR` from structures.csv and the meshes; do not edit by hand.\n\
         # Body frame, millimetres: x to the body's left (the right side is x < 0), y to the back, z up. `side` is what the\n\
         # mesh covers: the right side alone, or both (midline). `thickness_mm` is the median distance through to the other\n\
         # side. Measured on BodyParts3D, (c) The Database Center for Life Science, CC BY 4.0.\n",
    );
    out.extend(structures.iter().zip(thickness_mm).map(|(structure, mm)| block(structure, *mm)));
    out
}

fn block(structure: &Structure, thickness_mm: f64) -> String {
    let vertices = &structure.mesh.vertices;
    let range = |axis: fn(&palpate::anatomy::BodyPoint) -> f64| {
        let values = || vertices.iter().map(axis);
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let (x, y, z) = (range(|p| p.x), range(|p| p.y), range(|p| p.z));
    let count = vertices.len() as f64;
    let sum = vertices.iter().fold([0.0; 3], |sum, p| [sum[0] + p.x, sum[1] + p.y, sum[2] + p.z]);
    let centre = sum.map(|total| total / count);
    let place = |p: [f64; 3]| format!("[{:.1}, {:.1}, {:.1}]", clean(p[0]), clean(p[1]), clean(p[2]));
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "\n[[structure]]\nslug = {:?}\nfma = {:?}\nname = {:?}\nkind = {:?}\nside = {:?}\ncentroid = {}\nmin = {}\nmax = {}\nthickness_mm = {:.1}\n",
        structure.slug,
        structure.fma,
        structure.name,
        structure.kind.name(),
        if structure.midline { "midline" } else { "right" },
        place(centre),
        place([x.0, y.0, z.0]),
        place([x.1, y.1, z.1]),
        thickness_mm
    );
    out
}

/// No minus before a zero.
fn clean(value: f64) -> f64 {
    let tenths = (value * 10.0).round();
    if tenths == 0.0 { 0.0 } else { tenths / 10.0 }
}
