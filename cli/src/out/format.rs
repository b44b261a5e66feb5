//! How findings are printed.

use clap::{Args, ValueEnum};

/// For whom findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
    /// As annotations of a GitHub workflow, with paths as the repository has them
    Github,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct FormatArguments {
    /// How to print what was found: `human`, `json`, or `github`, as annotations of a workflow
    #[arg(
        long,
        value_enum,
        default_value_t,
        value_name = "FORMAT",
        hide_possible_values = true
    )]
    format: MessageFormat,
    /// The same as `--format json`
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

impl FormatArguments {
    pub(crate) fn get(&self) -> MessageFormat {
        match self.json {
            true => MessageFormat::Json,
            false => self.format,
        }
    }
}
