//! Options as they are written, as the generator takes them.

use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use stream_events_codegen::{Options, StringType, Target, variant_name};
use stream_events_schema::Checked;
use syn::parse::{Parse, Parser};

use crate::{Config, OptionError};

impl Config {
    /// The options of the generator, for a document and its file.
    ///
    /// # Errors
    ///
    /// When one is not what it should be.
    pub fn options(&self, document: &Checked, path: Option<&Path>) -> Result<Options, OptionError> {
        let name = match &self.name {
            Some(name) => ident("name", name)?,
            None => Self::struct_name(document, path),
        };
        self.parsed(name)
    }

    /// Sees that each option is what it should be, whatever the document.
    ///
    /// # Errors
    ///
    /// When one is not.
    pub fn validate(&self) -> Result<(), OptionError> {
        let name = self.name.as_deref().unwrap_or("Events");
        self.parsed(ident("name", name)?).map(drop)
    }

    fn parsed(&self, name: Ident) -> Result<Options, OptionError> {
        let otherwise = Options::new(name);
        let visibility = self.vis.as_deref().map(|it| parse("vis", it));
        let runtime = self.runtime.as_deref();
        let runtime = runtime.map(|it| parse::<syn::Path>("runtime", it).map(tokens));
        let error = self.error.as_deref().map(|it| ident("error", it));
        let module = self.module.as_deref().map(|it| ident("module", it));
        let derives = self.derives.iter();
        let derives = derives.map(|it| parse::<syn::Path>("derive", it).map(tokens));
        let rename = |name: &str| ident("rename", name).map(|it| it.to_string());
        Ok(Options {
            visibility: visibility.transpose()?.unwrap_or(otherwise.visibility),
            runtime: runtime.transpose()?.unwrap_or(otherwise.runtime),
            error: error.transpose()?.or(otherwise.error),
            module: module.transpose()?,
            derives: derives.collect::<Result<_, _>>()?,
            replacements: targets(&self.replacements, |ty| ty_of("replace", ty))?,
            formats: targets(&self.formats, |ty| ty_of("format", ty))?,
            renames: targets(&self.renames, rename)?,
            string: self.string.as_deref().map(string).transpose()?,
            exhaustive: self.exhaustive,
            name: otherwise.name,
        })
    }

    /// The name of the struct when none is asked for: the document's title or else its file's name.
    #[must_use]
    pub fn struct_name(document: &Checked, path: Option<&Path>) -> Ident {
        let stem = || path.and_then(Path::file_stem).and_then(|it| it.to_str());
        variant_name(document.title.as_deref().or_else(stem).unwrap_or("Events"))
    }
}

fn targets<T>(
    written: &[(String, String)],
    value: impl Fn(&str) -> Result<T, OptionError>,
) -> Result<Vec<Target<T>>, OptionError> {
    let target = |(place, written): &(String, String)| {
        Ok(Target {
            place: place.clone(),
            span: Span::call_site(),
            value: value(written)?,
        })
    };
    written.iter().map(target).collect()
}

fn ty_of(option: &'static str, text: &str) -> Result<TokenStream, OptionError> {
    parse::<syn::Type>(option, text).map(tokens)
}

fn ident(option: &'static str, name: &str) -> Result<Ident, OptionError> {
    syn::parse_str(name).map_err(|_| OptionError {
        option,
        message: format!("\"{name}\" is no name in Rust"),
    })
}

fn string(ty: &str) -> Result<StringType, OptionError> {
    syn::parse_str(ty).map_err(|error| OptionError {
        option: "string",
        message: format!("\"{ty}\": {error}"),
    })
}

fn parse<T: Parse>(option: &'static str, text: &str) -> Result<T, OptionError> {
    T::parse.parse_str(text).map_err(|error| OptionError {
        option,
        message: format!("\"{text}\" is not Rust: {error}"),
    })
}

fn tokens(parsed: impl ToTokens) -> TokenStream {
    parsed.into_token_stream()
}
