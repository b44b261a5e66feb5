//! Prints Markdown tables: what streams cost, ours and others', side by side.
//!
//! Read the ratios. Each is to the first row in the same round; rounds take turns with every
//! variant, so that what disturbs the machine disturbs all.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is its purpose"
)]

use std::env;

use stream_events_benches::messages::Messages;
use stream_events_benches::responses::Responses;
use stream_events_benches::tables::{
    compile_time, decode, fold, framings, http, instructions, pass_on, relay, writing,
};

type Table = fn() -> String;

/// The tables that are printed within minutes.
const QUICK: usize = 7;

/// By name, in the order in which they are printed; the first few where none is named.
const TABLES: &[(&str, Table)] = &[
    ("messages", decode::table::<Messages>),
    ("responses", decode::table::<Responses>),
    ("fold", fold::table),
    ("http", http::table),
    ("framings", framings::table),
    ("writing", writing::table),
    ("pass-on", pass_on::table),
    ("relay", relay::table),
    ("instructions", instructions::table),
    ("compile-time", compile_time::table),
];

fn main() {
    let chosen: Vec<String> = env::args().skip(1).collect();
    let tables: Vec<_> = match chosen.as_slice() {
        [] => TABLES[..QUICK].iter().collect(),
        [all] if all == "all" => TABLES.iter().collect(),
        names => names.iter().map(|name| named(name)).collect(),
    };
    for (name, table) in tables {
        eprintln!("{name} ...");
        println!("{}", table());
    }
}

fn named(name: &str) -> &'static (&'static str, Table) {
    let table = TABLES.iter().find(|(it, _)| *it == name);
    table.unwrap_or_else(|| {
        let names: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
        eprintln!(
            "there is no table `{name}`; there are: {}",
            names.join(", ")
        );
        std::process::exit(2);
    })
}
