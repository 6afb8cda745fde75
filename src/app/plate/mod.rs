//! The plate widget: a drawn view of the body that can be peeled, zoomed, pointed at and marked. One line anywhere:
//! `<Plate id="posterior" {look} on_tap={callback} name_of={names} />`.
//!
//! A plate is a document, not a component tree: Yew owns only the frame around it.

mod camera;
mod document;
mod look;
mod widget;

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

pub use look::{Focus, Look, Mark, MarkKind, Tap, Tier, Under, Zone};
use widget::{Callbacks, Widget};

use super::shared::Shared;
use super::{fetch, words};
use crate::atlas::Atlas;

thread_local! {
    static SERIAL: Cell<u32> = const { Cell::new(0) };
}

/// Gives a plate's SVG text ahead of time, so that it is not fetched: where the page carries it, or in a test.
pub fn provide(id: &str, svg: &str) {
    fetch::keep_plate(id, svg);
}

/// What a plate is given.
#[derive(Properties, PartialEq)]
pub struct PlateProps {
    /// The plate's id, such as "posterior".
    pub id: AttrValue,
    /// What a screen reader hears of the whole.
    pub label: AttrValue,
    /// How it looks.
    pub look: Look,
    /// Called on a tap, by whatever pointer or key.
    #[prop_or_default]
    pub on_tap: Callback<Tap>,
    /// Hides the names of what is pointed at, where a name would give an answer away.
    #[prop_or_default]
    pub is_nameless: bool,
    /// Leaves the wheel and upright drags to the page, for plates that stand in a text.
    #[prop_or_default]
    pub scrolls_page: bool,
}

/// A plate with its zoom buttons and the name of what is pointed at.
#[component]
pub fn Plate(props: &PlateProps) -> Html {
    let host = use_node_ref();
    let widget = use_mut_ref(|| None::<Widget>);
    let is_ready = use_state_eq(|| false);
    let fault = use_state_eq(|| None::<AttrValue>);
    let hovered = use_state_eq(|| None::<Under>);
    let atlas = use_context::<Shared<Atlas>>();
    let on_tap = use_mut_ref(|| props.on_tap.clone());
    *on_tap.borrow_mut() = props.on_tap.clone();
    let latest = use_mut_ref(|| props.look.clone());
    *latest.borrow_mut() = props.look.clone();

    {
        let (host, widget, is_ready) = (host.clone(), widget.clone(), is_ready.clone());
        let (fault, hovered) = (fault.clone(), hovered.clone());
        use_effect_with((props.id.clone(), props.scrolls_page), move |(id, scrolls_page)| {
            let (id, scrolls_page) = (id.clone(), *scrolls_page);
            let is_current = Rc::new(Cell::new(true));
            let still = is_current.clone();
            is_ready.set(false);
            wasm_bindgen_futures::spawn_local(async move {
                let text = fetch::plate(&id).await;
                let Some(host) = host.cast::<web_sys::HtmlElement>().filter(|_| still.get()) else { return };
                let callbacks = Callbacks {
                    tapped: Box::new(move |tap| {
                        let callback = on_tap.borrow().clone();
                        callback.emit(tap);
                    }),
                    hovered: Box::new(move |under| hovered.set(under)),
                };
                let serial = SERIAL.replace(SERIAL.get() + 1);
                let mounted =
                    text.and_then(|text| Widget::mount(host, &text, serial, scrolls_page, callbacks));
                match mounted {
                    Ok(mounted) => {
                        // At once, so that no frame shows the plate as it came.
                        mounted.show(&latest.borrow());
                        *widget.borrow_mut() = Some(mounted);
                        fault.set(None);
                        is_ready.set(true);
                    }
                    Err(reason) => fault.set(Some(reason.into())),
                }
            });
            move || is_current.set(false)
        });
    }
    {
        let widget = widget.clone();
        use_effect_with((props.look.clone(), *is_ready), move |(look, is_ready)| {
            if let Some(widget) = widget.borrow().as_ref().filter(|_| *is_ready) {
                widget.show(look);
            }
        });
    }
    let zoom = |factor: f64| {
        let widget = widget.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(widget) = widget.borrow().as_ref() {
                widget.zoom(factor);
            }
        })
    };
    let fit = {
        let widget = widget.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(widget) = widget.borrow().as_ref() {
                widget.fit();
            }
        })
    };
    let name = hovered.as_ref().filter(|_| !props.is_nameless).and_then(|under| {
        let structure = atlas.as_ref()?.structure(&under.slug)?;
        Some(words::capitalised(&structure.name))
    });
    let class =
        classes!("plate", props.scrolls_page.then_some("scrolls-page"), (!*is_ready).then_some("is-loading"));
    html! {
        <figure {class} data-plate={props.id.clone()} data-ready={if *is_ready { "yes" } else { "no" }}>
            <div class="plate-canvas" ref={host} tabindex="0" role="application" aria-label={props.label.clone()}></div>
            if let Some(fault) = &*fault {
                <p class="plate-fault" role="alert">{ fault }</p>
            }
            <figcaption class="plate-name" aria-live="polite">{ name }</figcaption>
            <div class="plate-zoom" role="group" aria-label="Zoom">
                <button type="button" onclick={zoom(1.5)} aria-label="Zoom in" title="Zoom in (+)">{ "+" }</button>
                <button type="button" onclick={zoom(1.0 / 1.5)} aria-label="Zoom out" title="Zoom out (−)">{ "−" }</button>
                <button type="button" onclick={fit} aria-label="Whole body" title="Whole body (Home)">{ "⤢" }</button>
            </div>
        </figure>
    }
}
