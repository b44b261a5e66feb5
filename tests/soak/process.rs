//! The processes, and what they tell each other.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use crate::client::Reader;

/// File descriptors a process has besides those of its streams.
const OTHERS: u64 = 100;
/// How many processes read, one after the other: with each reader, streams that end and such that
/// do not.
pub(crate) const READERS: usize = 2 * Reader::ALL.len();

/// What a process measured: a number a line, after its name.
#[derive(Debug)]
pub(crate) struct Outcome(Vec<(String, i64)>);

impl Outcome {
    pub(crate) fn number(&self, key: &str) -> Result<i64, String> {
        let found = self.0.iter().find(|(name, _)| name == key);
        found
            .map(|(_, number)| *number)
            .ok_or_else(|| format!("nothing was said of `{key}`"))
    }

    fn read(line: &str) -> Option<(String, i64)> {
        let (name, number) = line.split_once(' ')?;
        Some((name.to_owned(), number.parse().ok()?))
    }
}

/// The server's process. It ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// One for each process that reads, so that none waits for ports of the one before.
    ports: Vec<i64>,
}

impl Server {
    pub(crate) fn start(streams: usize) -> Result<Self, String> {
        let mut child = this()?
            .args(["server", &streams.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(text)?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let ports = lines.map_while(Result::ok);
        let ports = ports
            .take(READERS)
            .filter_map(|line| Some(Outcome::read(&line)?.1));
        let ports: Vec<_> = ports.collect();
        match ports.len() {
            READERS => Ok(Self { child, ports }),
            _ => Err("the server did not start".to_owned()),
        }
    }

    /// What a process says that reads this many streams.
    pub(crate) fn read(
        &self,
        reader: Reader,
        streams: usize,
        events: usize,
    ) -> Result<Outcome, String> {
        let (streams, events) = (streams.to_string(), events.to_string());
        let url = self.url(reader as usize);
        run(&["client", reader.name(), &url, &streams, &events])
    }

    /// What a process says that reads streams without an end for a while.
    pub(crate) fn read_endless(&self, reader: Reader, seconds: usize) -> Result<Outcome, String> {
        let url = self.url(Reader::ALL.len() + reader as usize);
        run(&["endless", reader.name(), &url, &seconds.to_string()])
    }

    fn url(&self, at: usize) -> String {
        format!("http://127.0.0.1:{}", self.ports[at])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It also ends by itself once its standard input is closed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn this() -> Result<Command, String> {
    env::current_exe().map(Command::new).map_err(text)
}

fn run(arguments: &[&str]) -> Result<Outcome, String> {
    let mut command = this()?;
    command.args(arguments).stderr(Stdio::inherit());
    let output = command.output().map_err(text)?;
    if !output.status.success() {
        return Err(format!("`soak {}` failed", arguments.join(" ")));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    Ok(Outcome(said.lines().filter_map(Outcome::read).collect()))
}

/// An error in words: all that one process can tell another.
#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
pub(crate) fn text(error: impl ToString) -> String {
    error.to_string()
}

pub(crate) fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

/// Lets this process open a file descriptor for each stream.
pub(crate) fn allow_streams(streams: usize) -> Result<(), String> {
    let needed = streams as u64 + OTHERS;
    let allowed = rlimit::increase_nofile_limit(needed).map_err(text)?;
    if allowed >= needed {
        return Ok(());
    }
    Err(format!(
        "{streams} streams need {needed} file descriptors, and {allowed} are allowed. Allow more \
         with `sudo prlimit --pid $$ --nofile={needed}:{needed}`, or soak fewer streams"
    ))
}

/// The resident memory of this process in bytes; 0 where there is no `/proc`.
pub(crate) fn resident() -> i64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<i64>().ok());
    kib.unwrap_or_default() * 1024
}
