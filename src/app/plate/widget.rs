//! A plate in the page: listens at its elements and tells the owner.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, HtmlElement, KeyboardEvent, PointerEvent, ResizeObserver};

use super::input::Answer;
use super::look::Look;
use super::motion::viewport;
use super::stage::{Inner, Manner, Places, Setting};
use crate::app::{keys, theme};

/// A plate in the page with everything that moves it. Dropping it stops listening.
pub(super) struct Widget {
    inner: Rc<RefCell<Inner>>,
    _listeners: Vec<EventListener>,
    _resize: Resize,
}

struct Resize {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut()>,
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Widget {
    /// Mounts a plate, in its mirror image or as drawn.
    ///
    /// # Errors
    /// In words for the user, where the text is not a plate.
    pub(super) fn mount(places: &Places, setting: Setting<'_>) -> Result<Self, String> {
        let inner = Inner::mount(places, setting)?;
        let resize = observe(&places.canvas, &inner)?;
        Ok(Self { _listeners: listeners(places, &inner), _resize: resize, inner })
    }

    /// Shows a look; the camera flies where its focus changed.
    pub(super) fn show(&self, look: &Look) {
        self.inner.borrow_mut().show(look);
    }

    /// Changes how the plate is used.
    pub(super) fn set_manner(&self, manner: Manner) {
        self.inner.borrow_mut().manner = manner;
    }

    /// Whether attachments are asked for and not yet here.
    pub(super) fn lacks_attachments(&self) -> bool {
        self.inner.borrow_mut().lacks_attachments()
    }

    /// Takes the attachments' SVG text.
    pub(super) fn attach(&self, text: &str) {
        self.inner.borrow_mut().attach(text);
    }

    /// Zooms about the middle (or the crosshair, where it is shown).
    pub(super) fn zoom(&self, factor: f64) {
        self.inner.borrow_mut().zoom_step(factor);
    }

    /// Shows the whole plate.
    pub(super) fn fit(&self) {
        self.inner.borrow_mut().fly_to_whole();
    }

    /// Makes room for another plate.
    pub(super) fn leave(self) {
        self.inner.borrow_mut().leave();
    }
}

fn observe(host: &HtmlElement, inner: &Rc<RefCell<Inner>>) -> Result<Resize, String> {
    let inner = inner.clone();
    let host_size = host.clone();
    let on_resize = Closure::<dyn FnMut()>::new(move || {
        let is_new = inner.borrow().viewport != viewport(&host_size);
        if is_new {
            inner.borrow_mut().resized();
        }
    });
    let observer = ResizeObserver::new(on_resize.as_ref().unchecked_ref()).map_err(|_| {
        "This browser is too old to draw the plates: it lacks ResizeObserver. Please update it.".to_owned()
    })?;
    observer.observe(host);
    Ok(Resize { observer, _on_resize: on_resize })
}

/// Listens for everything; the owner is told only after the stage is free again, since it may call back.
fn listeners(places: &Places, inner: &Rc<RefCell<Inner>>) -> Vec<EventListener> {
    let listen = |target: &EventTarget, name: &'static str, handle: fn(&Rc<RefCell<Inner>>, &Event)| {
        let inner = inner.clone();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, name, options, move |event| handle(&inner, event))
    };
    let on = |name, handle| listen(&places.canvas, name, handle);
    let window = gloo::utils::window();
    vec![
        on("pointerdown", |inner, event| {
            if let Some(event) = event.dyn_ref() {
                inner.borrow_mut().pointer_down(event);
            }
        }),
        on("pointermove", |inner, event| {
            let Some(event) = event.dyn_ref() else { return };
            let answer = inner.borrow_mut().pointer_move(event);
            tell(inner, answer);
        }),
        on("pointerup", |inner, event| {
            let Some(event) = event.dyn_ref() else { return };
            let answer = inner.borrow_mut().pointer_up(event);
            tell(inner, answer);
        }),
        on("pointercancel", |inner, event| {
            if let Some(event) = event.dyn_ref::<PointerEvent>() {
                inner.borrow_mut().hand.lost(event.pointer_id());
            }
        }),
        on("pointerleave", |inner, _| point_at_nothing(inner)),
        on("wheel", |inner, event| {
            if let Some(event) = event.dyn_ref() {
                inner.borrow_mut().wheel(event);
            }
        }),
        on("keydown", |inner, event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let answer = inner.borrow_mut().key(event);
            if !matches!(answer, Answer::NotOurs) {
                event.prevent_default();
                event.stop_propagation();
            }
            tell(inner, answer);
        }),
        listen(&gloo::utils::document(), "keydown", |inner, event| {
            let Some(event) = keys::free(event).filter(|_| inner.borrow().manner.takes_keys) else { return };
            let answer = inner.borrow_mut().key(event);
            if matches!(answer, Answer::NotOurs) {
                return;
            }
            event.prevent_default();
            if event.key().starts_with("Arrow") {
                // Whoever walks goes on with the plate's keys, and hears what it tells.
                let host = inner.borrow().host.clone();
                let _ = host.focus();
            }
            tell(inner, answer);
        }),
        on("blur", |inner, _| {
            inner.borrow_mut().aim_at(None);
            point_at_nothing(inner);
        }),
        listen(&places.names, "pointerdown", |inner, _| {
            let mut inner = inner.borrow_mut();
            inner.is_dismissed = inner.is_dismissal();
        }),
        listen(&places.names, "click", |inner, event| {
            if std::mem::take(&mut inner.borrow_mut().is_dismissed) {
                return;
            }
            let target = event.target().and_then(|target| target.dyn_into().ok());
            let tap = target.and_then(|target| inner.borrow().name_tap(&target));
            tell(inner, tap.map_or(Answer::NotOurs, Answer::Tap));
        }),
        listen(&places.map, "pointerdown", |inner, event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
            if inner.borrow().is_dismissal() {
                return;
            }
            if let Some(map) = event.current_target().and_then(|map| map.dyn_into::<HtmlElement>().ok()) {
                let _ = map.set_pointer_capture(event.pointer_id());
            }
            inner.borrow_mut().go_to(f64::from(event.client_x()), f64::from(event.client_y()));
        }),
        listen(&places.map, "pointermove", |inner, event| {
            let Some(event) = event.dyn_ref::<PointerEvent>().filter(|event| event.buttons() != 0) else {
                return;
            };
            inner.borrow_mut().go_to(f64::from(event.client_x()), f64::from(event.client_y()));
        }),
        listen(&window, "beforeprint", |inner, _| inner.borrow_mut().show_document()),
        listen(&window, theme::CHANGED, |inner, _| inner.borrow_mut().recolour()),
    ]
}

fn point_at_nothing(inner: &Rc<RefCell<Inner>>) {
    let changed = inner.borrow_mut().hover(None);
    tell(inner, changed.map_or(Answer::Done, Answer::Hover));
}

fn tell(inner: &Rc<RefCell<Inner>>, answer: Answer) {
    let callbacks = inner.borrow().callbacks.clone();
    match answer {
        Answer::Hover(under) => (callbacks.hovered)(under),
        Answer::Tap(tap) => (callbacks.tapped)(tap),
        Answer::Turn(stops) => (callbacks.turned)(stops),
        Answer::Paint(stroke) => (callbacks.painted)(stroke),
        Answer::NotOurs | Answer::Done => {}
    }
}
