//! What events take in the engine.

use std::time::Duration;

use super::markdown;
use super::site::{Site, Way};
use super::upstream::{self, Answer};

const RUNS: usize = 20;

const CASES: [(&str, Answer); 3] = [
    (
        "an event each 10 ms",
        Answer {
            events: 300,
            per_chunk: 1,
            gap: Duration::from_millis(10),
        },
    ),
    ("saturated, an event a chunk", Answer::saturated(2_000, 1)),
    ("saturated, 16 events a chunk", Answer::saturated(2_000, 16)),
];

/// The table, if there is an engine.
pub(super) fn table(site: &Site) -> String {
    let way = Way::REDIS;
    let Some(engine) = site.engine(way) else {
        return String::new();
    };
    let size = upstream::event_size();
    let block = format!("bytes an event, of {size} on the wire");
    let header = [
        "stored in Redis",
        "events a record",
        &block,
        "x (goal: ≤ 1.25)",
    ];
    let rows = CASES.map(|(name, answer)| {
        // Runs whose instances are gone are there, too.
        engine.clear();
        site.run(site.read(way, answer, (RUNS, 1), |_| {}));
        let held = engine.held();
        site.clear(way);
        let events = ((answer.events + 1) * RUNS) as f64;
        // The first and the last hold no events.
        let records = (held.records - 2 * RUNS) as f64;
        let bytes = held.bytes as f64 / events;
        let cells = vec![
            format!("{:.1}", events / records),
            format!("{bytes:.0}"),
            format!("{:.2}", bytes / size as f64),
        ];
        (name, cells)
    });
    markdown(&header, rows)
}
