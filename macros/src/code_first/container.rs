//! `#[stream_events(..)]` on an enum, as it is written.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use stream_events_schema::{End, Mismatch, Sentinel, Unknown, nearest};
use syn::ext::IdentExt;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, LitInt, LitStr, Path, Token, Type, parenthesized};

use super::errors::Errors;
use super::words::Word;
use crate::attr::{once, path_or_text};
use crate::options::{OF_ENUMS, OF_STRUCTS, OF_VARIANTS, no_such, no_such_or};

/// The options of a derive on an enum.
#[derive(Default)]
pub(super) struct Container {
    pub(super) name: Option<LitStr>,
    pub(super) dispatch: Option<Vec<Entry>>,
    pub(super) skip: Vec<LitStr>,
    pub(super) fail: Vec<Fail>,
    /// `failure = Name`: what the failure enum is called.
    pub(super) failure: Option<Ident>,
    pub(super) derives: Vec<Path>,
    pub(super) unknown: Option<Word<Unknown>>,
    pub(super) mismatch: Option<Word<Mismatch>>,
    pub(super) end: Option<Word<End>>,
    pub(super) sentinels: Vec<(LitStr, Sentinel)>,
    pub(super) errors: ErrorOptions,
    pub(super) request_id: Vec<LitStr>,
    pub(super) resume: Option<ResumeOptions>,
    pub(super) runtime: Option<TokenStream>,
}

/// A place where an event type is looked for.
pub(super) enum Entry {
    /// `"event"`, or a pointer.
    Place(LitStr),
    /// `has("/pointer", type = "name")`.
    Has(LitStr, LitStr),
    /// `type = "name"`.
    Always(LitStr),
}

/// A failing event, with the type of its data.
pub(super) struct Fail {
    pub(super) event: LitStr,
    pub(super) ty: Option<Type>,
}

/// `errors(..)`.
#[derive(Default)]
pub(super) struct ErrorOptions {
    pub(super) types: Vec<LitStr>,
    pub(super) messages: Vec<LitStr>,
    pub(super) statuses: Vec<(LitStr, LitInt)>,
    pub(super) status: Option<LitStr>,
    pub(super) body: Option<Type>,
}

/// `resume(..)`.
pub(super) struct ResumeOptions {
    pub(super) cursor: LitStr,
    pub(super) query: LitStr,
}

impl Container {
    pub(super) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut parsed = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("event") {
                errors.on(
                    attribute,
                    "`#[event(..)]` stands on the variants of the enum",
                );
            }
            if attribute.path().is_ident("stream_events") {
                errors.keep(attribute.parse_nested_meta(|meta| parsed.option(&meta)));
            }
        }
        parsed
    }

    fn option(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let option = meta.path.require_ident()?.unraw().to_string();
        match option.as_str() {
            "name" => once(&mut self.name, meta.value()?.parse()?, meta),
            "dispatch" => once(&mut self.dispatch, list(meta)?, meta),
            "skip" => extend(&mut self.skip, meta),
            "fail" => extend(&mut self.fail, meta),
            "failure" => once(&mut self.failure, meta.value()?.parse()?, meta),
            "derive" => extend(&mut self.derives, meta),
            "unknown" => once(&mut self.unknown, meta.value()?.parse()?, meta),
            "mismatch" => once(&mut self.mismatch, meta.value()?.parse()?, meta),
            "end" => once(&mut self.end, meta.value()?.parse()?, meta),
            "sentinels" => {
                let sentinels = list::<Pair<Word<Sentinel>>>(meta)?;
                self.sentinels
                    .extend(sentinels.into_iter().map(|it| (it.text, it.value.value)));
                Ok(())
            }
            "errors" => meta.parse_nested_meta(|meta| self.errors.option(&meta)),
            "request_id" => extend(&mut self.request_id, meta),
            "resume" => once(&mut self.resume, ResumeOptions::parse(meta)?, meta),
            "crate" => once(&mut self.runtime, path_or_text(meta)?, meta),
            "schema" | "module" | "replace" | "rename" | "string" => Err(meta.error(format!(
                "`{option}` is for a derive on a unit struct, whose events a document declares; \
                 an enum declares them itself",
            ))),
            "handle" | "content" | "when" => Err(meta.error(format!(
                "`{option}` is about one event: write it on its variant, in `#[event(..)]`",
            ))),
            _ => {
                let others = [OF_VARIANTS, OF_STRUCTS];
                Err(meta.error(no_such_or("option", &option, OF_ENUMS, &others)))
            }
        }
    }
}

impl ErrorOptions {
    fn option(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        let option = meta.path.require_ident()?.unraw().to_string();
        match option.as_str() {
            "type" => extend(&mut self.types, meta),
            "message" => extend(&mut self.messages, meta),
            "statuses" => {
                let statuses = list::<Pair<LitInt>>(meta)?;
                self.statuses
                    .extend(statuses.into_iter().map(|it| (it.text, it.value)));
                Ok(())
            }
            "status" => once(&mut self.status, meta.value()?.parse()?, meta),
            "body" => once(&mut self.body, meta.value()?.parse()?, meta),
            _ => {
                let known = ["type", "message", "statuses", "status", "body"];
                Err(meta.error(no_such("option", &option, &known)))
            }
        }
    }
}

impl ResumeOptions {
    fn parse(meta: &ParseNestedMeta<'_>) -> syn::Result<Self> {
        let (mut cursor, mut query) = (None, None);
        meta.parse_nested_meta(|meta| {
            let option = meta.path.require_ident()?.unraw().to_string();
            match option.as_str() {
                "cursor" => once(&mut cursor, meta.value()?.parse()?, &meta),
                "query" => once(&mut query, meta.value()?.parse()?, &meta),
                _ => Err(meta.error(no_such("option", &option, &["cursor", "query"]))),
            }
        })?;
        match (cursor, query) {
            (Some(cursor), Some(query)) => Ok(Self { cursor, query }),
            _ => Err(meta.error(
                "`resume` needs both, where a message has its cursor and which parameter takes \
                 it: write `resume(cursor = \"/sequence_number\", query = \"starting_after\")`",
            )),
        }
    }
}

/// `(a, b, ..)`.
fn list<T: Parse>(meta: &ParseNestedMeta<'_>) -> syn::Result<Vec<T>> {
    let content;
    parenthesized!(content in meta.input);
    if content.is_empty() {
        let option = meta.path.to_token_stream();
        return Err(meta.error(format!(
            "`{option}()` says nothing: fill it in or remove it"
        )));
    }
    Ok(Punctuated::<T, Token![,]>::parse_terminated(&content)?
        .into_iter()
        .collect())
}

fn extend<T: Parse>(all: &mut Vec<T>, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
    all.extend(list(meta)?);
    Ok(())
}

/// `"text" = value`.
struct Pair<T> {
    text: LitStr,
    value: T,
}

impl<T: Parse> Parse for Pair<T> {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let text = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok(Self {
            text,
            value: input.parse()?,
        })
    }
}

impl Parse for Fail {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let event = input.parse()?;
        let typed = input.parse::<Option<Token![=]>>()?.is_some();
        Ok(Self {
            event,
            ty: typed.then(|| input.parse()).transpose()?,
        })
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(LitStr) {
            return input.parse().map(Self::Place);
        }
        let word = input.call(Ident::parse_any)?;
        if word == "type" {
            input.parse::<Token![=]>()?;
            return input.parse().map(Self::Always);
        }
        if word != "has" {
            let text = word.unraw().to_string();
            let message = match nearest(&text, ["has", "type"]) {
                Some(near) => no_such("entry", &text, &[near]),
                None => "write \"event\", a JSON Pointer such as \"/type\", \
                         `has(\"/pointer\", type = \"name\")` or `type = \"name\"`"
                    .to_owned(),
            };
            return Err(syn::Error::new(word.span(), message));
        }
        let content;
        parenthesized!(content in input);
        let pointer = content.parse()?;
        content.parse::<Token![,]>()?;
        content.parse::<Token![type]>()?;
        content.parse::<Token![=]>()?;
        let event_type = content.parse()?;
        content.parse::<Option<Token![,]>>()?;
        if !content.is_empty() {
            return Err(content.error("`has` takes a pointer and a type"));
        }
        Ok(Self::Has(pointer, event_type))
    }
}

impl Entry {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Place(text) | Self::Has(text, _) | Self::Always(text) => text.span(),
        }
    }
}
