//! `serve`: the app on this machine, rebuilt when a file changes.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;

use crate::project;
use crate::setup::Tools;

/// The arguments of `cargo xtask serve`.
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// The port to serve on
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build as for a release: smaller and quicker, but slower to build
    #[arg(long)]
    release: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let address = SocketAddr::from(([127, 0, 0, 1], args.port));
    free(address)?;
    let tools = Tools::ready()?;
    let mut trunk = tools.command("trunk")?;
    trunk.args(["serve", "--address", "127.0.0.1", "--port", &args.port.to_string()]);
    if args.release {
        trunk.arg("--release");
    }
    eprintln!("Building; the address follows when the app is there. Ctrl+C stops it.");
    announce(address);
    project::run(&mut trunk, "trunk serve")
}

/// Fails where the port is in use or not allowed, naming one that is free.
fn free(address: SocketAddr) -> Result<()> {
    if TcpListener::bind(address).is_ok() {
        return Ok(());
    }
    let other = TcpListener::bind((address.ip(), 0)).and_then(|listener| listener.local_addr());
    let port = other.map_or(8081, |other| other.port());
    bail!(
        "port {} is in use or not allowed: take another, as in `cargo xtask serve --port {port}`",
        address.port()
    );
}

/// Prints the address once something answers there.
fn announce(address: SocketAddr) {
    thread::spawn(move || {
        while TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err() {
            thread::sleep(Duration::from_millis(300));
        }
        println!("Palpate is at http://{address}/");
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_is_refused_with_its_number_and_a_free_one() {
        let taken =
            TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| Ok((listener.local_addr()?, listener)));
        let (address, _listener) = taken.expect("a free port");
        let sentence = free(address).expect_err("the port is taken").to_string();
        assert!(sentence.starts_with(&format!("port {} is in use", address.port())), "{sentence}");
        assert!(sentence.contains("--port "), "{sentence}");
    }
}
