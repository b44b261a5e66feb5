//! What the derive costs a build, beside serde's derives on the same types.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use super::cost::Cost;
use super::program;
use crate::twin;

const ROUNDS: usize = 3;
/// Of builds from nothing, which take longer.
const BUILDS: usize = 3;

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const DOCUMENTS: [&str; 2] = ["anthropic-messages", "openai-responses"];

/// The table.
#[must_use]
pub fn table() -> String {
    let title = "## Compile time\n\n";
    if env::var_os("CARGO").is_none() {
        return format!("{title}skipped: run by cargo, this would run it\n");
    }
    let crates = Crates::new();
    let mut table = format!(
        "{title}| `cargo check` of the types of | lines | cold s | x serde | warm s | x serde |\n|{}\n",
        "---|".repeat(6)
    );
    for document in DOCUMENTS {
        table += &crates.compare(document);
    }
    table += "\n| `cargo build` from nothing of | s | x syn and quote |\n|---|---|---|\n";
    let names = ["syn-and-quote", "derive"];
    let costs = Cost::by_turns(BUILDS, names.len(), |index| crates.build(names[index]));
    for (name, cost) in ["syn and quote", "the derive and its dependencies"]
        .iter()
        .zip(costs)
    {
        table += &format!("| {name} | {:.2} | {} |\n", cost.time(), cost.ratio());
    }
    table
}

/// A throw-away workspace in the target folder, with the versions of this one's lock file.
struct Crates {
    folder: PathBuf,
}

impl Crates {
    fn new() -> Self {
        let program = env::current_exe().expect("a path");
        let target = program.ancestors().nth(2).expect("the target folder");
        let crates = Self {
            folder: target.join("compile-time"),
        };
        let runtime = format!(
            "stream-events = {{ path = {:?}, default-features = false }}\n",
            at("runtime")
        );
        let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n";
        let mut members = vec!["derive".to_owned(), "syn-and-quote".to_owned()];
        for document in DOCUMENTS {
            members.extend([document.to_owned(), serde_name(document)]);
            crates.write(document, &runtime, &derive(document));
            crates.write(&serde_name(document), serde, &generated(document).1);
        }
        crates.write(
            "derive",
            &format!("stream-events-macros = {{ path = {:?} }}\n", at("macros")),
            "",
        );
        crates.write("syn-and-quote", "syn = \"3\"\nquote = \"1\"\n", "");
        let workspace = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
        fs::write(crates.folder.join("Cargo.toml"), workspace).expect("a manifest");
        fs::copy(at("Cargo.lock"), crates.folder.join("Cargo.lock")).expect("a lock file");
        crates
    }

    fn write(&self, name: &str, dependencies: &str, code: &str) {
        let folder = self.folder.join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::write(self.code(name), code).expect("a crate");
    }

    fn code(&self, name: &str) -> PathBuf {
        self.folder.join(name).join("src/lib.rs")
    }

    fn compare(&self, document: &str) -> String {
        let names = [serde_name(document), document.to_owned()];
        let (ours, twin) = generated(document);
        let lines = [twin, ours].map(|code| code.lines().count());
        for name in &names {
            self.check(name);
        }
        let cold = Cost::by_turns(ROUNDS, names.len(), |index| self.cold(&names[index]));
        let warm = Cost::by_turns(ROUNDS, names.len(), |index| self.warm(&names[index]));
        let kinds = ["serde's derives", "`StreamEvents`"];
        let rows = kinds.iter().zip(lines).zip(cold.iter().zip(&warm));
        rows.map(|((kind, lines), (cold, warm))| {
            let (cold_time, warm_time) = (cold.time(), warm.time());
            let (cold, warm) = (cold.ratio(), warm.ratio());
            format!("| {document}, {kind} | {lines} | {cold_time:.2} | {cold} | {warm_time:.2} | {warm} |\n")
        })
        .collect()
    }

    /// Seconds, its dependencies being there and nothing of its own.
    fn cold(&self, name: &str) -> f64 {
        self.cargo(&["clean", "--quiet", "--package", name], "target");
        self.check(name)
    }

    /// Seconds, after a line was added.
    fn warm(&self, name: &str) -> f64 {
        let mut code = fs::read_to_string(self.code(name)).expect("a crate");
        code += &format!("pub const LINE_{0}: usize = {0};\n", code.lines().count());
        fs::write(self.code(name), code).expect("a crate");
        self.check(name)
    }

    fn check(&self, name: &str) -> f64 {
        self.cargo(
            &["check", "--quiet", "--offline", "--package", name],
            "target",
        )
    }

    /// Seconds, with its dependencies.
    fn build(&self, name: &str) -> f64 {
        let target = "target-from-nothing";
        let _ = fs::remove_dir_all(self.folder.join(target));
        self.cargo(
            &["build", "--quiet", "--offline", "--package", name],
            target,
        )
    }

    fn cargo(&self, arguments: &[&str], target: &str) -> f64 {
        let mut command = Command::new(env::var_os("CARGO").expect("cargo"));
        command.args(arguments).current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", self.folder.join(target));
        let start = Instant::now();
        program::output(&mut command);
        start.elapsed().as_secs_f64()
    }
}

fn at(path: &str) -> PathBuf {
    Path::new(ROOT).join(path)
}

fn serde_name(document: &str) -> String {
    format!("{document}-serde")
}

fn derive(document: &str) -> String {
    let path = at("apis/documents").join(document).with_extension("json");
    format!(
        "#[derive(stream_events::StreamEvents)]\n#[stream_events(schema = {path:?})]\npub struct Set;\n"
    )
}

fn generated(document: &str) -> (String, String) {
    let path = at("apis/documents").join(document).with_extension("json");
    let text = fs::read_to_string(path).expect("a document");
    let checked = stream_events_schema::read(document, &text).expect("a checked document");
    twin::twins(&checked)
}
