//! The app as its user meets it: found by roles, names and words, waited for, never slept on.

use std::cell::Cell;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use palpate::anatomy::PlatePoint;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::chrome::{Driver, Window};
use crate::site::Site;

/// How long a thing may take to appear: a slow machine is no fault.
const PATIENCE: Duration = Duration::from_secs(20);

/// Two presses nearer than this, in CSS pixels, are of the same place.
const REACH_PX: i64 = 48;

/// The app in a browser window.
pub(crate) struct App {
    /// The session, for what has no word here.
    pub(crate) browser: WebDriver,
    address: String,
    /// Where the hand pressed last, in CSS pixels of the window.
    pressed: Cell<Option<(i64, i64)>>,
}

impl App {
    /// Opens the app at a route such as "/atlas" in a new browser with an empty profile.
    ///
    /// # Errors
    /// Where the browser does not start or the app does not appear.
    pub(crate) async fn open(driver: &Driver, site: &Site, window: Window, route: &str) -> Result<Self> {
        Self::at(driver.open(window).await?, site, route).await
    }

    /// The app at a route in a browser that is open already.
    ///
    /// # Errors
    /// Where the app does not appear.
    pub(crate) async fn at(browser: WebDriver, site: &Site, route: &str) -> Result<Self> {
        let app = Self { browser, address: site.address.clone(), pressed: Cell::new(None) };
        app.go(route).await?;
        Ok(app)
    }

    /// Goes to a route, as by a link from elsewhere.
    pub(crate) async fn go(&self, route: &str) -> Result<()> {
        self.browser.goto(format!("{}#{route}", self.address)).await?;
        self.see("main h1").await.map(|_| ())
    }

    /// Loads the page again, as F5 does.
    pub(crate) async fn reload(&self) -> Result<()> {
        self.browser.refresh().await?;
        self.see("main h1").await.map(|_| ())
    }

    /// Waits for the first element of a CSS selector to be in the page.
    pub(crate) async fn see(&self, selector: &str) -> Result<WebElement> {
        let found = self
            .browser
            .query(By::Css(selector.to_owned()))
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await;
        found.map_err(|_| anyhow::anyhow!("nothing in the page is {selector}"))
    }

    /// Waits for a button, link, option or heading with these words.
    pub(crate) async fn see_words(&self, tag: &str, words: &str) -> Result<WebElement> {
        let path = format!("//{tag}[contains(normalize-space(.), {words:?}) or @aria-label={words:?}]");
        let found =
            self.browser.query(By::XPath(path)).wait(PATIENCE, Duration::from_millis(50)).first().await;
        found.map_err(|_| anyhow::anyhow!("no {tag} in the page says \"{words}\""))
    }

    /// Clicks what has these words.
    pub(crate) async fn click(&self, tag: &str, words: &str) -> Result<()> {
        let found = self.see_words(tag, words).await?;
        self.click_on(&found).await.with_context(|| format!("{tag} \"{words}\" takes no click"))
    }

    /// Clicks an element, when a person would.
    pub(crate) async fn click_on(&self, element: &WebElement) -> Result<()> {
        element.scroll_into_view().await?;
        let rect = element.rect().await?;
        self.meant((rect.x + rect.width / 2.0) as i64, (rect.y + rect.height / 2.0) as i64).await?;
        Ok(element.click().await?)
    }

    /// How many elements a CSS selector finds now.
    pub(crate) async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.browser.find_all(By::Css(selector.to_owned())).await?.len())
    }

    /// Runs a script and returns its value.
    pub(crate) async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.browser.execute(script, arguments).await?.json().clone())
    }

    /// Waits until a script's expression is true; `what` is said where it never is.
    pub(crate) async fn until(&self, what: &str, expression: &str) -> Result<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if self.script(&format!("return Boolean({expression})"), Vec::new()).await? == json!(true) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("{what} did not happen; the page says: {}", self.words("main").await.unwrap_or_default())
    }

    /// The words of an element.
    pub(crate) async fn words(&self, selector: &str) -> Result<String> {
        let words = self.see(selector).await?.text().await?;
        Ok(words.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The route that the address names, without its query.
    pub(crate) async fn route(&self) -> Result<String> {
        let address = self.browser.current_url().await?;
        Ok(address.fragment().unwrap_or_default().split('?').next().unwrap_or_default().to_owned())
    }

    /// Presses Tab until the focus is on an element with these words.
    pub(crate) async fn tab_to(&self, words: &str) -> Result<()> {
        for _ in 0..150 {
            self.press(Key::Tab).await?;
            let focused = self.script("return document.activeElement?.textContent ?? ''", Vec::new()).await?;
            if focused.as_str().is_some_and(|focused| focused.trim() == words) {
                return Ok(());
            }
        }
        bail!("150 presses of Tab do not reach \"{words}\"")
    }

    /// Presses a key, wherever the focus is.
    pub(crate) async fn press(&self, key: impl Into<char>) -> Result<()> {
        Ok(self.browser.action_chain().send_keys(key.into()).perform().await?)
    }

    /// Waits until the plate is drawn and the camera rests.
    pub(crate) async fn plate_rests(&self) -> Result<()> {
        self.see("figure.plate[data-ready=yes] .plate-over").await?;
        let mut before = Value::Null;
        for _ in 0..100 {
            let frame = "const svg = document.querySelector('.plate-canvas > .plate-over');
                return svg.getAttribute('viewBox') + (svg.style.transform ?? '')";
            let now = self.script(frame, Vec::new()).await?;
            let is_carried = now.as_str().is_some_and(|now| now.contains("translate"));
            if now == before && !is_carried {
                return Ok(());
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        bail!("the plate's camera never rests")
    }

    /// Waits until the pictures of all depths are painted, as they are soon after a plate has come.
    pub(crate) async fn plate_is_pictured(&self) -> Result<()> {
        self.plate_rests().await?;
        self.see(".plate-base[data-sheets='6']").await.map(|_| ())
    }

    /// Sends touches: how many fingers are where, step by step, and none at the end.
    pub(crate) async fn touch(&self, steps: &[&[(i64, i64)]]) -> Result<()> {
        self.touch_and_hold(steps, Duration::ZERO).await
    }

    /// As [`App::touch`], resting so long before the fingers are lifted: what is let go while it moves flies on, and the
    /// browser takes the next tap for the end of that.
    pub(crate) async fn touch_and_hold(&self, steps: &[&[(i64, i64)]], hold: Duration) -> Result<()> {
        for (index, fingers) in steps.iter().enumerate() {
            if index + 1 == steps.len() {
                tokio::time::sleep(hold).await;
            }
            let kind = if index == 0 { "touchStart" } else { "touchMove" };
            let points: Vec<Value> =
                fingers.iter().enumerate().map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id })).collect();
            let event = json!({ "type": kind, "touchPoints": points });
            self.browser.cdp().send_raw("Input.dispatchTouchEvent", event).await?;
        }
        tokio::time::sleep(hold).await;
        let lifted = json!({ "type": "touchEnd", "touchPoints": [] });
        self.browser.cdp().send_raw("Input.dispatchTouchEvent", lifted).await?;
        Ok(())
    }

    /// Lets as much time pass as a person needs to see what a press did, where the next is of the same place: what has come
    /// there since takes no press sooner.
    pub(crate) async fn meant(&self, x: i64, y: i64) -> Result<()> {
        let is_near = |(left, top): (i64, i64)| (left - x).abs() < REACH_PX && (top - y).abs() < REACH_PX;
        if self.pressed.replace(Some((x, y))).is_some_and(is_near) {
            self.person_takes_a_while().await?;
        }
        Ok(())
    }

    /// Lets as much time pass as a hand needs from one press to the next: quicker ones are refused.
    pub(crate) async fn person_takes_a_while(&self) -> Result<()> {
        let pause = "return new Promise(done => requestAnimationFrame(() => setTimeout(done, 450)))";
        self.script(pause, Vec::new()).await.map(|_| ())
    }

    /// One finger's tap at a place of the window, when a person would.
    pub(crate) async fn touch_at(&self, (x, y): (i64, i64)) -> Result<()> {
        self.meant(x, y).await?;
        self.touch(&[&[(x, y)]]).await
    }

    /// Lets the window be touched, as a phone's is.
    pub(crate) async fn fingers(&self) -> Result<()> {
        let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
        self.browser.cdp().send_raw("Emulation.setTouchEmulationEnabled", touch).await?;
        Ok(())
    }

    /// Where the middle of an element is in the window, in CSS pixels, once it has been scrolled there.
    pub(crate) async fn centre(&self, selector: &str) -> Result<(i64, i64)> {
        self.see(selector).await?;
        let script = "const one = document.querySelector(arguments[0]);
            one.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = one.getBoundingClientRect();
            return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)]";
        let centre = self.script(script, vec![json!(selector)]).await?;
        serde_json::from_value(centre).with_context(|| format!("{selector} is nowhere in the window"))
    }

    /// Where a place of the plate is in the window, in CSS pixels.
    pub(crate) async fn pixel(&self, at: PlatePoint) -> Result<(i64, i64)> {
        let script = "const svg = document.querySelector('.plate-canvas > .plate-over');
            const at = new DOMPoint(arguments[0], arguments[1]).matrixTransform(svg.getScreenCTM());
            const hit = document.elementFromPoint(at.x, at.y);
            return hit?.closest('.plate-canvas') ? [Math.round(at.x), Math.round(at.y)] : null";
        let pixel = self.script(script, vec![json!(at.x), json!(at.y)]).await?;
        serde_json::from_value(pixel)
            .with_context(|| format!("the place {} {} of the plate is not in sight", at.x, at.y))
    }

    /// Brings two fingers together over the middle of the plate, until it is seen whole.
    async fn pinch(&self) -> Result<()> {
        let middle = "const r = document.querySelector('.plate-canvas').getBoundingClientRect();
            return [r.left + r.width / 2, r.top + r.height / 2].map(Math.round)";
        let (x, y): (i64, i64) = serde_json::from_value(self.script(middle, Vec::new()).await?)?;
        for _ in 0..4 {
            let apart = |by: i64| [(x - by, y), (x + by, y)];
            self.touch(&[&apart(120), &apart(80), &apart(40)]).await?;
        }
        Ok(())
    }

    /// As [`App::pixel`]; where something else lies over the place, after showing the whole plate.
    pub(crate) async fn pixel_in_sight(&self, at: PlatePoint) -> Result<(i64, i64)> {
        if let Ok(pixel) = self.pixel(at).await {
            return Ok(pixel);
        }
        let whole = self.see("button[aria-label='Whole view']").await?;
        if whole.is_displayed().await? {
            whole.click().await?;
        } else {
            self.pinch().await?;
        }
        self.plate_rests().await?;
        self.pixel(at).await
    }

    /// Taps a place of the plate.
    pub(crate) async fn tap(&self, at: PlatePoint) -> Result<()> {
        let (x, y) = self.pixel(at).await?;
        Ok(self.browser.action_chain().move_to(x, y).click().perform().await?)
    }

    /// What the page's console told as an error since the last call.
    pub(crate) async fn errors(&self) -> Result<Vec<String>> {
        let log = self.browser.browser_log().await?;
        // That code was needed before it had arrived is a warning to users and a fault to us.
        let is_fault = |level: &str, message: &str| level == "SEVERE" || message.contains("second half");
        let faults = log.into_iter().filter(|entry| is_fault(&entry.level, &entry.message));
        Ok(faults.map(|entry| entry.message).collect())
    }

    /// Closes the browser; an error in its console is a failure.
    pub(crate) async fn close(self) -> Result<()> {
        let errors = self.errors().await?;
        self.browser.quit().await?;
        if !errors.is_empty() {
            bail!("the browser's console has errors: {}", errors.join("; "));
        }
        Ok(())
    }
}
