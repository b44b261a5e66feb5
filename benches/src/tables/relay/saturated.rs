//! How many events a second get through.

use std::cell::Cell;
use std::time::Instant;

use super::rounds::Rounds;
use super::site::{Site, Way};
use super::upstream::Answer;
use super::{ROUNDS, markdown};

struct Case {
    name: &'static str,
    runs: usize,
    readers: usize,
    /// How many events the upstream sends in each of its chunks.
    per_chunk: usize,
    /// How many events are read, of all runs by all readers.
    events: usize,
}

const CASES: [Case; 6] = [
    Case::new("100 streams (goal: ≥ 1.0)", (100, 1), 1, 40_000),
    Case::new(
        "100, 16 events a chunk (goal: ≥ 0.7, other instance ≥ 0.5)",
        (100, 1),
        16,
        200_000,
    ),
    Case::new("1 stream", (1, 1), 1, 10_000),
    Case::new("16", (16, 1), 1, 20_000),
    Case::new("1,000", (1_000, 1), 1, 40_000),
    Case::new("20 of 10 readers each", (20, 10), 1, 100_000),
];

impl Case {
    const fn new(
        name: &'static str,
        (runs, readers): (usize, usize),
        per_chunk: usize,
        events: usize,
    ) -> Self {
        Self {
            name,
            runs,
            readers,
            per_chunk,
            events,
        }
    }

    /// Events a second.
    fn speed(&self, site: &Site, way: Way) -> f64 {
        let events = self.events / self.runs / self.readers;
        let answer = Answer::saturated(events, self.per_chunk);
        let count = Cell::new(0);
        let start = Instant::now();
        site.run(site.read(way, answer, (self.runs, self.readers), |_| {
            count.set(count.get() + 1);
        }));
        let time = start.elapsed();
        let expected = (events + 1) * self.runs * self.readers;
        assert_eq!(count.get(), expected, "{}: {}", self.name, way.name);
        site.clear(way);
        expected as f64 / time.as_secs_f64()
    }
}

pub(super) fn table(site: &Site) -> String {
    let mut header = vec!["saturated: events a second, x direct"];
    let mut rows: Vec<_> = site.ways.iter().map(|way| (way.name, Vec::new())).collect();
    for case in &CASES {
        header.push(case.name);
        let speeds = Rounds::take(ROUNDS, rows.len(), |way| case.speed(site, site.ways[way]));
        for (way, (_, cells)) in rows.iter_mut().enumerate() {
            cells.push(match way {
                0 => format!("{:.0}", speeds.of(way, |it, _| it).median),
                _ => speeds.of(way, |it, direct| it / direct).to_string(),
            });
        }
    }
    markdown(&header, rows)
}
