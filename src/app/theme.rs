//! Light, dark, or as the system has it.

use yew::prelude::*;

use super::storage;

const KEPT_AS: &str = "palpate.theme";

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
}

impl Theme {
    fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    fn kept() -> Self {
        match storage::read(KEPT_AS).ok().flatten().as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }
}

/// The button that steps through the themes; the choice is kept in the browser.
#[component]
pub(crate) fn ThemeButton() -> Html {
    let theme = use_state_eq(Theme::default);
    {
        let theme = theme.clone();
        use_effect_with((), move |()| theme.set(Theme::kept()));
    }
    use_effect_with(*theme, |theme| {
        if let Some(root) = gloo::utils::document().document_element() {
            let _ = root.set_attribute("data-theme", theme.name());
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
    };
    html! {
        <button type="button" class="theme" {onclick} title={words} aria-label={words}>{ sign }</button>
    }
}
