//! The colours of the screen: as the system has it, light, dark, or for a projector.

use gloo::events::EventListener;
use yew::prelude::*;

use super::storage;

const KEPT_AS: &str = "palpate.theme";
/// What the window hears when the colours have changed, for what is not painted by the stylesheets alone.
pub(crate) const CHANGED: &str = "palpate:colors";

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// For dark rooms.
    Dark,
    /// For a room that watches a projector: strong contrast and large type.
    Projector,
}

impl Theme {
    const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Projector];

    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Projector => "projector",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::Projector => "Projector",
        }
    }

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| name == theme.name()).unwrap_or_default()
    }

    fn kept() -> Self {
        Self::named(&storage::read(KEPT_AS).ok().flatten().unwrap_or_default())
    }
}

/// The choice of a theme, which says in sight which one is chosen; it is kept in the browser.
#[component]
pub(crate) fn ThemeChoice() -> Html {
    let theme = use_state_eq(Theme::default);
    {
        let theme = theme.clone();
        use_effect_with((), move |()| {
            theme.set(Theme::kept());
            let query = gloo::utils::window().match_media("(prefers-color-scheme: dark)").ok().flatten();
            let listener = query.map(|query| EventListener::new(&query, "change", |_| tell()));
            move || drop(listener)
        });
    }
    use_effect_with(*theme, |theme| {
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", theme.name());
            tell();
        }
    });
    let onchange = {
        let theme = theme.clone();
        move |event: Event| {
            let field: web_sys::HtmlInputElement = event.target_unchecked_into();
            let chosen = Theme::named(&field.value());
            // Where nothing can be kept the choice still holds for this visit.
            let _ = storage::keep(KEPT_AS, chosen.name());
            theme.set(chosen);
        }
    };
    let option = |one: Theme| {
        html! { <option value={one.name()} selected={*theme == one}>{ one.title() }</option> }
    };
    html! {
        <label class="theme">
            <span class="sign" aria-hidden="true">{ "◐" }</span>
            <select aria-label="Colors" title="Colors" {onchange}>{ for Theme::ALL.into_iter().map(option) }</select>
        </label>
    }
}

fn tell() {
    if let Ok(event) = web_sys::Event::new(CHANGED) {
        let _ = gloo::utils::window().dispatch_event(&event);
    }
}
