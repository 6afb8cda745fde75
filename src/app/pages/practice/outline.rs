//! How far a tap fell from the muscle that was asked for: its outlines, read from the plate's own text.

use std::rc::Rc;

use yew::prelude::*;

use crate::anatomy::{PlatePoint, Side, Silhouette};
use crate::app::{fetch, tags};
use crate::atlas::PlateView;

/// The outlines of some structures on a plate, each with the side for which it is drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Outlines(Rc<Vec<(Option<Side>, Silhouette)>>);

/// Reads the outlines of these structures as the plate arrives.
#[hook]
pub(super) fn use_outlines(plate: &str, slugs: &[String]) -> Outlines {
    let outlines = use_state_eq(Outlines::default);
    {
        let outlines = outlines.clone();
        use_effect_with((plate.to_owned(), slugs.to_vec()), move |(plate, slugs)| {
            let (plate, slugs) = (plate.clone(), slugs.clone());
            if !slugs.is_empty() {
                wasm_bindgen_futures::spawn_local(async move {
                    if let Ok(text) = fetch::plate(&plate).await {
                        outlines.set(Outlines(Rc::new(read(&text, &slugs))));
                    }
                });
            }
        });
    }
    (*outlines).clone()
}

impl Outlines {
    /// How far outside the nearest outline of a side a place lies, in millimetres, 0 inside; `shown` is the side that the
    /// plate shows, the place is told in that frame, and no side asks for either.
    pub(super) fn off_mm(
        &self,
        plate: &PlateView,
        shown: Side,
        side: Option<Side>,
        at: PlatePoint,
    ) -> Option<f64> {
        let is_mirrored = plate.is_mirrored_for(shown);
        let at = if is_mirrored { at.mirrored() } else { at };
        let side = side.map(|side| if is_mirrored { side.opposite() } else { side });
        let off = |(drawn, outline): &(Option<Side>, Silhouette)| match drawn.zip(side) {
            Some((drawn, side)) if drawn == side => Some(outline.distance_mm(at)),
            Some(_) => plate.view().is_symmetric().then(|| outline.distance_mm(at.mirrored())),
            None => Some(outline.distance_mm(at)),
        };
        self.0.iter().filter_map(off).min_by(f64::total_cmp)
    }
}

/// The outlines of these structures: the first path of each one's groups.
fn read(svg: &str, slugs: &[String]) -> Vec<(Option<Side>, Silhouette)> {
    let group = |group: &str| {
        let (tag, rest) = group.split_once('>')?;
        let slug = tags::value(tag, "data-structure")?;
        if !slugs.iter().any(|wanted| wanted == slug) {
            return None;
        }
        let outline = Silhouette::from_path_data(tags::value(rest.split('>').next()?, "d")?).ok()?;
        Some((tags::value(tag, "data-side").and_then(Side::named), outline))
    };
    svg.split("<g").skip(1).filter_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atlas::PlateKind;

    const SVG: &str = r#"<svg><g data-structure="deltoid" class="structure muscle" data-side="right"><path class="outline"
        d="M-60,0h20v20h-20z"/><path d="M0,0"/></g><g data-structure="femur"><path d="M0,0h1v1z"/></g></svg>"#;

    fn check(crop: [f64; 4], shown: Side, side: Option<Side>, x: f64, off_mm: Option<f64>) {
        let outlines = Outlines(Rc::new(read(SVG, &["deltoid".to_owned()])));
        let plate = PlateView {
            id: "p".to_owned(),
            name: "P".to_owned(),
            azimuth: if crop[2] > 500.0 { 90.0 } else { 0.0 },
            elevation: 0.0,
            crop,
            kind: PlateKind::CloseUp,
        };
        let off = outlines.off_mm(&plate, shown, side, PlatePoint::new(x, 10.0));
        assert_eq!(off, off_mm, "{shown:?} {side:?} at {x}");
    }

    #[test]
    fn the_distance_is_that_from_the_side_that_was_asked_for() {
        let (both, aside, oblique) =
            ([-100.0, 0.0, 200.0, 90.0], [-90.0, 0.0, 100.0, 90.0], [-300.0, 0.0, 600.0, 90.0]);
        check(both, Side::Right, Some(Side::Right), -50.0, Some(0.0));
        check(both, Side::Right, Some(Side::Right), 50.0, Some(90.0));
        check(both, Side::Left, Some(Side::Left), 30.0, Some(10.0));
        check(aside, Side::Left, Some(Side::Left), 63.0, Some(3.0));
        check(oblique, Side::Left, Some(Side::Left), -50.0, None);
        check(oblique, Side::Left, None, -50.0, Some(0.0));
    }
}
