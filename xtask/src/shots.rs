//! `shots`: pictures of the built app, at the sizes of a phone, a projector and a desktop, light and dark.

use anyhow::Result;
use clap::Args as ClapArgs;

use crate::browser::{self, Browser};
use crate::setup::Tools;
use crate::{build, project};

/// The arguments of `cargo xtask shots`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Take the README's pictures into docs/pictures/ instead of every screen into target/shots/
    #[arg(long)]
    readme: bool,
    /// Take no pictures: open every point on both sides in every theme and print how much of its pain is seen
    #[arg(long)]
    pain: bool,
    /// Take dist/ as it is, without building it again
    #[arg(long)]
    no_build: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let root = project::root();
    let dist = if args.no_build { root.join("dist") } else { build::release(&Tools::ready()?)? };
    if args.pain {
        let mut table = browser::drive(&Browser::ready()?, &dist, &["pain".to_owned()])?;
        return project::run(&mut table, "looking at the pain of every point");
    }
    let into = root.join(if args.readme { "docs/pictures" } else { "target/shots" });
    let kind = if args.readme { "readme" } else { "all" };
    let arguments = ["shots".to_owned(), kind.to_owned(), into.to_string_lossy().into_owned()];
    project::run(&mut browser::drive(&Browser::ready()?, &dist, &arguments)?, "taking the pictures")?;
    println!("The pictures are in {}", into.display());
    Ok(())
}
