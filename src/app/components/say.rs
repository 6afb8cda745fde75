//! How a name is spoken: a respelling, and a button that says it where the browser has a voice.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance};
use yew::prelude::*;

/// A little slower than talk, so that each syllable is heard.
const RATE: f32 = 0.85;

/// What is to be said.
#[derive(Properties, PartialEq)]
pub(crate) struct SayProps {
    /// The name, in English or Latin.
    pub name: AttrValue,
    /// Its respelling, as "leh-VAY-tor SKAP-yoo-lee".
    pub respelling: AttrValue,
}

/// The respelling and, where the browser can speak, the button. Without a voice there is no button.
#[component]
pub(crate) fn Say(props: &SayProps) -> Html {
    let can_speak = use_state_eq(|| false);
    {
        let can_speak = can_speak.clone();
        use_effect_with((), move |()| {
            let voice = voice();
            let has_voices = |voice: &SpeechSynthesis| voice.get_voices().length() > 0;
            can_speak.set(voice.as_ref().is_some_and(has_voices));
            // Some browsers load their voices after the page.
            let listener = voice.map(|voice| {
                let again = voice.clone();
                EventListener::new(&voice, "voiceschanged", move |_| can_speak.set(has_voices(&again)))
            });
            move || drop(listener)
        });
    }
    let onclick = {
        let name = props.name.clone();
        move |_: MouseEvent| speak(&name)
    };
    html! {
        <span class="say">
            { &props.respelling }
            if *can_speak {
                <button type="button" class="icon" {onclick} aria-label={format!("Say {} aloud", props.name)} title="Say it aloud">
                    <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9v6h4l5 4V5L8 9zM16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12" /></svg>
                </button>
            }
        </span>
    }
}

/// The browser's speech, where it has any.
fn voice() -> Option<SpeechSynthesis> {
    let window = gloo::utils::window();
    let is_there = js_sys::Reflect::has(&window, &JsValue::from_str("speechSynthesis")).unwrap_or(false);
    is_there.then(|| window.speech_synthesis().ok()).flatten()
}

fn speak(name: &str) {
    let (Some(voice), Ok(words)) = (voice(), SpeechSynthesisUtterance::new_with_text(name)) else { return };
    words.set_lang("en-US");
    words.set_rate(RATE);
    // What is still being said gives way to the new name.
    voice.cancel();
    voice.speak(&words);
}
