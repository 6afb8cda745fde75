//! The site: the frame around every page, and what all pages share.

use yew::prelude::*;
use yew_router::Switch;
use yew_router::components::Link;
use yew_router::hooks::{use_location, use_route};

use super::components::search::SearchBox;
use super::desk::{Desk, use_desk};
use super::opening;
use super::pages;
use super::rest::{self, Later};
use super::route::Route;
use super::shared::Shared;
use super::theme::ThemeChoice;
use crate::atlas::{Atlas, Index, Texts};

/// What the site shows: the atlas, and the long texts once they have arrived.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    /// Everything but the long texts.
    pub atlas: Shared<Atlas>,
    /// The long texts; `None` while they are on their way, an error in words where they cannot be had.
    pub texts: Result<Option<Shared<Texts>>, AttrValue>,
}

impl Library {
    /// The long texts, once they have arrived.
    pub(crate) fn arrived(&self) -> Option<&Shared<Texts>> {
        self.texts.as_ref().ok().and_then(Option::as_ref)
    }
}

/// What the site is given.
#[derive(Properties, PartialEq)]
pub struct SiteProps {
    /// What there is to show.
    pub library: Library,
}

/// Every page in its frame. Stands inside a router.
#[component]
pub fn Site(props: &SiteProps) -> Html {
    let library = &props.library;
    let index = use_memo(library.atlas.clone(), |atlas| Shared::new(Index::new(atlas)));
    let desk = use_desk(library);
    html! {
        <ContextProvider<Shared<Atlas>> context={library.atlas.clone()}>
        <ContextProvider<Desk> context={desk.clone()}>
        <ContextProvider<Library> context={library.clone()}>
        <ContextProvider<Shared<Index>> context={(*index).clone()}>
            <a class="skip" href="#main" onclick={skip_to_main()}>{ "Skip to the content" }</a>
            <Header />
            { for desk.notices.iter().map(|notice| html! { <p class="fault notice" role="alert">{ notice }</p> }) }
            <main id="main" tabindex="-1">
                <Switch<Route> render={page} />
            </main>
            <Opener />
        </ContextProvider<Shared<Index>>>
        </ContextProvider<Library>>
        </ContextProvider<Desk>>
        </ContextProvider<Shared<Atlas>>>
    }
}

fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <pages::Home /> },
        Route::Atlas => html! { <pages::AtlasPage /> },
        Route::NotFound => html! { <pages::NotFound /> },
        later => {
            let key = format!("{later:?}");
            html! { <Later {key} page={Callback::from(move |()| later_page(&later))} /> }
        }
    }
}

/// A page whose code comes with the second half.
fn later_page(route: &Route) -> Html {
    match route {
        Route::Muscle { id } => html! { <pages::MusclePage key={id.clone()} id={id.clone()} /> },
        Route::Point { id } => html! { <pages::PointPage key={id.clone()} id={id.clone()} /> },
        Route::Condition { id } => html! { <pages::ConditionPage key={id.clone()} id={id.clone()} /> },
        Route::Terms { id } => html! { <pages::Terms id={id.clone()} /> },
        Route::Practice => html! { <pages::Practice /> },
        Route::About => html! { <pages::About /> },
        Route::Home | Route::Atlas | Route::NotFound => html! {},
    }
}

/// Tells, whenever the address has changed, that a page is to open.
#[component]
fn Opener() -> Html {
    let library = use_context::<Library>();
    let at = use_location()
        .map(|location| (location.path().to_owned(), location.query_str().to_owned(), location.id()));
    // A page's name may stand in the texts, which come later.
    let has_texts = library.as_ref().is_some_and(|library| library.arrived().is_some());
    use_effect_with((at, has_texts), move |_| {
        wasm_bindgen_futures::spawn_local(async move {
            // Where the second half does not come, the page says so.
            if let (Ok(()), Some(library)) = (rest::arrived().await, library) {
                opening::arrive(&library);
            }
        });
    });
    html! {}
}

/// The address holds the route, so a plain fragment link would leave the page: move the focus instead.
fn skip_to_main() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| {
        use wasm_bindgen::JsCast;
        event.prevent_default();
        let main = gloo::utils::document().get_element_by_id("main");
        if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = main.focus();
        }
    })
}

#[component]
fn Header() -> Html {
    let here = use_route::<Route>();
    let link = |to: Route, name: &str, is_here: bool| {
        let current = is_here.then_some("page");
        html! {
            <li aria-current={current}><Link<Route> {to}>{ name }</Link<Route>></li>
        }
    };
    let is_atlas = matches!(here, Some(Route::Atlas | Route::Muscle { .. } | Route::Point { .. }));
    html! {
        <header class="site">
            <Link<Route> to={Route::Home} classes="wordmark">{ "Palpate" }</Link<Route>>
            <SearchBox />
            <nav aria-label="Main">
                <ul>
                    { link(Route::Atlas, "Atlas", is_atlas) }
                    { link(Route::Practice, "Practice", matches!(here, Some(Route::Practice))) }
                    { link(Route::About, "About", matches!(here, Some(Route::About))) }
                </ul>
            </nav>
            <ThemeChoice />
        </header>
    }
}
