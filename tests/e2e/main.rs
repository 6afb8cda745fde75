//! Whole journeys through the built app in a real browser; also its pictures and its times there.
//!
//! `cargo xtask test`, `shots` and `bench` run this with the browser and the built app in the environment:
//! `journeys [name]`, `shots readme|all <folder>`, `pain` or `taps`.
#![allow(clippy::print_stdout, reason = "a program of tests talks to the terminal")]

mod app;
mod asking;
mod atlas;
mod chrome;
mod gestures;
mod hands;
mod journeys;
mod keeping;
mod marks;
mod opening;
mod pain;
mod phone;
mod pictures;
mod practice;
mod rounds;
mod shots;
mod site;
mod spot;
mod sweep;
mod taps;
mod translated;
mod ways;

use std::process::ExitCode;

use anyhow::{Result, bail};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let done = runtime.map_err(anyhow::Error::from).and_then(|runtime| runtime.block_on(run(&words)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(words: &[&str]) -> Result<()> {
    match words {
        ["journeys"] => journeys::run("").await,
        ["journeys", name] => journeys::run(name).await,
        ["shots", kind, folder] => shots::run(*kind == "readme", folder.as_ref()).await,
        ["pain"] => pain::table().await,
        ["taps"] => taps::run().await,
        _ => bail!("run `cargo xtask test`, `cargo xtask shots` or `cargo xtask bench`"),
    }
}
