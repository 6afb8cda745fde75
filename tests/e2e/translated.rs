//! The page translated by the browser: whatever it does to the texts, what changes goes on changing.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::app::App;
use crate::hands::Hand;
use crate::practice;

/// Translators take a text node into a `<font>`, or put a `<font>` with other words in its place, at once or in two steps.
const MANNERS: [&str; 3] = ["wrap", "replace", "insert"];

const TRANSLATE: &str = "
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (text.data.trim() && !text.parentElement.closest('script, style, noscript, svg, font')) texts.push(text);
    }
    for (const text of texts) {
        const outer = document.createElement('font'), inner = document.createElement('font');
        outer.append(inner);
        if (arguments[0] !== 'wrap') inner.textContent = text.data;
        if (arguments[0] === 'insert') {
            text.parentNode.insertBefore(outer, text);
            text.parentNode.removeChild(text);
        } else {
            text.replaceWith(outer);
        }
        if (arguments[0] === 'wrap') inner.append(text);
    }
    return texts.length";

/// The words of an element as they stand in the page, whoever put them there.
const WORDS: &str = "document.querySelector(arguments[0])?.textContent.trim()";

/// Translates the page, then does something and waits until the words of each of these elements are others.
async fn after(app: &App, manner: &str, press: &str, changes: &[&str]) -> Result<()> {
    let mut before = Vec::new();
    for selector in changes {
        app.see(selector).await?;
        before.push(app.script(&format!("return {WORDS}"), vec![json!(selector)]).await?);
    }
    app.script(TRANSLATE, vec![json!(manner)]).await?;
    let (x, y) = app.centre(press).await?;
    app.browser.action_chain().move_to(x, y).click().perform().await?;
    for (selector, before) in changes.iter().zip(before) {
        let words = WORDS.replace("arguments[0]", &json!(selector).to_string());
        let changed = format!("{words} && {words} !== {before}");
        app.until(&format!("({manner}) after {press}, a change of {selector} from {before}"), &changed)
            .await?;
    }
    Ok(())
}

/// The atlas, pages of muscles, search and a round, the page being translated again before each step.
pub(crate) async fn goes_on(app: &App) -> Result<()> {
    for manner in MANNERS {
        atlas(app, manner).await?;
        search(app, manner).await?;
        app.go("/muscle/trapezius").await?;
        app.see(".turn a:last-child").await?;
        after(app, manner, ".turn a:last-child", &["main h1"]).await?;
        after(app, manner, ".turn a:last-child", &["main h1"]).await?;
        round(app, manner).await?;
    }
    Ok(())
}

async fn atlas(app: &App, manner: &str) -> Result<()> {
    app.go("/").await?;
    app.go("/atlas?view=posterior&depth=1&muscle=trapezius").await?;
    app.plate_rests().await?;
    after(app, manner, ".steps .step:last-child", &[".panel h2"]).await?;
    after(app, manner, ".steps .step:last-child", &[".panel h2", ".doors .door"]).await?;
    app.script(TRANSLATE, vec![json!(manner)]).await?;
    app.see(".panel .fold").await?.click().await?;
    after(app, manner, ".layer-list li:nth-child(6) button", &[".panel h2"]).await?;
    app.go("/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1").await?;
    app.plate_rests().await?;
    after(app, manner, "[data-point=trapezius-3]", &[".tiers dd"]).await?;
    after(app, manner, ".core label[data-depth='3']", &[".plate [aria-live].unseen"]).await?;
    after(app, manner, ".turntable > .by", &[".view-name"]).await
}

async fn search(app: &App, manner: &str) -> Result<()> {
    let field = app.see(".search input").await?;
    field.send_keys("scalene").await?;
    app.see("#hit-0").await?;
    app.script(TRANSLATE, vec![json!(manner)]).await?;
    field.send_keys(thirtyfour::Key::Control + "a").await?;
    field.send_keys("temple").await?;
    app.see_words("li", "Temple").await?;
    app.script(TRANSLATE, vec![json!(manner)]).await?;
    field.send_keys("xqxq").await?;
    app.see("#hits .nothing").await?;
    field.send_keys(thirtyfour::Key::Control + "a").await?;
    field.send_keys("temple").await?;
    app.click("li", "Temple").await?;
    app.see_words("h2", "Temple").await?;
    after(app, manner, ".senders li:nth-child(1) button", &[".panel h2"]).await?;
    after(app, manner, ".back-to button", &[".panel h2"]).await
}

/// Five questions, none of them known: number, prompt and verdict change each time, and the report comes.
async fn round(app: &App, manner: &str) -> Result<()> {
    app.go("/practice").await?;
    practice::shorten(app, Hand::Mouse).await?;
    practice::start(app, Hand::Mouse, None).await?;
    for number in 1..=5 {
        let words = app.words(".question").await?;
        ensure!(words.contains(&format!("{number} of 5")), "({manner}) question {number} says {words}");
        app.script(TRANSLATE, vec![json!(manner)]).await?;
        app.see("[data-do=unknown]").await?.click().await?;
        app.see("[data-do=next]").await?;
        app.script(TRANSLATE, vec![json!(manner)]).await?;
        practice::next(app, Hand::Mouse).await?;
    }
    app.see("[data-result='0/5']").await?;
    app.script(TRANSLATE, vec![json!(manner)]).await?;
    app.see("[data-do=leave]").await?.click().await?;
    app.see("[data-do=start]").await.map(|_| ())
}
