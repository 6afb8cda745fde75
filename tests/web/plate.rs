//! The plate widget in a real document: mirrored, peeled, pointed at and marked.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use gloo::utils::document;
use palpate::anatomy::{Depth, PlatePoint, Side};
use palpate::app::plate::{Look, Mark, MarkKind, Plate, Tap, Tier, Zone, provide};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent, PointerEventInit};
use yew::prelude::*;

/// A scapula, a deep and a superficial muscle on the right; a patch of skin there and one on the midline.
const BACK: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-100 -100 200 200" data-view="back">
<g data-structure="scapula" class="structure bone" data-depth="5" data-side="right"><path class="outline" d="M20,-40h60v80h-60z"/></g>
<g data-structure="levator" class="structure muscle" data-depth="2" data-side="right"><path class="outline" d="M20,-90h20v120h-20z"/></g>
<g data-structure="trapezius" class="structure muscle" data-depth="1" data-side="right"><path class="outline" d="M0,-90h50v150h-50z"/></g>
<g data-structure="skin" class="structure surface" data-depth="0"><path class="outline" d="M-95,-95h190v190h-190z"/></g>
<g class="regions"><path data-region="shoulder" data-side="right" d="M20,-60h60v30h-60z"/><path data-region="spine" d="M-5,-60h10v90h-10z"/></g>
</svg>"#;

#[derive(Properties, PartialEq)]
struct StageProps {
    look: Look,
    on_tap: Callback<Tap>,
}

/// The plate in a window of 400 by 400 pixels: two pixels a millimetre, but for the air around it.
#[component]
fn Stage(props: &StageProps) -> Html {
    html! {
        <div class="stage">
            <style>{ ".plate-canvas { width: 400px; height: 400px } [data-peel='2'] [data-depth='0'] { display: none }" }</style>
            <Plate id="back" label="The back" look={props.look.clone()} on_tap={props.on_tap.clone()} />
        </div>
    }
}

struct Shown {
    host: Element,
    taps: Rc<RefCell<Vec<Tap>>>,
}

impl Shown {
    async fn new(look: Look) -> Self {
        provide("back", BACK);
        let host = document().create_element("div").expect("a div");
        document().body().expect("a body").append_child(&host).expect("in the page");
        let taps = Rc::new(RefCell::new(Vec::new()));
        let on_tap = {
            let taps = taps.clone();
            Callback::from(move |tap| taps.borrow_mut().push(tap))
        };
        yew::Renderer::<Stage>::with_root_and_props(host.clone(), StageProps { look, on_tap }).render();
        let shown = Self { host, taps };
        for _ in 0..50 {
            if shown.count("[data-ready=yes] .marks") == 1 && shown.count("svg[data-peel]") == 1 {
                return shown;
            }
            TimeoutFuture::new(20).await;
        }
        panic!("the plate did not come: {}", shown.host.inner_html());
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.host.query_selector_all(selector).expect("a selector");
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
    }

    fn count(&self, selector: &str) -> u32 {
        self.host.query_selector_all(selector).expect("a selector").length()
    }

    fn canvas(&self) -> HtmlElement {
        self.all(".plate-canvas").remove(0).dyn_into().expect("an element")
    }

    /// Where a place of the plate stands in the page, in pixels.
    fn pixel(&self, at: [f64; 2]) -> (i32, i32) {
        let view_box = self.all("svg")[0].get_attribute("viewBox").expect("a view box");
        let numbers: Vec<f64> = view_box.split(' ').map(|number| number.parse().expect("a number")).collect();
        let corner = self.canvas().get_bounding_client_rect();
        let x = corner.left() + (at[0] - numbers[0]) / numbers[2] * corner.width();
        let y = corner.top() + (at[1] - numbers[1]) / numbers[3] * corner.height();
        (x.round() as i32, y.round() as i32)
    }

    fn pointer(&self, name: &str, at: [f64; 2]) {
        let (x, y) = self.pixel(at);
        let init = PointerEventInit::new();
        init.set_client_x(x);
        init.set_client_y(y);
        init.set_bubbles(true);
        init.set_pointer_id(1);
        let event = PointerEvent::new_with_event_init_dict(name, &init).expect("an event");
        self.canvas().dispatch_event(&event).expect("dispatched");
    }

    fn tap(&self, at: [f64; 2]) -> Option<(String, Side)> {
        self.pointer("pointerdown", at);
        self.pointer("pointerup", at);
        let tap = self.taps.borrow_mut().pop().expect("a tap was told");
        assert!(tap.at.distance_mm(PlatePoint::new(at[0], at[1])) < 1.0, "{:?} for {at:?}", tap.at);
        tap.picked.map(|under| (under.slug, under.side))
    }

    fn key(&self, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).expect("an event");
        self.canvas().dispatch_event(&event).expect("dispatched");
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.host.remove();
    }
}

fn peeled(depth: Depth) -> Look {
    Look { peel: depth, ..Look::default() }
}

fn met(slug: &str, side: Side) -> Option<(String, Side)> {
    Some((slug.to_owned(), side))
}

#[wasm_bindgen_test]
async fn the_left_is_the_mirror_of_the_right() {
    let shown = Shown::new(Look::default()).await;
    assert_eq!(shown.count("[data-structure=levator]"), 2);
    assert_eq!(shown.count("[data-structure=skin]"), 1);
    assert_eq!(shown.count("[data-structure=levator][data-side=left][transform='scale(-1,1)']"), 1);
}

#[wasm_bindgen_test]
async fn a_tap_tells_what_lies_there_at_the_shown_depth() {
    let whole = Shown::new(peeled(Depth::Superficial)).await;
    assert_eq!(whole.tap([30.0, 0.0]), met("trapezius", Side::Right));
    assert_eq!(whole.tap([-30.0, 0.0]), met("trapezius", Side::Left));
    assert_eq!(whole.tap([70.0, 20.0]), met("scapula", Side::Right));
    assert_eq!(whole.tap([90.0, 90.0]), None);
    let peeled = Shown::new(peeled(Depth::Intermediate)).await;
    assert_eq!(peeled.tap([30.0, 0.0]), met("levator", Side::Right));
}

#[wasm_bindgen_test]
async fn a_drag_moves_the_plate_and_is_no_tap() {
    let shown = Shown::new(Look::default()).await;
    shown.pointer("pointerdown", [0.0, 0.0]);
    shown.pointer("pointermove", [30.0, 0.0]);
    shown.pointer("pointerup", [30.0, 0.0]);
    assert!(shown.taps.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn the_keyboard_aims_and_taps() {
    let shown = Shown::new(peeled(Depth::Superficial)).await;
    for _ in 0..4 {
        shown.key("ArrowRight");
    }
    assert_eq!(shown.count(".crosshair:not([hidden])"), 1);
    assert_eq!(shown.count(".is-hovered[data-structure=trapezius][data-side=right]"), 1);
    shown.key("Enter");
    let tap = shown.taps.borrow_mut().pop().expect("a tap was told");
    assert_eq!(tap.picked.map(|under| under.slug), Some("trapezius".to_owned()));
    shown.key("Escape");
    assert_eq!(shown.count(".crosshair:not([hidden])"), 0);
}

#[wasm_bindgen_test]
async fn a_look_marks_points_stipples_skin_and_colours_the_chosen() {
    let zone = |region: &'static str, tier| Zone { region: region.into(), side: Side::Left, tier };
    let look = Look {
        peel: Depth::Deep,
        chosen: vec!["levator".into()],
        side: Side::Left,
        marks: vec![Mark { at: PlatePoint::new(-30.0, -50.0), kind: MarkKind::Point, label: "1".into() }],
        zones: vec![zone("shoulder", Tier::Essential), zone("spine", Tier::Spillover)],
        focus: None,
    };
    let shown = Shown::new(look).await;
    assert_eq!(shown.count(".structure.is-chosen"), 1);
    assert_eq!(shown.count(".is-chosen[data-structure=levator][data-side=left]"), 1);
    assert_eq!(shown.count(".chosen-outlines .is-removed"), 1, "it is peeled away, so only outlined");
    assert_eq!(shown.count(".mark.point"), 1);
    assert_eq!(shown.count(".zones .essential[transform='scale(-1,1)']"), 1, "on the left");
    assert_eq!(shown.count(".zones .spillover"), 1, "the midline has one side");
}

#[wasm_bindgen_test]
async fn a_broken_plate_is_told() {
    provide("broken", "<p>not a plate</p>");
    let host = document().create_element("div").expect("a div");
    document().body().expect("a body").append_child(&host).expect("in the page");
    yew::Renderer::<Broken>::with_root(host.clone()).render();
    for _ in 0..50 {
        TimeoutFuture::new(20).await;
        if host.inner_html().contains("Reload the page") {
            return host.remove();
        }
    }
    panic!("nothing was told: {}", host.inner_html());
}

#[component]
fn Broken() -> Html {
    html! { <Plate id="broken" label="Broken" look={Look::default()} /> }
}
