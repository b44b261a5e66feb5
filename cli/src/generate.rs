//! `stream-events generate`.

mod stale;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use quote::quote;
use stream_events_codegen::Options;
use stream_events_schema::Checked;

use crate::derive::{TypeArguments, ident, parse, struct_name, tokens, types};
use crate::exit::{Exit, Failure};
use crate::io::{Document, relative, slashes};
use crate::out;

const HELP: &str = "\
The code is what the derive makes, with the struct it is derived on. Put it into a crate that
depends on `stream-events` of the version that the file names, and declare it as a module:

  mod events;
  use events::{Messages, messages::Event};

It may be formatted: `--check` compares what the code says, not how it is laid out.

Examples:
  stream-events generate schemas/messages.json -o src/events.rs
  stream-events generate schemas/messages.json -o src/events.rs --check
  stream-events generate schemas/feed.json --name Feed --vis 'pub(crate)' \\
      --rename '#/$defs/a.b=Ab' --replace '#/$defs/Url=url::Url'

Exit codes:
  0  written; with --check, up to date
  1  the document has mistakes, or a file cannot be read or written
  3  with --check: out of date";

/// Write the code of a document to a file, instead of deriving it
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(crate) struct Arguments {
    /// The document; `-` is standard input
    pub(crate) file: PathBuf,
    /// Where to write the code; to standard output if not given
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Write nothing, and see whether the file is up to date
    #[arg(long, requires = "output")]
    pub(crate) check: bool,
    /// The struct's name; made from the document's title if not given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The module's name; the struct's in snake case if not given
    #[arg(long)]
    pub(crate) module: Option<String>,
    /// The visibility of all that is generated
    #[arg(long, default_value = "pub", value_name = "VISIBILITY")]
    pub(crate) vis: String,
    /// One more derive for every payload type
    #[arg(long, value_name = "PATH")]
    pub(crate) derive: Vec<String>,
    #[command(flatten)]
    pub(crate) types: TypeArguments,
    /// The path of the crate `stream-events`
    #[arg(long = "crate", value_name = "PATH", default_value = "::stream_events")]
    pub(crate) runtime: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Failure> {
    let document = Document::read(&arguments.file)?;
    let code = code(arguments, &document)?;
    let Some(output) = &arguments.output else {
        write!(anstream::stdout(), "{code}")?;
        return Ok(Exit::Fine);
    };
    if !arguments.check {
        fs::write(output, code).map_err(Failure::file("write", output))?;
        return Ok(Exit::Fine);
    }
    let found = match fs::read_to_string(output) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Failure::file("read", output)(error)),
    };
    if stale::same(&found, &code) {
        return Ok(Exit::Fine);
    }
    write!(
        anstream::stdout(),
        "{}",
        stale::report(output, &found, &code)
    )?;
    out::say(&format!(
        "error: {} is out of date\n  = help: write it anew with `{}`",
        output.display(),
        command(arguments, &arguments.file, output)
    ));
    Ok(Exit::Found)
}

/// The whole file.
fn code(arguments: &Arguments, document: &Document) -> Result<String, Failure> {
    let options = options(arguments, &document.checked)?;
    let items = stream_events_codegen::expand(&document.checked, &options)?;
    let (name, visibility, runtime) = (&options.name, &options.visibility, &options.runtime);
    let version = env!("CARGO_PKG_VERSION");
    let docs = match document.checked.title() {
        Some(title) => format!(" The events of {title}."),
        None => format!(" The events of `{name}`."),
    };
    let file = syn::parse2(quote! {
        const _: () = #runtime::__private::assert_version(#version);

        #[doc = #docs]
        #[derive(Debug)]
        #visibility struct #name;

        #items
    });
    let file = file.map_err(|error| Failure::Other(format!("the code is not Rust: {error}")))?;
    Ok(format!(
        "{}{}",
        header(arguments),
        prettyplease::unparse(&file)
    ))
}

/// The options of the derive that the arguments stand for.
fn options(arguments: &Arguments, document: &Checked) -> Result<Options, Failure> {
    let name = match &arguments.name {
        Some(name) => ident("--name", name)?,
        None => struct_name(document, Some(&arguments.file)),
    };
    let module = arguments.module.as_ref();
    Ok(Options {
        visibility: parse("--vis", &arguments.vis)?,
        module: module.map(|it| ident("--module", it)).transpose()?,
        derives: arguments
            .derive
            .iter()
            .map(|it| Ok(tokens(parse::<syn::Path>("--derive", it)?)))
            .collect::<Result<_, Failure>>()?,
        runtime: tokens(parse::<syn::Path>("--crate", &arguments.runtime)?),
        ..types(&arguments.types, name)?
    })
}

/// Where the file comes from, said so that it reads the same wherever the command was run.
fn header(arguments: &Arguments) -> String {
    let (schema, output) = match &arguments.output {
        Some(output) => (
            relative(&arguments.file, output.parent().unwrap_or(Path::new(""))),
            output
                .file_name()
                .map_or_else(|| output.clone(), PathBuf::from),
        ),
        None => (arguments.file.clone(), PathBuf::from("FILE")),
    };
    format!(
        "// @generated by `stream-events generate` from\n\
         // {}\n\
         //\n\
         // Do not edit. To write it anew, run in the folder of this file:\n\
         // {}\n\n",
        slashes(&schema),
        command(arguments, &schema, &output)
    )
}

/// The command that writes `output`.
fn command(arguments: &Arguments, schema: &Path, output: &Path) -> String {
    let mut words = vec![
        "stream-events generate".to_owned(),
        quoted(&slashes(schema)),
        "-o".to_owned(),
    ];
    words.push(quoted(&slashes(output)));
    let mut option = |name: &str, value: &str| {
        words.push(name.to_owned());
        words.push(quoted(value));
    };
    if let Some(name) = &arguments.name {
        option("--name", name);
    }
    if let Some(module) = &arguments.module {
        option("--module", module);
    }
    if arguments.vis != "pub" {
        option("--vis", &arguments.vis);
    }
    arguments
        .derive
        .iter()
        .for_each(|it| option("--derive", it));
    let types = &arguments.types;
    types.replace.iter().for_each(|it| option("--replace", it));
    types.rename.iter().for_each(|it| option("--rename", it));
    if let Some(string) = &types.string {
        option("--string", string);
    }
    if arguments.runtime != "::stream_events" {
        option("--crate", &arguments.runtime);
    }
    words.join(" ")
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-:,=+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
