//! The built app on a free port of this machine, below a folder, as a web host would serve it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

use anyhow::{Context, Result};

/// The folder of the host's that holds the app: a release must not mind which.
const FOLDER: &str = "/school/atlas/";

/// Another of the host's folders: there it keeps the app's second half back until it is let go.
const SLOW: &str = "/school/slow/";

/// A static web host; it lives as long as this program.
pub(crate) struct Site {
    /// The app's address.
    pub(crate) address: String,
    gate: Arc<Gate>,
}

/// What keeps the app's second half back: whether it was asked for, and whether it may go.
#[derive(Default)]
struct Gate {
    state: Mutex<(bool, bool)>,
    opened: Condvar,
}

impl Gate {
    fn open(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.opened.notify_all();
    }

    /// Waits until the gate is opened. Whoever asks a second time cannot do without, so that opens it too.
    fn pass(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.0 {
            state.1 = true;
            self.opened.notify_all();
        }
        state.0 = true;
        while !state.1 {
            state = self.opened.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Site {
    /// Serves the built app, whose folder PALPATE_DIST names.
    ///
    /// # Errors
    /// Where the variable is missing or no port is free.
    pub(crate) fn start() -> Result<Self> {
        let dist =
            std::env::var_os("PALPATE_DIST").context("PALPATE_DIST must name the folder of the built app")?;
        let dist: Arc<Path> = Arc::from(PathBuf::from(dist));
        let listener = TcpListener::bind(("127.0.0.1", 0)).context("no port is free")?;
        let address = format!("http://{}{FOLDER}", listener.local_addr()?);
        let gate = Arc::new(Gate::default());
        let held = gate.clone();
        thread::spawn(move || {
            // A thread for each request: a browser may leave one half read until it has another.
            for stream in listener.incoming().flatten() {
                let (dist, gate) = (dist.clone(), held.clone());
                // A browser that leaves before it has read everything is no fault of the host's.
                thread::spawn(move || answer(&stream, &dist, &gate).ok());
            }
        });
        Ok(Self { address, gate })
    }

    /// The same host where the app's second half is kept back.
    pub(crate) fn slow(&self) -> Self {
        Self { address: self.address.replace(FOLDER, SLOW), gate: self.gate.clone() }
    }

    /// Lets the second half go.
    pub(crate) fn let_go(&self) {
        self.gate.open();
    }
}

/// Answers one GET request and ends the connection.
fn answer(mut stream: &TcpStream, dist: &Path, gate: &Gate) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|header| !header.is_empty()) {}
    let address = request.split(' ').nth(1).unwrap_or_default();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    if path.starts_with(SLOW) && path.ends_with("_rest.wasm") {
        gate.pass();
    }
    let name = path
        .strip_prefix(FOLDER)
        .or_else(|| path.strip_prefix(SLOW))
        .map(|name| if name.is_empty() { "index.html" } else { name });
    let file = name.filter(|name| !name.contains("..")).and_then(|name| std::fs::read(dist.join(name)).ok());
    let status = if file.is_some() { "200 OK" } else { "404 Not Found" };
    let body = file.unwrap_or_default();
    let (kind, length) = (kind(path), body.len());
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    )?;
    stream.write_all(&body)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("bin") => "application/octet-stream",
        Some("webmanifest" | "json") => "application/json",
        _ => "text/html; charset=utf-8",
    }
}
