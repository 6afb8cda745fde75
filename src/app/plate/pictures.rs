//! Which of a plate is shown on the stage: its pictures, or the document itself where there are none.

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

use super::look::Look;
use super::sheets::Sheets;
use super::stage::Inner;
use crate::anatomy::Depth;

/// The pictures are begun when the page has come to rest.
const SHEETS_MS: u32 = 350;

impl Inner {
    /// Begins the pictures when the page has come to rest.
    pub(super) fn begin_soon(&mut self) {
        if self.manner.scrolls_page || self.sheets.is_some() || self.begin.is_some() {
            return;
        }
        let this = self.this.clone();
        self.begin = Some(Timeout::new(SHEETS_MS, move || {
            let Some(inner) = this.upgrade() else { return };
            let inner = &mut *inner.borrow_mut();
            inner.document.show_all();
            inner.sheets = Sheets::start(&inner.base, &inner.document, this);
            inner.present();
        }));
    }

    /// Shows the picture of what is looked at, or the document where there is none, and has painted what is missing.
    pub(super) fn present(&mut self) {
        self.show_true();
        if self.is_document_shown {
            self.show_document();
        }
        self.work();
    }

    /// Shows pictures where they show all that is to be seen, else the document.
    pub(super) fn show_true(&mut self) {
        let Some(look) = &self.look else { return };
        let sheets = self.sheets.as_ref();
        let is_pictured = sheets.is_some_and(|sheets| sheets.place(look.peel, self.camera, self.viewport));
        if is_pictured == self.is_document_shown {
            self.is_document_shown = !is_pictured;
            let _ = self.host.class_list().toggle_with_force("has-sheets", is_pictured);
            if self.is_document_shown {
                self.show_document();
            }
        }
    }

    /// Makes the document show the look, pictures before it or not: it is what is printed.
    pub(super) fn show_document(&mut self) {
        if let Some(look) = &self.look {
            self.document.show(&self.document.states(look));
        }
    }

    fn work(&mut self) {
        // Where a flight leads is painted on the way. While the hand moves the camera there is no use in painting what it sees.
        let camera = match &self.flight {
            Some(flight) => flight.to,
            None if self.settle.is_some() => self.whole(),
            None => self.camera,
        };
        let (Some(sheets), Some(look)) = (&mut self.sheets, &self.look) else { return };
        let (document, frame) = (&self.document, self.document.frame);
        let states = |depth: Depth| document.states(&Look { peel: depth, ..look.clone() });
        sheets.work(look.peel, camera, self.viewport, frame, &states);
    }

    /// Takes a picture from the painter.
    pub(super) fn painted(&mut self, answer: &JsValue) {
        if let Some(sheets) = &mut self.sheets {
            sheets.take(answer);
        }
        self.present();
    }

    /// The painter has failed: the document itself is shown from now on.
    pub(super) fn paint_no_more(&mut self) {
        if let Some(mut sheets) = self.sheets.take() {
            sheets.clear();
        }
        self.present();
    }

    /// The colours of the page have changed.
    pub(super) fn recolour(&mut self) {
        if let Some(sheets) = &mut self.sheets {
            self.document.show_all();
            sheets.recolour(&self.document);
        }
        self.present();
    }
}
