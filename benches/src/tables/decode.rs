//! What decoding an event costs, ours and others, side by side.

use std::collections::HashMap;
use std::process::Command;
use std::time::Instant;

use super::cost::Cost;
use super::program;
use crate::input::{Chunking, Input};
use crate::tally::Tally;
use crate::variant::{Stage, Variant};
use crate::workload::Workload;

const ROUNDS: usize = 9;

/// The table of a workload.
#[must_use]
pub fn table<W: Workload>() -> String {
    let allocations = allocations::<W>();
    let mut title = String::new();
    let mut header = "| variant |".to_owned();
    let mut rows: Vec<String> = W::VARIANTS
        .iter()
        .map(|variant| format!("| {} |", variant.name))
        .collect();
    for chunking in Chunking::ALL {
        let input = Input::<W>::new(chunking);
        let (events, bytes) = (input.events() as f64, input.bytes() as f64);
        title = format!("## {}: {events} events, {:.2} MB", W::NAME, bytes / 1e6);
        header += &format!(" {} ns (MB/s) | xB |", chunking.name());
        compare(&input, chunking);
        let costs = Cost::by_turns(ROUNDS, rows.len(), |index| {
            time(&W::VARIANTS[index], &input)
        });
        for (row, cost) in rows.iter_mut().zip(costs) {
            let speed = bytes / events / cost.time() * 1e3;
            *row += &format!(" {:.0} ({speed:.0}) | {} |", cost.time(), cost.ratio());
        }
    }
    let names = Chunking::ALL.map(Chunking::name).join(" / ");
    let mut table = format!("{title}\n\n{header} allocations an event ({names}) |\n");
    table += &format!("|{}\n", "---|".repeat(2 + 2 * Chunking::ALL.len()));
    for (row, variant) in rows.iter().zip(W::VARIANTS) {
        let counts = allocations.get(variant.name).map_or("-", String::as_str);
        table += &format!("{row} {counts} |\n");
    }
    table
}

/// All variants of a stage decode the same.
fn compare<W: Workload>(input: &Input<W>, chunking: Chunking) {
    let mut sums: HashMap<Stage, (u64, &str)> = HashMap::new();
    for variant in W::VARIANTS {
        let stage = match variant.stage {
            Stage::TypedUncut if chunking != Chunking::Event => continue,
            Stage::TypedUncut => Stage::Typed,
            stage => stage,
        };
        let mut tally = Tally::thorough();
        (variant.run)(input, &mut tally);
        let (expected, first) = *sums.entry(stage).or_insert((tally.sum(), variant.name));
        assert_eq!(tally.sum(), expected, "{} or {first}", variant.name);
    }
}

/// Nanoseconds an event.
fn time<W: Workload>(variant: &Variant<W>, input: &Input<W>) -> f64 {
    let mut tally = Tally::quick();
    let start = Instant::now();
    (variant.run)(input, &mut tally);
    let time = start.elapsed();
    std::hint::black_box(tally.sum());
    time.as_secs_f64() * 1e9 / input.events() as f64
}

/// By variant.
fn allocations<W: Workload>() -> HashMap<String, String> {
    let Some(program) = program::build("allocations") else {
        return HashMap::new();
    };
    let lines = program::output(Command::new(program).arg(W::NAME));
    let pairs = lines.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(name, counts)| (name.to_owned(), counts.to_owned()))
        .collect()
}
