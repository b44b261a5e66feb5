//! Many starts of one run.

use futures::future::join_all;

use crate::client::{Client, End};
use crate::engine::Engine;
use crate::gateway::Process;
use crate::upstream::{UPDATES, Upstream};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_starts_on_two_instances_ask_the_upstream_once() {
    let Some(engine) = Engine::start().await else {
        return;
    };
    let upstream = Upstream::start().await;
    let gateways = [(); 2].map(|()| Process::start(&engine, &upstream));
    let http = reqwest::Client::new();
    let urls = || gateways.iter().map(|it| it.url("one")).collect();
    let clients = (0..100).map(|n| Client::new(&http, urls(), "one", n % 2).starting().read());
    for answer in join_all(clients).await {
        assert_eq!((answer.updates, answer.end), (UPDATES, End::Done));
    }
    assert_eq!(upstream.keys(), 1);
}
