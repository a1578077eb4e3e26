//! What processes have kept a processor busy, as Linux counts it.

use std::fs;

/// Ticks of the processes' clock in a second, on every Linux there is.
const TICKS: f64 = 100.0;

/// Seconds of this thread.
pub fn of_this_thread() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux's count for this thread");
    let nanoseconds: u64 = text.split_whitespace().next().and_then(|first| first.parse().ok()).expect("a number");
    nanoseconds as f64 / 1e9
}

/// Seconds of all processes that this one has started, and of those that they have.
pub fn of_descendants() -> f64 {
    let all: Vec<(u32, u32, f64)> = fs::read_dir("/proc")
        .expect("Linux's list of processes")
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(read)
        .collect();
    let mut family = vec![std::process::id()];
    let mut place = 0;
    while let Some(parent) = family.get(place).copied() {
        family.extend(all.iter().filter(|(_, its_parent, _)| *its_parent == parent).map(|(process, ..)| *process));
        place += 1;
    }
    all.iter().filter(|(process, ..)| family[1..].contains(process)).map(|(.., seconds)| seconds).sum()
}

/// A process, its parent and its seconds; nothing where it has just ended.
fn read(process: u32) -> Option<(u32, u32, f64)> {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Its name stands in brackets and may hold anything; the fields after it are the third and on.
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<f64>().ok()? + fields.get(12)?.parse::<f64>().ok()?;
    Some((process, fields.get(1)?.parse().ok()?, ticks / TICKS))
}
