//! The views that the app shows: the drawn plates, and the mirror images of those in which one side looks different
//! from the other. The eight stops of the turntable are the five standing plates and three mirror images.

use super::words;
use crate::anatomy::{Depth, Side, beyond_turns};
use crate::atlas::{Atlas, Pain, Paired, PlateKind, PlateView, Point, Sight, SkinRegion};
use crate::order::sort_by;

/// A view: a plate, or its mirror image.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct View {
    /// What addresses call it: the plate's id, or the mirror image's.
    pub(crate) id: String,
    /// Its name for people.
    pub(crate) name: String,
    /// The plate as it is shown: for a mirror image with the azimuth from the other side.
    pub(crate) plate: PlateView,
    /// Whether the plate is shown in its mirror image.
    pub(crate) is_mirrored: bool,
}

impl View {
    /// The view of an id, or none where no plate is drawn for it.
    pub(crate) fn find(atlas: &Atlas, id: &str) -> Option<Self> {
        if let Some(plate) = atlas.plate(id) {
            return Some(Self {
                id: id.to_owned(),
                name: words::capitalised(&plate.name),
                plate: plate.clone(),
                is_mirrored: false,
            });
        }
        let plate = atlas.plate(&mirrored_from(atlas, id)?)?;
        let azimuth = beyond_turns(360.0 - plate.azimuth, 360.0);
        let [left, top, width, height] = plate.crop;
        Some(Self {
            id: id.to_owned(),
            name: mirror_name(plate),
            plate: PlateView { azimuth, crop: [-left - width, top, width, height], ..plate.clone() },
            is_mirrored: true,
        })
    }

    /// Whether it shows the whole standing body.
    pub(crate) fn is_standing(&self) -> bool {
        self.plate.kind == PlateKind::Standing
    }

    /// Whether it shows a side of the body: both, or the near one.
    pub(crate) fn shows(&self, side: Side) -> bool {
        self.plate.only_side().is_none_or(|drawn| (drawn == side) != self.is_mirrored)
    }
}

/// The plate behind a view's id, and whether it is shown in its mirror image.
pub(crate) fn plate_of(id: &str, atlas: Option<&Atlas>) -> (yew::AttrValue, bool) {
    match atlas.filter(|atlas| atlas.plate(id).is_none()).and_then(|atlas| mirrored_from(atlas, id)) {
        Some(plate) => (plate.into(), true),
        None => (id.to_owned().into(), false),
    }
}

/// The id of the view that shows a side on a plate.
pub(crate) fn on_side(plate: &PlateView, side: Side) -> String {
    if !plate.is_mirrored_for(side) {
        return plate.id.clone();
    }
    format!("{}-{}", side.name(), plate.id.strip_prefix("left-").unwrap_or(&plate.id))
}

/// The view that shows a point of a side best.
pub(crate) fn of_sight(atlas: &Atlas, sight: &Sight, side: Side) -> String {
    atlas.plate(&sight.plate).map_or_else(|| sight.plate.clone(), |plate| on_side(plate, side))
}

/// The view on which a point of a side opens.
pub(crate) fn opening(atlas: &Atlas, point: &Point, side: Side) -> String {
    atlas.opening(point).map_or_else(|| "posterior".to_owned(), |plate| on_side(plate, side))
}

/// The view that shows most of where a point's pain goes.
pub(crate) fn of_referral(atlas: &Atlas, point: &Point, side: Side) -> Option<View> {
    View::find(atlas, &on_side(atlas.referral_plate(point)?, side))
}

/// Whether a view shows where the pain of a point of a side goes: most of it, or as much as any does.
pub(crate) fn shows_referral(atlas: &Atlas, view: &View, point: &Point, side: Side) -> bool {
    view.shows(side) && atlas.shows_referral(&view.plate.id, point)
}

/// From where a view shows the body, as a sentence goes on: "from the left front".
pub(crate) fn from_where(view: &View) -> String {
    let name = view.name.to_ascii_lowercase();
    if view.is_standing() { "from the ".to_owned() + &name } else { "close up: ".to_owned() + &name }
}

/// Whether a view shows a point of a side.
pub(crate) fn shows_point(view: &View, point: &Point, side: Side) -> bool {
    view.shows(side) && point.sights.iter().any(|sight| sight.plate == view.plate.id)
}

/// Whether a view shows some of where it hurts.
pub(crate) fn shows_pain(atlas: &Atlas, view: &View, pain: Option<&Pain>) -> bool {
    let is_shown = |region: &SkinRegion, side: Side| {
        region.plates.contains(&view.plate.id) && (region.side == Paired::Midline || view.shows(side))
    };
    pain.is_some_and(|pain| pain.regions(atlas).any(|region| is_shown(region, pain.side)))
}

/// The stops of the turntable, once around from the front by the body's left.
pub(crate) fn stops(atlas: &Atlas) -> Vec<View> {
    let both = |plate: &PlateView| {
        let (right, left) = (on_side(plate, Side::Right), on_side(plate, Side::Left));
        if right == left { vec![left] } else { vec![left, right] }
    };
    let ids = atlas.plates().iter().flat_map(both);
    let mut stops: Vec<View> =
        ids.filter_map(|id| View::find(atlas, &id)).filter(View::is_standing).collect();
    sort_by(&mut stops, |a, b| a.plate.azimuth.total_cmp(&b.plate.azimuth));
    stops
}

/// The close-ups, in the order of their plates.
pub(crate) fn close_ups(atlas: &Atlas) -> Vec<View> {
    let views = atlas.plates().iter().filter_map(|plate| View::find(atlas, &plate.id));
    views.filter(|view| !view.is_standing()).collect()
}

/// The stop so many stops from a view; from a close-up, the nearest stop around the body.
pub(crate) fn turned(atlas: &Atlas, view: &View, by: i32) -> Option<String> {
    let stops = stops(atlas);
    let Some(here) = stops.iter().position(|stop| stop.id == view.id) else {
        let away = |stop: &View| {
            let off = beyond_turns(stop.plate.azimuth - view.plate.azimuth, 360.0);
            off.min(360.0 - off)
        };
        return stops.iter().min_by(|a, b| away(a).total_cmp(&away(b))).map(|stop| stop.id.clone());
    };
    let there = (here as i32 + by).rem_euclid(stops.len() as i32) as usize;
    Some(stops[there].id.clone())
}

/// The view and how deep it is peeled, in words.
pub(crate) fn told(atlas: &Atlas, id: &str, peel: Depth) -> String {
    let name = View::find(atlas, id).map_or_else(|| id.to_owned(), |view| view.name);
    name + ", peeled to " + peel.name()
}

/// What a screen reader hears of a plate.
pub(crate) fn label(told: &str) -> String {
    told.to_owned()
        + ". Arrow keys go from muscle to muscle, Enter chooses, plus and minus zoom, Shift with an arrow pans, Home \
           shows everything."
}

/// The plate whose mirror image an id names.
fn mirrored_from(atlas: &Atlas, id: &str) -> Option<String> {
    let is_of = |plate: &&PlateView| [Side::Right, Side::Left].iter().any(|side| on_side(plate, *side) == id);
    atlas.plates().iter().find(is_of).map(|plate| plate.id.clone())
}

/// The name of a mirror image: the other side's.
fn mirror_name(plate: &PlateView) -> String {
    let name = &plate.name;
    match plate.only_side() {
        _ if name.contains("Left") => name.replace("Left", "Right"),
        Some(Side::Right) => format!("{name}, left"),
        _ => format!("{name}, right"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn atlas() -> Atlas {
        let plate = |id: &str, name: &str, azimuth, height| PlateView {
            id: id.to_owned(),
            name: name.to_owned(),
            azimuth,
            elevation: 0.0,
            crop: [if id == "shoulder-anterior" { -250.0 } else { -140.0 }, -1600.0, 300.0, height],
            kind: if height > 1000.0 { PlateKind::Standing } else { PlateKind::CloseUp },
        };
        let plates = vec![
            plate("anterior", "Front", 0.0, 1680.0),
            plate("left-anterolateral", "Left front", 45.0, 1680.0),
            plate("left-lateral", "Left side", 90.0, 1680.0),
            plate("posterior", "Back", 180.0, 1680.0),
            plate("head-neck-lateral", "Head and neck, side", 90.0, 300.0),
            plate("shoulder-anterior", "Shoulder, front", 0.0, 290.0),
        ];
        Atlas::new(Vec::new(), Vec::new(), Vec::new(), plates)
    }

    fn view(id: &str) -> View {
        View::find(&atlas(), id).unwrap_or_else(|| panic!("no view {id}"))
    }

    #[test]
    fn the_turntable_goes_all_around_and_back() {
        let atlas = atlas();
        let ids: Vec<String> = stops(&atlas).into_iter().map(|stop| stop.id).collect();
        let expected = [
            "anterior",
            "left-anterolateral",
            "left-lateral",
            "posterior",
            "right-lateral",
            "right-anterolateral",
        ];
        assert_eq!(ids, expected);
        let mut here = view("anterior");
        for _ in 0..ids.len() {
            here = View::find(&atlas, &turned(&atlas, &here, -1).expect("a stop")).expect("a view");
        }
        assert_eq!(here.id, "anterior");
        assert_eq!(turned(&atlas, &view("head-neck-lateral"), 1).as_deref(), Some("left-lateral"));
    }

    #[test]
    fn a_mirror_image_is_the_other_side() {
        let right = view("right-lateral");
        assert!(right.is_mirrored && right.shows(Side::Right) && !right.shows(Side::Left));
        assert_eq!(right.name, "Right side");
        assert!((right.plate.azimuth - 270.0).abs() < 1e-9);
        assert!((right.plate.crop[0] + 160.0).abs() < 1e-9, "the crop is mirrored too");
        assert_eq!(plate_of("right-head-neck-lateral", Some(&atlas())), ("head-neck-lateral".into(), true));
        assert_eq!(on_side(&view("left-lateral").plate, Side::Right), "right-lateral");
        assert_eq!(on_side(&view("posterior").plate, Side::Right), "posterior");
        assert_eq!(View::find(&atlas(), "right-posterior"), None);
        let shoulder = view("shoulder-anterior");
        assert!(shoulder.shows(Side::Right) && !shoulder.shows(Side::Left), "it stands aside of the midline");
        assert_eq!(on_side(&shoulder.plate, Side::Left), "left-shoulder-anterior");
        assert!(view("left-shoulder-anterior").shows(Side::Left));
    }

    /// A place of the right side stands in the mirrored view where its own mirror image stands in the drawn one.
    #[test]
    fn places_are_mirrored_with_the_view() {
        let place = crate::anatomy::BodyPoint::new(-80.0, 30.0, 900.0);
        let right = view("right-anterolateral").plate.view().project(place).at;
        let left = view("left-anterolateral").plate.view().project(place.mirrored()).at;
        assert!((right.x + left.x).abs() < 1e-9 && (right.y - left.y).abs() < 1e-9);
    }
}
