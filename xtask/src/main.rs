//! `cargo xtask`: everything one does to Palpate from a terminal.
#![allow(clippy::print_stdout, reason = "a terminal program talks to the terminal")]

mod assets;
mod atlas;
mod bench;
mod browser;
mod build;
mod install;
mod learner;
mod pack;
mod plates;
mod project;
mod questions;
mod schema;
mod serve;
mod setup;
mod shorten;
mod shots;
mod sizes;
mod split;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, serve, test and measure Palpate.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the app, serve it on this machine and rebuild it when a file changes
    Serve(serve::Args),
    /// Build a release into dist/, ready for any web host or subfolder
    Build,
    /// Run every check and test: format, clippy, host, assets, browser, journeys
    Test,
    /// Measure sizes and times and print them beside their budgets
    Bench(bench::Args),
    /// Print all content as one JSON document
    Atlas(atlas::Args),
    /// Draw the plates from a folder of meshes, or check them against it
    Plates(plates::Args),
    /// Make questions by the thousand and print what is asked and how far guessing gets
    Questions(questions::Args),
    /// Simulate a learner over half a year and plot it into docs/
    Learner(learner::Args),
    /// Take pictures of the built app, for the README and for looking at
    Shots(shots::Args),
    /// Check the files under assets/ and pack them for the app
    Pack,
    /// Write the schemas by which an editor completes the files under assets/
    Schema,
    /// Install what building needs: the Wasm target, trunk, wasm-bindgen, wasm-opt
    Setup,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(args) => serve::run(&args),
        Command::Build => build::run(),
        Command::Test => return test::run(),
        Command::Bench(args) => bench::run(&args),
        Command::Atlas(args) => atlas::run(&args),
        Command::Plates(args) => plates::run(args),
        Command::Questions(args) => questions::run(&args),
        Command::Learner(args) => learner::run(&args),
        Command::Shots(args) => shots::run(&args),
        Command::Pack => pack::run(),
        Command::Schema => schema::run(),
        Command::Setup => setup::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
