//! Redis, as the bench starts it for itself.

use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use redis::{Client, Connection, FromRedisValue, cmd};
use tempfile::TempDir;

use super::process::Process;

/// An engine that ends with this, and its files.
#[derive(Debug)]
pub(super) struct Engine {
    pub(super) process: Process,
    pub(super) url: String,
    _directory: TempDir,
}

/// What it holds of logs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) records: usize,
    pub(super) bytes: usize,
}

impl Engine {
    pub(super) fn is_there() -> bool {
        let version = Command::new("redis-server").arg("--version").output();
        version.is_ok_and(|it| it.status.success())
    }

    /// One that writes what it is told to a file, and waits for the disk as it is told.
    pub(super) fn start(appendfsync: &str) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let port = free_port();
        let mut command = Command::new("redis-server");
        command.args(["--bind", "127.0.0.1", "--port", &port.to_string()]);
        command.args(["--save", "", "--appendonly", "yes"]);
        command.args(["--appendfsync", appendfsync]);
        // When it writes its file anew is not to be chance.
        command.args(["--auto-aof-rewrite-percentage", "0"]);
        command.arg("--dir").arg(directory.path());
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let engine = Self {
            process: Process::start(&mut command),
            url: format!("redis://127.0.0.1:{port}"),
            _directory: directory,
        };
        let start = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(
                start.elapsed().as_secs() < 10,
                "redis-server does not listen"
            );
            sleep(Duration::from_millis(20));
        }
        engine
    }

    /// The bytes it has taken of memory, for whatever.
    pub(super) fn memory(&self) -> usize {
        let info: String = ask(&mut self.connect(), &["INFO", "memory"]);
        let mut lines = info.lines();
        let used = lines.find_map(|line| line.strip_prefix("used_memory:"));
        used.and_then(|it| it.trim().parse().ok()).expect("Redis")
    }

    /// All logs that it holds.
    pub(super) fn held(&self) -> Held {
        let connection = &mut self.connect();
        let keys: Vec<String> = ask(connection, &["KEYS", "*:log"]);
        let mut held = Held {
            records: 0,
            bytes: 0,
        };
        for key in keys {
            held.records += ask::<usize>(connection, &["XLEN", &key]);
            held.bytes += ask::<usize>(connection, &["MEMORY", "USAGE", &key, "SAMPLES", "0"]);
        }
        held
    }

    /// Forgets all of it.
    pub(super) fn clear(&self) {
        ask::<()>(&mut self.connect(), &["FLUSHALL"]);
    }

    fn connect(&self) -> Connection {
        let client = Client::open(&*self.url).expect("a URL");
        client.get_connection().expect("a connection")
    }
}

fn ask<T: FromRedisValue>(connection: &mut Connection, words: &[&str]) -> T {
    let mut command = cmd(words[0]);
    command.arg(&words[1..]);
    command.query(connection).expect("Redis")
}

/// Somebody else may take it before it is used, though nobody does.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}
