//! Pictures of the app: a few for the README, or every screen at every size, light and dark.

use std::path::Path;

use anyhow::{Context, Result};

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::hands::Hand;
use crate::practice;
use crate::site::Site;

const PHONE: (u32, u32) = (390, 844);
const PROJECTOR: (u32, u32) = (1280, 720);
const DESKTOP: (u32, u32) = (1920, 1080);
/// How far off the answer in the picture is: near, so that the verdict has something to say.
const OFF_MM: f64 = 18.0;

/// A screen: its file's name and its route.
const SCREENS: [(&str, &str); 10] = [
    ("home", "/"),
    ("atlas-whole", "/atlas?view=anterior&depth=1"),
    ("atlas", "/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1"),
    ("atlas-deep", "/atlas?view=anterior&depth=3&muscle=scalenus-medius"),
    ("atlas-names", "/atlas?view=right-anterolateral&depth=1&show=english"),
    (
        "atlas-close",
        "/atlas?view=left-shoulder-posterior&depth=2&side=left&muscle=infraspinatus&show=latin.neighbors",
    ),
    ("muscle", "/muscle/levator-scapulae"),
    ("point", "/point/infraspinatus-1"),
    ("practice", "/practice"),
    ("about", "/about"),
];

/// The screens that the README shows, besides the two questions.
const README: [&str; 2] = ["atlas", "muscle"];

/// Kinds of question, one a form of answer: their ids, and their pictures' names before and after the answer.
const QUESTIONS: [(&str, &str, &str); 6] = [
    ("find-point", "find-the-point-asked", "find-the-point"),
    ("whose-pain", "whose-pain", "whose-pain-answered"),
    ("attachments", "attachments", "attachments-answered"),
    ("layers", "layers", "layers-answered"),
    ("match-patterns", "match-patterns", "match-patterns-answered"),
    ("paint-referral", "paint-referral", "paint-referral-answered"),
];

/// Takes the pictures into a folder.
///
/// # Errors
/// Where the app does not appear or a picture cannot be written.
pub(crate) async fn run(is_readme: bool, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be written", folder.display()))?;
    let (driver, site) = (Driver::start()?, Site::start()?);
    if is_readme {
        return Album { driver, site, folder, window: window(PROJECTOR, false), is_readme }.fill().await;
    }
    let mut album = Album { driver, site, folder, window: window(PHONE, false), is_readme };
    for size in [PHONE, PROJECTOR, DESKTOP] {
        for is_dark in [false, true] {
            album.window = window(size, is_dark);
            album.fill().await?;
        }
    }
    Ok(())
}

fn window((width, height): (u32, u32), is_dark: bool) -> Window {
    Window { width, height, is_dark }
}

struct Album<'a> {
    driver: Driver,
    site: Site,
    folder: &'a Path,
    window: Window,
    is_readme: bool,
}

impl Album<'_> {
    async fn fill(&self) -> Result<()> {
        let app = App::open(&self.driver, &self.site, self.window, "/").await?;
        for (name, route) in SCREENS.iter().filter(|(name, _)| !self.is_readme || README.contains(name)) {
            app.go(route).await?;
            self.take(&app, name).await?;
        }
        app.close().await?;
        let known = practice::known()?;
        for (kind, asked, answered) in QUESTIONS {
            // An empty profile each time, so that no round is left from before.
            let app = App::open(&self.driver, &self.site, self.window, "/practice").await?;
            practice::start(&app, Hand::Mouse, Some(kind)).await?;
            self.take(&app, asked).await?;
            practice::answer(&app, &known, Hand::Mouse, OFF_MM).await?;
            self.take(&app, answered).await?;
            app.close().await?;
        }
        Ok(())
    }

    /// Takes a picture of what the window shows, once its plate rests.
    async fn take(&self, app: &App, name: &str) -> Result<()> {
        if self.is_readme && !README.contains(&name) && !["find-the-point", "whose-pain"].contains(&name) {
            return Ok(());
        }
        if app.count("figure.plate").await? > 0 {
            app.plate_rests().await?;
        }
        let Window { width, height, is_dark } = self.window;
        let theme = if is_dark { "dark" } else { "light" };
        let file = if self.is_readme {
            format!("{name}.png")
        } else {
            format!("{name}-{width}x{height}-{theme}.png")
        };
        app.browser.screenshot(&self.folder.join(&file)).await?;
        println!("{file}");
        Ok(())
    }
}
