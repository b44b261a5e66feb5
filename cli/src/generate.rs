//! `stream-events generate`.

mod header;
mod settings;
mod stale;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::derive::{named, wrong};
use crate::exit::{Exit, Failure};
use crate::io::{self, Document, written_folder};
use crate::out;

use header::Header;
use settings::Settings;

const HELP: &str = "\
The code is what the derive makes, with the struct it is derived on. Put it into a crate that
depends on `stream-events`, and declare it as a module:

  mod events;
  use events::{Messages, messages::Event};

The header of the file holds the command that wrote it. A file that is there is written anew and
checked with the options in its header, so they need not be repeated, and with its document, if no
other is named. An option on the command line replaces the one of the header; what changes is said.
With --check, options that differ make the file out of date. To drop an option, take it out of the
header.

The file may be formatted: `--check` compares what the code says, not how it is laid out.

Examples:
  stream-events generate schemas/messages.json -o src/events.rs
  stream-events generate schemas/feed.json --name Feed --vis 'pub(crate)' \\
      --rename '#/$defs/a.b=Ab' --replace '#/$defs/Url=url::Url' -o src/feed.rs
  stream-events generate -o src/events.rs -o src/feed.rs
  stream-events generate -o src/events.rs -o src/feed.rs --check

Exit codes:
  0  written, or left as it was because nothing changed; with --check, up to date
  1  the document has mistakes, or a file cannot be read or written
  2  the command line is wrong
  3  with --check: out of date, or made with other options";

/// Write the generated code to a file, instead of deriving it
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document; `-` is standard input. The one that the header of the file names, if not given
    #[arg(required_unless_present = "output")]
    pub(crate) file: Option<PathBuf>,
    /// Where to write the code; `-` is standard output, as when not given. May be given several
    /// times, without a document
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Vec<PathBuf>,
    /// Write nothing, and say whether the files are up to date
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) settings: Settings,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let standard = [PathBuf::from("-")];
    let outputs = match arguments.output.as_slice() {
        [] => &standard,
        outputs => outputs,
    };
    if let [output] = outputs {
        return one(arguments, output);
    }
    if arguments.file.is_some() {
        let message = "one document makes one file: name several files without it";
        return Err(Failure::Usage(message.to_owned()));
    }
    let mut exit = Exit::Fine;
    // One file that cannot be written hides nothing about the others.
    for output in outputs {
        exit = exit.worse(one(arguments, output).unwrap_or_else(|failure| {
            out::failure(&failure);
            Exit::Trouble
        }));
    }
    Ok(exit)
}

fn one(arguments: &Arguments, output: &Path) -> Result<Exit, Failure> {
    if io::is_standard(output) {
        if arguments.check {
            let message = "`--check` reads a file, and `-` is standard output";
            return Err(Failure::Usage(message.to_owned()));
        }
        let file = Generated::new(arguments, output, None)?;
        return io::write(output, &file.text()?).map(|()| Exit::Fine);
    }
    let found = found(output)?;
    let header = Header::read(output, found.as_deref().unwrap_or_default())?;
    let file = Generated::new(arguments, output, header.as_ref())?;
    let differences = header.map_or_else(Vec::new, |it| file.settings.differences(&it.settings));
    if arguments.check {
        return check(&file, found.as_deref().unwrap_or_default(), &differences);
    }
    io::write(output, &file.text()?)?;
    for difference in differences {
        out::note(&format!("{}: {difference}", output.display()), None);
    }
    Ok(Exit::Fine)
}

/// The text of a file that is there.
fn found(output: &Path) -> Result<Option<String>, Failure> {
    // A device or a pipe says nothing, and might wait.
    if !output.is_file() {
        return Ok(None);
    }
    fs::read_to_string(output)
        .map(Some)
        .map_err(Failure::file("read", output))
}

fn check(file: &Generated<'_>, found: &str, differences: &[String]) -> Result<Exit, Failure> {
    let output = file.output.display();
    if !differences.is_empty() {
        let message = format!("{output} was generated with other options: ");
        out::error(&(message + &differences.join("; ")), Some(&file.command()));
        return Ok(Exit::Found);
    }
    let code = file.text()?;
    if stale::same(found, &code) {
        return Ok(Exit::Fine);
    }
    out::print(&stale::report(file.output, found, &code))?;
    out::error(&format!("{output} is out of date"), Some(&file.command()));
    Ok(Exit::Found)
}

/// A file, and all that decides what is in it.
struct Generated<'a> {
    output: &'a Path,
    path: PathBuf,
    document: Document,
    settings: Settings,
}

impl<'a> Generated<'a> {
    /// What the arguments ask for, and what the header says where they ask for nothing.
    fn new(
        arguments: &Arguments,
        output: &'a Path,
        header: Option<&Header>,
    ) -> Result<Self, Failure> {
        let settings = &arguments.settings;
        let path = match (&arguments.file, header) {
            (Some(file), _) => file.clone(),
            (None, Some(header)) if !io::is_standard(&header.document) => {
                shortened(written_folder(output).join(&header.document))
            }
            _ => {
                return Err(Failure::Usage(format!(
                    "{} does not say which document it is made from; name it: `stream-events \
                     generate DOCUMENT -o {}`",
                    output.display(),
                    output.display()
                )));
            }
        };
        Ok(Self {
            output,
            document: Document::read(&path)?,
            path,
            settings: header.map_or_else(|| settings.clone(), |it| settings.or(&it.settings)),
        })
    }

    /// The whole file.
    fn text(&self) -> Result<String, Failure> {
        let (document, config) = (&self.document.checked, self.settings.config()?);
        let code = config.code(document, named(&self.path));
        let code = code.map_err(|error| match error {
            stream_events_build::Error::Option(error) => wrong(&error),
            stream_events_build::Error::Document(mistakes) => Failure::Document(mistakes),
            other => Failure::other(other.to_string()),
        })?;
        let header = header::text(&self.path, self.output, &self.settings)?;
        Ok(header + &code)
    }

    /// What to do where it is out of date.
    fn command(&self) -> String {
        let command = header::command(&self.path, self.output, &self.settings);
        format!("write it anew with `{command}`")
    }
}

/// A path without what leads down into a folder and up again.
fn shortened(path: PathBuf) -> PathBuf {
    match io::relative(&path, Path::new("")) {
        relative if relative.as_os_str().len() < path.as_os_str().len() => relative,
        _ => path,
    }
}
