//! The options of commands that print findings about the code of a document.

use clap::builder::Resettable;
use clap::{Arg, Args, ValueEnum};
use stream_events_schema::nearest;

use crate::derive::DeriveArguments;
use crate::exit::Failure;
use crate::out::MessageFormat;
use crate::settings::Settings;

/// `--format` has two meanings, which its values tell apart: the derive's option of that name takes a pair.
#[derive(Debug, Args)]
pub(crate) struct FindingsArguments {
    /// The same as `--format json`
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    derive: DeriveArguments,
}

/// What `--format` is in these commands.
const FORMAT_HELP: &str = "\
How to print what was found: `human`, `json`, or `github`, as annotations of a workflow. As an option \
of the derive, your own type for strings and numbers of a `format`, such as `date-time=jiff::Timestamp`";

/// The derive's `--format`, as the help of these commands has it.
pub(crate) fn beside_findings(format: Arg) -> Arg {
    let format = format.value_name("HOW|FORMAT=TYPE").help(FORMAT_HELP);
    format.help_heading(Resettable::Reset)
}

impl FindingsArguments {
    /// For whom findings are printed, and what is said of the derive.
    pub(crate) fn split(&self) -> Result<(MessageFormat, Settings), Failure> {
        let mut derive = self.derive.clone();
        derive.format.retain(|it| it.contains('='));
        let words: Vec<_> = self
            .derive
            .format
            .iter()
            .filter(|it| !it.contains('='))
            .collect();
        let format = match (self.json, words.as_slice()) {
            (true, []) => MessageFormat::Json,
            (false, []) => MessageFormat::default(),
            (false, [word]) => named(word)?,
            _ => {
                let message =
                    "what was found is printed in one format: give `--format` once, or `--json`";
                return Err(Failure::Usage(message.to_owned()));
            }
        };
        Ok((format, (&derive).into()))
    }
}

fn named(word: &str) -> Result<MessageFormat, Failure> {
    MessageFormat::from_str(word, false).map_err(|_| {
        let names = ["human", "json", "github"];
        let help = match nearest(word, names) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!(
                "write one of {}, or a type for a format, such as \"date-time=jiff::Timestamp\"",
                names.join(", ")
            ),
        };
        Failure::Usage(format!("--format: there is no `{word}`; {help}"))
    })
}
