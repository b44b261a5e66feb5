//! What a reader takes that waits.

use std::time::Duration;

use super::engine::Engine;
use super::rounds::Rounds;
use super::site::{Site, Way};
use super::upstream::Answer;
use super::{ROUNDS, markdown};

const READERS: usize = 2_000;

/// What the first few take, all have together.
const FIRST: usize = 50;

/// One event, and then nothing for as long as anybody looks.
const WAITING: Answer = Answer {
    events: 2,
    per_chunk: 1,
    gap: Duration::from_secs(3_600),
};

/// Bytes a reader.
#[derive(Debug, Clone, Copy)]
struct Taken {
    gateway: f64,
    engine: f64,
}

pub(super) fn table(site: &Site) -> String {
    let header = [
        "2,000 readers that wait",
        "memory of the gateway, KB each with its HTTP connection (goal: ≤ 32)",
        "memory of the engine, KB each (goal: 0)",
    ];
    // When an engine writes to its disk changes nothing here.
    let ways = site.ways.iter().filter(|it| **it != Way::ALWAYS);
    let ways: Vec<Way> = ways.copied().collect();
    let taken = Rounds::take(ROUNDS, ways.len(), |way| measure(site, ways[way]));
    let rows = ways.iter().enumerate().map(|(way, it)| {
        let engine = match site.engine(*it) {
            Some(_) => taken.of(way, |it, _| it.engine / 1e3).to_string(),
            None => "–".to_owned(),
        };
        let gateway = taken.of(way, |it, _| it.gateway / 1e3).to_string();
        (it.name, vec![gateway, engine])
    });
    markdown(&header, rows)
}

fn measure(site: &Site, way: Way) -> Taken {
    let instances = site.start();
    let memory = || {
        let engine = site.engine(way).map_or(0, Engine::memory);
        [way.reads(&instances).process.memory(), engine]
    };
    let mut readers = Vec::new();
    let mut before = [0, 0];
    site.run(async {
        let count = READERS + FIRST;
        let requests = site.requests(&instances, way, WAITING, count).await?;
        for (number, request) in requests.iter().enumerate() {
            if number == FIRST {
                before = memory();
            }
            let mut reader = request.ask().await?;
            reader.first().await?;
            readers.push(reader);
        }
        Ok(())
    });
    let after = memory();
    let each = |which: usize| after[which].saturating_sub(before[which]) as f64 / READERS as f64;
    Taken {
        gateway: each(0),
        engine: each(1),
    }
}
