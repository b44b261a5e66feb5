//! What a reader takes that waits.

use std::time::Duration;

use super::markdown;
use super::rounds::Rounds;
use super::site::{Site, Way};
use super::upstream::Answer;

const READERS: usize = 2_000;
const ROUNDS: usize = 5;

/// One event, and then nothing for as long as anybody looks.
const WAITING: Answer = Answer {
    events: 2,
    per_chunk: 1,
    gap: Duration::from_secs(3_600),
};

pub(super) fn table(site: &Site) -> String {
    let header = [
        "2,000 readers that wait",
        "memory of the gateway, KB each with its HTTP connection (goal: ≤ 32)",
    ];
    let ways = &site.ways;
    let taken = Rounds::take(ROUNDS, ways.len(), |way| measure(site, ways[way]));
    let rows = ways.iter().enumerate().map(|(way, it)| {
        let size = taken.of(way, |it, _| it / 1e3);
        (it.name, vec![size.to_string()])
    });
    markdown(&header, rows)
}

/// Bytes a reader.
fn measure(site: &Site, way: Way) -> f64 {
    let instances = site.start();
    let reads = way.reads(&instances);
    let mut readers = Vec::new();
    let mut before = 0;
    site.run(async {
        let requests = site
            .requests(&instances, way, WAITING, READERS + 50)
            .await?;
        for (number, request) in requests.iter().enumerate() {
            // What the first few take, all have together.
            if number == 50 {
                before = reads.process.memory();
            }
            let mut reader = request.ask().await?;
            reader.first().await?;
            readers.push(reader);
        }
        Ok(())
    });
    (reads.process.memory().saturating_sub(before)) as f64 / READERS as f64
}
