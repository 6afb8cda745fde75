//! The plate as a document.

use std::fmt::Write as _;

use palpate::atlas::PlateView;

const CREDIT: &str = "Drawn from BodyParts3D, \u{a9} The Database Center for Life Science, licensed under CC BY 4.0. \
                      This plate is licensed under CC BY-SA 4.0.";

/// The whole file: the groups from back to front, then the skin, then the regions.
pub(crate) fn plate(view: &PlateView, groups: &[String], skin: &str, regions: &str) -> String {
    let [left, top, width, height] = view.crop;
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{left} {top} {width} {height}\" data-view=\"{}\" \
         data-azimuth=\"{}\" data-elevation=\"{}\" data-symmetric=\"{}\">\n<desc>{CREDIT}</desc>\n",
        view.id,
        view.azimuth,
        view.elevation,
        if view.view().is_symmetric() { "yes" } else { "no" }
    );
    for group in groups {
        out.push_str(group);
    }
    out.push_str(skin);
    let _ = write!(out, "<g class=\"regions\">{regions}</g>\n</svg>\n");
    out
}
