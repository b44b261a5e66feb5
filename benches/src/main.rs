//! Prints a Markdown table: what decoding an event costs, ours and others, side by side.
//!
//! Read the ratios. Each is to floor B in the same round; rounds take turns with every variant, so
//! that what disturbs the machine disturbs all.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "its output is its purpose"
)]

use std::collections::HashMap;
use std::env;
use std::process::Command;
use std::time::Instant;

use stream_events_benches::input::{Chunking, Input};
use stream_events_benches::tally::Tally;
use stream_events_benches::variant::{Stage, Variant};

/// Enough for a median and its range; the first, which warms up, is not among them.
const ROUNDS: usize = 9;

fn main() {
    let allocations = allocations();
    let mut rows: Vec<String> = Variant::ALL
        .iter()
        .map(|variant| format!("| {} |", variant.name))
        .collect();
    let mut header = "| variant |".to_owned();
    for chunking in Chunking::ALL {
        let input = Input::new(chunking);
        if chunking == Chunking::Large {
            println!(
                "{} events, {:.2} MB\n",
                input.events(),
                input.bytes() as f64 / 1e6
            );
        }
        eprintln!("{} chunks ...", chunking.name());
        compare(&input);
        header += &format!(" {} ns (MB/s) | xB |", chunking.name());
        for (row, cost) in rows.iter_mut().zip(measure(&input)) {
            *row += &cost.cells(&input);
        }
    }
    let names = Chunking::ALL.map(Chunking::name).join(" / ");
    println!("{header} allocations an event ({names}) |");
    println!("|{}", "---|".repeat(2 + 2 * Chunking::ALL.len()));
    for (row, variant) in rows.iter().zip(Variant::ALL) {
        let counts = allocations.get(variant.name).map_or("-", String::as_str);
        println!("{row} {counts} |");
    }
}

/// All variants of a stage decode the same.
fn compare(input: &Input) {
    for stage in [Stage::Split, Stage::Framed, Stage::Typed] {
        let mut variants = Variant::ALL.iter().filter(|variant| variant.stage == stage);
        let Some(first) = variants.next() else {
            continue;
        };
        let expected = sum(first, input);
        for variant in variants {
            assert_eq!(
                sum(variant, input),
                expected,
                "{} or {}",
                variant.name,
                first.name
            );
        }
    }
}

fn sum(variant: &Variant, input: &Input) -> u64 {
    let mut tally = Tally::thorough();
    (variant.run)(input, &mut tally);
    tally.sum()
}

/// What a variant took, round by round.
#[derive(Default)]
struct Cost {
    nanoseconds: Vec<f64>,
    ratios: Vec<f64>,
}

fn measure(input: &Input) -> Vec<Cost> {
    let mut costs: Vec<Cost> = Variant::ALL.iter().map(|_| Cost::default()).collect();
    for round in 0..=ROUNDS {
        let times: Vec<f64> = Variant::ALL
            .iter()
            .map(|variant| time(variant, input))
            .collect();
        if round == 0 {
            continue;
        }
        // `FLOOR` is the first of `ALL`.
        for (cost, &time) in costs.iter_mut().zip(&times) {
            cost.nanoseconds.push(time);
            cost.ratios.push(time / times[0]);
        }
    }
    costs
}

/// Nanoseconds an event.
fn time(variant: &Variant, input: &Input) -> f64 {
    let mut tally = Tally::quick();
    let start = Instant::now();
    (variant.run)(input, &mut tally);
    let time = start.elapsed();
    std::hint::black_box(tally.sum());
    time.as_secs_f64() * 1e9 / input.events() as f64
}

impl Cost {
    fn cells(mut self, input: &Input) -> String {
        self.nanoseconds.sort_by(f64::total_cmp);
        self.ratios.sort_by(f64::total_cmp);
        let (time, ratio) = (self.nanoseconds[ROUNDS / 2], self.ratios[ROUNDS / 2]);
        let speed = input.bytes() as f64 / input.events() as f64 / time * 1e3;
        let (low, high) = (self.ratios[0], self.ratios[ROUNDS - 1]);
        format!(" {time:.0} ({speed:.0}) | {ratio:.2} [{low:.2}-{high:.2}] |")
    }
}

/// From the program that counts them; nothing where this was not run by cargo.
fn allocations() -> HashMap<String, String> {
    let Some(cargo) = env::var_os("CARGO") else {
        return HashMap::new();
    };
    eprintln!("allocations ...");
    let mut command = Command::new(cargo);
    command.args(["run", "--release", "--quiet", "-p", env!("CARGO_PKG_NAME")]);
    let output = command
        .args(["--bin", "allocations"])
        .output()
        .expect("cargo");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let pairs = lines.lines().filter_map(|line| line.split_once('\t'));
    pairs
        .map(|(name, counts)| (name.to_owned(), counts.to_owned()))
        .collect()
}
