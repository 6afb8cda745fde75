//! The names on the stage, and the stops of the keyboard's walk: looked over anew when what is shown has come to rest.

use gloo::timers::callback::Timeout;
use web_sys::Element;

use super::look::{Pointed, Tap};
use super::stage::Inner;
use crate::anatomy::PlatePoint;

/// After this long without a change of what is shown the names are placed anew.
const SURVEY_MS: u32 = 90;

impl Inner {
    /// Names what is seen when nothing else has changed for a while.
    pub(super) fn survey_soon(&mut self) {
        let this = self.this.clone();
        self.survey = Some(Timeout::new(SURVEY_MS, move || {
            let Some(inner) = this.upgrade() else { return };
            inner.borrow_mut().survey_now();
        }));
    }

    fn survey_now(&mut self) {
        self.survey = None;
        let (Some(tags), Some(look)) = (&mut self.tags, &self.look) else { return };
        if !self.is_surveyed {
            tags.survey(&self.body, self.document.frame, look, &*self.callbacks.name_of);
            self.is_surveyed = true;
        }
        self.name_anew();
    }

    /// Chooses and places the names for what the camera sees now.
    pub(super) fn name_anew(&mut self) {
        let (Some(tags), Some(look)) = (&mut self.tags, &self.look) else { return };
        tags.choose(&self.body, look, self.camera, self.viewport, &*self.callbacks.name_of, &self.host);
        tags.place(self.camera, self.viewport, self.document.frame, &self.host);
    }

    /// The places that the keyboard's walk knows, looked over now where that was still to come.
    pub(super) fn stops(&mut self) -> Vec<(Pointed, PlatePoint)> {
        if !self.is_surveyed {
            self.survey_now();
        }
        let stops = self.tags.iter().flat_map(|tags| tags.stops());
        let marks = self.overlay.marks.stops().filter(|_| !self.manner.aims);
        let marks = marks.map(|(point, at)| (Pointed::Mark(point), at));
        stops.map(|stop| (Pointed::Structure(stop.under.clone()), stop.at)).chain(marks).collect()
    }

    /// The tap that a name means.
    pub(super) fn name_tap(&self, target: &Element) -> Option<Tap> {
        let (under, at) = self.tags.as_ref()?.tapped(target)?;
        Some(Tap { mark: None, at, picked: Some(under), stack: self.body.stack(at) })
    }
}
