//! `bench`: sizes and times of a release beside the budgets of the design. Prints, and never fails for a slow machine.

use std::process::Command;

use anyhow::Result;
use clap::Args as ClapArgs;
use palpate::atlas::PlateKind;

use crate::browser::{self, Browser};
use crate::setup::Tools;
use crate::sizes::{self, Size};
use crate::{assets, build, project};

/// The arguments of `cargo xtask bench`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Only the sizes
    #[arg(long)]
    sizes: bool,
}

/// What the app may weigh until the atlas can be used, in bytes by brotli: HTML, CSS, JS, Wasm and atlas.bin.
const START: usize = 300_000;
/// What a standing plate may weigh.
const STANDING: usize = 110_000;
/// What a close-up may weigh, and a plate's attachments.
const CLOSE_UP: usize = 80_000;
/// What a whole release may weigh.
const RELEASE: usize = 2_500_000;

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let tools = Tools::ready()?;
    let dist = build::release(&tools)?;
    let views = assets::load(&project::root())?.views;
    let standing = views.into_iter().filter(|view| view.kind == PlateKind::Standing);
    let standing: Vec<String> = standing.map(|view| view.id).collect();
    print_sizes(&sizes::below(&dist)?, &build::later(&dist)?, &standing);
    if args.sizes {
        return Ok(());
    }
    let mut host = project::cargo();
    host.args(["bench", "--quiet", "--package", "palpate", "--bench", "speed"]);
    host.args(["--no-default-features", "--features", "authoring"]);
    print_times("On this machine, optimised for size as the app is", &mut host)?;
    let browser = Browser::ready()?;
    let mut taps = browser::drive(&browser, &dist, &["taps".to_owned()])?;
    print_times("In Chromium at a quarter of this machine's speed, from event to painted frame", &mut taps)
}

fn print_sizes(sizes: &[Size], later: &[String], standing: &[String]) {
    println!("\n{:<44} {:>10} {:>10} {:>10} {:>10}", "size in bytes", "raw", "gzip", "brotli", "budget");
    for size in sizes {
        let plate = size.file.strip_prefix("plates/").and_then(|file| file.strip_suffix(".svg"));
        let budget = |plate| if standing.iter().any(|view| view == plate) { STANDING } else { CLOSE_UP };
        print_size(size, plate.map(budget));
    }
    let is_start = |size: &&Size| {
        let endings = [".html", ".css", ".js", ".wasm"];
        // The second half of the Wasm follows once the atlas is usable, and with it its styles.
        let is_later = size.file.ends_with("_rest.wasm") || later.contains(&size.file);
        size.file == "data/atlas.bin" || !is_later && endings.iter().any(|ending| size.file.ends_with(ending))
    };
    print_size(&sizes::total("to a usable atlas", sizes.iter().filter(is_start)), Some(START));
    print_size(&sizes::total("the whole release", sizes), Some(RELEASE));
}

fn print_size(size: &Size, budget: Option<usize>) {
    let against =
        budget.map_or(String::new(), |budget| format!("{budget} {}", verdict(size.brotli <= budget)));
    println!("{:<44} {:>10} {:>10} {:>10} {against:>15}", size.file, size.raw, size.gzip, size.brotli);
}

/// Prints the rows that a measuring program writes: name, p50, p95, unit and budget, with tabs between.
fn print_times(title: &str, command: &mut Command) -> Result<()> {
    let rows = project::output(command, "measuring")?;
    println!("\n{title}\n{:<44} {:>12} {:>12} {:>12}", "time", "p50", "p95", "budget");
    for row in rows.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let [name, p50, p95, unit, budget] = cells[..] else { continue };
        let is_within =
            p95.parse::<f64>().ok().zip(budget.parse::<f64>().ok()).map(|(p95, budget)| p95 <= budget);
        let against =
            is_within.map_or(String::new(), |is_within| format!("{budget} {unit} {}", verdict(is_within)));
        println!("{name:<44} {:>12} {:>12} {against:>17}", format!("{p50} {unit}"), format!("{p95} {unit}"));
    }
    Ok(())
}

fn verdict(is_within: bool) -> &'static str {
    if is_within { "ok" } else { "OVER" }
}
