//! `cargo xtask`: everything one does to Palpate from a terminal.
#![allow(clippy::print_stdout, reason = "a terminal program talks to the terminal")]

mod plates;

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
    /// Draw the plates from a folder of meshes, or check them against it
    Plates(plates::Args),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Plates(args) => plates::run(args),
    }
}
