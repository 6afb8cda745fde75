//! A muscle's page: everything in its file, with its own plate beside it.

use yew::prelude::*;
use yew_router::components::Link;

use super::NotFound;
use super::chapters::chapters;
use super::gist::gist;
use super::practice::mine;
use crate::anatomy::Side;
use crate::app::address::AtlasAddress;
use crate::app::components::points;
use crate::app::components::say::Say;
use crate::app::components::tapped::Tapped;
use crate::app::desk::Desk;
use crate::app::plate::{Focus, Look, Plate, Still, Tap};
use crate::app::route::Route;
use crate::app::shared::Shared;
use crate::app::site::Library;
use crate::app::views::{self, View};
use crate::app::words;
use crate::atlas::{Atlas, Muscle};
use crate::quiz::Thing;

/// What a muscle's page is given.
#[derive(Properties, PartialEq)]
pub(crate) struct MusclePageProps {
    /// The muscle's id.
    pub id: AttrValue,
}

/// The page.
#[component]
pub(crate) fn MusclePage(props: &MusclePageProps) -> Html {
    let library = use_context::<Library>();
    let desk = use_context::<Desk>().filter(|desk| desk.is_open);
    let tapped = use_state_eq(|| None::<Tapped>);
    let point = use_state_eq(|| None::<String>);
    let Some(library) = library else { return html! {} };
    let atlas = library.atlas.clone();
    let Some(muscle) = atlas.muscle(&props.id) else {
        return html! { <NotFound what={format!("The muscle \u{201c}{}\u{201d}", props.id)} /> };
    };
    let texts = match &library.texts {
        Err(reason) => html! { <p class="fault" role="alert">{ reason }</p> },
        Ok(None) => html! { <p class="waiting" role="status">{ "Fetching the text …" }</p> },
        Ok(Some(texts)) => chapters(&atlas, muscle, texts),
    };
    let names = &muscle.names;
    let also = also(&atlas, muscle);
    let gist = library.arrived().and_then(|texts| Some(gist(&atlas, muscle, texts.0.get(&muscle.row.id)?)));
    let address = AtlasAddress::of_muscle(&atlas, muscle, Side::Right, "posterior");
    html! {
        <article class="page muscle">
            <header>
                <p class="region">{ words::region_name(&muscle.row.region) }</p>
                <h1>{ &names.english }</h1>
                <p class="names">
                    <span class="latin" lang="la">{ &names.latin }</span>
                    <Say name={names.english.clone()} respelling={names.pronunciation.clone()} />
                </p>
                <p class="gist">{ gist }</p>
            </header>
            <div class="beside">
                { plate(&atlas, muscle, &point, &tapped) }
                <p class="caption">
                    <a href={address.href()}>{ "Show it in the atlas" }</a>
                </p>
            </div>
            <div class="own">
                if !also.is_empty() {
                    <p class="also">{ format!("Also: {}", also.join(", ")) }</p>
                }
                { for desk.map(|desk| mine(&desk, &atlas, &Thing::Muscle(muscle.row.id.clone()))) }
            </div>
            <div class="text">{ texts }{ turn(&atlas, muscle) }</div>
        </article>
    }
}

/// What else a muscle is called, abbreviations first. Words for search alone are left out: plurals in Latin, its own name
/// with "muscle", and names that several muscles share, which stand for groups and complaints.
fn also<'a>(atlas: &'a Atlas, muscle: &'a Muscle) -> Vec<&'a str> {
    let names = &muscle.names;
    let plain = |name: &str| {
        name.to_lowercase().replace(['-', ' '], "").replace("muscle", "").replace("musculus", "")
    };
    let is_shared = |name: &str| {
        let others = atlas.muscles().iter().filter(|other| other.row.id != muscle.row.id);
        let mut theirs = others.flat_map(|other| other.names.synonyms.iter().chain([&other.names.english]));
        theirs.any(|other| plain(other) == plain(name))
    };
    let mut known = vec![plain(&names.english), plain(&names.latin)];
    let mut told: Vec<&str> = names.abbreviations.iter().map(String::as_str).collect();
    for name in &names.synonyms {
        if !known.contains(&plain(name)) && !name.to_lowercase().contains("musculi ") && !is_shared(name) {
            known.push(plain(name));
            told.push(name);
        }
    }
    told
}

/// The muscle on its best plate; a button for each of its points shows where that point refers.
fn plate(
    atlas: &Shared<Atlas>,
    muscle: &Muscle,
    chosen: &UseStateHandle<Option<String>>,
    tapped: &UseStateHandle<Option<Tapped>>,
) -> Html {
    let point = chosen.as_ref().and_then(|id| muscle.points.iter().find(|point| point.trigger.id == *id));
    let address = match point {
        Some(point) => AtlasAddress::of_point(atlas, muscle, point, Side::Right),
        None => AtlasAddress::of_muscle(atlas, muscle, Side::Right, "posterior"),
    };
    let Some(view) = View::find(atlas, &address.view) else { return html! {} };
    let structures: Vec<AttrValue> = muscle.row.structures.iter().cloned().map(AttrValue::from).collect();
    let focus = match point {
        Some(_) => Focus::Pattern(structures.clone(), Side::Right),
        None => Focus::Structures(structures.clone(), Side::Right),
    };
    let look = Look {
        peel: muscle.row.depth,
        chosen: structures,
        side: Side::Right,
        points: points::marks(muscle, &view, Side::Right, chosen.as_deref()),
        zones: point.map(|point| points::zones(point, Side::Right)).unwrap_or_default(),
        focus: Some(focus),
        ..Look::default()
    };
    // A tap on a mark chooses its point, one on another muscle names it and offers to open it.
    let on_tap = {
        let (atlas, here) = (atlas.clone(), muscle.row.id.clone());
        let (chosen, tapped) = (chosen.clone(), tapped.clone());
        Callback::from(move |tap: Tap| match tap.mark {
            Some(point) => {
                tapped.set(None);
                chosen.set(Some(point.to_string()));
            }
            None => tapped.set(Tapped::of(&atlas, &tap, &here)),
        })
    };
    let button = |point: &crate::atlas::Point| {
        let id = point.trigger.id.clone();
        let is_shown = **chosen == Some(id.clone());
        let pressed = if is_shown { "true" } else { "false" };
        let (chosen, next) = (chosen.clone(), (!is_shown).then(|| id.clone()));
        let onclick = move |_: MouseEvent| chosen.set(next.clone());
        html! { <button type="button" key={id} {onclick} aria-pressed={pressed}>{ &point.trigger.label }</button> }
    };
    // Where the pain is felt on the other side of the body it has a picture of its own.
    let hidden = point.filter(|point| !views::shows_referral(atlas, &view, point, Side::Right));
    let best = hidden.and_then(|point| Some((point, views::of_referral(atlas, point, Side::Right)?)));
    let elsewhere = best.map(|(point, best)| {
        let words = format!("Its pain, {}", views::from_where(&best));
        let href = AtlasAddress { view: best.id.clone(), ..address.clone() }.href();
        html! {
            <a class="pain-elsewhere" {href}>
                <Still id={best.id} zones={points::zones(point, Side::Right)} label={words.clone()} />
                <span aria-hidden="true">{ words }</span>
            </a>
        }
    });
    let label = format!("{} from the {}", muscle.names.english, view.name.to_ascii_lowercase());
    html! {
        <>
            <Plate id={view.id.clone()} {look} {label} {on_tap} scrolls_page=true />
            { for elsewhere }
            { for tapped.as_ref().map(|tapped| tapped.html(&muscle.row.id)) }
            <div class="switches" role="group" aria-label="Show the referral of">
                { for muscle.points.iter().map(button) }
            </div>
        </>
    }
}

fn turn(atlas: &Atlas, muscle: &Muscle) -> Html {
    let Some((before, after)) = atlas.neighbours(&muscle.row.id) else { return html! {} };
    let link = |muscle: &Muscle, rel: &'static str, sign: String| {
        html! { <span {rel}><Link<Route> to={Route::Muscle { id: muscle.row.id.clone() }}>{ sign }</Link<Route>></span> }
    };
    html! {
        <nav class="turn" aria-label="Neighbouring muscles">
            { link(before, "prev", format!("‹ {}", before.names.english)) }
            { link(after, "next", format!("{} ›", after.names.english)) }
        </nav>
    }
}
