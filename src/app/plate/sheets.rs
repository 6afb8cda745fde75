//! Pictures of a plate, one a depth, painted by a worker while nothing else is to be done: a change of depth then swaps
//! two pictures, and zooming scales one until a sharper one of the window is there. The document stays the truth: its
//! paths, as the stylesheets colour them, are what is painted, and where there is no picture of what is to be seen it is
//! shown itself, so that what is drawn over it always agrees.

use std::cell::RefCell;
use std::rc::Weak;

use js_sys::{Array, Int8Array, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlCanvasElement, ImageBitmap, ImageBitmapRenderingContext, MessageEvent, Worker};

use super::camera::{Camera, Pixel, Viewport};
use super::document::PlateDocument;
use super::dom::{Num, append, make_html, set, style};
use super::pens;
use super::stage::Inner;
use crate::anatomy::{Bounds, Depth, PlatePoint};

/// Finest pictures of a whole plate have so many pixels a CSS pixel: more would cost a phone its memory.
const WHOLE_RATIO: f64 = 2.0;
/// The same for the picture of the window.
const SHARP_RATIO: f64 = 3.0;

/// What a picture shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Shows {
    /// The whole plate at a depth.
    Whole(Depth),
    /// What the camera sees, at its own scale.
    Window(Depth, Camera),
}

/// A picture, asked for or painted.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Job {
    shows: Shows,
    covers: Bounds,
    /// Pixels a millimetre.
    scale: f64,
    stamp: u32,
}

struct Sheet {
    canvas: HtmlCanvasElement,
    job: Job,
}

impl Sheet {
    /// Whether it shows what is to be seen at a depth, finely or not.
    fn is_true(&self, peel: Depth, stamp: u32) -> bool {
        let (Shows::Whole(depth) | Shows::Window(depth, _)) = self.job.shows;
        depth == peel && self.job.stamp == stamp
    }
}

/// The pictures of one plate and the worker that paints them.
pub(super) struct Sheets {
    host: Element,
    worker: Worker,
    wholes: [Option<Sheet>; 6],
    sharp: Option<Sheet>,
    job: Option<Job>,
    /// Grows when what is to be seen changes in anything but depth and camera.
    stamp: u32,
    ticket: u32,
    _answers: Closure<dyn FnMut(MessageEvent)>,
    _fault: Closure<dyn FnMut()>,
}

impl Drop for Sheets {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// What to paint next: the window, sharply, where the whole is too coarse for it; then the whole at the depth that is looked
/// at, then the other depths, the nearest first. `wholes` says which depths are painted, `is_sharp` whether the window needs
/// nothing sharper; what is told is a depth, or the window.
fn plan(peel: Depth, wholes: [bool; 6], is_sharp: bool) -> Option<Option<Depth>> {
    if !is_sharp {
        return Some(None);
    }
    let away = |depth: &Depth| depth.number().abs_diff(peel.number());
    let missing = Depth::ALL.into_iter().filter(|depth| !wholes[usize::from(depth.number())]);
    missing.min_by_key(away).map(Some)
}

/// The rectangle that a camera sees.
fn window(camera: Camera, viewport: Viewport) -> Bounds {
    let [left, top, width, height] = camera.view_box(viewport);
    Bounds { min: PlatePoint::new(left, top), max: PlatePoint::new(left + width, top + height) }
}

/// Whether a rectangle holds another, but for rounding.
fn holds(outer: Bounds, inner: Bounds) -> bool {
    outer.grown(0.01).contains(inner.min) && outer.grown(0.01).contains(inner.max)
}

impl Sheets {
    /// Starts a worker for a plate; `None` where the browser has none.
    pub(super) fn start(
        host: &Element,
        document: &PlateDocument,
        inner: Weak<RefCell<Inner>>,
    ) -> Option<Self> {
        let worker = Worker::new("painter.js").ok()?;
        let answers = {
            let inner = inner.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(inner) = inner.upgrade() {
                    inner.borrow_mut().painted(&event.data());
                }
            })
        };
        let fault = Closure::<dyn FnMut()>::new(move || {
            if let Some(inner) = inner.upgrade() {
                inner.borrow_mut().paint_no_more();
            }
        });
        worker.set_onmessage(Some(answers.as_ref().unchecked_ref()));
        worker.set_onerror(Some(fault.as_ref().unchecked_ref()));
        let sheets = Self {
            host: host.clone(),
            worker,
            wholes: [const { None }; 6],
            sharp: None,
            job: None,
            stamp: 0,
            ticket: 0,
            _answers: answers,
            _fault: fault,
        };
        sheets.load(document)?;
        Some(sheets)
    }

    /// Tells the worker the paths, and the colours that the stylesheets give them now.
    fn load(&self, document: &PlateDocument) -> Option<()> {
        let [styles, flips, paths] = pens::of(&self.host, document)?;
        self.send(&[&"load".into(), &styles, &Int8Array::new(&flips), &paths])
    }

    fn send(&self, words: &[&JsValue]) -> Option<()> {
        let message = Array::new();
        for word in words {
            message.push(word);
        }
        self.worker.post_message(&message).ok()
    }

    /// All pictures are untrue: something but depth and camera has changed.
    pub(super) fn forget(&mut self) {
        self.stamp += 1;
    }

    /// The colours have changed.
    pub(super) fn recolour(&mut self, document: &PlateDocument) {
        self.forget();
        self.load(document);
    }

    /// Whether there is a picture of the whole at this depth as it is now to be seen, as fine as the window wants it.
    fn has(&self, peel: Depth, scale: f64) -> bool {
        let sheet = self.wholes[usize::from(peel.number())].as_ref();
        sheet.is_some_and(|sheet| sheet.is_true(peel, self.stamp) && (sheet.job.scale - scale).abs() < 1e-9)
    }

    /// Sends the worker what is to be painted next; what is looked at comes before what it is at. `states` tells how each
    /// group appears at a depth.
    pub(super) fn work(
        &mut self,
        peel: Depth,
        camera: Camera,
        viewport: Viewport,
        frame: Bounds,
        states: &dyn Fn(Depth) -> Vec<u8>,
    ) {
        let ratio = gloo::utils::window().device_pixel_ratio().max(1.0);
        let whole = Camera::fit(frame, viewport);
        let whole_scale = whole.px_per_mm * ratio.min(WHOLE_RATIO);
        let of_whole =
            |depth| Job { shows: Shows::Whole(depth), covers: frame, scale: whole_scale, stamp: self.stamp };
        let of_window = Job {
            shows: Shows::Window(peel, camera),
            covers: window(camera, viewport),
            scale: camera.px_per_mm * ratio.min(SHARP_RATIO),
            stamp: self.stamp,
        };
        let is_sharp = camera.px_per_mm * ratio <= whole_scale * 1.02
            || self.sharp.as_ref().is_some_and(|sheet| sheet.job == of_window);
        let wholes = Depth::ALL.map(|depth| self.has(depth, whole_scale));
        let Some(next) = plan(peel, wholes, is_sharp) else { return };
        let job = next.map_or(of_window, of_whole);
        let is_looked_at = next.is_none_or(|depth| depth == peel);
        if self.job.is_some_and(|under_way| under_way == job || !is_looked_at) {
            return;
        }
        let Job { shows, covers, scale, .. } = job;
        let (Shows::Whole(depth) | Shows::Window(depth, _)) = shows;
        let ratio = if next.is_none() { ratio.min(SHARP_RATIO) } else { ratio.min(WHOLE_RATIO) };
        let states = Uint8Array::from(states(depth).as_slice());
        self.ticket += 1;
        self.job = Some(job);
        let numbers = [
            f64::from(self.ticket),
            (covers.width_mm() * scale).round().max(1.0),
            (covers.height_mm() * scale).round().max(1.0),
            scale,
            -covers.min.x * scale,
            -covers.min.y * scale,
            ratio,
        ]
        .map(JsValue::from);
        let mut words: Vec<&JsValue> = Vec::new();
        let paint = JsValue::from("paint");
        words.push(&paint);
        words.extend(&numbers);
        words.push(&states);
        if self.send(&words).is_none() {
            self.job = None;
        }
    }

    /// Takes a picture from the worker.
    pub(super) fn take(&mut self, answer: &JsValue) -> Option<()> {
        let answer: &Array = answer.dyn_ref()?;
        let picture: ImageBitmap = answer.get(1).dyn_into().ok()?;
        // One that was given up may still have been finished.
        if answer.get(0).as_f64() != Some(f64::from(self.ticket)) {
            return None;
        }
        let job = self.job.take()?;
        let slot = match job.shows {
            Shows::Whole(depth) => &mut self.wholes[usize::from(depth.number())],
            Shows::Window(..) => &mut self.sharp,
        };
        let canvas = match slot.take() {
            Some(sheet) => sheet.canvas,
            None => {
                let canvas: HtmlCanvasElement = make_html("canvas", "sheet")?.dyn_into().ok()?;
                set(&canvas, "aria-hidden", "true");
                append(&self.host, &canvas);
                canvas
            }
        };
        let is_sharp = matches!(job.shows, Shows::Window(..));
        let (Shows::Whole(depth) | Shows::Window(depth, _)) = job.shows;
        set(&canvas, "data-depth", &depth.number().to_string());
        set(&canvas, "data-from", &format!("{} {}", Num(job.covers.min.x), Num(job.covers.min.y)));
        let _ = canvas.class_list().toggle_with_force("is-sharp", is_sharp);
        canvas.set_width(picture.width());
        canvas.set_height(picture.height());
        let context = canvas.get_context("bitmaprenderer").ok()??;
        context.unchecked_into::<ImageBitmapRenderingContext>().transfer_from_image_bitmap(&picture);
        *slot = Some(Sheet { canvas, job });
        let is_there = |depth: &Depth| {
            let sheet = self.wholes[usize::from(depth.number())].as_ref();
            sheet.is_some_and(|sheet| sheet.is_true(*depth, self.stamp))
        };
        let count = Depth::ALL.iter().filter(|depth| is_there(depth)).count();
        set(&self.host, "data-sheets", &count.to_string());
        Some(())
    }

    /// Puts the pictures where the camera sees them and shows those of a depth. Whether they show all that is to be seen:
    /// where not, none is shown.
    pub(super) fn place(&self, peel: Depth, camera: Camera, viewport: Viewport) -> bool {
        let whole = self.wholes[usize::from(peel.number())].as_ref();
        let whole = whole.filter(|sheet| sheet.is_true(peel, self.stamp));
        let sharp = self.sharp.as_ref().filter(|sheet| sheet.is_true(peel, self.stamp));
        let is_filled = || sharp.is_some_and(|sharp| holds(sharp.job.covers, window(camera, viewport)));
        let is_pictured = whole.is_some() || is_filled();
        for sheet in self.wholes.iter().chain([&self.sharp]).flatten() {
            let is_one = |one: Option<&Sheet>| one.is_some_and(|one| one.job.shows == sheet.job.shows);
            let is_shown = is_pictured && (is_one(whole) || is_one(sharp));
            let _ = sheet.canvas.class_list().toggle_with_force("is-shown", is_shown);
            if is_shown {
                let covers = sheet.job.covers;
                let Pixel { x, y } = camera.to_pixel(covers.min, viewport);
                let scale = camera.px_per_mm * covers.width_mm() / f64::from(sheet.canvas.width().max(1));
                style(
                    &sheet.canvas,
                    "transform",
                    &format!("translate({}px,{}px) scale({})", Num(x), Num(y), Num(scale)),
                );
            }
        }
        is_pictured
    }

    /// Takes all pictures away.
    pub(super) fn clear(&mut self) {
        for sheet in self.wholes.iter_mut().chain([&mut self.sharp]).filter_map(Option::take) {
            sheet.canvas.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_painted_first_then_what_is_looked_at_then_its_neighbours() {
        let mut wholes = [false; 6];
        let mut order = Vec::new();
        let mut is_sharp = false;
        assert_eq!(plan(Depth::Intermediate, [true; 6], true), None, "then there is nothing to do");
        while let Some(next) = plan(Depth::Intermediate, wholes, is_sharp) {
            match next {
                Some(depth) => wholes[usize::from(depth.number())] = true,
                None => is_sharp = true,
            }
            order.push(next.map(Depth::number));
        }
        assert_eq!(order, [None, Some(2), Some(1), Some(3), Some(0), Some(4), Some(5)]);
    }

    #[test]
    fn a_picture_of_the_window_fills_it_until_the_camera_leaves_it() {
        let viewport = Viewport { width_px: 400.0, height_px: 800.0 };
        let camera = Camera { centre: PlatePoint::new(-60.0, -1380.0), px_per_mm: 2.5 };
        let covers = window(camera, viewport);
        assert!(holds(covers, covers));
        assert!(holds(covers, window(Camera { px_per_mm: 3.0, ..camera }, viewport)), "closer still");
        assert!(!holds(covers, window(camera.dragged(4.0, 0.0), viewport)));
        let higher = Viewport { height_px: 820.0, ..viewport };
        assert!(!holds(covers, window(camera, higher)), "nor the window when it grows");
    }
}
