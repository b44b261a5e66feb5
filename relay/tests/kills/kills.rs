//! What is killed, and who sees what of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::client::{Answer, Client, End};
use crate::engine::Engine;
use crate::gateway::{LEASE, Process};
use crate::upstream::{UPDATES, Upstream};
use crate::{say, size, until};

/// Some streams, each with the client that started it at one instance and another client at the next.
struct Streams {
    readers: Vec<(tokio::task::JoinHandle<Answer>, usize)>,
    progress: Vec<Arc<AtomicUsize>>,
}

impl Streams {
    /// Starts them at each of the gateways in turn, and waits until all are in mid-stream.
    async fn start(count: usize, gateways: &[Process]) -> Self {
        let http = reqwest::Client::new();
        let mut streams = Self {
            readers: Vec::new(),
            progress: Vec::new(),
        };
        for n in 0..count {
            let key = format!("stream-{n}");
            let urls: Vec<_> = gateways.iter().map(|it| it.url(&key)).collect();
            let writer = n % urls.len();
            let first = Client::new(&http, urls.clone(), &key, writer).starting();
            let second = Client::new(&http, urls, &key, (writer + 1) % gateways.len());
            for client in [first, second] {
                streams.progress.push(client.progress());
                streams.readers.push((tokio::spawn(client.read()), writer));
            }
        }
        streams.reach(2).await;
        streams
    }

    /// Waits until all have so many updates.
    async fn reach(&self, updates: usize) {
        let what = format!("{updates} updates of each");
        until(&what, Duration::from_secs(60), || {
            let mut counts = self.progress.iter().map(|it| it.load(Ordering::Relaxed));
            counts.all(|it| it >= updates)
        })
        .await;
    }

    /// What the two clients of each stream have, and which instance has written it.
    async fn ends(self) -> Vec<(Answer, usize)> {
        let mut ends = Vec::new();
        for (reader, writer) in self.readers {
            ends.push((reader.await.expect("no panic"), writer));
        }
        let pairs = ends.chunks(2);
        assert!(pairs.clone().all(|it| it[0] == it[1]), "both have the same");
        ends
    }
}

fn is_whole(answer: &Answer) -> bool {
    answer.end == End::Done && answer.updates == UPDATES
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_gateway_cuts_its_own_runs_and_no_others() {
    let Some(engine) = Engine::start().await else {
        return;
    };
    let upstream = Upstream::start().await;
    let mut gateways = [(); 3].map(|()| Process::start(&engine, &upstream));
    let count = size("RELAY_STREAMS", 60);
    let streams = Streams::start(count, &gateways).await;
    gateways[0].kill();
    let ends = streams.ends().await;
    let cut = End::Cut("abandoned".to_owned());
    let lost = ends.iter().filter(|(answer, _)| answer.end == cut).count();
    for (answer, writer) in &ends {
        let is_lost = *writer == 0 && answer.end == cut && answer.updates < UPDATES;
        // Of a large run, some may have ended before the others were in mid-stream.
        assert!(is_lost || is_whole(answer), "{answer:?} of {writer}");
    }
    assert!(lost > 0, "the gateway was killed in mid-stream");
    assert_eq!(upstream.keys(), count);
    let whole = ends.len() - lost;
    say(format!(
        "a gateway killed: of {} clients {whole} have all, and {lost} know that they have not",
        ends.len()
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_engine_that_comes_back_is_a_pause() {
    let Some(mut engine) = Engine::start().await else {
        return;
    };
    let upstream = Upstream::start().await;
    let gateways = [(); 2].map(|()| Process::start(&engine, &upstream));
    let count = size("RELAY_STREAMS", 60);
    let streams = Streams::start(count, &gateways).await;
    engine.kill();
    // Long enough for what comes from the upstream meanwhile.
    tokio::time::sleep(Duration::from_secs(1)).await;
    engine.restart().await;
    let ends = streams.ends().await;
    let whole = ends.iter().filter(|(answer, _)| is_whole(answer)).count();
    for (answer, _) in &ends {
        let is_cut = matches!(answer.end, End::Cut(_));
        assert!(is_cut || is_whole(answer), "{answer:?}");
    }
    assert_eq!(upstream.keys(), count);
    say(format!(
        "the engine killed: of {} clients {whole} have all, and the others know that they have not",
        ends.len()
    ));
    // Its lease outlives the pause; with thousands of streams on a slow machine it may not.
    assert!(whole == ends.len() || count > 60, "{whole}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_wakes_after_its_lease_writes_no_more() {
    let Some(engine) = Engine::start().await else {
        return;
    };
    let upstream = Upstream::start().await;
    let gateways = [(); 2].map(|()| Process::start(&engine, &upstream));
    let key = "zombie";
    let elsewhere = vec![gateways[1].url(key)];
    let http = reqwest::Client::new();
    let url = gateways[0].url(key);
    let starter = Client::new(&http, vec![url.clone()], key, 0).starting();
    let progress = starter.progress();
    let starter = tokio::spawn(starter.read());
    until("two updates", LEASE, || {
        progress.load(Ordering::Relaxed) >= 2
    })
    .await;
    gateways[0].signal("-STOP");
    let other = Client::new(&http, elsewhere, key, 0).read().await;
    assert_eq!(other.end, End::Cut("abandoned".to_owned()));
    gateways[0].signal("-CONT");
    let own = starter.await.expect("no panic");
    assert_eq!(own, other, "it gives out nothing that is not in the log");
    until("the upstream is let go", LEASE, || {
        upstream.connections(key) == 0
    })
    .await;
    assert_eq!(upstream.keys(), 1);
}
