//! The options of a derive, as arguments.

use std::path::Path;

use clap::Args;
use stream_events_build::{Config, OptionError};

use crate::exit::Failure;

/// What the derive takes that is not part of a document: names, types and further derives.
#[derive(Debug, Clone, Default, PartialEq, Args)]
#[command(next_help_heading = "Options of the derive")]
pub(crate) struct DeriveArguments {
    /// The struct's name; made from the document's title if not given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The module's name; the struct's in snake case if not given
    #[arg(long)]
    pub(crate) module: Option<String>,
    /// A further derive for every payload type, such as `Eq`
    #[arg(long, value_name = "PATH")]
    pub(crate) derive: Vec<String>,
    /// Your own type instead of a generated one
    #[arg(long, value_name = "PLACE=TYPE")]
    pub(crate) replace: Vec<String>,
    /// Your own type for strings and numbers of a `format`, such as `date-time=jiff::Timestamp`
    #[arg(long, value_name = "FORMAT=TYPE")]
    pub(crate) format: Vec<String>,
    /// The Rust name of an event or a type
    #[arg(long, value_name = "PLACE=NAME")]
    pub(crate) rename: Vec<String>,
    /// What strings are read as, such as `std::sync::Arc<str>`; `String` if not given
    #[arg(long, value_name = "TYPE")]
    pub(crate) string: Option<String>,
    /// The alias for the stream's errors; the struct's name and `Error` if not given
    #[arg(long)]
    pub(crate) error: Option<String>,
    /// Types that other crates can match and build without a `..`
    #[arg(long)]
    pub(crate) exhaustive: bool,
}

impl DeriveArguments {
    /// What a build script would ask for in these words.
    pub(crate) fn config(&self) -> Result<Config, Failure> {
        let mut config = Config::new().exhaustive(self.exhaustive);
        for path in &self.derive {
            config = config.derive(path);
        }
        for target in &self.replace {
            let (place, ty) = split("--replace", target)?;
            config = config.replace(place, ty);
        }
        for target in &self.format {
            let (format, ty) = split("--format", target)?;
            config = config.format(format, ty);
        }
        for target in &self.rename {
            let (place, name) = split("--rename", target)?;
            config = config.rename(place, name);
        }
        type Set = fn(Config, &str) -> Config;
        let single: [(&Option<String>, Set); 4] = [
            (&self.name, |config, it| config.name(it)),
            (&self.module, |config, it| config.module(it)),
            (&self.string, |config, it| config.string(it)),
            (&self.error, |config, it| config.error(it)),
        ];
        for (value, set) in single {
            if let Some(value) = value {
                config = set(config, value);
            }
        }
        Ok(config)
    }
}

/// A file that has a name: standard input has none.
pub(crate) fn named(file: &Path) -> Option<&Path> {
    (file != Path::new("-")).then_some(file)
}

/// An option that is not what it should be, as it is written here.
pub(crate) fn wrong(error: &OptionError) -> Failure {
    let option = match error.option {
        "runtime" => "crate",
        option => option,
    };
    Failure::Usage(format!("--{option}: {}", error.message))
}

/// `PLACE=VALUE`.
fn split<'t>(option: &str, text: &'t str) -> Result<(&'t str, &'t str), Failure> {
    // A place may hold `=`, a Rust type or name cannot.
    text.rsplit_once('=').ok_or_else(|| {
        let (what, example) = match option {
            "--format" => ("format", "date-time=jiff::Timestamp"),
            _ => ("place", "#/$defs/Name=Other"),
        };
        Failure::Usage(format!(
            "{option}: write the {what} and what to put there, such as \"{example}\""
        ))
    })
}
