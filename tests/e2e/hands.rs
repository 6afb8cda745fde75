//! The three ways in which the app is used: by the mouse, by a finger, by keys alone.

use anyhow::{Context, Result, bail, ensure};
use palpate::anatomy::PlatePoint;
use serde_json::json;
use thirtyfour::Key;

use crate::app::App;

/// What the user uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hand {
    /// A mouse.
    Mouse,
    /// A finger.
    Finger,
    /// Keys alone.
    Keys,
}

/// So many turns of zooming in bring the crosshair to within a few pixels of any place.
const TURNS: usize = 6;
/// How near the crosshair is to come, in millimetres: half of the smallest radius of a point.
const AIM_MM: f64 = 4.0;
/// How far an arrow key moves the crosshair, in CSS pixels.
const STEP_PX: f64 = 14.0;

impl Hand {
    /// Presses the first element of a selector, as soon as it is there.
    pub(crate) async fn press(self, app: &App, selector: &str) -> Result<()> {
        let element = app.see(selector).await?;
        match self {
            Self::Mouse => {
                // As far as the page itself leaves free of its bars.
                let scroll = "const e = document.querySelector(arguments[0]);
                    e.scrollIntoView({ block: 'nearest', behavior: 'instant' });
                    const r = e.getBoundingClientRect();
                    return [r.left + r.width / 2, r.top + r.height / 2].map(Math.round)";
                let at = app.script(scroll, vec![json!(selector)]).await?;
                let (x, y) = serde_json::from_value(at)?;
                app.meant(x, y).await?;
                element.click().await.with_context(|| format!("{selector} takes no click"))
            }
            Self::Finger => {
                // What is in sight is pressed where it is.
                let place = "const e = document.querySelector(arguments[0]);
                    const there = () => {
                        const r = e.getBoundingClientRect(), at = [r.left + r.width / 2, r.top + r.height / 2];
                        const hit = document.elementFromPoint(...at);
                        return e.contains(hit) || hit?.closest('label')?.contains(e) ? at.map(Math.round) : null;
                    };
                    return there() ?? (e.scrollIntoView({ block: 'center', behavior: 'instant' }), there())";
                let at = app.script(place, vec![json!(selector)]).await?;
                let at: (i64, i64) = serde_json::from_value(at)
                    .with_context(|| format!("something else lies over {selector}"))?;
                app.touch_at(at).await
            }
            Self::Keys => {
                if self.reach(app, selector).await? == 0 {
                    // What has the focus only since the last key takes none so soon.
                    app.person_takes_a_while().await?;
                }
                let is_box = element.attr("type").await?.as_deref() == Some("checkbox");
                if is_box { app.press(' ').await } else { app.press(Key::Enter).await }
            }
        }
    }

    /// Chooses an option of a list by its value.
    pub(crate) async fn choose(self, app: &App, selector: &str, value: &str) -> Result<()> {
        if self != Self::Keys {
            // The browser's own list, which opens beyond the page.
            let option = app.see(&format!("{selector} option[value='{value}']")).await?;
            return option.click().await.map_err(Into::into);
        }
        self.reach(app, selector).await?;
        let steps = "const s = document.querySelector(arguments[0]);
            return [...s.options].findIndex(o => o.value === arguments[1]) - s.selectedIndex";
        let steps = app.script(steps, vec![json!(selector), json!(value)]).await?.as_i64();
        let steps = steps.context("the list tells no place")?;
        for _ in 0..steps.abs() {
            app.press(if steps > 0 { Key::Down } else { Key::Up }).await?;
        }
        let chosen = app.script(
            "return document.querySelector(arguments[0]).value === arguments[1]",
            vec![json!(selector), json!(value)],
        );
        ensure!(chosen.await? == json!(true), "keys do not choose {value} of {selector}");
        Ok(())
    }

    /// Presses Tab until the focus is on the first element of a selector; tells how often.
    async fn reach(self, app: &App, selector: &str) -> Result<usize> {
        let is_there = "return document.activeElement === document.querySelector(arguments[0])";
        for tabs in 0..200 {
            if app.script(is_there, vec![json!(selector)]).await? == json!(true) {
                return Ok(tabs);
            }
            app.press(Key::Tab).await?;
        }
        bail!("200 presses of Tab do not reach {selector}")
    }

    /// Taps a place of the plate; by keys with the crosshair and Enter.
    pub(crate) async fn tap(self, app: &App, at: PlatePoint) -> Result<()> {
        match self {
            Self::Mouse => {
                let (x, y) = app.pixel_in_sight(at).await?;
                Ok(app.browser.action_chain().move_to(x, y).click().perform().await?)
            }
            Self::Finger => {
                let pixel = app.pixel_in_sight(at).await?;
                app.touch(&[&[pixel]]).await
            }
            Self::Keys => {
                self.reach(app, ".plate-canvas").await?;
                self.aim(app, at).await?;
                app.press(Key::Enter).await
            }
        }
    }

    /// Moves the crosshair to a place, zooming in until it is near enough.
    async fn aim(self, app: &App, at: PlatePoint) -> Result<()> {
        // Shows it, in the middle of the window.
        app.press(Key::Right).await?;
        let script = "const [x, y] = document.querySelector('.crosshair').dataset.at.split(' ').map(Number);
            return [x, y, document.querySelector('.plate-canvas > .plate-over').getScreenCTM().a]";
        for _ in 0..TURNS {
            let told: (f64, f64, f64) = serde_json::from_value(app.script(script, Vec::new()).await?)
                .context("no crosshair is shown")?;
            let (x, y, px_per_mm) = told;
            if PlatePoint::new(x, y).distance_mm(at) <= AIM_MM {
                return Ok(());
            }
            let steps = |mm: f64| (mm * px_per_mm / STEP_PX).round() as i32;
            for (steps, forth, back) in
                [(steps(at.x - x), Key::Right, Key::Left), (steps(at.y - y), Key::Down, Key::Up)]
            {
                let key = char::from(if steps > 0 { forth } else { back });
                let keys = String::from_iter(std::iter::repeat_n(key, steps.unsigned_abs() as usize));
                if !keys.is_empty() {
                    app.browser.action_chain().send_keys(keys).perform().await?;
                }
            }
            app.press('+').await?;
            app.plate_rests().await?;
        }
        bail!("the crosshair does not come to {} {}", at.x, at.y)
    }
}
