//! A gateway of the table `relay`, until its standard input is closed.

#![expect(clippy::print_stdout, reason = "it says where it listens")]

use std::env;
use std::io::{Read as _, stdin};

use stream_events_benches::tables::relay::gateway;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let address = runtime.block_on(gateway::serve(env::args().skip(1)));
    println!("{address}");
    // Whoever started it is gone then, in whatever way.
    let _ = stdin().read_to_end(&mut Vec::new());
    runtime.shutdown_background();
}
