//! What is drawn on fingers and toes: the creases at their joints, the rounds of toes seen end on, and their nails.

use kurbo::{BezPath, Point};
use palpate::anatomy::{BodyPoint, View};

use super::digits::{Digit, lerp};
use super::ink::Class;
use super::pen::tapered;
use crate::plates::raster::Axes;
use crate::plates::trace::{Fit, fit_ring};

/// A crease or a nail is drawn if it faces the viewer by at least this cosine.
const FACING: f64 = 0.2;
/// A crease ends where the skin turns away to this cosine: beyond, it would be drawn over the edge.
const EDGE: f64 = 0.25;
/// A toe whose tip points at the viewer by at least this cosine shows the round of its tip, on
/// either side between these angles from the top.
const POINTING: f64 = 0.8;
const TIP_ARC: [f64; 2] = [0.7, 2.5];
/// Half the arc of a crease, in radians.
const CREASE_ARC: f64 = 1.05;
/// Where along its first phalanx a finger leaves the palm.
const PALM: f64 = 0.42;
/// A nail's half breadth and half length, of half the digit's breadth: on a finger, on the big toe, on another toe.
const NAILS: [[f64; 2]; 3] = [[0.72, 0.78], [0.64, 0.6], [0.58, 0.5]];
const NAIL: Fit = Fit { accuracy_mm: 0.15, smooth_mm: 0.1, corner_deg: 180.0, least_area_mm2: 0.0 };

impl Digit {
    /// The creases and the nail as a view shows them, where `is_bare` says that nothing lies before the place.
    pub(super) fn marks(&self, view: View, is_bare: &dyn Fn(BodyPoint) -> bool) -> Vec<(Class, BezPath)> {
        let mut out: Vec<(Class, BezPath)> =
            self.creases(view, is_bare).into_iter().map(|path| (Class::Crease, path)).collect();
        out.extend(self.nail(view, is_bare).map(|path| (Class::Nail, path)));
        out
    }

    fn last(&self) -> usize {
        self.joints.len() - 1
    }

    fn creases(&self, view: View, is_bare: &dyn Fn(BodyPoint) -> bool) -> Vec<BezPath> {
        let near = Axes::of(view).near;
        let mut out = Vec::new();
        // Across the digit at a place, on one face of it, bent a little towards the tip or away from it.
        let mut across_at = |centre: BodyPoint, number: usize, half: f64, is_back: bool, offset: f64| {
            let [along, dorsal, across] = self.axes(number);
            let face = if is_back { dorsal } else { dorsal * -1.0 };
            if face.dot(near) < FACING || !is_bare(centre + face * half) {
                return;
            }
            let arc: Vec<Point> = (-8..=8)
                .map(|step| CREASE_ARC * f64::from(step) / 8.0)
                .map(|angle| (angle, across * angle.sin() + face * angle.cos()))
                .filter(|(_, out)| out.dot(near) > EDGE)
                .map(|(angle, out)| {
                    let bow = along * (offset + 1.1 * (1.0 - angle.cos()) * offset.signum());
                    centre + bow + out * half
                })
                .map(|place| on_plate(view, place))
                .collect();
            out.push(tapered(&arc, 0.55));
        };
        if self.foot {
            // Under the pad, where the toe bends.
            across_at(self.joints[1], 1, self.half_mm[1], false, 0.0);
        } else {
            for number in 1..self.last() {
                let (joint, half) = (self.joints[number], self.half_mm[number]);
                across_at(joint, number, half, false, 0.0);
                across_at(joint, number, half, true, -1.3);
                across_at(joint, number, half, true, 1.3);
            }
            across_at(lerp(self.joints[0], self.joints[1], PALM), 0, self.half_mm[1], false, 0.0);
        }
        let last = self.last();
        let [along, dorsal, across] = self.axes(last - 1);
        if self.foot && along.dot(near) > POINTING && is_bare(self.joints[last]) {
            let half = self.half_mm[last] * 0.97;
            let centre = self.joints[last] - along * half;
            // Only where more of the foot lies beside it: elsewhere the outline shows its round.
            let is_inner = |side: &f64| is_bare(centre + across * (side * half * 1.4));
            for side in [-1.0, 1.0].into_iter().filter(is_inner) {
                let arc: Vec<Point> = (0..=12)
                    .map(|step| TIP_ARC[0] + (TIP_ARC[1] - TIP_ARC[0]) * f64::from(step) / 12.0)
                    .map(|angle| {
                        centre + (across * (side * angle.sin()) + dorsal * (angle.cos() * 0.86)) * half
                    })
                    .map(|place| on_plate(view, place))
                    .collect();
                out.push(tapered(&arc, 0.6));
            }
        }
        out
    }

    fn nail(&self, view: View, is_bare: &dyn Fn(BodyPoint) -> bool) -> Option<BezPath> {
        let last = self.last();
        let [along, dorsal, across] = self.axes(last - 1);
        let half = self.half_mm[last];
        let facing = (dorsal + along * 0.3).dot(Axes::of(view).near);
        if facing <= FACING * 0.4 || !is_bare(self.joints[last] + (dorsal - along) * half) {
            return None;
        }
        let kind = if !self.foot { 0 } else { usize::from(last > 2) + 1 };
        let [broad, long] = NAILS[kind];
        // Its free edge lies where a finger's would, however short it is.
        let centre = self.joints[last] - along * (half * (0.22 + long));
        let ring: Vec<Point> = (0..40)
            .map(|step| std::f64::consts::TAU * f64::from(step) / 40.0)
            .map(|angle| {
                let (sin, cos) = angle.sin_cos();
                // Square at the root, rounder at the free edge.
                let (length, breadth) =
                    (cos.signum() * cos.abs().powf(0.8), sin.signum() * sin.abs().powf(0.75));
                let sideways = broad * breadth;
                // The flesh falls away towards the tip, and the nail with it.
                let fall = 0.34 * (0.5 + 0.5 * length).powf(1.5);
                let rise = (1.0 - sideways * sideways).sqrt() - fall;
                centre + along * (half * long * length) + (across * sideways + dorsal * (rise * 0.94)) * half
            })
            .map(|place| on_plate(view, place))
            .collect();
        Some(fit_ring(&ring, NAIL))
    }
}

fn on_plate(view: View, place: BodyPoint) -> Point {
    let at = view.project(place).at;
    Point::new(at.x, at.y)
}
