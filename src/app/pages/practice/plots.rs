//! Plots of numbers by day: bars with a text that says the same.

use yew::prelude::*;

/// Bars, one a day; `told` says in words what they show.
pub(super) fn bars(title: &str, values: &[usize], first: &str, last: &str, told: &str) -> Html {
    let most = values.iter().copied().max().unwrap_or_default().max(1);
    let bar = |(at, value): (usize, &usize)| {
        let height = 100.0 * *value as f64 / most as f64;
        html! { <rect key={at} x={(at * 10 + 1).to_string()} width="8" y={format!("{:.1}", 100.0 - height)} height={format!("{height:.1}")} /> }
    };
    let view = format!("0 0 {} 100", values.len() * 10);
    html! {
        <figure class="bars">
            <figcaption><b>{ title.to_owned() }</b>{ " " }{ told.to_owned() }</figcaption>
            <svg viewBox={view} preserveAspectRatio="none" aria-hidden="true">{ for values.iter().enumerate().map(bar) }</svg>
            <p class="ends" aria-hidden="true"><span>{ first.to_owned() }</span><span>{ format!("most: {most}") }</span><span>{ last.to_owned() }</span></p>
        </figure>
    }
}
