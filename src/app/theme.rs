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

    fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    fn kept() -> Self {
        let kept = storage::read(KEPT_AS).ok().flatten();
        Self::ALL.into_iter().find(|theme| kept.as_deref() == Some(theme.name())).unwrap_or_default()
    }
}

/// The button that steps through the themes; the choice is kept in the browser.
#[component]
pub(crate) fn ThemeButton() -> Html {
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
    let onclick = {
        let theme = theme.clone();
        move |_: MouseEvent| {
            // Where nothing can be kept the choice still holds for this visit.
            let _ = storage::keep(KEPT_AS, theme.next().name());
            theme.set(theme.next());
        }
    };
    let (sign, words) = match *theme {
        Theme::System => ("◐", "Colors: as the system"),
        Theme::Light => ("○", "Colors: light"),
        Theme::Dark => ("●", "Colors: dark"),
        Theme::Projector => ("▣", "Colors: projector"),
    };
    html! {
        <button type="button" class="theme" {onclick} title={words} aria-label={words}>{ sign }</button>
    }
}

fn tell() {
    if let Ok(event) = web_sys::Event::new(CHANGED) {
        let _ = gloo::utils::window().dispatch_event(&event);
    }
}
