//! All options of a document's code, from wherever they are.

use std::path::Path;

use clap::{Args, Parser};
use stream_events_build::Config;
use stream_events_codegen::Options;
use stream_events_schema::Checked;

use crate::derive::{DeriveArguments, named, wrong};
use crate::exit::Failure;

const VISIBILITY: &str = "pub";
const RUNTIME: &str = "::stream_events";

/// The options that decide what is in a file.
#[derive(Debug, Clone, Default, PartialEq, Args)]
pub(crate) struct Settings {
    /// The visibility of all that is generated; `pub` if not given
    #[arg(long, value_name = "VISIBILITY")]
    vis: Option<String>,
    /// The path of the crate `stream-events`; `::stream_events` if not given
    #[arg(long = "crate", value_name = "PATH")]
    runtime: Option<String>,
    #[command(flatten)]
    pub(crate) derive: DeriveArguments,
}

impl From<&DeriveArguments> for Settings {
    fn from(derive: &DeriveArguments) -> Self {
        Self {
            derive: derive.clone(),
            ..Self::default()
        }
    }
}

/// An option as it is written, and all its values; one that takes none has an empty one.
type Written<'a> = (&'static str, Vec<&'a str>);

impl Settings {
    /// Reads options as they are written.
    pub(crate) fn read(words: &[String]) -> Result<Self, String> {
        #[derive(Parser)]
        #[command(no_binary_name = true, disable_help_flag = true)]
        struct Line {
            #[command(flatten)]
            settings: Settings,
        }
        let line = Line::try_parse_from(words).map_err(|error| {
            // The rest is about a command line.
            let error = error.to_string();
            let first = error.lines().next().unwrap_or_default();
            first.trim_start_matches("error: ").to_owned()
        })?;
        Ok(line.settings)
    }

    /// Sets an option by its name, which has no dashes.
    pub(crate) fn set(&mut self, option: &str, values: Vec<String>) {
        let last = values.last().cloned();
        let derive = &mut self.derive;
        match option {
            "vis" => self.vis = last,
            "crate" => self.runtime = last,
            "name" => derive.name = last,
            "module" => derive.module = last,
            "string" => derive.string = last,
            "error" => derive.error = last,
            "derive" => derive.derive = values,
            "replace" => derive.replace = values,
            "format" => derive.format = values,
            "rename" => derive.rename = values,
            _ => derive.exhaustive = last.is_some(),
        }
    }

    /// The options of the derive that these stand for, for a document and its file.
    pub(crate) fn options(&self, document: &Checked, file: &Path) -> Result<Options, Failure> {
        let options = self.config()?.options(document, named(file));
        options.map_err(|it| wrong(&it))
    }

    /// What a build script would ask for in these words.
    pub(crate) fn config(&self) -> Result<Config, Failure> {
        let config = self.derive.config()?;
        let visibility = self.vis.as_deref().unwrap_or(VISIBILITY);
        let runtime = self.runtime.as_deref().unwrap_or(RUNTIME);
        Ok(config.vis(visibility).runtime(runtime))
    }

    /// Each option, in the order of the help.
    fn written(&self) -> Vec<Written<'_>> {
        // What is the default need not be written.
        let vis = self.vis.iter().filter(|it| *it != VISIBILITY);
        let runtime = self.runtime.iter().filter(|it| *it != RUNTIME);
        let mut written = vec![("--vis", all(vis)), ("--crate", all(runtime))];
        let DeriveArguments {
            name,
            module,
            derive,
            replace,
            format,
            rename,
            string,
            error,
            exhaustive,
        } = &self.derive;
        written.extend([
            ("--name", all(name)),
            ("--module", all(module)),
            ("--derive", all(derive)),
            ("--replace", all(replace)),
            ("--format", all(format)),
            ("--rename", all(rename)),
            ("--string", all(string)),
            ("--error", all(error)),
            (
                "--exhaustive",
                exhaustive.then_some("").into_iter().collect(),
            ),
        ]);
        written
    }

    /// Options and values as words of a command line.
    pub(crate) fn words(&self) -> Vec<String> {
        let written = self.written();
        let words = written
            .iter()
            .flat_map(|(option, values)| values.iter().flat_map(|value| [*option, *value]));
        words
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// These, and for every option that they leave out, what another has.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let or = |own: &Option<String>, other: &Option<String>| own.clone().or(other.clone());
        let or_all = |own: &Vec<String>, other: &Vec<String>| {
            // In the order of the other where they are the same.
            match own.is_empty() || sorted(&all(own)) == sorted(&all(other)) {
                true => other.clone(),
                false => own.clone(),
            }
        };
        let (own, others) = (&self.derive, &other.derive);
        Self {
            vis: or(&self.vis, &other.vis),
            runtime: or(&self.runtime, &other.runtime),
            derive: DeriveArguments {
                name: or(&own.name, &others.name),
                module: or(&own.module, &others.module),
                derive: or_all(&own.derive, &others.derive),
                replace: or_all(&own.replace, &others.replace),
                format: or_all(&own.format, &others.format),
                rename: or_all(&own.rename, &others.rename),
                string: or(&own.string, &others.string),
                error: or(&own.error, &others.error),
                exhaustive: own.exhaustive || others.exhaustive,
            },
        }
    }

    /// In which options these differ from others, in a sentence for each.
    pub(crate) fn differences(&self, others: &Self) -> Vec<String> {
        let (own, others) = (self.written(), others.written());
        let differing = own.iter().zip(&others);
        let differing = differing.filter(|(own, other)| sorted(&own.1) != sorted(&other.1));
        let sentence = |((option, own), (_, other)): (&Written<'_>, &Written<'_>)| {
            format!(
                "`{option}` is {} there and {} here",
                listed(other),
                listed(own)
            )
        };
        differing.map(sentence).collect()
    }
}

fn all<'a>(values: impl IntoIterator<Item = &'a String>) -> Vec<&'a str> {
    values.into_iter().map(String::as_str).collect()
}

fn sorted<'a>(values: &[&'a str]) -> Vec<&'a str> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values
}

fn listed(values: &[&str]) -> String {
    match values {
        [] => return "the default".to_owned(),
        [""] => return "given".to_owned(),
        _ => {}
    }
    let values: Vec<_> = values.iter().map(|it| format!("`{it}`")).collect();
    values.join(", ")
}
