//! The plate widget in a real document: mirrored, peeled, pointed at and marked.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::future::TimeoutFuture;
use gloo::utils::document;
use palpate::anatomy::{Depth, PlatePoint, Side};
use palpate::app::Shared;
use palpate::app::plate::{Beside, Look, Mark, MarkKind, Names, Part, Plate, Tap, Tier, Zone, provide};
use palpate::atlas::{Atlas, Kind, Paired, PlateKind, PlateView, StructureName};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit, PointerEvent, PointerEventInit};
use yew::prelude::*;

/// A scapula, a deep and a superficial muscle on the right; a patch of skin there and one on the midline.
const BACK: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-100 -100 200 200" data-view="back">
<g data-structure="scapula" class="structure bone" data-depth="5" data-side="right"><path class="outline" d="M20,-40h60v80h-60z"/></g>
<g data-structure="levator" class="structure muscle" data-depth="2" data-side="right" data-part="trunk"><path class="outline" d="M20,-90h20v120h-20z"/></g>
<g data-structure="trapezius" class="structure muscle" data-depth="1" data-side="right"><path class="outline" d="M0,-90h50v150h-50z"/></g>
<g data-structure="skin" class="structure surface" data-depth="0"><path class="outline" d="M-95,-95h190v190h-190z"/></g>
<g class="regions"><path data-region="shoulder" data-side="right" d="M20,-60h60v30h-60z"/><path data-region="spine" d="M-5,-60h10v90h-10z"/></g>
</svg>"#;

/// Where the levator is attached.
const ATTACHMENTS: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="-100 -100 200 200">
<path data-muscle-structure="levator" data-end="proximal" data-side="right" class="attachment proximal" d="M20,-90h20v6h-20z"/>
<path data-muscle-structure="levator" data-end="distal" data-side="right" class="attachment distal" d="M20,24h20v6h-20z"/>
<path data-muscle-structure="trapezius" data-end="distal" data-side="right" class="attachment distal" d="M40,-40h9v9h-9z"/>
</svg>"#;

#[derive(Properties, PartialEq, Clone)]
struct StageProps {
    look: Look,
    on_tap: Callback<Tap>,
    id: AttrValue,
    is_nameless: bool,
    on_turn: Option<Callback<i32>>,
}

/// An atlas that knows what the plate shows by name.
fn atlas() -> Shared<Atlas> {
    let structure = |slug: &str, kind| StructureName {
        slug: slug.to_owned(),
        name: slug.to_owned(),
        kind,
        side: Paired::Right,
    };
    let names = vec![
        structure("scapula", Kind::Bone),
        structure("levator", Kind::Muscle),
        structure("trapezius", Kind::Muscle),
    ];
    let crop = [-100.0, -100.0, 200.0, 200.0];
    let view = |id: &str, azimuth| PlateView {
        id: id.into(),
        name: id.into(),
        azimuth,
        elevation: 0.0,
        crop,
        kind: PlateKind::Standing,
    };
    let views = vec![view("back", 180.0), view("left-back", 135.0)];
    Shared::new(Atlas::new(Vec::new(), Vec::new(), names, views))
}

/// The plate in a window of 400 by 400 pixels: two pixels a millimetre, but for the air around it.
#[component]
fn Stage(props: &StageProps) -> Html {
    let StageProps { look, on_tap, id, is_nameless, on_turn } = props.clone();
    html! {
        <ContextProvider<Shared<Atlas>> context={atlas()}>
            <style>{ ".plate, .plate-canvas, .plate-names { position: relative; width: 400px; height: 400px }
                .plate-names { position: absolute; top: 0 } .plate-base { width: 400px; height: 400px }
                .plate svg { position: absolute; inset: 0; width: 100%; height: 100% } .plate-map { width: 40px; height: 40px }" }</style>
            <Plate {id} {look} {on_tap} {is_nameless} {on_turn} />
        </ContextProvider<Shared<Atlas>>>
    }
}

struct Shown {
    host: Element,
    taps: Rc<RefCell<Vec<Tap>>>,
    turns: Rc<RefCell<Vec<i32>>>,
}

impl Shown {
    async fn new(look: Look) -> Self {
        Self::with("back", look, false).await
    }

    async fn with(id: &'static str, look: Look, is_nameless: bool) -> Self {
        for plate in ["back", "left-back"] {
            provide(plate, BACK);
            provide(&format!("{plate}.attachments"), ATTACHMENTS);
        }
        let host = document().create_element("div").expect("a div");
        document().body().expect("a body").append_child(&host).expect("in the page");
        let taps = Rc::new(RefCell::new(Vec::new()));
        let on_tap = {
            let taps = taps.clone();
            Callback::from(move |tap| taps.borrow_mut().push(tap))
        };
        let turns = Rc::new(RefCell::new(Vec::new()));
        let on_turn = {
            let turns = turns.clone();
            Some(Callback::from(move |stops| turns.borrow_mut().push(stops)))
        };
        let props = StageProps { look, on_tap, id: id.into(), is_nameless, on_turn };
        yew::Renderer::<Stage>::with_root_and_props(host.clone(), props).render();
        let shown = Self { host, taps, turns };
        for _ in 0..50 {
            if shown.count("[data-ready=yes] .marks") == 1 && shown.count("svg[data-peel]") == 1 {
                TimeoutFuture::new(150).await;
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
async fn a_drag_across_the_whole_body_turns_it_and_is_no_tap() {
    let shown = Shown::new(Look::default()).await;
    shown.pointer("pointerdown", [-40.0, 0.0]);
    for step in 1..=4 {
        shown.pointer("pointermove", [-40.0 + 10.0 * f64::from(step), 0.0]);
    }
    shown.pointer("pointerup", [0.0, 0.0]);
    assert!(shown.taps.borrow().is_empty());
    assert_eq!(shown.turns.borrow().iter().sum::<i32>(), 1);
}

#[wasm_bindgen_test]
async fn zoomed_in_a_drag_moves_the_plate_and_the_map_shows_where() {
    let shown = Shown::new(Look::default()).await;
    assert_eq!(shown.count(".plate-map[hidden]"), 1);
    for _ in 0..4 {
        shown.key("+");
    }
    TimeoutFuture::new(250).await;
    assert_eq!(shown.count(".plate-map:not([hidden]) .map-window"), 1);
    let before = shown.all(".map-window")[0].get_attribute("x");
    shown.pointer("pointerdown", [0.0, 0.0]);
    shown.pointer("pointermove", [12.0, 0.0]);
    shown.pointer("pointermove", [18.0, 0.0]);
    assert_ne!(shown.all(".map-window")[0].get_attribute("x"), before);
    assert!(shown.turns.borrow().is_empty());
}

#[wasm_bindgen_test]
async fn in_a_question_the_arrows_move_a_crosshair() {
    let shown = Shown::with("back", peeled(Depth::Superficial), true).await;
    for _ in 0..4 {
        shown.key("ArrowRight");
    }
    assert_eq!(shown.count(".crosshair:not([hidden])"), 1);
    assert_eq!(shown.count(".hover-outline"), 1);
    shown.key("Enter");
    let tap = shown.taps.borrow_mut().pop().expect("a tap was told");
    assert_eq!(tap.picked.map(|under| under.slug), Some("trapezius".to_owned()));
    shown.key("Escape");
    assert_eq!(shown.count(".crosshair:not([hidden])"), 0);
}

#[wasm_bindgen_test]
async fn elsewhere_the_arrows_walk_from_muscle_to_muscle() {
    let shown = Shown::new(peeled(Depth::Superficial)).await;
    let step = |key: &str| {
        shown.key(key);
        shown.key("Enter");
        let tap = shown.taps.borrow_mut().pop();
        tap.unwrap_or_else(|| panic!("no tap after {key}")).picked.map(|under| (under.slug, under.side))
    };
    assert_eq!(step("ArrowRight"), met("trapezius", Side::Right));
    assert_eq!(shown.count(".crosshair:not([hidden])"), 0);
    assert_eq!(step("ArrowLeft"), met("trapezius", Side::Left));
    shown.key("Escape");
    assert_eq!(shown.count(".hover-outline"), 0);
}

#[wasm_bindgen_test]
async fn a_look_marks_points_stipples_skin_and_outlines_the_chosen() {
    let zone = |region: &'static str, tier| Zone { region: region.into(), side: Side::Left, tier };
    let look = Look {
        peel: Depth::Deep,
        chosen: vec!["levator".into()],
        side: Side::Left,
        marks: vec![Mark {
            at: PlatePoint::new(-30.0, -50.0),
            kind: MarkKind::Point,
            label: "1".into(),
            point: AttrValue::default(),
        }],
        zones: vec![zone("shoulder", Tier::Essential), zone("spine", Tier::Spillover)],
        points: vec![
            (
                "levator".into(),
                Mark {
                    at: PlatePoint::new(-30.0, 0.0),
                    kind: MarkKind::Point,
                    label: "2".into(),
                    point: AttrValue::default(),
                },
            ),
            (
                "scapula".into(),
                Mark {
                    at: PlatePoint::new(0.0, 0.0),
                    kind: MarkKind::Point,
                    label: "3".into(),
                    point: AttrValue::default(),
                },
            ),
        ],
        beside: vec![
            (vec!["trapezius".into()], Beside::Over),
            (vec!["scapula".into(), "levator".into()], Beside::Under),
        ],
        ..Look::default()
    };
    let shown = Shown::new(look).await;
    assert_eq!(shown.count(".is-chosen"), 0, "it is peeled away");
    assert_eq!(shown.count(".chosen-outlines .is-removed"), 1, "so only outlined");
    assert_eq!(shown.count(".mark.point"), 2, "a point whose part is not drawn there is not marked");
    assert_eq!(shown.count(".zones .essential > .zone-fill[transform='scale(-1,1)']"), 1, "on the left");
    assert_eq!(shown.count(".zones .spillover > .zone-fill"), 1, "the midline has one side");
    assert_eq!(shown.count(".beside-outlines > .over"), 1);
    assert_eq!(shown.count(".beside-outlines > .joined[mask] > .under"), 2, "two parts have one outline");
}

#[wasm_bindgen_test]
async fn the_chosen_is_painted_less_what_lies_over_it() {
    let chosen = |peel| Look { chosen: vec!["levator".into()], ..peeled(peel) };
    let covered = Shown::new(chosen(Depth::Superficial)).await;
    assert_eq!(covered.count("[mask] > .is-chosen[data-structure=levator][data-side=right]"), 1);
    let open = Shown::new(chosen(Depth::Intermediate)).await;
    assert_eq!(open.count("[mask]"), 0);
    assert_eq!(open.count(".is-chosen[data-structure=levator][data-side=right]"), 1);
}

#[wasm_bindgen_test]
async fn what_is_peeled_or_taken_off_is_neither_shown_nor_met() {
    let state = |shown: &Shown, slug: &str| {
        let group = shown.all(&format!(".plate-art [data-structure={slug}]")).remove(0);
        group.get_attribute("data-shown").unwrap_or_else(|| "1".to_owned())
    };
    let shown = Shown::new(peeled(Depth::Intermediate)).await;
    let states = ["skin", "trapezius", "levator", "scapula"].map(|slug| state(&shown, slug));
    assert_eq!(states, ["0", "2", "1", "1"], "the layer just removed stays as a ghost");
    let look = Look { hidden: vec![Part::Trunk], ..peeled(Depth::Intermediate) };
    let shown = Shown::new(look).await;
    assert_eq!(state(&shown, "levator"), "0");
    assert_eq!(shown.tap([30.0, 10.0]), met("trapezius", Side::Right), "the ghost answers");
    let look = Look { is_alone: true, chosen: vec!["levator".into()], ..peeled(Depth::Bone) };
    let shown = Shown::new(look).await;
    assert_eq!((state(&shown, "levator"), state(&shown, "trapezius")), ("1".into(), "0".into()));
}

#[wasm_bindgen_test]
async fn a_mirrored_view_is_mirrored_in_everything() {
    let look = Look {
        chosen: vec!["levator".into()],
        side: Side::Right,
        has_attachments: true,
        ..peeled(Depth::Intermediate)
    };
    let shown = Shown::with("right-back", look, false).await;
    assert_eq!(shown.count("figure[data-plate=left-back][data-view=right-back]"), 1);
    assert_eq!(shown.count(".plate-art g[transform='scale(-1,1)'] [data-structure=skin]"), 1);
    // Drawn on the plate's right half for its right side, it is shown on the left half as the left.
    assert_eq!(shown.tap([-30.0, 0.0]), met("levator", Side::Left));
    assert_eq!(shown.tap([30.0, 0.0]), met("levator", Side::Right));
    assert_eq!(shown.count(".is-chosen[data-structure=levator][data-side=right]"), 1);
}

#[wasm_bindgen_test]
async fn attachments_are_fetched_when_they_are_asked_for() {
    let look = Look { chosen: vec!["levator".into()], has_attachments: true, ..peeled(Depth::Bone) };
    let shown = Shown::new(look).await;
    assert_eq!(shown.count(".attachments .proximal"), 1);
    assert_eq!(shown.count(".attachments .distal"), 1, "the chosen muscle's alone, on its side");
    assert_eq!(shown.count(".attachments .hatched"), 1, "told apart without colour too");
    let all = Look { has_attachments: true, ..peeled(Depth::Bone) };
    assert_eq!(
        Shown::new(all).await.count(".attachments [data-end]"),
        10,
        "everything's, on both sides, hatches too"
    );
}

#[wasm_bindgen_test]
async fn names_stand_beside_the_plate_and_can_be_tapped() {
    let look = Look { names: Names::English, ..peeled(Depth::Superficial) };
    let shown = Shown::new(look).await;
    let names: Vec<String> =
        shown.all(".plate-names button").iter().filter_map(|button| button.text_content()).collect();
    assert_eq!(names, ["Trapezius"], "one of the two, of the shown depth alone");
    assert_eq!(shown.count(".leaders path[d^=M]"), 1);
    let button: HtmlElement = shown.all(".plate-names button").remove(0).dyn_into().expect("a button");
    button.click();
    let tap = shown.taps.borrow_mut().pop().expect("a tap was told");
    assert_eq!(tap.picked.map(|under| under.slug), Some("trapezius".to_owned()));
}

#[wasm_bindgen_test]
async fn one_line_is_enough() {
    provide("back", BACK);
    let host = document().create_element("div").expect("a div");
    document().body().expect("a body").append_child(&host).expect("in the page");
    yew::Renderer::<OneLine>::with_root(host.clone()).render();
    for _ in 0..50 {
        TimeoutFuture::new(20).await;
        if host.query_selector("[data-ready=yes] [aria-label=back]").ok().flatten().is_some() {
            return host.remove();
        }
    }
    panic!("the plate did not come: {}", host.inner_html());
}

#[component]
fn OneLine() -> Html {
    html! { <Plate id="back" /> }
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
    html! { <Plate id="broken" /> }
}
