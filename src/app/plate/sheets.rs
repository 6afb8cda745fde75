//! Pictures of a plate, one a depth, painted by a worker while nothing else is to be done: a change of depth then swaps
//! two pictures, and zooming scales one until a sharper one of the window is there. The document stays the truth: its
//! paths, as the stylesheets colour them, are what is painted, and where no worker can be had it is shown itself.

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

struct Sheet {
    canvas: HtmlCanvasElement,
    covers: Bounds,
    shows: Shows,
    stamp: u32,
}

struct Job {
    shows: Shows,
    covers: Bounds,
    stamp: u32,
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

/// What to paint next: what is looked at, then it sharply, then the other depths, the nearest first. `wholes` says which
/// depths are painted, `is_sharp` whether the window needs nothing sharper.
fn plan(peel: Depth, wholes: [bool; 6], is_sharp: bool) -> Option<Option<Depth>> {
    let away = |depth: &Depth| depth.number().abs_diff(peel.number());
    let missing =
        Depth::ALL.into_iter().filter(|depth| !wholes[usize::from(depth.number())]).min_by_key(away);
    match missing {
        Some(depth) if depth == peel => Some(Some(depth)),
        _ if !is_sharp => Some(None),
        missing => missing.map(Some),
    }
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

    /// All pictures are out of date: something but depth and camera has changed.
    pub(super) fn forget(&mut self) {
        self.stamp += 1;
    }

    /// The colours have changed.
    pub(super) fn recolour(&mut self, document: &PlateDocument) {
        self.forget();
        self.load(document);
    }

    /// Whether the pictures show this depth as it is now to be seen.
    pub(super) fn has(&self, peel: Depth) -> bool {
        self.wholes[usize::from(peel.number())].as_ref().is_some_and(|sheet| sheet.stamp == self.stamp)
    }

    /// Sends the worker what is to be painted next, unless it is at work. `states` tells how each group appears at a depth.
    pub(super) fn work(
        &mut self,
        peel: Depth,
        camera: Camera,
        viewport: Viewport,
        frame: Bounds,
        states: &dyn Fn(Depth) -> Vec<u8>,
    ) {
        if self.job.is_some() {
            return;
        }
        let ratio = gloo::utils::window().device_pixel_ratio().max(1.0);
        let whole = Camera::fit(frame, viewport);
        let now = Shows::Window(peel, camera);
        let is_sharp = camera.px_per_mm * ratio <= whole.px_per_mm * ratio.min(WHOLE_RATIO) * 1.02
            || self.sharp.as_ref().is_some_and(|sheet| sheet.stamp == self.stamp && sheet.shows == now);
        let wholes = Depth::ALL.map(|depth| self.has(depth));
        let (shows, covers, camera, ratio) = match plan(peel, wholes, is_sharp) {
            None => return,
            Some(Some(depth)) => (Shows::Whole(depth), frame, whole, ratio.min(WHOLE_RATIO)),
            Some(None) => {
                let [left, top, width, height] = camera.view_box(viewport);
                let covers = Bounds {
                    min: PlatePoint::new(left, top),
                    max: PlatePoint::new(left + width, top + height),
                };
                (now, covers, camera, ratio.min(SHARP_RATIO))
            }
        };
        let scale = camera.px_per_mm * ratio;
        let depth = match shows {
            Shows::Whole(depth) | Shows::Window(depth, _) => depth,
        };
        let states = Uint8Array::from(states(depth).as_slice());
        self.ticket += 1;
        self.job = Some(Job { shows, covers, stamp: self.stamp });
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
        let job = self.job.take().filter(|_| answer.get(0).as_f64() == Some(f64::from(self.ticket)))?;
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
        let _ = canvas.class_list().toggle_with_force("is-sharp", is_sharp);
        canvas.set_width(picture.width());
        canvas.set_height(picture.height());
        let context = canvas.get_context("bitmaprenderer").ok()??;
        context.unchecked_into::<ImageBitmapRenderingContext>().transfer_from_image_bitmap(&picture);
        *slot = Some(Sheet { canvas, covers: job.covers, shows: job.shows, stamp: job.stamp });
        let count = Depth::ALL.into_iter().filter(|depth| self.has(*depth)).count();
        set(&self.host, "data-sheets", &count.to_string());
        Some(())
    }

    /// Puts the pictures where the camera sees them and shows those of a depth; where it has none yet, the one that was
    /// shown before stays. Whether one is shown at all.
    pub(super) fn place(&self, peel: Depth, camera: Camera, viewport: Viewport) -> bool {
        let ready =
            self.wholes[usize::from(peel.number())].as_ref().filter(|sheet| sheet.stamp == self.stamp);
        let sharp = self.sharp.as_ref();
        let is_sharp = |sheet: &Sheet| {
            sheet.stamp == self.stamp && matches!(sheet.shows, Shows::Window(depth, _) if depth == peel)
        };
        let mut is_any = false;
        for sheet in self.wholes.iter().flatten().chain(sharp) {
            let is_this = match sheet.shows {
                Shows::Whole(_) => match ready {
                    Some(ready) => ready.shows == sheet.shows,
                    None => sheet.canvas.class_list().contains("is-shown"),
                },
                Shows::Window(..) => is_sharp(sheet),
            };
            let _ = sheet.canvas.class_list().toggle_with_force("is-shown", is_this);
            is_any |= is_this;
            if is_this {
                let Pixel { x, y } = camera.to_pixel(sheet.covers.min, viewport);
                let scale =
                    camera.px_per_mm * sheet.covers.width_mm() / f64::from(sheet.canvas.width().max(1));
                style(
                    &sheet.canvas,
                    "transform",
                    &format!("translate({}px,{}px) scale({})", Num(x), Num(y), Num(scale)),
                );
            }
        }
        is_any
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
    fn what_is_looked_at_is_painted_first_then_sharply_then_its_neighbours() {
        let mut wholes = [false; 6];
        let mut order = Vec::new();
        let mut is_sharp = false;
        while let Some(next) = plan(Depth::Intermediate, wholes, is_sharp) {
            match next {
                Some(depth) => wholes[usize::from(depth.number())] = true,
                None => is_sharp = true,
            }
            order.push(next.map(Depth::number));
        }
        assert_eq!(order, [Some(2), None, Some(1), Some(3), Some(0), Some(4), Some(5)]);
    }
}
