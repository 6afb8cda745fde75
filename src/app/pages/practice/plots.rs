//! Plots of numbers by day: bars with a text that says the same.

use yew::prelude::*;

/// Bars, one a day; `told` says in words what they show, `ends` what the first and the last day are. One of the ends is
/// today, which stands out.
pub(super) fn bars(title: &str, values: &[usize], ends: [&str; 2], told: &str) -> Html {
    let most = values.iter().copied().max().unwrap_or_default();
    let today = if ends[0] == "today" { 0 } else { values.len().saturating_sub(1) };
    let bar = |(at, value): (usize, &usize)| {
        let height = 100.0 * *value as f64 / most.max(1) as f64;
        let class = (at == today).then_some("now");
        html! { <rect key={at} {class} x={(at * 10 + 1).to_string()} width="8" y={format!("{:.1}", 100.0 - height)} height={format!("{height:.1}")} /> }
    };
    let view = format!("0 0 {} 100", values.len() * 10);
    html! {
        <figure class="bars">
            <figcaption><b>{ title.to_owned() }</b>{ " " }{ told.to_owned() }</figcaption>
            <svg viewBox={view} preserveAspectRatio="none" aria-hidden="true">{ for values.iter().enumerate().map(bar) }</svg>
            <p class="ends" aria-hidden="true"><span>{ ends[0].to_owned() }</span><span>{ format!("most: {most}") }</span><span>{ ends[1].to_owned() }</span></p>
        </figure>
    }
}
