//! The built app on a free port of this machine, below a folder, as a web host would serve it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Request, Response, Server};

/// The folder of the host's that holds the app: a release must not mind which.
const FOLDER: &str = "/school/atlas/";

/// A static web host that lives as long as this value.
pub(crate) struct Site {
    server: Arc<Server>,
    /// The app's address.
    pub(crate) address: String,
}

impl Site {
    /// Serves the built app, whose folder PALPATE_DIST names.
    ///
    /// # Errors
    /// Where the variable is missing or no port is free.
    pub(crate) fn start() -> Result<Self> {
        let dist =
            std::env::var_os("PALPATE_DIST").context("PALPATE_DIST must name the folder of the built app")?;
        let server = Server::http(("127.0.0.1", 0)).map_err(|error| anyhow!("no port is free: {error}"))?;
        let server = Arc::new(server);
        let address = format!("http://{}{FOLDER}", server.server_addr());
        let listening = server.clone();
        thread::spawn(move || serve(&listening, &Arc::from(PathBuf::from(dist))));
        Ok(Self { server, address })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.unblock();
    }
}

/// Answers each request in a thread of its own: a browser may leave one half read until it has another.
fn serve(server: &Server, dist: &Arc<Path>) {
    for request in server.incoming_requests() {
        let dist = dist.clone();
        thread::spawn(move || answer(request, &dist));
    }
}

fn answer(request: Request, dist: &Path) {
    let url = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    let name = url.strip_prefix(FOLDER).map(|name| if name.is_empty() { "index.html" } else { name });
    let file = name.filter(|name| !name.contains("..")).and_then(|name| File::open(dist.join(name)).ok());
    // A browser that leaves before it has read everything is no fault of the host's.
    let _ = match file {
        Some(file) => request.respond(Response::from_file(file).with_header(kind(&url))),
        None => request.respond(Response::from_string("not here").with_status_code(404)),
    };
}

fn kind(url: &str) -> Header {
    let kind = match url.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("bin") => "application/octet-stream",
        Some("webmanifest" | "json") => "application/json",
        _ => "text/html; charset=utf-8",
    };
    // Plain ASCII is always a valid header.
    Header::from_bytes("Content-Type", kind).unwrap_or_else(|()| unreachable!("{kind} is ASCII"))
}
