//! Where pages open: at their top, and by Back, Forward and a reload where one was.

use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::Key;

use crate::app::App;

/// How far from where it should be a page may stand, in CSS pixels.
const SLACK: i64 = 4;

async fn at(app: &App) -> Result<i64> {
    Ok(app.script("return Math.round(scrollY)", Vec::new()).await?.as_i64().unwrap_or(-1))
}

/// Waits until the page stands so far down.
async fn stands(app: &App, what: &str, y: i64) -> Result<()> {
    app.until(what, &format!("document.querySelector('main h1') && Math.abs(scrollY - {y}) <= {SLACK}")).await
}

/// Scrolls down as a reader does, and tells how far that came.
async fn read_on(app: &App, y: i64) -> Result<i64> {
    app.until(
        "a page long enough to read on",
        &format!("document.documentElement.scrollHeight > innerHeight + {y}"),
    )
    .await?;
    app.script("scrollTo(0, arguments[0])", vec![json!(y)]).await?;
    stands(app, "reading on", y).await?;
    // The page takes notice of it with the next frame.
    app.until("a frame", "window.framed ?? (requestAnimationFrame(() => (window.framed = true)), false)")
        .await?;
    app.script("delete window.framed", Vec::new()).await?;
    at(app).await
}

/// On a phone: the next muscle opens at its top with the focus on its heading; Back and Forward lead to where one was, also
/// after a reload; the tab tells each page's name.
pub(crate) async fn pages_open_at_their_top(app: &App) -> Result<()> {
    let title = "document.title";
    app.go("/").await?;
    let home = read_on(app, 2600).await?;
    let link = "main .index a[href*='/muscle/soleus']";
    app.see(link).await?;
    app.script(&format!("document.querySelector({link:?}).click()"), Vec::new()).await?;
    app.see_words("h1", "Soleus").await?;
    stands(app, "a page that opens at its top", 0).await?;
    app.until("the focus on the heading", "document.activeElement?.textContent === 'Soleus'").await?;
    app.until("the page's name", &format!("{title} === 'Soleus · Palpate'")).await?;

    let soleus = read_on(app, 700).await?;
    app.see("nav.turn [rel=next] a").await?;
    app.script("document.querySelector('nav.turn [rel=next] a').click()", Vec::new()).await?;
    app.until("the next muscle", "!document.querySelector('h1').textContent.includes('Soleus')").await?;
    stands(app, "the next muscle at its top", 0).await?;

    app.browser.back().await?;
    app.see_words("h1", "Soleus").await?;
    stands(app, "Back to where one was", soleus).await?;
    app.reload().await?;
    stands(app, "a reload where one was", soleus).await?;
    app.browser.back().await?;
    stands(app, "Back to where one was at home", home).await?;
    let focused = app.script("return document.activeElement?.getAttribute('href') ?? ''", Vec::new()).await?;
    ensure!(
        focused.as_str().is_some_and(|href| href.ends_with("/muscle/soleus")),
        "Back does not lead to the link that was followed: {focused}"
    );
    app.browser.forward().await?;
    app.see_words("h1", "Soleus").await?;
    stands(app, "Forward to where one was", soleus).await?;

    // A part that the address names stands below the header, unfolded.
    app.go("/").await?;
    app.go("/muscle/soleus?part=careful").await?;
    app.see("#careful[open]").await?;
    let below = "(() => { const top = document.querySelector('#careful').getBoundingClientRect().top;
        return top >= document.querySelector('header.site').getBoundingClientRect().bottom - 1 && top < innerHeight / 2; })()";
    app.until("the part that the address names below the header", below).await
}

/// On a phone of 320 pixels the search is a button; it opens a field as wide as the window and keys lead out of it again.
pub(crate) async fn a_search_in_a_narrow_window(app: &App) -> Result<()> {
    let size = json!({ "width": 320, "height": 568, "deviceScaleFactor": 1, "mobile": false });
    app.browser.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    let width = "document.querySelector('.search input').getBoundingClientRect().width";
    let press = async || {
        let (x, y) = app.centre(".search").await?;
        app.browser.action_chain().move_to(x, y).click().perform().await.map_err(anyhow::Error::from)
    };
    app.until("a sign instead of the field", &format!("{width} < 60")).await?;
    press().await?;
    app.until(
        "a field as wide as the window",
        &format!("{width} > 270 && document.activeElement.type === 'search'"),
    )
    .await?;
    app.browser.action_chain().send_keys("soleus").perform().await?;
    app.see(".search [role=option]").await?;
    app.press(Key::Escape).await?;
    app.press(Key::Escape).await?;
    app.until("a field that closes", "document.activeElement.type !== 'search'").await?;
    press().await?;
    app.browser.action_chain().send_keys("soleus").perform().await?;
    app.see(".search [role=option]").await?;
    app.press(Key::Enter).await?;
    app.until("what was searched for", "location.hash.includes('soleus')").await
}
