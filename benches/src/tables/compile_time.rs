//! What the derive costs a build, beside serde's derives on the same types.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use serde_json::Value;

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
        fs::create_dir_all(&crates.folder).expect("a folder");
        let runtime = format!(
            "stream-events = {{ path = {:?}, default-features = false }}\n",
            at("runtime")
        );
        let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n";
        let mut members = vec!["derive".to_owned(), "syn-and-quote".to_owned()];
        for document in DOCUMENTS {
            let [twin, types, whole] = names(document);
            let path = crates.folder.join(&types).with_extension("json");
            fs::write(&path, types_alone(document)).expect("a document");
            crates.write(&twin, serde, &generated(&path).1);
            crates.write(&types, &runtime, &derive(&path));
            crates.write(&whole, &runtime, &derive(&shipped(document)));
            members.extend([twin, types, whole]);
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
        let names = names(document);
        let (ours, twin) = generated(&self.folder.join(&names[1]).with_extension("json"));
        let (whole, _) = generated(&shipped(document));
        let lines = [twin, ours, whole].map(|code| code.lines().count());
        for name in &names {
            self.check(name);
        }
        let cold = Cost::by_turns(ROUNDS, names.len(), |index| self.cold(&names[index]));
        let warm = Cost::by_turns(ROUNDS, names.len(), |index| self.warm(&names[index]));
        let kinds = [
            "serde's derives",
            "`StreamEvents`",
            "the same, with all that it says",
        ];
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

/// The crates of a document: its types by serde's derives, by ours, and with all that it says.
fn names(document: &str) -> [String; 3] {
    ["serde", "types", "whole"].map(|kind| format!("{document}-{kind}"))
}

fn shipped(document: &str) -> PathBuf {
    at("apis/documents").join(document).with_extension("json")
}

/// A document without what serde's derives have nothing for: what its events add up to, and what is read as null.
fn types_alone(document: &str) -> String {
    let text = fs::read(shipped(document)).expect("a document");
    let mut document: Value = serde_json::from_slice(&text).expect("JSON");
    let entries = document.as_object_mut().expect("an object");
    entries.remove("snapshot");
    entries.remove("examples");
    entries.remove("mismatch");
    let events = entries.get_mut("events").and_then(Value::as_object_mut);
    for event in events.into_iter().flat_map(|it| it.values_mut()) {
        event.as_object_mut().map(|it| it.remove("apply"));
    }
    document.to_string()
}

fn derive(document: &Path) -> String {
    format!(
        "#[derive(stream_events::StreamEvents)]\n#[stream_events(schema = {document:?})]\npub struct Set;\n"
    )
}

fn generated(document: &Path) -> (String, String) {
    let text = fs::read_to_string(document).expect("a document");
    let checked = stream_events_schema::read("document", &text).expect("a checked document");
    twin::twins(&checked)
}
