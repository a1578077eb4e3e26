//! Carries calls out with curl, which has the encryption that the tests otherwise need none of.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use studio::ai::{Answer, Call, CallError, Input, Loss, Output, Request};

use crate::wire::{CANARY, asked};

/// How long one answer may take, in seconds.
const PATIENCE: &str = "600";

enum Next {
    Fetch(Box<Request>),
    Wait(u32),
}

/// Runs a call to its end.
///
/// # Errors
/// What the call says it failed for.
///
/// # Panics
/// If curl is not there, or the call neither ends nor asks for anything.
pub fn run(call: &mut dyn Call, key: Option<&str>) -> Result<Answer, CallError> {
    let mut outputs = call.begin();
    loop {
        match next(std::mem::take(&mut outputs)) {
            Err(ended) => return *ended,
            Ok(Some(Next::Wait(milliseconds))) => {
                sleep(Duration::from_millis(u64::from(milliseconds)));
                outputs = call.hear(Input::Elapsed);
            }
            Ok(Some(Next::Fetch(request))) => outputs = fetch(call, &request, key),
            Ok(None) => panic!("the call neither ended nor asked for anything"),
        }
    }
}

/// What there is to do, or how it ended.
fn next(outputs: Vec<Output>) -> Result<Option<Next>, Box<Result<Answer, CallError>>> {
    let mut next = None;
    for output in outputs {
        match output {
            Output::Done(answer) => return Err(Box::new(Ok(*answer))),
            Output::Failed(error) => return Err(Box::new(Err(error))),
            Output::Fetch(request) => next = Some(Next::Fetch(request)),
            Output::Wait(milliseconds) => next = Some(Next::Wait(milliseconds)),
            _ => {}
        }
    }
    Ok(next)
}

/// Sends a request and lets the call hear the answer as it arrives. Gives what the call says to all of it.
fn fetch(call: &mut dyn Call, request: &Request, key: Option<&str>) -> Vec<Output> {
    if request.key.as_ref().is_some_and(|use_of| !use_of.optional) && key.is_none() {
        return call.hear(Input::Lost(Loss::NoKey));
    }
    let mut child = start(request, key);
    let mut stdout = child.stdout.take().expect("its output");
    let (mut said, mut head, mut length) = (Vec::new(), Some(Vec::new()), 0);
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = stdout.read(&mut buffer).expect("its output");
        if read == 0 {
            break;
        }
        let mut bytes = buffer[..read].to_vec();
        if let Some(mut before) = head.take() {
            before.append(&mut bytes);
            let Some((opened, rest)) = parted(&before) else {
                head = Some(before);
                continue;
            };
            said.extend(call.hear(opened));
            bytes = rest;
        }
        length += bytes.len() as u64;
        if length > request.limit {
            // Nobody reads on.
            drop(child.kill());
            drop(child.wait());
            said.extend(call.hear(Input::Lost(Loss::TooLarge)));
            return said;
        }
        said.extend(call.hear(Input::Bytes(bytes)));
    }
    let well = child.wait().expect("its end").success();
    said.extend(call.hear(match (well, head) {
        (true, None) => Input::Closed,
        (false, None) => Input::Lost(Loss::Cut),
        (_, Some(_)) => Input::Lost(Loss::Unreachable),
    }));
    said
}

/// Starts curl. All that is secret goes in by its standard input: arguments can be seen by everyone.
fn start(request: &Request, key: Option<&str>) -> Child {
    let asked = asked(request);
    let mut options = format!("url = {}\nrequest = \"{}\"\n", quoted(&request.address.to_string()), asked.method);
    for (name, value) in &asked.headers {
        let keyed = request.key.as_ref().is_some_and(|key| key.header == *name);
        match (keyed, key) {
            (true, None) => {}
            (true, Some(key)) => {
                options.push_str(&format!("header = {}\n", quoted(&format!("{name}: {}", value.replace(CANARY, key)))));
            }
            (false, _) => options.push_str(&format!("header = {}\n", quoted(&format!("{name}: {value}")))),
        }
    }
    let body = std::env::temp_dir().join(format!("cowrite-live-{}", std::process::id()));
    if !asked.body.is_empty() {
        std::fs::write(&body, &asked.body).expect("a file for the body");
        options.push_str(&format!("data-binary = {}\n", quoted(&format!("@{}", body.display()))));
    }
    let mut child = Command::new("curl")
        .args(["--silent", "--no-buffer", "--include", "--suppress-connect-headers", "--max-time", PATIENCE])
        .args(["--config", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("curl on PATH");
    child.stdin.take().expect("its input").write_all(options.as_bytes()).expect("its options");
    child
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The head of an answer and what follows it, once the head is whole. Heads that only say "go on" are passed over.
fn parted(bytes: &[u8]) -> Option<(Input, Vec<u8>)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, rest) = (String::from_utf8_lossy(&bytes[..end]).into_owned(), &bytes[end + 4..]);
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    if status < 200 {
        return parted(rest);
    }
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    Some((Input::Opened { status, headers }, rest.to_vec()))
}
