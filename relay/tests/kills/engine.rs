//! An engine that a test starts for itself.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use stream_events_relay::RedisLog;
use tempfile::TempDir;

use crate::say;

/// Redis on a port of its own, which has on its disk what it has acknowledged. It is killed at drop.
pub(crate) struct Engine {
    folder: TempDir,
    port: u16,
    process: Child,
}

impl Engine {
    /// `None` where there is none.
    pub(crate) async fn start() -> Option<Self> {
        if Command::new(program()).arg("--version").output().is_err() {
            say(format!("skipped: no {} here", program()));
            return None;
        }
        let folder = tempfile::tempdir().expect("a directory");
        let free = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let process = spawn(&folder, port);
        let engine = Self {
            folder,
            port,
            process,
        };
        engine.is_up().await;
        Some(engine)
    }

    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// As `kill -9` does.
    pub(crate) fn kill(&mut self) {
        self.process.kill().expect("killed");
        self.process.wait().expect("gone");
    }

    pub(crate) async fn restart(&mut self) {
        self.process = spawn(&self.folder, self.port);
        self.is_up().await;
    }

    async fn is_up(&self) {
        let began = Instant::now();
        while let Err(error) = RedisLog::connect(&self.url()).await {
            let waited = began.elapsed();
            assert!(waited < Duration::from_secs(20), "no engine: {error}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The one that `.ci/engines` has found, or what the system has.
fn program() -> String {
    let named = std::env::var("RELAY_REDIS_SERVER").ok();
    let named = named.filter(|it| !it.is_empty());
    named.unwrap_or_else(|| "redis-server".to_owned())
}

fn spawn(folder: &TempDir, port: u16) -> Child {
    let mut command = Command::new(program());
    command.arg("--port").arg(port.to_string());
    command.arg("--dir").arg(folder.path());
    command.args(["--bind", "127.0.0.1", "--save", ""]);
    command.args(["--appendonly", "yes", "--appendfsync", "always"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the engine starts")
}
