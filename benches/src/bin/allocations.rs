//! Counts what each variant allocates. Its output is for the timings' table.

#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use stream_events_benches::input::{Chunking, Input};
use stream_events_benches::messages::Messages;
use stream_events_benches::responses::Responses;
use stream_events_benches::tally::Tally;
use stream_events_benches::variant::Variant;
use stream_events_benches::workload::Workload;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let name = std::env::args().nth(1).expect("the name of a workload");
    match name.as_str() {
        Messages::NAME => print::<Messages>(),
        Responses::NAME => print::<Responses>(),
        _ => panic!("there is no workload {name}"),
    }
}

/// A line for each variant: allocations and reallocations an event, chunking by chunking.
fn print<W: Workload>() {
    let inputs = Chunking::ALL.map(Input::<W>::new);
    for variant in W::VARIANTS {
        let counts = inputs
            .each_ref()
            .map(|input| format!("{:.2}", count(variant, input)));
        println!("{}\t{}", variant.name, counts.join(" / "));
    }
}

fn count<W>(variant: &Variant<W>, input: &Input<W>) -> f64 {
    let mut tally = Tally::quick();
    let region = Region::new(ALLOCATOR);
    (variant.run)(input, &mut tally);
    let change = region.change();
    (change.allocations + change.reallocations) as f64 / input.events() as f64
}
