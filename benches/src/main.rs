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
use stream_events_benches::tables::decode;

/// By name, in the order in which they are printed.
const TABLES: &[(&str, fn() -> String)] = &[
    ("messages", decode::table::<Messages>),
    ("responses", decode::table::<Responses>),
];

fn main() {
    let chosen: Vec<String> = env::args().skip(1).collect();
    let names: Vec<&str> = TABLES.iter().map(|(name, _)| *name).collect();
    if let Some(name) = chosen.iter().find(|name| !names.contains(&name.as_str())) {
        eprintln!(
            "there is no table `{name}`; there are: {}",
            names.join(", ")
        );
        std::process::exit(2);
    }
    for (name, table) in TABLES {
        if chosen.is_empty() || chosen.iter().any(|it| it == name) {
            eprintln!("{name} ...");
            println!("{}", table());
        }
    }
}
