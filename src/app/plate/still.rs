//! A small picture of the skin with zones of pain on it. It shows, and does nothing else: no layers, no names, no taps.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use super::camera::Camera;
use super::document::PlateDocument;
use super::dom::{Num, append, make_html, set};
use super::look::{Tier, Zone};
use super::motion::{viewport, whole};
use super::overlay::{Overlay, frame_name};
use crate::app::shared::Shared;
use crate::app::{fetch, views};
use crate::atlas::Atlas;

/// How much of the body stands around the zones, as a share of their size, and in millimetres at least.
const AROUND: f64 = 0.4;
const LEAST_AROUND_MM: f64 = 130.0;

/// What a still is given.
#[derive(Properties, PartialEq)]
pub(crate) struct StillProps {
    /// The view's id.
    pub id: AttrValue,
    /// What is felt where.
    pub zones: Vec<Zone>,
    /// What is said of it.
    pub label: AttrValue,
}

/// A still, as large as the stylesheets make it.
#[component]
pub(crate) fn Still(props: &StillProps) -> Html {
    let host = use_node_ref();
    let atlas = use_context::<Shared<Atlas>>();
    let is_ready = use_state_eq(|| false);
    let (plate, is_mirrored) = views::plate_of(&props.id, atlas.as_deref());
    {
        let (host, is_ready) = (host.clone(), is_ready.clone());
        use_effect_with((plate, is_mirrored, props.zones.clone()), move |(plate, is_mirrored, zones)| {
            let (plate, is_mirrored, zones) = (plate.clone(), *is_mirrored, zones.clone());
            let is_current = Rc::new(Cell::new(true));
            let still = is_current.clone();
            is_ready.set(false);
            wasm_bindgen_futures::spawn_local(async move {
                // Where it cannot be fetched the words beside it say the same.
                let text = fetch::plate(&plate).await;
                let (Ok(text), Some(host)) = (text, host.cast::<HtmlElement>()) else { return };
                if still.get() {
                    is_ready.set(draw(&host, &text, is_mirrored, &zones).is_some());
                }
            });
            move || is_current.set(false)
        });
    }
    let ready = if *is_ready { "yes" } else { "no" };
    html! {
        <span class="still" ref={host} role="img" aria-label={props.label.clone()} data-view={props.id.clone()} data-ready={ready}></span>
    }
}

fn draw(host: &HtmlElement, text: &str, is_mirrored: bool, zones: &[Zone]) -> Option<()> {
    host.set_inner_html("");
    let serial = super::serial();
    let base = make_html("span", "plate-base")?;
    let (document, _) = PlateDocument::mount(&base, &skin_of(text), is_mirrored, &frame_name(serial)).ok()?;
    let mut overlay = Overlay::mount(host, serial, document.frame, is_mirrored)?;
    append(host, &base);
    // Where nearly everyone feels it is in the middle, however far the rest reaches.
    let essential: Vec<Zone> = zones.iter().filter(|zone| zone.tier == Tier::Essential).cloned().collect();
    overlay.show_zones(&document, &essential);
    let bounds = overlay.zone_bounds(is_mirrored);
    overlay.show_zones(&document, zones);
    let whole = whole(document.frame);
    let viewport = viewport(host);
    let around = (bounds.width_mm().max(bounds.height_mm()) * AROUND).max(LEAST_AROUND_MM);
    let bounds = if bounds.is_empty() { whole } else { bounds.grown(around) };
    let camera = Camera::fit(bounds, viewport).kept_over(whole, viewport);
    let [left, top, width, height] = camera.view_box(viewport);
    for svg in [&document.svg, &overlay.svg] {
        set(svg, "viewBox", &format!("{} {} {} {}", Num(left), Num(top), Num(width), Num(height)));
    }
    overlay.rescale(camera.px_per_mm);
    Some(())
}

/// What of a plate's text is skin, with its regions: each structure stands on a line of its own.
fn skin_of(text: &str) -> String {
    let is_kept = |line: &&str| !line.starts_with("<g data-structure") || line.contains("data-depth=\"0\"");
    text.split_inclusive('\n').filter(is_kept).collect()
}

#[cfg(all(test, feature = "authoring"))]
mod tests {
    use super::*;
    use crate::atlas::authoring::Plate;

    #[test]
    fn the_skin_of_every_plate_is_cut_out_whole() {
        let plates = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/plates");
        let mut read = 0;
        for file in std::fs::read_dir(plates).expect("plates").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.ends_with(".svg") || name.contains(".attachments") {
                continue;
            }
            let text = std::fs::read_to_string(file.path()).expect("a plate");
            let skin = skin_of(&text);
            let (all, cut) = (Plate::parse(&text).expect("a plate"), Plate::parse(&skin).expect("its skin"));
            assert_eq!(all.regions, cut.regions, "{name}");
            assert!(skin.contains("data-structure=\"skin\""), "{name} has no skin");
            let deeper = cut.scene.shapes().iter().filter(|shape| shape.depth.number() > 0).count();
            assert_eq!(deeper, 0, "{name}");
            read += 1;
        }
        assert!(read > 10, "{read} plates");
    }
}
