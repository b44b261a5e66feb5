//! What is added at the pace of a model that writes: latency, and processor time.

use std::cell::RefCell;
use std::io;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use super::rounds::Rounds;
use super::site::{Site, Way};
use super::upstream::{self, Answer};
use super::{ROUNDS, markdown};

const STREAMS: usize = 100;
const A_SECOND: u32 = 75;

/// What connections take at the beginning is not counted.
const BEGINNING: Duration = Duration::from_millis(400);

/// For how long processor time is counted.
const COUNTED: Duration = Duration::from_millis(1_500);

/// How many runs are started one after the other, for their first events.
const FIRST: usize = 30;

#[derive(Debug, Clone, Copy)]
struct Taken {
    /// The median of an event's age when it is read, in milliseconds.
    age: f64,
    /// The processor time of gateways and engine, a second.
    cpu: f64,
    /// The median time to a run's first event, in milliseconds.
    first: f64,
}

pub(super) fn table(site: &Site) -> String {
    let header = [
        "100 streams × 75 events/s",
        "median age of an event, ms",
        "added, ms (goal: ≤ 1, other instance ≤ 2)",
        "CPU of gateway and engine, x direct (goal: ≤ 2.5, other instance ≤ 3.5)",
        "first event of an idle gateway, ms",
        "added, ms",
    ];
    let taken = Rounds::take(ROUNDS, site.ways.len(), |way| measure(site, site.ways[way]));
    let rows = site.ways.iter().enumerate().map(|(way, it)| {
        let cpu = match way {
            0 => format!(
                "{:.0} % of a core",
                taken.of(0, |it, _| it.cpu).median * 100.0
            ),
            _ => taken.of(way, |it, direct| it.cpu / direct.cpu).to_string(),
        };
        let cells = vec![
            taken.of(way, |it, _| it.age).to_string(),
            taken.of(way, |it, direct| it.age - direct.age).to_string(),
            cpu,
            taken.of(way, |it, _| it.first).to_string(),
            taken
                .of(way, |it, direct| it.first - direct.first)
                .to_string(),
        ];
        (it.name, cells)
    });
    markdown(&header, rows)
}

fn measure(site: &Site, way: Way) -> Taken {
    let gap = Duration::from_secs(1) / A_SECOND;
    let time = BEGINNING + COUNTED + Duration::from_millis(100);
    let answer = Answer {
        events: time.div_duration_f64(gap) as usize,
        per_chunk: 1,
        gap,
    };
    let ages = RefCell::new(Vec::new());
    let cpu = site.run(async {
        let read = site.read(way, answer, (STREAMS, 1), |data| {
            ages.borrow_mut().extend(upstream::age(data));
        });
        let counted = async {
            sleep(BEGINNING).await;
            let (before, start) = (site.cpu(way), Instant::now());
            sleep(COUNTED).await;
            io::Result::Ok((site.cpu(way) - before).div_duration_f64(start.elapsed()))
        };
        Ok(tokio::try_join!(read, counted)?.1)
    });
    site.clear(way);
    let firsts = (0..FIRST).map(|_| first(site, way)).collect();
    site.clear(way);
    Taken {
        age: median(ages.into_inner()),
        cpu,
        first: median(firsts),
    }
}

fn first(site: &Site, way: Way) -> Duration {
    let answer = Answer::saturated(1, 1);
    let start = Instant::now();
    site.run(async {
        for request in site.requests(site.instances(), way, answer, 1).await? {
            request.ask().await?.first().await?;
        }
        Ok(start.elapsed())
    })
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}
