//! Another process, and what it takes.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A process that ends with this.
#[derive(Debug)]
pub(super) struct Process(Child);

impl Process {
    pub(super) fn start(command: &mut Command) -> Self {
        Self(command.spawn().expect("a process"))
    }

    /// The processor time of its threads that still run.
    pub(super) fn cpu(&self) -> Duration {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.0.id())).expect("Linux");
        let times = tasks.flatten().filter_map(|task| {
            let times = fs::read_to_string(task.path().join("schedstat")).ok()?;
            times.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(times.sum())
    }

    /// How many bytes of it are in memory.
    pub(super) fn memory(&self) -> usize {
        let path = format!("/proc/{}/status", self.0.id());
        let status = fs::read_to_string(path).expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
        kilobytes.expect("Linux").parse::<usize>().expect("Linux") << 10
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be gone already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An instance of the gateway.
#[derive(Debug)]
pub(super) struct Instance {
    pub(super) process: Process,
    pub(super) address: SocketAddr,
}

impl Instance {
    pub(super) fn start(program: &Path, arguments: &[String]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Process::start(&mut command);
        let mut line = String::new();
        let stdout = process.0.stdout.take().expect("a pipe");
        let read = BufReader::new(stdout).read_line(&mut line);
        read.expect("a gateway that says where it listens");
        let address = line.trim().parse().expect("an address");
        Self { process, address }
    }
}
