//! Counts what each variant allocates. Its output is for the timings' table.

#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use stream_events_benches::input::{Chunking, Input};
use stream_events_benches::tally::Tally;
use stream_events_benches::variant::Variant;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A line for each variant: allocations and reallocations an event, chunking by chunking.
fn main() {
    let inputs = Chunking::ALL.map(Input::new);
    for variant in Variant::ALL {
        let counts = inputs
            .each_ref()
            .map(|input| format!("{:.2}", count(variant, input)));
        println!("{}\t{}", variant.name, counts.join(" / "));
    }
}

fn count(variant: &Variant, input: &Input) -> f64 {
    let mut tally = Tally::quick();
    let region = Region::new(ALLOCATOR);
    (variant.run)(input, &mut tally);
    let change = region.change();
    (change.allocations + change.reallocations) as f64 / input.events() as f64
}
