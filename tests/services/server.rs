//! Fixture services over real HTTP, each on a port of its own, with the manners of a browser's cross-origin checks.
#![allow(dead_code, reason = "each test program uses its part")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::wire::{Asked, FixtureService, Piece, Reply};

/// The request headers that the services together allow a page to send; any other fails its preflight.
const ALLOWED_HEADERS: &str = "content-type, authorization, x-api-key, anthropic-version, \
    anthropic-dangerous-direct-browser-access, x-goog-api-key, xi-api-key, prefer, customer-id, access-token, api-key";

/// A service that answers on a port of this computer. It stops when it is dropped.
pub struct Served {
    address: SocketAddr,
    log: Arc<Mutex<Vec<Asked>>>,
    stopped: Arc<AtomicBool>,
}

impl Served {
    /// Serves a fixture on a free port.
    pub fn start(service: impl FixtureService + 'static) -> Self {
        Self::at_its_address(|_| service, true)
    }

    /// Serves a fixture that lets no page of another origin in: neither its preflights nor its answers say that one may.
    pub fn refusing_browsers(service: impl FixtureService + 'static) -> Self {
        Self::at_its_address(|_| service, false)
    }

    /// Serves a fixture that is made knowing its own origin.
    pub fn knowing_itself<S: FixtureService + 'static>(service: impl FnOnce(&str) -> S) -> Self {
        Self::at_its_address(service, true)
    }

    fn at_its_address<S: FixtureService + 'static>(service: impl FnOnce(&str) -> S, cors: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let service = service(&origin(address));
        let (log, stopped) = (Arc::new(Mutex::new(Vec::new())), Arc::new(AtomicBool::new(false)));
        let (seen, stop) = (Arc::clone(&log), Arc::clone(&stopped));
        let service: Arc<Mutex<dyn FixtureService>> = Arc::new(Mutex::new(service));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    break;
                }
                let (service, seen) = (Arc::clone(&service), Arc::clone(&seen));
                thread::spawn(move || answer(&stream, &service, &seen, cors));
            }
        });
        Self { address, log, stopped }
    }

    /// Where it answers, without a path.
    pub fn origin(&self) -> String {
        origin(self.address)
    }

    /// What it was asked so far, preflights left out.
    pub fn asked(&self) -> Vec<Asked> {
        self.log.lock().expect("the log").clone()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // The listener waits for a connection, so it is given one.
        drop(TcpStream::connect(self.address));
    }
}

fn origin(address: SocketAddr) -> String {
    format!("http://127.0.0.1:{}", address.port())
}

fn answer(stream: &TcpStream, service: &Mutex<dyn FixtureService>, log: &Mutex<Vec<Asked>>, cors: bool) {
    let Some(asked) = read(stream) else { return };
    let reply = if asked.method == "OPTIONS" {
        Reply { status: 204, headers: Vec::new(), pieces: Vec::new(), cors: true }
            .with_header("access-control-allow-headers", ALLOWED_HEADERS)
            .with_header("access-control-allow-methods", "GET, POST, PUT")
    } else {
        log.lock().expect("the log").push(asked.clone());
        service.lock().expect("the service").answer(&asked)
    };
    let reply = Reply { cors: reply.cors && cors, ..reply };
    // A browser that has gone away needs no answer.
    if write(stream, &reply).is_ok() {
        drop(stream.shutdown(Shutdown::Write));
    }
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut asked = Asked { method, path, headers, body: Vec::new() };
    let length = asked.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    asked.body = vec![0; length];
    reader.read_exact(&mut asked.body).ok()?;
    Some(asked)
}

/// Writes a reply in chunks, as it arrives.
fn write(mut stream: &TcpStream, reply: &Reply) -> std::io::Result<()> {
    write!(stream, "HTTP/1.1 {} -\r\nconnection: close\r\ntransfer-encoding: chunked\r\n", reply.status)?;
    if reply.cors {
        write!(stream, "access-control-allow-origin: *\r\n")?;
    }
    for (name, value) in &reply.headers {
        write!(stream, "{name}: {value}\r\n")?;
    }
    write!(stream, "\r\n")?;
    for piece in &reply.pieces {
        match piece {
            Piece::Bytes(bytes) if bytes.is_empty() => {}
            Piece::Bytes(bytes) => {
                write!(stream, "{:x}\r\n", bytes.len())?;
                stream.write_all(bytes)?;
                write!(stream, "\r\n")?;
                stream.flush()?;
            }
            Piece::Pause(milliseconds) => thread::sleep(Duration::from_millis(u64::from(*milliseconds))),
            // Without the last chunk the browser knows that something is missing.
            Piece::Cut => return Ok(()),
        }
    }
    write!(stream, "0\r\n\r\n")
}
