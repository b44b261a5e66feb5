//! The command `stream-events`: checks, compares, shows and imports documents, compares them with
//! recorded streams, and generates Rust from them. Files, arguments and printing are here; everything else is in the libraries.

#![forbid(unsafe_code)]

mod apis;
mod args;
mod check;
mod completions;
mod config;
mod derive;
mod diff;
mod drift;
mod exit;
mod explain;
mod failure;
mod findings;
mod fold;
mod generate;
mod import;
mod init;
mod io;
mod live;
mod man;
mod meta_schema;
mod names;
mod out;
mod record;
mod request;
mod serve;
mod settings;
mod show;
mod tail;
mod view;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use exit::{Exit, Failure};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.apply();
    let exit = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Drift(arguments) => drift::run(&arguments),
        Command::Fold(arguments) => fold::run(&arguments),
        Command::View(arguments) => view::run(&arguments),
        Command::Record(arguments) => record::run(&arguments),
        Command::Tail(arguments) => tail::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Apis(arguments) => apis::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::MetaSchema(arguments) => meta_schema::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments),
    };
    match exit {
        Ok(exit) => exit.into(),
        Err(failure) => report(&failure),
    }
}

fn report(failure: &Failure) -> ExitCode {
    // The reader of a pipe had enough; there is nobody to tell.
    if !failure.is_closed_pipe() {
        out::failure(failure);
    }
    match failure {
        Failure::Usage(_) => Exit::Usage,
        _ => Exit::Trouble,
    }
    .into()
}
