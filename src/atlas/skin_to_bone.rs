//! What lies between the skin and the first bone at a place of a plate: of all that is drawn there, through the body to its
//! other side, what a needle from the viewer meets before bone stops it, or before the body's middle where no bone does.
//!
//! A plate's order of painting tells what lies over what, but not how far apart. So each structure's box in the body decides
//! on which side of the body's middle it lies; of what is wrapped around the trunk, such as the obliques of the belly, whether
//! its box holds the place where the needle enters the trunk, taken as an ellipse.

use serde::{Deserialize, Serialize};

use super::{Atlas, Kind};
use crate::anatomy::{BodyPoint, PlatePoint, Side, View};

/// Deeper than this, in millimetres, only what is wrapped around the body is.
const WRAPPED_MM: f64 = 105.0;
/// What is wrapped reaches so far beyond the middle on either side.
const BEYOND_MM: f64 = 15.0;
/// How far a box may be from where the needle enters: the skin lies over what it holds.
const ENTRY_MM: f64 = 32.0;
/// What lies less than this beyond the middle may be called before it.
const MIDDLE_MM: f64 = 12.0;
/// Below this height stand the legs alone.
const LEGS_MM: f64 = 830.0;
/// What is farther than this from the midline, on the mean, is an arm.
const ARM_MM: f64 = 145.0;

/// The boxes of all structures in the body frame, whole millimetres, in the order of [`Atlas::structures`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extents(Vec<[i16; 6]>);

/// A box on one side of the body.
#[derive(Debug, Clone, Copy)]
struct Extent {
    min: BodyPoint,
    max: BodyPoint,
}

impl Extent {
    fn middle(&self) -> BodyPoint {
        (self.min + self.max) * 0.5
    }
}

/// An ellipse across the body: half as wide and as deep as it, and how far back its middle lies, in millimetres.
struct Ring {
    middle_y: f64,
    half_width: f64,
    half_depth: f64,
}

impl Extents {
    /// The boxes of least and greatest corners.
    pub fn new(corners: impl Iterator<Item = (BodyPoint, BodyPoint)>) -> Self {
        let whole = |mm: f64| mm.round() as i16;
        let row = |(min, max): (BodyPoint, BodyPoint)| [min.x, min.y, min.z, max.x, max.y, max.z].map(whole);
        Self(corners.map(row).collect())
    }

    fn at(&self, place: usize, side: Side) -> Option<Extent> {
        let [left, front, low, right, back, high] = self.0.get(place)?.map(f64::from);
        // What stands once is its own mirror image, near enough.
        let (left, right) = if side == Side::Left { (-right, -left) } else { (left, right) };
        Some(Extent { min: BodyPoint::new(left, front, low), max: BodyPoint::new(right, back, high) })
    }

    /// Of what is drawn at a place, from the skin inwards, what lies between the skin and the first bone, the bone included; each
    /// as its number in `drawn`. The first is always one: it was tapped. Where no boxes are known the first bone ends it.
    pub fn skin_to_bone(
        &self,
        atlas: &Atlas,
        view: View,
        at: PlatePoint,
        drawn: &[(&str, Side)],
    ) -> Vec<usize> {
        let mut met = Vec::new();
        let mut limb = None;
        for (number, (slug, side)) in drawn.iter().enumerate() {
            let Some(place) = atlas.structures().iter().position(|known| known.slug == *slug) else {
                continue;
            };
            let kind = atlas.structures()[place].kind;
            let extent = self.at(place, *side);
            let is_beyond = match (&extent, met.is_empty()) {
                (None, _) => false,
                (Some(extent), true) => {
                    limb = self.limb(atlas, view, at, extent.middle(), *side);
                    false
                }
                (Some(extent), false) => match limb {
                    Some(middle_mm) => view.project(extent.middle()).away_mm > middle_mm,
                    None => is_beyond(view, at, extent),
                },
            };
            if !is_beyond {
                met.push(number);
            }
            // A membrane between two bones lets nothing through either.
            if matches!(kind, Kind::Bone | Kind::Cartilage) || slug.starts_with("interosseous-membrane") {
                break;
            }
        }
        met
    }

    /// How far away the bones of the limb lie in which a structure lies, with what still counts as before them; nothing where it
    /// lies in no limb. Where a limb has no long bone there, as in hand and foot, nothing lies beyond.
    fn limb(&self, atlas: &Atlas, view: View, at: PlatePoint, first: BodyPoint, side: Side) -> Option<f64> {
        let height = if view.elevation_deg.abs() < 1.0 { -at.y } else { first.z };
        if height >= LEGS_MM && first.x.abs() <= ARM_MM {
            return None;
        }
        let (mut sum, mut count) = (0.0, 0.0_f64);
        for (place, structure) in atlas.structures().iter().enumerate() {
            let Some(bone) = self.at(place, side).filter(|_| structure.kind == Kind::Bone) else { continue };
            let is_long = bone.max.z - bone.min.z > 60.0 && (bone.min.z..=bone.max.z).contains(&height);
            if is_long && (bone.middle().x - first.x).abs() < 70.0 {
                sum += view.project(bone.middle()).away_mm;
                count += 1.0;
            }
        }
        // Forearm and shin are thin.
        let is_thick = height > 1150.0 || (500.0..LEGS_MM).contains(&height);
        let before_mm = if is_thick { 20.0 } else { 8.0 };
        Some(if count == 0.0 { f64::INFINITY } else { sum / count + before_mm })
    }
}

/// Whether a structure of head, neck or trunk lies beyond the body's middle.
fn is_beyond(view: View, at: PlatePoint, extent: &Extent) -> bool {
    let middle = extent.middle();
    if view.elevation_deg.abs() > 45.0 {
        // From below the floor of the pelvis; from above hand and foot, which have bones enough.
        return view.elevation_deg < 0.0 && middle.z > 960.0;
    }
    let height = -at.y;
    let (sin, cos) = view.azimuth_deg.to_radians().sin_cos();
    if cos.abs() < 0.5 {
        return middle.x * sin < -MIDDLE_MM;
    }
    let (middle_y, ring) = match height {
        1500.0.. => (-80.0, Ring { middle_y: -80.0, half_width: 75.0, half_depth: 95.0 }),
        1390.0.. => (-75.0, Ring { middle_y: -85.0, half_width: 60.0, half_depth: 60.0 }),
        _ => {
            let spine = match height {
                1150.0.. => -90.0,
                1000.0.. => -58.0,
                _ => -85.0,
            };
            (spine, Ring { middle_y: -100.0, half_width: 137.0, half_depth: 112.0 })
        }
    };
    let is_wrapped = extent.max.y - extent.min.y > WRAPPED_MM
        && extent.min.y < middle_y - BEYOND_MM
        && extent.max.y > middle_y + BEYOND_MM;
    if !is_wrapped {
        return (middle.y - middle_y) * cos.signum() > MIDDLE_MM;
    }
    let Some(entry) = ring.entry(at.x, sin, cos) else { return false };
    let is_in = |low: f64, at: f64, high: f64| (low - ENTRY_MM..=high + ENTRY_MM).contains(&at);
    !(is_in(extent.min.x, entry.x, extent.max.x) && is_in(extent.min.y, entry.y, extent.max.y))
}

impl Ring {
    /// Where a needle from the viewer enters, so far across the plate; nothing where it passes by.
    fn entry(&self, across: f64, sin: f64, cos: f64) -> Option<BodyPoint> {
        // The needle's points are (x - t sin, y + t cos).
        let (x, y) = (across * cos, across * sin - self.middle_y);
        let (wide, deep) = (self.half_width.powi(2), self.half_depth.powi(2));
        let a = sin * sin / wide + cos * cos / deep;
        let b = y * cos / deep - x * sin / wide;
        let c = x * x / wide + y * y / deep - 1.0;
        let root = (b * b - a * c).sqrt();
        let t = (-b - root) / a;
        t.is_finite().then(|| BodyPoint::new(x - t * sin, y + t * cos + self.middle_y, 0.0))
    }
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::atlas::authoring::{Sources, report};

    /// Places over the whole body, and what a needle meets there from the skin to the bone.
    const PLACES: [(&str, f64, f64, &str); 27] = [
        // The back: nothing of the chest or the belly.
        ("posterior", 110.0, -1340.0, "ascending-part-of-trapezius supraspinatus clavicular-part-of-deltoid"),
        (
            "posterior",
            45.0,
            -1060.0,
            "latissimus-dorsi serratus-posterior-inferior iliocostalis-lumborum quadratus-lumborum",
        ),
        ("posterior", 110.0, -1080.0, "latissimus-dorsi external-oblique tenth-rib"),
        (
            "posterior",
            20.0,
            -1480.0,
            "descending-part-of-trapezius semispinalis-capitis rectus-capitis-posterior-major atlas",
        ),
        (
            "posterior",
            50.0,
            -1250.0,
            "ascending-part-of-trapezius rhomboid-major longissimus-thoracis set-of-levatores-costarum-longi set-of-levatores-costarum-breves internal-intercostals",
        ),
        ("posterior", 80.0, -900.0, "gluteus-maximus gluteus-medius gluteus-minimus hip-bone"),
        ("posterior", 150.0, -1230.0, "latissimus-dorsi"),
        ("posterior", 30.0, -1560.0, "epicranial-aponeurosis occipital-bone"),
        // Limbs: to the bone, or to the middle.
        (
            "posterior",
            190.0,
            -1200.0,
            "long-head-of-triceps-brachii lateral-head-of-triceps-brachii medial-head-of-triceps-brachii humerus",
        ),
        (
            "posterior",
            235.0,
            -950.0,
            "humeral-head-of-extensor-carpi-ulnaris interosseous-membrane-of-forearm",
        ),
        ("posterior", 45.0, -650.0, "semitendinosus semimembranosus adductor-magnus"),
        ("posterior", 100.0, -350.0, "lateral-head-of-gastrocnemius soleus interosseous-membrane-of-leg"),
        ("anterior", -95.0, -650.0, "rectus-femoris vastus-intermedius femur"),
        ("anterior", -60.0, -700.0, "sartorius adductor-longus adductor-brevis adductor-magnus"),
        ("anterior", -90.0, -350.0, "tibialis-anterior tibia"),
        // The belly: its wall, and what lies before the spine; nothing of the back.
        ("anterior", -50.0, -1000.0, "external-oblique rectus-abdominis psoas-major quadratus-lumborum"),
        ("anterior", -45.0, -1080.0, "external-oblique rectus-abdominis diaphragm twelfth-rib"),
        ("anterior", 0.0, -1060.0, "linea-alba first-lumbar-vertebra"),
        ("anterior", -60.0, -880.0, "external-oblique internal-oblique transversus-abdominis psoas-major"),
        // The chest: to the ribs; between them nothing of the shoulder blade.
        ("anterior", -70.0, -1290.0, "sternocostal-part-of-pectoralis-major fifth-rib"),
        (
            "anterior",
            -80.0,
            -1300.0,
            "sternocostal-part-of-pectoralis-major external-intercostals internal-intercostals",
        ),
        // Neck and face.
        ("anterior", -30.0, -1440.0, "platysma sternocleidomastoid scalenus-medius"),
        ("anterior", -12.0, -1430.0, "platysma sternohyoid thyrohyoid thyroid-cartilage"),
        (
            "anterior",
            -45.0,
            -1530.0,
            "orbital-part-of-orbicularis-oculi palpebral-part-of-orbicularis-oculi zygomatic-bone",
        ),
        // From the side: the arm is not the trunk behind it, nor one side the other.
        ("left-lateral", -70.0, -1090.0, "brachioradialis brachialis"),
        ("left-lateral", -60.0, -920.0, "gluteus-medius hip-bone"),
        (
            "left-posterolateral",
            20.0,
            -1060.0,
            "latissimus-dorsi serratus-posterior-inferior iliocostalis-lumborum tenth-rib",
        ),
    ];

    /// The content, and what a needle meets at a place of a view, from the viewer inwards.
    struct Body {
        sources: Sources,
        atlas: Atlas,
        extents: Extents,
    }

    impl Body {
        fn new() -> Self {
            let sources = Sources::load(Path::new(env!("CARGO_MANIFEST_DIR")));
            let sources = sources.unwrap_or_else(|faults| panic!("{}", report(&faults)));
            let (atlas, extents) = (sources.atlas(), sources.extents());
            Self { sources, atlas, extents }
        }

        fn met(&self, view: &str, at: PlatePoint) -> Vec<&str> {
            let stack = self.sources.plates[view].scene.stack(at);
            let drawn: Vec<(&str, Side)> =
                stack.iter().map(|touched| (touched.shape.slug.as_str(), touched.side)).collect();
            let plate = self.atlas.plate(view).expect("a view").view();
            let met = self.extents.skin_to_bone(&self.atlas, plate, at, &drawn);
            met.into_iter().map(|number| drawn[number].0).collect()
        }
    }

    #[test]
    fn a_needle_meets_what_lies_between_the_skin_and_the_bone() {
        let body = Body::new();
        let mut wrong = Vec::new();
        for (view, x, y, expected) in PLACES {
            let mut slugs: Vec<&str> = Vec::new();
            for slug in body.met(view, PlatePoint::new(x, y)) {
                if !slugs.contains(&slug) {
                    slugs.push(slug);
                }
            }
            let told = slugs.join(" ");
            if told != expected {
                wrong.push(format!("{view} {x} {y}: {told}\n    instead of {expected}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Whatever is tapped from the front lists nothing of the back, and the other way round.
    #[test]
    fn no_needle_goes_through_the_trunk() {
        let body = Body::new();
        let front =
            ["rectus-abdominis", "pectoralis-minor", "sternocostal-part-of-pectoralis-major", "sternum"];
        let back = [
            "iliocostalis-lumborum",
            "longissimus-thoracis",
            "rhomboid-major",
            "ascending-part-of-trapezius",
        ];
        let mut asked = 0;
        for (view, far) in [("posterior", front), ("anterior", back)] {
            for (column, line) in (-13..=13).flat_map(|column| (88..140).map(move |line| (column, line))) {
                let at = PlatePoint::new(f64::from(column) * 9.0 + 0.5, f64::from(-line) * 10.0);
                let met = body.met(view, at);
                asked += met.len();
                // The first was tapped.
                let through = met.iter().skip(1).find(|slug| far.contains(slug));
                assert!(through.is_none(), "{view} {at:?} goes through to {through:?}");
            }
        }
        assert!(asked > 2000, "only {asked} structures were met");
    }
}
