//! Engines that a test starts for itself.

use std::io::Write;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use redis::{Cmd, RedisResult, Value};
use stream_events_relay::{Key, RedisLog};
use tempfile::TempDir;

use crate::place::Place;

/// An engine on a port of its own, which writes every command to its disk. It is killed at drop.
pub(crate) struct Engine {
    program: PathBuf,
    dir: TempDir,
    pub(crate) port: u16,
    child: Mutex<Child>,
}

impl Engine {
    pub(crate) async fn redis() -> Option<Self> {
        Self::start("redis-server", "RELAY_REDIS_SERVER").await
    }

    pub(crate) async fn valkey() -> Option<Self> {
        Self::start("valkey-server", "RELAY_VALKEY_SERVER").await
    }

    async fn start(name: &str, variable: &str) -> Option<Self> {
        let Some(program) = find(name, variable) else {
            // Not by `eprintln`, which tests that pass keep to themselves.
            let mut out = std::io::stderr();
            writeln!(out, "skipped: no {name} here").expect("standard error");
            return None;
        };
        for _ in 0..5 {
            let dir = tempfile::tempdir().expect("a directory");
            let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
            let port = free.local_addr().expect("an address").port();
            drop(free);
            let child = Mutex::new(spawn(&program, &dir, port));
            let program = program.clone();
            let engine = Self {
                program,
                dir,
                port,
                child,
            };
            if engine.is_up().await {
                return Some(engine);
            }
        }
        panic!("{name} does not start");
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// As `kill -9` does.
    pub(crate) fn kill(&self) {
        let mut child = self.child();
        child.kill().expect("killed");
        child.wait().expect("gone");
    }

    pub(crate) async fn restart(&self) {
        *self.child() = spawn(&self.program, &self.dir, self.port);
        assert!(self.is_up().await, "the engine does not come back");
    }

    /// Stops it in its tracks, or lets it go on: its connections stay.
    pub(crate) fn signal(&self, signal: &str) {
        let pid = self.child().id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("a kill").success());
    }

    /// Sends a command by a connection of its own.
    pub(crate) async fn ask(&self, command: &str) -> Value {
        self.try_ask(command).await.expect("a reply")
    }

    async fn try_ask(&self, command: &str) -> RedisResult<Value> {
        let client = redis::Client::open(self.url())?;
        let mut connection = client.get_multiplexed_async_connection().await?;
        let mut sent = Cmd::new();
        for part in command.split(' ') {
            sent.arg(part);
        }
        sent.query_async(&mut connection).await
    }

    /// Whether our process answers: somebody else may have taken the port.
    async fn is_up(&self) -> bool {
        let pid = format!("process_id:{}\r", self.child().id());
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if self.child().try_wait().expect("a child").is_some() {
                return false;
            }
            let info = self.try_ask("INFO server").await;
            if let Ok(Value::BulkString(info)) = info {
                return String::from_utf8_lossy(&info).contains(&pid);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }

    fn child(&self) -> MutexGuard<'_, Child> {
        self.child.lock().expect("a child")
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let child = self.child.get_mut().expect("a child");
        // It may be dead already.
        let _ = child.kill();
        let _ = child.wait();
    }
}

impl Place for Engine {
    type Log = RedisLog;

    const INTERLEAVINGS: u32 = 20;

    async fn instance(&self) -> RedisLog {
        RedisLog::connect(&self.url()).await.expect("connected")
    }

    async fn settle(&self) {
        tokio::time::sleep(Duration::from_millis(3)).await;
    }
}

/// The stream of a log.
pub(crate) fn stream(key: &Key) -> String {
    format!("se:{{{key}}}:log")
}

fn find(name: &str, variable: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).filter(|it| !it.is_empty());
    if let Some(program) = named.map(PathBuf::from) {
        assert!(program.is_file(), "{variable} names no program");
        return Some(program);
    }
    let path = std::env::var_os("PATH")?;
    let mut programs = std::env::split_paths(&path).map(|dir| dir.join(name));
    programs.find(|program| program.is_file())
}

fn spawn(program: &PathBuf, dir: &TempDir, port: u16) -> Child {
    let mut command = Command::new(program);
    command.arg("--port").arg(port.to_string());
    command.arg("--dir").arg(dir.path());
    command.args(["--bind", "127.0.0.1", "--save", ""]);
    command.args(["--appendonly", "yes", "--appendfsync", "always"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the engine starts")
}
