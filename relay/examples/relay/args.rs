//! What can be set.

use std::time::Duration;

pub(crate) const HELP: &str = "\
A gateway whose answers outlive their client and itself.

  --redis URL         the engine that keeps the answers; without it they lie in memory
  --port NUMBER       where it listens on loopback, instead of 8080; 0 is any free port
  --pause MS          for how long the server that plays the API waits before each word, instead of 150
  --lease MS          after how long without its gateway a run is abandoned, instead of 5000
  --heartbeat MS      how long a client hears nothing before it gets a sign of life, instead of 15000
";

#[derive(Debug)]
pub(crate) struct Args {
    pub(crate) redis: Option<String>,
    pub(crate) port: u16,
    pub(crate) pause: Duration,
    pub(crate) lease: Duration,
    pub(crate) heartbeat: Duration,
}

impl Args {
    /// What these words ask for; `None` if it is help.
    pub(crate) fn read(
        mut words: impl Iterator<Item = String>,
    ) -> Result<Option<Self>, Box<dyn std::error::Error>> {
        let mut args = Self {
            redis: None,
            port: 8080,
            pause: Duration::from_millis(150),
            lease: Duration::from_secs(5),
            heartbeat: Duration::from_secs(15),
        };
        while let Some(name) = words.next() {
            let mut value = || words.next().ok_or(format!("`{name}` needs a value"));
            match name.as_str() {
                "--help" | "-h" => return Ok(None),
                "--redis" => args.redis = Some(value()?),
                "--port" => args.port = value()?.parse()?,
                "--pause" => args.pause = milliseconds(&value()?)?,
                "--lease" => args.lease = milliseconds(&value()?)?,
                "--heartbeat" => args.heartbeat = milliseconds(&value()?)?,
                _ => return Err(format!("there is no `{name}`; see `--help`").into()),
            }
        }
        Ok(Some(args))
    }
}

fn milliseconds(text: &str) -> Result<Duration, std::num::ParseIntError> {
    text.parse().map(Duration::from_millis)
}
