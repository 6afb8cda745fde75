//! The plate widget: a drawn view of the body that can be peeled, zoomed, turned, pointed at and marked. One line
//! anywhere:
//!
//! ```
//! use palpate::anatomy::Depth;
//! use palpate::app::plate::{Look, Names, Plate};
//! use yew::prelude::*;
//!
//! #[component]
//! fn Two() -> Html {
//!     let look = Look { peel: Depth::Deep, names: Names::English, ..Look::default() };
//!     html! { <><Plate id="posterior" /><Plate id="right-lateral" {look} /></> }
//! }
//! ```
//!
//! A plate is a document, not a component tree: Yew owns only the frame around it. [`Look`] says all that the owner
//! decides; what the user does comes back as [`Tap`]. From the bottom: `camera`, `hand`, `labels`, `seen`, `traits`,
//! `spread`, `walk` and `body` are pure and tested on the host; `document`, `sheets`, `overlay`, `tags` and `map` draw; `stage` holds them
//! under one camera, `motion` moves it; `input` is what pointers and keys do, `widget` listens.

mod body;
mod camera;
mod document;
mod dom;
mod hand;
mod input;
mod labels;
mod look;
mod map;
mod marks;
mod mask;
mod motion;
mod naming;
mod overlay;
mod pens;
mod pictures;
mod seen;
mod sheets;
mod spread;
mod stage;
mod still;
mod stops;
mod tags;
mod traits;
mod walk;
mod widget;
mod zones;

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

pub(crate) use dom::number;
pub use look::{
    Beside, Focus, Ghosts, Look, Mark, MarkKind, Names, Part, Pointed, Rest, Stroke, Tap, Tier, Tint, Under,
    Watch, Zone, Zoom,
};
use stage::{Callbacks, Manner, Places, Setting};
pub(crate) use still::Still;
use widget::Widget;

use super::shared::Shared;
use super::views;
use super::{fetch, words};
use crate::anatomy::Depth;
use crate::atlas::{Atlas, Kind};

thread_local! {
    static SERIAL: Cell<u32> = const { Cell::new(0) };
}

/// A number that no other plate in the page has.
fn serial() -> u32 {
    SERIAL.replace(SERIAL.get() + 1)
}

/// Gives a plate's SVG text ahead of time, so that it is not fetched: where the page carries it, or in a test.
pub fn provide(id: &str, svg: &str) {
    fetch::keep_plate(id, svg);
}

/// What a plate is given.
#[derive(Properties, PartialEq)]
pub struct PlateProps {
    /// The view's id: a plate's, such as "posterior", or that of its mirror image, such as "right-lateral".
    pub id: AttrValue,
    /// What a screen reader hears of the whole; by default the view's name and the keys.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// How it looks.
    #[prop_or_default]
    pub look: Look,
    /// Called on a tap, by whatever pointer or key.
    #[prop_or_default]
    pub on_tap: Callback<Tap>,
    /// Called with stops (to the right positive) where a drag across the whole body turns it; without it nothing turns.
    #[prop_or_default]
    pub on_turn: Option<Callback<i32>>,
    /// Called with strokes where one finger or the mouse paints; without it they drag the plate.
    #[prop_or_default]
    pub on_paint: Option<Callback<Stroke>>,
    /// Called with what is in sight where the camera has come to rest.
    #[prop_or_default]
    pub on_rest: Callback<Rest>,
    /// Where what is in sight is noted at once.
    #[prop_or_default]
    pub watch: Watch,
    /// Takes its keys wherever the focus is, as long as nothing else uses them.
    #[prop_or_default]
    pub takes_keys: bool,
    /// Hides the names of what is pointed at, where a name would give an answer away; the arrow keys then move a
    /// crosshair instead of walking from muscle to muscle.
    #[prop_or_default]
    pub is_nameless: bool,
    /// Leaves the wheel and upright drags to the page, for plates that stand in a text.
    #[prop_or_default]
    pub scrolls_page: bool,
}

/// A plate with its zoom buttons, its map and the name of what is pointed at.
#[component]
pub fn Plate(props: &PlateProps) -> Html {
    let (host, names, map) = (use_node_ref(), use_node_ref(), use_node_ref());
    let widget = use_mut_ref(|| None::<Widget>);
    let is_ready = use_state_eq(|| false);
    let fault = use_state_eq(|| None::<AttrValue>);
    let hovered = use_state_eq(|| None::<Pointed>);
    let atlas = use_context::<Shared<Atlas>>();
    let on_tap = use_mut_ref(|| props.on_tap.clone());
    *on_tap.borrow_mut() = props.on_tap.clone();
    let on_turn = use_mut_ref(|| props.on_turn.clone());
    *on_turn.borrow_mut() = props.on_turn.clone();
    let on_paint = use_mut_ref(|| props.on_paint.clone());
    *on_paint.borrow_mut() = props.on_paint.clone();
    let on_rest = use_mut_ref(|| props.on_rest.clone());
    *on_rest.borrow_mut() = props.on_rest.clone();
    let latest = use_mut_ref(|| props.look.clone());
    *latest.borrow_mut() = props.look.clone();
    let manner = Manner {
        scrolls_page: props.scrolls_page,
        turns: props.on_turn.is_some(),
        paints: props.on_paint.is_some(),
        aims: props.is_nameless,
        takes_keys: props.takes_keys,
    };
    let (plate, is_mirrored) = views::plate_of(&props.id, atlas.as_deref());
    {
        let (host, names, map) = (host.clone(), names.clone(), map.clone());
        let (widget, is_ready, fault) = (widget.clone(), is_ready.clone(), fault.clone());
        let (hovered, atlas, watch) = (hovered.clone(), atlas.clone(), props.watch.clone());
        use_effect_with((plate.clone(), is_mirrored), move |(id, is_mirrored)| {
            let (id, is_mirrored) = (id.clone(), *is_mirrored);
            let is_current = Rc::new(Cell::new(true));
            let still = is_current.clone();
            is_ready.set(false);
            // The old plate stays in sight until the new one is here, but is told no more.
            let old = widget.borrow_mut().take();
            wasm_bindgen_futures::spawn_local(async move {
                let text = fetch::plate(&id).await;
                let (Some(canvas), Some(names), Some(map)) = (host.cast(), names.cast(), map.cast()) else {
                    return;
                };
                if !still.get() {
                    return;
                }
                let (told, pointed) = (fault.clone(), hovered.clone());
                let callbacks = Callbacks {
                    tapped: Box::new(move |tap| {
                        let callback = on_tap.borrow().clone();
                        callback.emit(tap);
                    }),
                    hovered: Box::new(move |under| pointed.set(under)),
                    turned: Box::new(move |stops| {
                        let callback = on_turn.borrow().clone();
                        if let Some(callback) = callback {
                            callback.emit(stops);
                        }
                    }),
                    painted: Box::new(move |stroke| {
                        let callback = on_paint.borrow().clone();
                        if let Some(callback) = callback {
                            callback.emit(stroke);
                        }
                    }),
                    noted: Box::new({
                        let still = still.clone();
                        move |rest| {
                            if still.get() {
                                watch.note(Some(rest));
                            }
                        }
                    }),
                    rested: Box::new(move |rest| {
                        let callback = on_rest.borrow().clone();
                        if still.get() {
                            callback.emit(rest);
                        }
                    }),
                    name_of: Box::new(move |slug, language| name_of(atlas.as_deref()?, slug, language)),
                };
                let serial = serial();
                if let Some(old) = old {
                    old.leave();
                }
                hovered.set(None);
                let places = Places { canvas, names, map };
                let mounted = text.and_then(|text| {
                    let setting = Setting { text: &text, serial, is_mirrored, manner, callbacks };
                    Widget::mount(&places, setting)
                });
                match mounted {
                    Ok(mounted) => {
                        // At once, so that no frame shows the plate as it came.
                        mounted.show(&latest.borrow());
                        *widget.borrow_mut() = Some(mounted);
                        told.set(None);
                        is_ready.set(true);
                    }
                    Err(reason) => told.set(Some(reason.into())),
                }
            });
            move || is_current.set(false)
        });
    }
    {
        let (widget, fault, plate) = (widget.clone(), fault.clone(), plate.clone());
        use_effect_with((props.look.clone(), *is_ready), move |(look, is_ready)| {
            if let Some(shown) = widget.borrow().as_ref().filter(|_| *is_ready) {
                shown.show(look);
                if shown.lacks_attachments() {
                    fetch_attachments(plate, widget.clone(), fault);
                }
            }
        });
    }
    {
        let widget = widget.clone();
        use_effect_with((manner, *is_ready), move |(manner, _)| {
            if let Some(widget) = widget.borrow().as_ref() {
                widget.set_manner(*manner);
            }
        });
    }
    let on_widget = |act: fn(&Widget)| {
        let widget = widget.clone();
        move |_: MouseEvent| {
            if let Some(widget) = widget.borrow().as_ref() {
                act(widget);
            }
        }
    };
    let (name, state) = match hovered.as_ref().filter(|_| !props.is_nameless).zip(atlas.as_deref()) {
        Some((Pointed::Structure(under), atlas)) => caption(atlas, under, &props.look),
        Some((Pointed::Mark(point), atlas)) => mark_caption(atlas, point, &props.look),
        None => Default::default(),
    };
    let told = match atlas.as_deref().filter(|_| props.label.is_none()) {
        Some(atlas) => views::told(atlas, &props.id, props.look.peel),
        None => String::new(),
    };
    let label = match &props.label {
        Some(label) => label.clone(),
        None if atlas.is_none() => props.id.clone(),
        None => views::label(&told).into(),
    };
    let class =
        classes!("plate", props.scrolls_page.then_some("scrolls-page"), (!*is_ready).then_some("is-loading"));
    html! {
        <figure {class} data-plate={plate} data-view={props.id.clone()} data-ready={if *is_ready { "yes" } else { "no" }}>
            <div class="plate-canvas" ref={host} tabindex="0" role="application" aria-label={label}></div>
            <div class="plate-names" ref={names} aria-hidden="true"></div>
            <div class="plate-map over-plate" ref={map} aria-hidden="true" hidden=true></div>
            if let Some(fault) = &*fault {
                <p class="plate-fault" role="alert">{ fault }</p>
            }
            <figcaption class="plate-name" aria-live="polite">
                if !name.is_empty() { { name }<span class="unseen">{ state }</span> }
            </figcaption>
            // A label that changes under the focus is not read again: a turn and a peel are told here.
            <p class="unseen" aria-live="polite">{ told }</p>
            <div class="plate-zoom over-plate" role="group" aria-label="Zoom">
                <button type="button" onclick={on_widget(|widget| widget.zoom(1.5))} aria-label="Zoom in" title="Zoom in (+)">{ "+" }</button>
                <button type="button" onclick={on_widget(|widget| widget.zoom(1.0 / 1.5))} aria-label="Zoom out" title="Zoom out (−)">{ "−" }</button>
                <button type="button" onclick={on_widget(Widget::fit)} aria-label="Whole view" title="Whole view (Home)">{ "⤢" }</button>
            </div>
        </figure>
    }
}

fn fetch_attachments(
    plate: AttrValue,
    widget: Rc<std::cell::RefCell<Option<Widget>>>,
    fault: UseStateHandle<Option<AttrValue>>,
) {
    wasm_bindgen_futures::spawn_local(async move {
        match fetch::plate(&format!("{plate}.attachments")).await {
            Ok(text) => {
                if let Some(widget) = widget.borrow().as_ref() {
                    widget.attach(&text);
                }
            }
            Err(_) => fault.set(Some("The attachments of this view could not be fetched.".into())),
        }
    });
}

/// A structure's muscle (or itself) and what it is called in a language.
fn name_of(atlas: &Atlas, slug: &str, language: Names) -> Option<(String, String)> {
    match atlas.owner(slug) {
        Some(muscle) => {
            let names = &muscle.names;
            let is_latin = language == Names::Latin && !names.latin.is_empty();
            // As atlases print it.
            let latin = || names.latin.replace("Musculus ", "M. ").replace("Musculi ", "Mm. ");
            let name = if is_latin { latin() } else { names.english.clone() };
            // On a drawing of a hand everybody sees that it is one.
            let short = [" of the hand", " of the foot", " manus", " pedis"]
                .iter()
                .find_map(|whose| Some(name.strip_suffix(whose)?.to_owned()));
            Some((muscle.row.id.clone(), short.unwrap_or(name)))
        }
        None => {
            let structure = atlas.structure(slug)?;
            Some((slug.to_owned(), words::capitalised(&structure.name)))
        }
    }
}

/// A mark that is pointed at: its point's name, and what a screen reader hears besides.
fn mark_caption(atlas: &Atlas, point: &str, look: &Look) -> (String, String) {
    let Some((muscle, known)) = atlas.point(point) else { return Default::default() };
    let is_chosen = |(_, mark): &(AttrValue, Mark)| mark.point == point && mark.kind == MarkKind::ChosenPoint;
    let state = if look.points.iter().any(is_chosen) { ", chosen" } else { "" };
    (words::of_point(muscle, known), ", trigger point".to_owned() + state)
}

/// What is pointed at: its name, and what a screen reader hears besides.
fn caption(atlas: &Atlas, under: &Under, look: &Look) -> (String, String) {
    let Some(structure) = atlas.structure(&under.slug) else { return Default::default() };
    let mut state = String::new();
    if structure.side == crate::atlas::Paired::Right {
        state.push_str(", ");
        state.push_str(under.side.name());
    }
    let depth = atlas.owner(&under.slug).map(|muscle| muscle.row.depth);
    if let Some(depth) = depth.filter(|_| structure.kind == Kind::Muscle) {
        state.push_str(", ");
        state.push_str(depth.name());
        if depth < look.peel && look.peel != Depth::Skin {
            state.push_str(", peeled away");
        }
    }
    if look.chosen.iter().any(|slug| *slug == under.slug) && look.side == under.side {
        state.push_str(", chosen");
    }
    (look.told_of(&under.slug).to_owned() + &words::capitalised(&structure.name), state)
}
