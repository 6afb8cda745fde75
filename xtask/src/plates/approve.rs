//! Approved plates: a small picture of each and its structures' fingerprints, under xtask/approved.

use std::path::{Path, PathBuf};

use anyhow::Context;
use resvg::tiny_skia::Pixmap;

use super::config::ViewRow;
use super::picture::{self, Shot};
use super::print::{changed, from_text, prints, to_text};

/// The height of an approved picture, in pixels.
const HEIGHT_PX: f64 = 300.0;

/// Where the approved files lie.
pub(crate) fn folder() -> PathBuf {
    crate::project::root().join("xtask/approved")
}

/// Renews the approved picture and fingerprints of every plate, and tells which structures are drawn otherwise than before.
///
/// # Errors
/// With the file that cannot be read or written.
pub(crate) fn approve(views: &[ViewRow], plates: &Path) -> anyhow::Result<()> {
    let folder = folder();
    std::fs::create_dir_all(&folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    for row in views {
        let svg = read(plates, row.id())?;
        let picture = small(&svg, row)?;
        let place = folder.join(format!("{}.png", row.id()));
        std::fs::write(&place, picture::indexed(&picture, 48)?)
            .with_context(|| format!("{}: cannot be written", place.display()))?;
        let place = folder.join(format!("{}.txt", row.id()));
        let drawn = prints(&svg)?;
        let before = std::fs::read_to_string(&place).unwrap_or_default();
        println!("{}: changed: {}", row.id(), changed(&from_text(&before), &drawn).join(", "));
        std::fs::write(&place, to_text(&drawn))
            .with_context(|| format!("{}: cannot be written", place.display()))?;
    }
    Ok(())
}

/// A drawn plate's text.
///
/// # Errors
/// With the file that cannot be read.
pub(crate) fn read(plates: &Path, id: &str) -> anyhow::Result<String> {
    let path = plates.join(format!("{id}.svg"));
    std::fs::read_to_string(&path).with_context(|| {
        format!("{}: cannot be read; draw it with `cargo xtask plates --meshes DIR`", path.display())
    })
}

/// The picture that is approved: the plate at the depth of the contact sheet, in light.
pub(crate) fn small(svg: &str, row: &ViewRow) -> anyhow::Result<Pixmap> {
    let [_, _, _, height] = row.plate().crop;
    let shot = Shot {
        theme: "light".to_owned(),
        peel: row.peel,
        crop: None,
        px_per_mm: HEIGHT_PX / height,
        hide: None,
        only: None,
    };
    picture::paint(svg, &picture::styles()?, &shot)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plates::config::Config;

    /// So many of a thousand pixels may differ by more than a shade.
    const PER_MILLE: usize = 6;
    const SHADE: i32 = 40;

    fn plates() -> PathBuf {
        crate::project::root().join("assets/plates")
    }

    fn views() -> Vec<ViewRow> {
        Config::load(&plates().join("plates.toml")).expect("plates.toml").view
    }

    /// How many of a thousand pixels differ from the approved picture.
    fn differing(row: &ViewRow, picture: &Pixmap) -> usize {
        let approved = Pixmap::load_png(folder().join(format!("{}.png", row.id())))
            .expect("an approved picture; `cargo xtask plates --approve` makes it");
        assert_eq!(
            (approved.width(), approved.height()),
            (picture.width(), picture.height()),
            "{}",
            row.id()
        );
        let far = |a: u8, b: u8| (i32::from(a) - i32::from(b)).abs() > SHADE;
        let differ = approved
            .pixels()
            .iter()
            .zip(picture.pixels())
            .filter(|(a, b)| far(a.red(), b.red()) || far(a.green(), b.green()) || far(a.blue(), b.blue()))
            .count();
        differ * 1000 / picture.pixels().len()
    }

    #[test]
    fn every_plate_looks_as_approved() {
        for row in views() {
            let svg = read(&plates(), row.id()).expect("a plate");
            let differ = differing(&row, &small(&svg, &row).expect("a picture"));
            assert!(
                differ <= PER_MILLE,
                "{}: {differ} of 1000 pixels are not as approved; look at it, then `cargo xtask plates --approve`",
                row.id()
            );
        }
    }

    fn approved(id: &str) -> crate::plates::print::Prints {
        let path = folder().join(format!("{id}.txt"));
        from_text(
            &std::fs::read_to_string(path)
                .expect("approved prints; `cargo xtask plates --approve` makes them"),
        )
    }

    #[test]
    fn every_structure_is_drawn_as_approved() {
        for row in views() {
            let drawn = prints(&read(&plates(), row.id()).expect("a plate")).expect("a plate");
            let changed = changed(&approved(row.id()), &drawn);
            assert!(
                changed.is_empty(),
                "{}: not as approved: {}; look at them, then `cargo xtask plates --approve`",
                row.id(),
                changed.join(", ")
            );
        }
    }

    /// Changes one muscle of a copy of a plate; exactly that one is named.
    fn check(id: &str, slug: &str, change: impl Fn(&str) -> String) {
        let svg = read(&plates(), id).expect("a plate");
        let start = svg.find(&format!("<g data-structure=\"{slug}\"")).expect("the muscle is drawn");
        let end = start + svg[start..].find("</g>").expect("its group ends");
        let copy = format!("{}{}{}", &svg[..start], change(&svg[start..end]), &svg[end..]);
        let named = changed(&approved(id), &prints(&copy).expect("a plate"));
        assert_eq!(named, [format!("{slug}/right")], "{id}");
    }

    /// Every path of a group under a transformation.
    fn moved(group: &str, by: kurbo::Affine) -> String {
        let mut out = String::new();
        for (number, piece) in group.split(" d=\"").enumerate() {
            let (data, rest) = piece.split_once('"').unwrap_or(("", piece));
            if number == 0 {
                out.push_str(piece);
            } else {
                let path = by * kurbo::BezPath::from_svg(data).expect("path data");
                out.push_str(&format!(" d=\"{}\"{rest}", path.to_svg()));
            }
        }
        out
    }

    #[test]
    fn a_change_of_one_muscle_names_exactly_that_one() {
        check("anterior", "sartorius", |group| moved(group, kurbo::Affine::translate((6.0, 0.0))));
        check("posterior", "teres-major", |group| moved(group, kurbo::Affine::skew(0.05, 0.0)));
        check("forearm-hand-palmar", "palmaris-longus", |group| {
            moved(group, kurbo::Affine::scale_about(0.9, (-230.0, -900.0)))
        });
    }
}
