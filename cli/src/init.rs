//! `stream-events init`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use stream_events_apis::Api;

use crate::apis;
use crate::exit::{Exit, Failure};
use crate::io::{self, relative, slashes, written_folder};
use crate::out;

const HELP: &str = "\
The document is written as it comes with the command, and is yours from there on. The recorded
streams that it names as its examples go into a folder `examples` beside it: `stream-events check`
holds the document to them.

Examples:
  stream-events init openai-responses -o src/schemas/openai-responses.json
  stream-events init anthropic-messages -o src/schemas/messages.json --force

Exit codes:
  0  written; what is there already with the same text stays
  1  a file is there already with another text, or cannot be written
  2  there is no API of that name";

/// Begin with the document of an API that comes with the command
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The name of the API, as `stream-events apis` lists it
    #[arg(value_name = "NAME")]
    name: String,
    /// Where to write the document; `-` is standard output, without examples
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
    /// Write over files that are there
    #[arg(long)]
    force: bool,
    /// Do not say what was written, and what to do with it
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let api = apis::find(&arguments.name)?;
    let output = &arguments.output;
    if io::is_standard(output) {
        out::print_file(api.document)?;
        return Ok(Exit::Fine);
    }
    io::writable(output)?;
    let files = files(api, output);
    if !arguments.force {
        // Before any of them is written: all or none.
        files
            .iter()
            .try_for_each(|(path, text)| free(path, text, api))?;
    }
    let (there, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_there);
    for (path, text) in &files {
        io::make_folder_of(path)?;
        io::write(path, text)?;
    }
    if !arguments.quiet {
        tell(api, output, &files, &there);
    }
    Ok(Exit::Fine)
}

/// What is written, and where: the document last, as it names the others.
fn files(api: &'static Api, output: &Path) -> Vec<(PathBuf, &'static str)> {
    let folder = output.parent().unwrap_or(Path::new(""));
    let examples = api.examples.iter();
    let examples = examples.flat_map(|it| [it.recording, it.value]);
    let examples = examples.map(|it| (folder.join(it.path), it.text));
    let document = (output.to_owned(), api.document);
    examples.chain([document]).collect()
}

/// Whether a file has this text already.
fn is_there((path, text): &(PathBuf, &str)) -> bool {
    fs::read(path).is_ok_and(|it| it == text.as_bytes())
}

/// Fails if something else is there.
fn free(path: &Path, text: &str, api: &Api) -> Result<(), Failure> {
    // A link that leads nowhere is there, too: what is written would go where it leads.
    if fs::symlink_metadata(path).is_err() || is_there(&(path.to_owned(), text)) {
        return Ok(());
    }
    let name = path.display();
    let failure = Failure::with_help(
        format!("{name} is there already"),
        "`--force` writes over it",
    );
    Err(match text == api.document {
        true => failure.and_help(format!(
            "`stream-events apis show {} | stream-events diff {name} -` tells how it differs",
            api.name
        )),
        false => failure,
    })
}

/// Says what was written, and what to do with it.
fn tell(api: &Api, output: &Path, files: &[(PathBuf, &str)], there: &[(PathBuf, &str)]) {
    let mut text = String::new();
    for (path, _) in there.iter().rev() {
        text.push_str(&format!("{} is there already, unchanged\n", path.display()));
    }
    for (path, _) in files.iter().rev() {
        text.push_str(&format!("wrote {}\n", path.display()));
    }
    let (schema, name) = (in_package(output), api.type_name);
    text.push_str(&format!(
        "\nNext, in a crate that depends on `stream-events`:\n\n\
         #[derive(stream_events::StreamEvents)]\n\
         #[stream_events(schema = {schema:?})]\n\
         pub struct {name};",
    ));
    out::say(&text);
}

/// The path of a file that was written, as a derive in its package names it.
fn in_package(file: &Path) -> String {
    let folder = written_folder(file);
    let folder = fs::canonicalize(match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => &folder,
    });
    let package = folder.ok().and_then(|folder| {
        let mut folders = folder.ancestors();
        let package = folders.find(|it| it.join("Cargo.toml").is_file());
        package.map(Path::to_path_buf)
    });
    slashes(&match package {
        Some(package) => relative(file, &package),
        None => file.to_owned(),
    })
}
