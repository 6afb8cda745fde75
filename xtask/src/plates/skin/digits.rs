//! Fingers and toes: built around their bones, because the reference's rebuilt skin runs them together.

use anyhow::Context;
use palpate::anatomy::BodyPoint;

use super::flesh::heel;
use crate::plates::config::Station;
use crate::plates::mesh::{Mesh, cross, unit};
use crate::plates::reference::Structure;
use crate::plates::sweep::sweep;

/// From this share of the first phalanx on, the reference's skin is replaced.
const CUT: f64 = 0.2;
/// The ball of the big toe is the reference's; the toe is built into it.
const WIDEST_MM: f64 = 13.5;
/// Where along the first phalanx the web between two digits runs, and how thick it is: a toe is free from its second
/// phalanx on, the big one and the little one a little earlier.
const HAND_WEBS: &[f64] = &[0.26];
const FOOT_WEBS: [&[f64]; 5] =
    [&[], &[0.2, 0.45, 0.7], &[0.2, 0.45, 0.7, 0.92], &[0.2, 0.45, 0.7, 0.92], &[0.2, 0.45, 0.7, 0.85]];
const WEB_HALF_MM: f64 = 6.5;
/// Between the two digits a web falls back by this share of the phalanx, so that the gap ends round.
const WEB_BOW: f64 = 0.2;

/// The bones of a digit before its phalanges, its name in the phalanges' slugs, and its size.
struct Plan {
    base: &'static str,
    name: &'static str,
    phalanges: &'static [&'static str],
    /// Half the breadth at the base, at each joint and at the tip.
    half_mm: &'static [f64],
    /// Away from the palm or the sole, roughly; made square to the digit.
    dorsal: BodyPoint,
}

const TWO: &[&str] = &["proximal", "distal"];
const THREE: &[&str] = &["proximal", "middle", "distal"];
const BACK: BodyPoint = BodyPoint::new(0.0, 1.0, 0.35);
const UP: BodyPoint = BodyPoint::new(0.0, 0.0, 1.0);

const fn plan(
    base: &'static str,
    name: &'static str,
    phalanges: &'static [&'static str],
    half_mm: &'static [f64],
    dorsal: BodyPoint,
) -> Plan {
    Plan { base, name, phalanges, half_mm, dorsal }
}

/// Breadths of an adult's digits, chosen to leave the gaps between the bones as gaps between the fingers.
const HAND: [Plan; 5] = [
    plan("first-metacarpal-bone", "thumb", TWO, &[11.5, 10.2, 8.4], BodyPoint::new(-0.75, 0.66, 0.0)),
    plan("second-metacarpal-bone", "index-finger", THREE, &[10.0, 9.3, 8.3, 7.0], BACK),
    plan("third-metacarpal-bone", "middle-finger", THREE, &[10.0, 9.5, 8.5, 7.2], BACK),
    plan("fourth-metacarpal-bone", "ring-finger", THREE, &[9.6, 9.0, 8.0, 6.8], BACK),
    plan("fifth-metacarpal-bone", "little-finger", THREE, &[9.0, 8.0, 7.1, 6.1], BACK),
];
const FOOT: [Plan; 5] = [
    plan("first-metatarsal-bone", "big-toe", TWO, &[18.5, 12.0, 11.2], UP),
    plan("second-metatarsal-bone", "second-toe", THREE, &[9.0, 7.0, 6.2, 7.2], UP),
    plan("third-metatarsal-bone", "third-toe", THREE, &[9.0, 6.9, 6.1, 7.0], UP),
    plan("fourth-metatarsal-bone", "fourth-toe", THREE, &[9.0, 6.9, 6.0, 6.8], UP),
    plan("fifth-metatarsal-bone", "little-toe", THREE, &[10.0, 7.4, 6.4, 6.6], UP),
];

/// One finger or toe of the right side.
#[derive(Clone)]
pub(super) struct Digit {
    /// The knuckle, the joints beyond it, and the tip of the flesh.
    pub joints: Vec<BodyPoint>,
    /// Half its breadth at each of them.
    pub half_mm: &'static [f64],
    dorsal: BodyPoint,
    /// Whether it is a toe.
    pub foot: bool,
    /// Whether a web joins it to the digit before.
    webbed: bool,
}

/// A structure by its slug.
///
/// # Errors
/// In one sentence, if there is none.
pub(super) fn structure<'a>(structures: &'a [Structure], slug: &str) -> anyhow::Result<&'a Structure> {
    structures.iter().find(|s| s.slug == slug).with_context(|| {
        format!("structures.csv lacks {slug}, which the skin is drawn around; add its row and mesh")
    })
}

/// The fingers and toes of the right side, from their bones.
///
/// # Errors
/// In one sentence, if a bone is missing.
pub(super) fn digits(structures: &[Structure]) -> anyhow::Result<Vec<Digit>> {
    let mut out = Vec::new();
    for (plans, foot) in [(&HAND, false), (&FOOT, true)] {
        for (number, plan) in plans.iter().enumerate() {
            let mut bones = vec![structure(structures, plan.base)?];
            for phalanx in plan.phalanges {
                bones.push(structure(structures, &format!("{phalanx}-phalanx-of-{}", plan.name))?);
            }
            let meshes: Vec<&Mesh> = bones.iter().map(|bone| &bone.mesh).collect();
            let joints = joints(&meshes);
            out.push(Digit {
                joints,
                half_mm: plan.half_mm,
                dorsal: plan.dorsal,
                foot,
                webbed: number > usize::from(!foot),
            });
        }
    }
    Ok(out)
}

/// The places where the bones of a row meet, and the tip of the flesh beyond the last.
fn joints(bones: &[&Mesh]) -> Vec<BodyPoint> {
    let along: Vec<BodyPoint> =
        bones.windows(2).map(|pair| unit(middle(&pair[1].vertices) - middle(&pair[0].vertices))).collect();
    let mut out: Vec<BodyPoint> = bones
        .windows(2)
        .zip(&along)
        .map(|(pair, d)| (end(pair[0], *d) + end(pair[1], *d * -1.0)) * 0.5)
        .collect();
    if let (Some(last), Some(d)) = (bones.last(), along.last()) {
        out.push(end(last, *d) + *d * 4.5);
    }
    out
}

fn middle(places: &[BodyPoint]) -> BodyPoint {
    let sum = places.iter().fold(BodyPoint::new(0.0, 0.0, 0.0), |sum, p| sum + *p);
    sum * (1.0 / places.len().max(1) as f64)
}

/// The middle of the outermost eighth of a bone in a direction.
fn end(bone: &Mesh, direction: BodyPoint) -> BodyPoint {
    let mut places = bone.vertices.clone();
    places.sort_by(|a, b| b.dot(direction).total_cmp(&a.dot(direction)));
    places.truncate((places.len() / 8).max(1));
    middle(&places)
}

pub(super) fn lerp(a: BodyPoint, b: BodyPoint, t: f64) -> BodyPoint {
    a * (1.0 - t) + b * t
}

/// The reference's skin with its digits replaced, and its ears by the reference's own, and with pads under its heels.
pub(super) fn with_digits(skin: &Mesh, digits: &[Digit], ears: &Mesh) -> Mesh {
    let digit: Vec<bool> =
        skin.vertices.iter().map(|v| digits.iter().any(|digit| digit.replaces(*v))).collect();
    let stays = |t: &[u32; 3]| !t.iter().all(|corner| digit[*corner as usize]);
    let mut out = Mesh {
        vertices: skin.vertices.iter().map(|v| without_ear(*v)).collect(),
        triangles: skin.triangles.iter().copied().filter(stays).collect(),
    };
    let right = |t: &&[u32; 3]| t.iter().all(|corner| ears.vertices[*corner as usize].x < 0.0);
    let triangles = ears.triangles.iter().filter(right).copied().collect();
    append(&mut out, Mesh { vertices: ears.vertices.clone(), triangles });
    append(&mut out, heel());
    for (number, digit) in digits.iter().enumerate() {
        append(&mut out, sweep(&digit.stations()));
        if digit.webbed
            && let Some(before) = number.checked_sub(1).map(|n| &digits[n])
        {
            let shares = if digit.foot { FOOT_WEBS[number % FOOT_WEBS.len()] } else { HAND_WEBS };
            for share in shares {
                let (from, to) = (before.web(*share), digit.web(*share));
                let (inner, outer) = (before.web(share - WEB_BOW), digit.web(share - WEB_BOW));
                let middle = Station { at: lerp(inner.at, outer.at, 0.5), ..from };
                append(&mut out, sweep(&[from, middle, to]));
            }
        }
    }
    out
}

/// A place of the reference's skin without the lump that it makes of the ear on the right: beside the ear's own height it
/// lies farther out than the head, whose breadth grows upwards from the jaw to the temple, and is pressed in to that.
fn without_ear(place: BodyPoint) -> BodyPoint {
    let beside = (1476.0..1558.0).contains(&place.z) && (-113.0..-73.0).contains(&place.y);
    let head = -(58.5 + 0.4 * (place.z - 1482.0)).min(78.5);
    if beside && place.x < head { BodyPoint::new(head, place.y, place.z) } else { place }
}

fn append(mesh: &mut Mesh, other: Mesh) {
    let first = mesh.vertices.len() as u32;
    mesh.vertices.extend(other.vertices);
    mesh.triangles.extend(other.triangles.iter().map(|t| t.map(|corner| corner + first)));
}

impl Digit {
    /// Whether this digit stands in for a place of the reference's skin.
    fn replaces(&self, place: BodyPoint) -> bool {
        let reach = self.half_mm[0].min(WIDEST_MM) + 7.0;
        self.joints.windows(2).enumerate().any(|(number, ends)| {
            let along = ends[1] - ends[0];
            let share = (place - ends[0]).dot(along) / along.dot(along);
            let least = if number == 0 { CUT } else { 0.0 };
            let last = number + 2 == self.joints.len();
            let near = ends[0] + along * share.clamp(0.0, 1.0);
            share > least && (share <= 1.0 || last) && near.distance_mm(place) < reach
                || number > 0 && ends[0].distance_mm(place) < reach
        })
    }

    fn web(&self, share: f64) -> Station {
        Station { at: lerp(self.joints[0], self.joints[1], share), half_mm: [WEB_HALF_MM; 2] }
    }

    /// The cross-sections from within the palm or sole to the rounded tip.
    fn stations(&self) -> Vec<Station> {
        let flat = if self.foot { 0.86 } else { 0.94 };
        let station = |at: BodyPoint, half: f64| Station { at, half_mm: [half, half * flat] };
        let last = self.joints.len() - 1;
        let mut out = vec![station(lerp(self.joints[0], self.joints[1], -0.2), self.half_mm[0] * 0.9)];
        for number in 0..last {
            let (from, to) = (self.joints[number], self.joints[number + 1]);
            let (wide, narrow) = (self.half_mm[number], self.half_mm[number + 1]);
            out.push(station(from, wide));
            if number + 1 < last {
                out.push(station(lerp(from, to, 0.5), (wide + narrow) * 0.5 * 0.97));
            }
        }
        let (from, tip) = (self.joints[last - 1], self.joints[last]);
        let back = unit(from - tip);
        let half = self.half_mm[last];
        out.push(station(tip + back * half, half));
        for (inset, share) in [(0.5, 0.87), (0.2, 0.6), (0.04, 0.28), (0.0, 0.02)] {
            out.push(station(tip + back * (half * inset), half * share));
        }
        out
    }

    /// The direction from joint `number` on, away from the palm there, and across.
    pub(super) fn axes(&self, number: usize) -> [BodyPoint; 3] {
        let along = unit(self.joints[number + 1] - self.joints[number]);
        let dorsal = unit(self.dorsal - along * self.dorsal.dot(along));
        [along, dorsal, cross(along, dorsal)]
    }

    /// The tip of its flesh.
    pub(super) fn tip(&self) -> BodyPoint {
        self.joints[self.joints.len() - 1]
    }

    /// The same digit of the left side.
    pub(super) fn mirrored(&self) -> Self {
        let joints = self.joints.iter().map(|joint| joint.mirrored()).collect();
        Self { joints, dorsal: self.dorsal.mirrored(), ..*self }
    }
}
