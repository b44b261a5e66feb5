//! `stream-events man`.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use crate::args;
use crate::exit::{Exit, Failure};
use crate::io;
use crate::names;
use crate::out;

const HELP: &str = "\
With --output, a page is written for the command, and one for each subcommand. Without it, one page
is printed: that of the command, or of a subcommand that is named.

Examples:
  stream-events man | man -l -
  stream-events man diff | man -l -
  stream-events man -o ~/.local/share/man/man1

Exit codes:
  0  printed or written
  1  a page cannot be printed or written
  2  there is no subcommand of that name";

/// Print or write manual pages
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The subcommand whose page is printed
    #[arg(value_name = "SUBCOMMAND", conflicts_with = "output")]
    subcommand: Option<String>,
    /// The folder to write all pages to; made if it is not there
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let mut command = args::Arguments::command();
    command.build();
    let Some(folder) = &arguments.output else {
        let command = match &arguments.subcommand {
            Some(name) => find(&command, name)?,
            None => &command,
        };
        out::print_file(&page(command)?)?;
        return Ok(Exit::Fine);
    };
    io::writable(folder)?;
    for (name, page) in pages(&command)? {
        let path = folder.join(name);
        io::make_folder_of(&path)?;
        io::write(&path, &page)?;
    }
    Ok(Exit::Fine)
}

fn find<'a>(command: &'a Command, name: &str) -> Result<&'a Command, Failure> {
    let known: Vec<&Command> = shown(command).collect();
    let names: Vec<&str> = known.iter().map(|it| it.get_name()).collect();
    if let Some(index) = names.iter().position(|it| *it == name) {
        return Ok(known[index]);
    }
    let help = names::help(name, &names);
    Err(Failure::Usage(format!(
        "there is no subcommand `{name}`; {help}"
    )))
}

/// The page of a command and those of its subcommands, each with the name of its file.
fn pages(command: &Command) -> Result<Vec<(String, String)>, Failure> {
    let name = Man::new(command.clone()).get_filename();
    let mut pages = vec![(name, page(command)?)];
    for subcommand in shown(command) {
        pages.extend(self::pages(subcommand)?);
    }
    Ok(pages)
}

/// The subcommands that are told of; `help` has the pages of the others.
fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    let subcommands = command.get_subcommands();
    subcommands.filter(|it| !it.is_hide_set() && it.get_name() != "help")
}

fn page(command: &Command) -> Result<String, Failure> {
    let help = command.get_after_help().map(ToString::to_string);
    let mut page = Vec::new();
    // What stands behind the options is laid out, and would be filled as prose.
    let command = command.clone().after_help(None::<&str>);
    let name = command.get_display_name().unwrap_or(command.get_name());
    let (title, source) = (
        name.to_owned(),
        concat!("stream-events ", env!("CARGO_PKG_VERSION")),
    );
    // An empty date would not be quoted, and the source would be taken for it.
    let man = Man::new(command).title(title).date(" ").source(source);
    man.manual("stream-events").render(&mut page)?;
    write!(page, "{}", sections(&help.unwrap_or_default()).render())?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

/// What stands behind the options: prose is filled, and indented lines stay as they are.
fn sections(help: &str) -> Roff {
    let mut roff = Roff::new();
    let mut has_heading = false;
    for block in help.split("\n\n") {
        let mut lines: Vec<&str> = block.lines().collect();
        let heading = match lines.first() {
            Some(&"Examples:") => Some("EXAMPLES"),
            Some(&"Exit codes:") => Some("EXIT STATUS"),
            _ => None,
        };
        match heading {
            Some(heading) => {
                lines.remove(0);
                roff.control("SH", [heading]);
            }
            None if !has_heading => drop(roff.control("SH", ["DETAILS"])),
            None => drop(roff.control("PP", [])),
        }
        has_heading = true;
        for part in lines.chunk_by(|one, next| is_laid_out(one) == is_laid_out(next)) {
            text(&mut roff, part);
        }
    }
    roff
}

fn text(roff: &mut Roff, lines: &[&str]) {
    let is_laid_out = lines.first().is_some_and(|it| is_laid_out(it));
    if is_laid_out {
        roff.control("nf", []);
    }
    for line in lines {
        roff.text([roman(*line)]);
    }
    if is_laid_out {
        roff.control("fi", []);
    }
}

fn is_laid_out(line: &str) -> bool {
    line.starts_with("  ")
}
