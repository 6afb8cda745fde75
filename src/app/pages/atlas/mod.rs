//! The atlas: a body to be peeled, turned, pointed at and asked.

mod ask;
mod state;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use yew::prelude::*;

pub(crate) use ask::{Ask, in_order};
use state::use_atlas_state;

use crate::anatomy::{Depth, PlatePoint, Side};
use crate::app::address::AtlasAddress;
use crate::app::components::chosen::Chosen;
use crate::app::components::core_sample::CoreSample;
use crate::app::components::points;
use crate::app::components::sheet;
use crate::app::components::show_menu::ShowMenu;
use crate::app::components::turntable::Turntable;
use crate::app::fetch;
use crate::app::keys;
use crate::app::options;
use crate::app::plate::{Beside, Focus, Look, Plate, Tap, Under, Watch};
use crate::app::rest;
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::app::skin;
use crate::app::views::{self, View};
use crate::atlas::{Atlas, Extents};

/// After this long on a view its neighbours are fetched.
const PREFETCH_MS: u32 = 1500;

/// The atlas page. Its state is its address.
#[component]
pub(crate) fn AtlasPage() -> Html {
    let atlas = use_context::<Shared<Atlas>>();
    let library = use_context::<Library>();
    let stack = use_state_eq(Vec::<Under>::new);
    let watch = (*use_state(Watch::default)).clone();
    let (address, ask) = use_atlas_state(&atlas, &watch);
    use_prefetch(&atlas, &address.view);
    use_keys(&atlas, &address, &ask);
    let on_rest = use_callback(ask.clone(), |rest, ask| ask.emit(Ask::Rest(rest)));
    let on_peel = use_callback(ask.clone(), |depth, ask| ask.emit(Ask::Peel(depth)));
    let Some(atlas) = atlas else { return html! {} };
    let on_tap = {
        let (ask, stack) = (ask.clone(), stack.clone());
        let (atlas, view, is_skin) = (atlas.clone(), address.view.clone(), address.peel() == Depth::Skin);
        Callback::from(move |tap: Tap| {
            if let Some(point) = tap.mark {
                ask.emit(Ask::Point(Some(point.to_string())));
                return;
            }
            let texts = library.as_ref().and_then(Library::arrived);
            stack.set(skin_to_bone(&atlas, texts.map(|texts| &texts.3), &view, &tap));
            // A sheet that rises takes half the plate's room: then what was tapped is flown to.
            let other = match tap.picked {
                Some(under) if sheet::will_rise() => Ask::Structure(under),
                picked => Ask::Tapped(picked),
            };
            if is_skin {
                ask_skin(atlas.clone(), view.clone(), tap.at, other, ask.clone());
            } else {
                ask.emit(other);
            }
        })
    };
    let Some(view) = View::find(&atlas, &address.view) else {
        return html! { <p class="page">{ "No plate is drawn yet." }</p> };
    };
    let look = look(&atlas, &address, &view);
    // The hand moves the surface of the body: to the right, the stops come from the left.
    let on_turn = ask.reform(|stops: i32| Ask::Turn(-stops));
    html! {
        <div class="atlas">
            <h1 class="unseen">{ "Atlas" }</h1>
            <div class="stage">
                <Plate id={view.id.clone()} {look} {on_tap} {on_turn} {on_rest} {watch} takes_keys=true />
                <CoreSample depth={address.peel()} {on_peel} />
                <ShowMenu show={address.show.clone()} has_muscle={!address.muscle.is_empty()} is_skin={address.peel() == Depth::Skin} ask={ask.clone()} />
                <Turntable {view} side={address.side} ask={ask.clone()} />
            </div>
            <Chosen address={address} stack={(*stack).clone()} ask={ask} />
        </div>
    }
}

/// What lies under a tap from the skin to the bone.
fn skin_to_bone(atlas: &Atlas, extents: Option<&Extents>, view: &str, tap: &Tap) -> Vec<Under> {
    let Some(view) = View::find(atlas, view) else { return Vec::new() };
    let drawn: Vec<(&str, Side)> = tap.stack.iter().map(|under| (under.slug.as_str(), under.side)).collect();
    // Until the boxes have arrived the first bone ends it.
    let none = Extents::default();
    let met = extents.unwrap_or(&none).skin_to_bone(atlas, view.plate.view(), tap.at, &drawn);
    met.into_iter().map(|number| tap.stack[number].clone()).collect()
}

/// Asks who sends pain to the skin under a tap; beside the skin it is a tap like any other.
fn ask_skin(atlas: Shared<Atlas>, view: String, at: PlatePoint, other: Ask, ask: Callback<Ask>) {
    wasm_bindgen_futures::spawn_local(async move {
        let pain = match rest::arrived().await {
            Ok(()) => skin::pain_at(&atlas, &view, at).await,
            Err(_) => None,
        };
        ask.emit(pain.map_or(other, Ask::Pain));
    });
}

/// Fetches the plates to either side of a view once the page rests.
#[hook]
fn use_prefetch(atlas: &Option<Shared<Atlas>>, view: &str) {
    let atlas = atlas.clone();
    use_effect_with(view.to_owned(), move |id| {
        let view = atlas.as_deref().and_then(|atlas| View::find(atlas, id));
        let timer = view.map(|view| {
            Timeout::new(PREFETCH_MS, move || {
                for by in [-1, 1] {
                    let Some(atlas) = atlas.as_deref() else { return };
                    let Some(id) = views::turned(atlas, &view, by) else { continue };
                    let (plate, _) = views::plate_of(&id, Some(atlas));
                    wasm_bindgen_futures::spawn_local(async move {
                        // Whoever turns the body is told of a failure then.
                        let _ = fetch::plate(&plate).await;
                    });
                }
            })
        });
        move || drop(timer)
    });
}

/// Answers keys wherever the focus is, as long as nothing there uses them.
#[hook]
fn use_keys(atlas: &Option<Shared<Atlas>>, address: &AtlasAddress, ask: &Callback<Ask>) {
    use_effect_with((atlas.clone(), address.clone(), ask.clone()), |(atlas, address, ask)| {
        let (atlas, address, ask) = (atlas.clone(), address.clone(), ask.clone());
        let options = EventListenerOptions::enable_prevent_default();
        let document = gloo::utils::document();
        let listener = EventListener::new_with_options(&document, "keydown", options, move |event| {
            let asked = keys::free(event).zip(atlas.as_deref());
            let asked = asked.and_then(|(event, atlas)| ask::of_key(atlas, &address, &event.key()));
            if let Some(asked) = asked {
                event.prevent_default();
                ask.emit(asked);
            }
        });
        move || drop(listener)
    });
}

fn look(atlas: &Atlas, address: &AtlasAddress, view: &View) -> Look {
    let muscle = atlas.muscle(&address.muscle);
    let slugs = |id: &String| {
        let muscle = atlas.muscle(id);
        muscle.into_iter().flat_map(|muscle| muscle.row.structures.iter().cloned().map(AttrValue::from))
    };
    let chosen: Vec<AttrValue> = match muscle {
        Some(_) => slugs(&address.muscle).collect(),
        None if address.structure.is_empty() => Vec::new(),
        None => vec![address.structure.clone().into()],
    };
    let beside = muscle.filter(|_| address.show.has(options::BESIDE)).map(|muscle| {
        let over = muscle.over.iter().map(|id| (slugs(id).collect(), Beside::Over));
        let under = muscle.under.iter().map(|id| (slugs(id).collect(), Beside::Under));
        over.chain(under).collect()
    });
    let point = atlas.point(&address.point).map(|(_, point)| point);
    let felt = point.map(|point| points::zones(point, address.side)).unwrap_or_default();
    let focus = match point {
        Some(_) => Focus::Pattern(chosen.clone(), address.side),
        None if chosen.is_empty() && address.pain.is_some() => Focus::Pattern(Vec::new(), address.side),
        None if chosen.is_empty() => Focus::Whole,
        None => Focus::Structures(chosen.clone(), address.side),
    };
    Look {
        peel: address.peel(),
        points: muscle
            .map(|muscle| {
                points::marks(muscle, view, address.side, point.map(|point| point.trigger.id.as_str()))
            })
            .unwrap_or_default(),
        zones: address.pain.iter().flat_map(points::lit).chain(felt).collect(),
        side: address.side,
        focus: Some(focus),
        zoom: address.at,
        chosen,
        ghosts: address.show.ghosts(),
        hidden: address.show.hidden(),
        is_alone: address.show.has(options::ALONE),
        bones: muscle
            .filter(|_| address.show.has(options::ALONE))
            .map(|muscle| atlas.bones(muscle).map(|slug| AttrValue::from(slug.to_owned())).collect())
            .unwrap_or_default(),
        is_midline: muscle.is_some_and(|muscle| atlas.is_midline(muscle)),
        beside: beside.unwrap_or_default(),
        has_attachments: address.show.has(options::ATTACHMENTS),
        names: address.show.names(),
        ..Look::default()
    }
}
