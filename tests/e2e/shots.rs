//! Pictures of the app: a few for the README, or every screen at every size, light and dark.

use std::path::Path;

use anyhow::{Context, Result};

use crate::app::App;
use crate::chrome::{Driver, Window};
use crate::site::Site;

const PHONE: (u32, u32) = (390, 844);
const PROJECTOR: (u32, u32) = (1280, 720);
const DESKTOP: (u32, u32) = (1920, 1080);

/// A screen: its file's name and its route.
const SCREENS: [(&str, &str); 7] = [
    ("home", "/"),
    ("atlas", "/atlas?view=posterior&depth=1&muscle=trapezius&point=trapezius-1"),
    ("atlas-deep", "/atlas?view=anterior&depth=3&muscle=scalenus-medius"),
    ("muscle", "/muscle/levator-scapulae"),
    ("point", "/point/infraspinatus-1"),
    ("practice", "/practice"),
    ("about", "/about"),
];

/// Takes the pictures into a folder.
///
/// # Errors
/// Where the app does not appear or a picture cannot be written.
pub(crate) async fn run(is_readme: bool, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} cannot be written", folder.display()))?;
    let (driver, site) = (Driver::start()?, Site::start()?);
    let windows: &[((u32, u32), bool)] = if is_readme {
        &[(PROJECTOR, false)]
    } else {
        &[
            (PHONE, false),
            (PHONE, true),
            (PROJECTOR, false),
            (PROJECTOR, true),
            (DESKTOP, false),
            (DESKTOP, true),
        ]
    };
    for &((width, height), is_dark) in windows {
        let app = App::open(&driver, &site, Window { width, height, is_dark }, "/").await?;
        let screens = SCREENS.iter().filter(|(name, _)| !is_readme || ["atlas", "muscle"].contains(name));
        for (name, route) in screens {
            app.go(route).await?;
            if app.count("figure.plate").await? > 0 {
                app.plate_rests().await?;
            }
            let theme = if is_dark { "dark" } else { "light" };
            let file = if is_readme {
                format!("{name}.png")
            } else {
                format!("{name}-{width}x{height}-{theme}.png")
            };
            app.browser.screenshot(&folder.join(&file)).await?;
            println!("{file}");
        }
        app.close().await?;
    }
    Ok(())
}
