//! What may come a frame later than what was asked for: the hand sees its answer first.

use gloo::render::request_animation_frame;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// A value that follows the given one as soon as the frame in which that one is known has been painted.
#[hook]
pub(crate) fn use_after_frame<T: Clone + PartialEq + 'static>(value: T) -> T {
    let shown = use_state_eq(|| value.clone());
    let late = shown.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let frame = request_animation_frame(move |_| {
            Timeout::new(0, move || late.set(value)).forget();
        });
        move || drop(frame)
    });
    (*shown).clone()
}
