//! The camera over a plate: which millimetres of it fill the window. Pure arithmetic, no browser.

use super::look::Zoom;
use crate::anatomy::{Bounds, PlatePoint};

/// The closest zoom, in CSS pixels per millimetre: a finger's breadth fills a phone.
const CLOSEST_PX_PER_MM: f64 = 14.0;

/// A camera this much closer than the whole plate still counts as showing all of it.
const WHOLE_SLACK: f64 = 1.02;

/// The size of the window onto a plate, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Viewport {
    /// Pixels across.
    pub(super) width_px: f64,
    /// Pixels down.
    pub(super) height_px: f64,
}

/// A place in the window, in CSS pixels from its left top corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Pixel {
    /// To the right.
    pub(super) x: f64,
    /// Down.
    pub(super) y: f64,
}

/// What the window shows: the place in its middle and the scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Camera {
    /// The plate's place in the middle of the window.
    pub(super) centre: PlatePoint,
    /// CSS pixels per millimetre.
    pub(super) px_per_mm: f64,
}

impl Camera {
    /// The camera that shows all of `bounds`, no closer than the closest zoom.
    pub(super) fn fit(bounds: Bounds, viewport: Viewport) -> Self {
        let width = viewport.width_px / bounds.width_mm().max(1.0);
        let height = viewport.height_px / bounds.height_mm().max(1.0);
        Self { centre: bounds.centre(), px_per_mm: width.min(height).clamp(0.01, CLOSEST_PX_PER_MM) }
    }

    /// The camera kept over the plate: never smaller than the whole, never beyond its edges.
    pub(super) fn kept_over(self, plate: Bounds, viewport: Viewport) -> Self {
        let whole = Self::fit(plate, viewport);
        let px_per_mm = self.px_per_mm.clamp(whole.px_per_mm, CLOSEST_PX_PER_MM);
        let keep = |at: f64, low: f64, high: f64, window_px: f64| {
            let half = window_px / px_per_mm / 2.0;
            if high - low <= 2.0 * half { (low + high) / 2.0 } else { at.clamp(low + half, high - half) }
        };
        let x = keep(self.centre.x, plate.min.x, plate.max.x, viewport.width_px);
        let y = keep(self.centre.y, plate.min.y, plate.max.y, viewport.height_px);
        Self { centre: PlatePoint::new(x, y), px_per_mm }
    }

    /// Whether all of the plate is in sight, where `whole` shows it.
    pub(super) fn is_whole(self, whole: Self) -> bool {
        self.px_per_mm <= whole.px_per_mm * WHOLE_SLACK
    }

    /// What part of the plate is in sight, where `whole` shows all of it.
    pub(super) fn zoom(self, whole: Self) -> Zoom {
        if self.is_whole(whole) {
            return Zoom::Whole;
        }
        let tenths = |mm: f64| (mm * 10.0).round() as i32;
        let percent = (self.px_per_mm / whole.px_per_mm * 100.0).round() as u32;
        Zoom::Part { x: tenths(self.centre.x), y: tenths(self.centre.y), percent }
    }

    /// The camera that has a part of the plate in sight, where `whole` shows all of it.
    pub(super) fn at(zoom: Zoom, whole: Self) -> Self {
        let Zoom::Part { x, y, percent } = zoom else { return whole };
        let mm = |tenths: i32| f64::from(tenths) / 10.0;
        let px_per_mm = whole.px_per_mm * f64::from(percent.max(100)) / 100.0;
        Self { centre: PlatePoint::new(mm(x), mm(y)), px_per_mm }
    }

    /// The camera for a window of another size: what was in the middle stays there, at its scale; the whole stays whole.
    pub(super) fn resized(self, plate: Bounds, from: Viewport, to: Viewport) -> Self {
        if self.is_whole(Self::fit(plate, from)) { Self::fit(plate, to) } else { self.kept_over(plate, to) }
    }

    /// The place under a pixel.
    pub(super) fn to_plate(self, at: Pixel, viewport: Viewport) -> PlatePoint {
        PlatePoint::new(
            self.centre.x + (at.x - viewport.width_px / 2.0) / self.px_per_mm,
            self.centre.y + (at.y - viewport.height_px / 2.0) / self.px_per_mm,
        )
    }

    /// The pixel over a place.
    pub(super) fn to_pixel(self, at: PlatePoint, viewport: Viewport) -> Pixel {
        Pixel {
            x: (at.x - self.centre.x) * self.px_per_mm + viewport.width_px / 2.0,
            y: (at.y - self.centre.y) * self.px_per_mm + viewport.height_px / 2.0,
        }
    }

    /// Zooms by a factor; what is under `about` stays under it.
    pub(super) fn zoomed(self, factor: f64, about: Pixel, viewport: Viewport) -> Self {
        let fixed = self.to_plate(about, viewport);
        let px_per_mm = (self.px_per_mm * factor).clamp(0.01, CLOSEST_PX_PER_MM);
        let share = self.px_per_mm / px_per_mm;
        let centre = PlatePoint::new(
            fixed.x + (self.centre.x - fixed.x) * share,
            fixed.y + (self.centre.y - fixed.y) * share,
        );
        Self { centre, px_per_mm }
    }

    /// Moves the plate by pixels, as a finger drags it.
    pub(super) fn dragged(self, right_px: f64, down_px: f64) -> Self {
        let centre = PlatePoint::new(
            self.centre.x - right_px / self.px_per_mm,
            self.centre.y - down_px / self.px_per_mm,
        );
        Self { centre, ..self }
    }

    /// The SVG view box: left, top, width and height in millimetres.
    pub(super) fn view_box(self, viewport: Viewport) -> [f64; 4] {
        let width = viewport.width_px / self.px_per_mm;
        let height = viewport.height_px / self.px_per_mm;
        [self.centre.x - width / 2.0, self.centre.y - height / 2.0, width, height]
    }

    /// The camera a share of the way to another, 0 to 1: zooming evenly by ratio.
    pub(super) fn towards(self, other: Self, share: f64) -> Self {
        let ratio = other.px_per_mm / self.px_per_mm;
        let px_per_mm = self.px_per_mm * ratio.powf(share);
        // The middle moves with the width of the window, so that a close target does not swing past.
        let moved = if (ratio - 1.0).abs() < 1e-3 {
            share
        } else {
            (1.0 / px_per_mm - 1.0 / self.px_per_mm) / (1.0 / other.px_per_mm - 1.0 / self.px_per_mm)
        };
        let mix = |from: f64, to: f64| from + (to - from) * moved;
        let centre = PlatePoint::new(mix(self.centre.x, other.centre.x), mix(self.centre.y, other.centre.y));
        Self { centre, px_per_mm }
    }

    /// The CSS transform (translation in pixels, scale) that makes a picture drawn by `drawn` look as this camera would.
    pub(super) fn transform_from(self, drawn: Self, viewport: Viewport) -> (f64, f64, f64) {
        let scale = self.px_per_mm / drawn.px_per_mm;
        let corner = self.to_pixel(drawn.to_plate(Pixel { x: 0.0, y: 0.0 }, viewport), viewport);
        (corner.x, corner.y, scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Viewport = Viewport { width_px: 400.0, height_px: 800.0 };

    fn plate() -> Bounds {
        Bounds { min: PlatePoint::new(-340.0, -1660.0), max: PlatePoint::new(340.0, 20.0) }
    }

    fn is_near(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-6
    }

    #[test]
    fn zooming_keeps_what_is_under_the_finger() {
        let camera = Camera::fit(plate(), WINDOW);
        let finger = Pixel { x: 120.0, y: 90.0 };
        let before = camera.to_plate(finger, WINDOW);
        let after = camera.zoomed(3.0, finger, WINDOW).to_plate(finger, WINDOW);
        assert!(before.distance_mm(after) < 1e-9);
    }

    #[test]
    fn the_camera_never_leaves_the_plate() {
        let far =
            Camera::fit(plate(), WINDOW).zoomed(8.0, Pixel { x: 0.0, y: 0.0 }, WINDOW).dragged(9e4, -9e4);
        let [left, top, width, height] = far.kept_over(plate(), WINDOW).view_box(WINDOW);
        assert!(left >= -340.0 - 1e-6 && left + width <= 340.0 + 1e-6, "{left} {width}");
        assert!(top >= -1660.0 - 1e-6 && top + height <= 20.0 + 1e-6, "{top} {height}");
        let small = Camera { px_per_mm: 0.02, ..far }.kept_over(plate(), WINDOW);
        assert!(is_near(small.px_per_mm, Camera::fit(plate(), WINDOW).px_per_mm));
    }

    #[test]
    fn a_window_of_another_size_shows_the_same_in_its_middle_at_the_same_scale() {
        let close = Camera { centre: PlatePoint::new(-60.0, -1380.0), px_per_mm: 2.5 };
        for (width_px, height_px) in [(400.0, 420.0), (844.0, 390.0), (300.0, 800.0)] {
            let turned = Viewport { width_px, height_px };
            assert_eq!(close.resized(plate(), WINDOW, turned), close, "{turned:?}");
            let whole = Camera::fit(plate(), WINDOW).resized(plate(), WINDOW, turned);
            assert_eq!(whole, Camera::fit(plate(), turned), "the whole stays whole");
        }
    }

    #[test]
    fn what_is_in_sight_is_the_same_in_an_address() {
        let whole = Camera::fit(plate(), WINDOW);
        assert_eq!(whole.zoom(whole), Zoom::Whole);
        assert_eq!(Camera::at(Zoom::Whole, whole), whole);
        let close = whole.zoomed(3.4, Pixel { x: 100.0, y: 200.0 }, WINDOW);
        let zoom = close.zoom(whole);
        let again = Camera::at(zoom, whole);
        assert_eq!(again.zoom(whole), zoom, "written again it stays the same");
        let off = again.to_pixel(close.centre, WINDOW);
        assert!((off.x - 200.0).hypot(off.y - 400.0) < 0.2, "{off:?}");
        assert!(again.px_per_mm > 3.3 * whole.px_per_mm && again.px_per_mm < 3.5 * whole.px_per_mm);
    }

    #[test]
    fn a_flight_starts_and_ends_where_it_should() {
        let from = Camera::fit(plate(), WINDOW);
        let to = from.zoomed(5.0, Pixel { x: 300.0, y: 100.0 }, WINDOW);
        for (share, camera) in [(0.0, from), (1.0, to)] {
            let flown = from.towards(to, share);
            assert!(
                flown.centre.distance_mm(camera.centre) < 1e-6 && is_near(flown.px_per_mm, camera.px_per_mm)
            );
        }
    }

    #[test]
    fn a_transform_shows_what_the_camera_would() {
        let drawn = Camera::fit(plate(), WINDOW);
        let now = drawn.zoomed(2.5, Pixel { x: 50.0, y: 600.0 }, WINDOW).dragged(12.0, -7.0);
        let (right, down, scale) = now.transform_from(drawn, WINDOW);
        let place = PlatePoint::new(-60.0, -1350.0);
        let (was, is) = (drawn.to_pixel(place, WINDOW), now.to_pixel(place, WINDOW));
        assert!(is_near(was.x * scale + right, is.x) && is_near(was.y * scale + down, is.y));
    }
}
