//! `stream-events apis`.

use clap::{Args, Subcommand};
use serde::Serialize;
use stream_events_apis::{ALL, Api};
use stream_events_schema::Checked;

use crate::exit::{Exit, Failure};
use crate::names;
use crate::out::{self, Table};

const HELP: &str = "\
These documents are part of the command. The crate `stream-events-apis` has the types of each behind
a feature of its name, for programs that need no document of their own.

Examples:
  stream-events apis
  stream-events apis --json
  stream-events apis show openai-responses

Exit codes:
  0  listed
  1  the list cannot be printed
  2  the command line is wrong";

const SHOW_HELP: &str = "\
`stream-events init` writes it to a file, with its examples.

Examples:
  stream-events apis show openai-responses
  stream-events apis show openai-responses | stream-events show -
  stream-events apis show openai-responses | stream-events diff src/schemas/responses.json -

Exit codes:
  0  printed
  1  the document cannot be printed
  2  there is no API of that name";

/// List the APIs whose documents come with the command, or print one of these
#[derive(Debug, Args)]
#[command(after_help = HELP, args_conflicts_with_subcommands = true)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Show(Show),
}

/// Print the document of an API
#[derive(Debug, Args)]
#[command(after_help = SHOW_HELP)]
struct Show {
    /// The name of the API, as `stream-events apis` lists it
    #[arg(value_name = "NAME")]
    name: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    match &arguments.command {
        Some(Command::Show(show)) => out::print_file(find(&show.name)?.document)?,
        None if arguments.json => out::print_json(&report()?)?,
        None => out::print(&list()?)?,
    }
    Ok(Exit::Fine)
}

/// The API of a name that a user wrote.
pub(crate) fn find(name: &str) -> Result<&'static Api, Failure> {
    if let Some(api) = stream_events_apis::find(name) {
        return Ok(api);
    }
    let known: Vec<_> = ALL.iter().map(|it| it.name).collect();
    let help = names::did_you_mean(name, &known)
        .unwrap_or_else(|| "`stream-events apis` lists them".to_owned());
    let message = format!("there is no document of an API called \"{name}\"");
    Err(Failure::Usage(format!("{message}; {help}")))
}

fn list() -> Result<String, Failure> {
    let mut table = Table::new(&["NAME", "TITLE", "FRAMING", "EVENTS"]);
    for api in ALL {
        let document = checked(api)?;
        table.row([
            api.name.to_owned(),
            api.title.to_owned(),
            document.framing.keyword().to_owned(),
            document.events.len().to_string(),
        ]);
    }
    Ok(table.text(""))
}

fn checked(api: &Api) -> Result<Checked, Failure> {
    Ok(stream_events_schema::read(api.name, api.document)?)
}

/// What `apis --json` prints. What is there stays; more may come.
#[derive(Serialize)]
struct Report {
    /// The version of this form.
    format: u32,
    apis: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    name: &'static str,
    title: &'static str,
    description: Option<String>,
    framing: &'static str,
    events: usize,
    /// How many recorded streams it is held to.
    examples: usize,
}

fn report() -> Result<Report, Failure> {
    let entries = ALL.iter().map(|api| {
        let document = checked(api)?;
        Ok(Entry {
            name: api.name,
            title: api.title,
            framing: document.framing.keyword(),
            events: document.events.len(),
            examples: api.examples.len(),
            description: document.description.clone(),
        })
    });
    Ok(Report {
        format: 1,
        apis: entries.collect::<Result<_, Failure>>()?,
    })
}
