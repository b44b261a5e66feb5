//! Instructions an event. They repeat, where times do not.

use std::path::Path;
use std::process::Command;

use super::program;
use crate::input::{Chunking, Input};
use crate::messages::Messages;
use crate::responses::Responses;
use crate::workload::Workload;

/// The variants that are counted: a count takes fifty times what a run does.
const COUNTED: [&str; 4] = [
    "floor B",
    "typed: stream-events",
    "typed: sse-core",
    "framing: stream-events",
];

/// The least and the most of them that framing takes.
const CHUNKINGS: [Chunking; 2] = [Chunking::Large, Chunking::Small];

/// The table.
#[must_use]
pub fn table() -> String {
    let title = "## Instructions, by callgrind\n\n";
    if Command::new("valgrind").arg("--version").output().is_err() {
        return format!("{title}skipped: there is no valgrind\n");
    }
    let Some(program) = program::build("instructions") else {
        return format!("{title}skipped: run by cargo, this would build what it counts\n");
    };
    let mut table = format!("{title}| variant |");
    for chunking in CHUNKINGS {
        table += &format!(" {} | xB |", chunking.name());
    }
    table += &format!("\n|{}\n", "---|".repeat(1 + 2 * CHUNKINGS.len()));
    table + &rows::<Messages>(&program) + &rows::<Responses>(&program)
}

fn rows<W: Workload>(program: &Path) -> String {
    let variants = W::VARIANTS.iter().map(|variant| variant.name);
    let counted = variants.filter(|name| COUNTED.iter().any(|it| name.starts_with(it)));
    let mut rows: Vec<(&str, String)> = counted.map(|name| (name, String::new())).collect();
    for chunking in CHUNKINGS {
        let events = Input::<W>::new(chunking).events() as f64;
        let count = |variant: &str| {
            let run = Run {
                workload: W::NAME.to_owned(),
                chunking,
                variant: variant.to_owned(),
            };
            run.count(program)
        };
        // What it takes to make the input.
        let before = count("");
        let mut floor = None;
        for (name, cells) in &mut rows {
            let instructions = (count(name) - before) / events;
            let ratio = instructions / *floor.get_or_insert(instructions);
            *cells += &format!(" {instructions:.0} | {ratio:.2} |");
        }
    }
    let rows = rows.into_iter();
    rows.map(|(name, cells)| format!("| {}, {name} |{cells}\n", W::NAME))
        .collect()
}

/// What is counted in one go.
#[derive(Debug)]
pub struct Run {
    /// The name of a workload.
    pub workload: String,
    /// How it is cut.
    pub chunking: Chunking,
    /// The name of a variant; of none, to count what comes before it.
    pub variant: String,
}

impl Run {
    /// From a program's arguments.
    #[must_use]
    pub fn of(mut arguments: impl Iterator<Item = String>) -> Option<Self> {
        let workload = arguments.next()?;
        let chunking = arguments.next()?;
        Some(Self {
            workload,
            chunking: Chunking::ALL.into_iter().find(|it| it.name() == chunking)?,
            variant: arguments.next()?,
        })
    }

    fn count(&self, program: &Path) -> f64 {
        let mut command = Command::new("valgrind");
        command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
        command.arg(program);
        command.args([&self.workload, self.chunking.name(), &self.variant]);
        let report = program::output(&mut command);
        let total = report
            .lines()
            .find_map(|line| line.split_once("Collected : "));
        let (_, total) = total.expect("what callgrind collected");
        total.trim().parse().expect("a number")
    }
}
