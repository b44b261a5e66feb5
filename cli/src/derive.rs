//! The options of a derive, as arguments.

use std::path::Path;

use clap::Args;
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use stream_events_codegen::{Options, StringType, Target, variant_name};
use stream_events_schema::Checked;
use syn::parse::{Parse, Parser};

use crate::exit::Failure;

/// What the derive takes that is not part of a document: names, types and further derives.
#[derive(Debug, Clone, Default, PartialEq, Args)]
#[command(next_help_heading = "Options of the derive")]
pub(crate) struct DeriveArguments {
    /// The struct's name; made from the document's title if not given
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// The module's name; the struct's in snake case if not given
    #[arg(long)]
    pub(crate) module: Option<String>,
    /// A further derive for every payload type, such as `Eq`
    #[arg(long, value_name = "PATH")]
    pub(crate) derive: Vec<String>,
    /// Your own type instead of a generated one
    #[arg(long, value_name = "PLACE=TYPE")]
    pub(crate) replace: Vec<String>,
    /// Your own type for strings and numbers of a `format`, such as `date-time=jiff::Timestamp`
    #[arg(long, value_name = "FORMAT=TYPE")]
    pub(crate) format: Vec<String>,
    /// The Rust name of an event or a type
    #[arg(long, value_name = "PLACE=NAME")]
    pub(crate) rename: Vec<String>,
    /// What strings are read as, such as `std::sync::Arc<str>`; `String` if not given
    #[arg(long, value_name = "TYPE")]
    pub(crate) string: Option<String>,
    /// The alias for the stream's errors; the struct's name and `Error` if not given
    #[arg(long)]
    pub(crate) error: Option<String>,
    /// Types that other crates can match and build without a `..`
    #[arg(long)]
    pub(crate) exhaustive: bool,
}

impl DeriveArguments {
    /// The options of the derive that the arguments stand for, for a document and its file.
    pub(crate) fn options(&self, document: &Checked, file: &Path) -> Result<Options, Failure> {
        let name = match &self.name {
            Some(name) => ident("--name", name)?,
            None => struct_name(document, Some(file)),
        };
        let module = self.module.as_deref();
        let derives = self.derive.iter();
        let derives = derives.map(|it| Ok(tokens(parse::<syn::Path>("--derive", it)?)));
        let types = |option: &'static str, targets: &[String]| {
            let ty = move |ty: &str| Ok(tokens(parse::<syn::Type>(option, ty)?));
            let targets = targets.iter().map(|it| target(option, it, ty));
            targets.collect::<Result<Vec<_>, Failure>>()
        };
        let renames = self.rename.iter().map(|it| {
            target("--rename", it, |name| {
                Ok(ident("--rename", name)?.to_string())
            })
        });
        let otherwise = Options::new(name);
        let error = self.error.as_deref();
        let error = error.map(|it| ident("--error", it)).transpose()?;
        Ok(Options {
            error: error.or(otherwise.error),
            exhaustive: self.exhaustive,
            module: module.map(|it| ident("--module", it)).transpose()?,
            derives: derives.collect::<Result<_, Failure>>()?,
            replacements: types("--replace", &self.replace)?,
            formats: types("--format", &self.format)?,
            renames: renames.collect::<Result<_, _>>()?,
            string: self.string.as_deref().map(string).transpose()?,
            ..Options::new(otherwise.name)
        })
    }
}

/// The name of the struct when none is asked for: the document's title or else its file's name.
pub(crate) fn struct_name(document: &Checked, file: Option<&Path>) -> Ident {
    // Standard input has no name.
    let file = file.filter(|it| *it != Path::new("-"));
    let stem = || file.and_then(Path::file_stem).and_then(|it| it.to_str());
    variant_name(document.title.as_deref().or_else(stem).unwrap_or("Events"))
}

fn ident(option: &str, name: &str) -> Result<Ident, Failure> {
    let parsed = syn::parse_str::<Ident>(name);
    parsed.map_err(|_| Failure::Usage(format!("{option}: \"{name}\" is no name in Rust")))
}

fn string(ty: &str) -> Result<StringType, Failure> {
    let parsed = syn::parse_str(ty);
    parsed.map_err(|error| Failure::Usage(format!("--string: \"{ty}\": {error}")))
}

pub(crate) fn parse<T: Parse>(option: &str, text: &str) -> Result<T, Failure> {
    let parsed = T::parse.parse_str(text);
    parsed.map_err(|error| Failure::Usage(format!("{option}: \"{text}\" is not Rust: {error}")))
}

pub(crate) fn tokens(parsed: impl ToTokens) -> TokenStream {
    parsed.into_token_stream()
}

/// `PLACE=VALUE`.
fn target<T>(
    option: &str,
    text: &str,
    value: impl FnOnce(&str) -> Result<T, Failure>,
) -> Result<Target<T>, Failure> {
    // A place may hold `=`, a Rust type or name cannot.
    let Some((place, right)) = text.rsplit_once('=') else {
        let (what, example) = match option {
            "--format" => ("format", "date-time=jiff::Timestamp"),
            _ => ("place", "#/$defs/Name=Other"),
        };
        return Err(Failure::Usage(format!(
            "{option}: write the {what} and what to put there, such as \"{example}\""
        )));
    };
    Ok(Target {
        place: place.to_owned(),
        span: Span::call_site(),
        value: value(right)?,
    })
}
