//! `stream-events completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args;
use crate::exit::{Exit, Failure};
use crate::out;

const HELP: &str = "\
Examples:
  stream-events completions bash > ~/.local/share/bash-completion/completions/stream-events
  stream-events completions fish > ~/.config/fish/completions/stream-events.fish

Exit codes:
  0  printed";

/// Print a completion script for a shell
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    let mut command = args::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "stream-events", &mut script);
    out::print_file(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
