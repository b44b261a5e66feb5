//! A variant and its `#[event(..)]`, as it is written.

use proc_macro2::{Ident, Span};
use stream_events_schema::{Content, Handle, nearest};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta, Token, bracketed, parenthesized};

use super::errors::Errors;
use super::words::Word;
use crate::options::{OF_ENUMS, OF_VARIANTS, no_such_or};

/// A variant with what its attribute says.
pub(super) struct Variant<'a> {
    pub(super) syntax: &'a syn::Variant,
    pub(super) names: Vec<LitStr>,
    /// `unknown`, where it stands.
    pub(super) unknown: Option<Span>,
    pub(super) content: Option<Word<Content>>,
    pub(super) handle: Option<Word<Handle>>,
    pub(super) when: Option<(Span, Vec<Condition>)>,
}

/// `"/pointer"`, or with the strings that are asked for there.
pub(super) struct Condition {
    pub(super) pointer: LitStr,
    pub(super) values: Option<Vec<LitStr>>,
}

impl<'a> Variant<'a> {
    pub(super) fn parse(syntax: &'a syn::Variant, errors: &mut Errors) -> Self {
        let mut parsed = Self {
            syntax,
            names: Vec::new(),
            unknown: None,
            content: None,
            handle: None,
            when: None,
        };
        let mut any = false;
        for attribute in &syntax.attrs {
            if attribute.path().is_ident("event") {
                any = true;
                errors.keep(parsed.attribute(attribute));
            } else if attribute.path().is_ident("stream_events") {
                any = true;
                let message = "write `#[event(..)]` on a variant: `#[stream_events(..)]` is about \
                               the enum as a whole";
                errors.on(attribute, message);
            }
        }
        for attribute in syntax.fields.iter().flat_map(|field| &field.attrs) {
            if attribute.path().is_ident("event") {
                errors.on(
                    attribute,
                    "`#[event(..)]` stands on the variant, not on its payload",
                );
            }
        }
        if !any {
            let message = format!(
                "which event is `{}`? Write `#[event(\"its name on the wire\")]` above it, or \
                 `#[event(unknown)]` if it is for all that are not declared",
                syntax.ident,
            );
            errors.on(&syntax.ident, message);
        }
        parsed
    }

    pub(super) fn ident(&self) -> &'a Ident {
        &self.syntax.ident
    }

    fn attribute(&mut self, attribute: &Attribute) -> syn::Result<()> {
        let Meta::List(_) = &attribute.meta else {
            let message = "write the event's name on the wire: `#[event(\"name\")]`";
            return Err(syn::Error::new_spanned(attribute, message));
        };
        attribute.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                if input.peek(Lit) {
                    self.names.push(input.parse()?);
                } else {
                    self.option(input)?;
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        })?;
        if self.names.is_empty() && self.unknown.is_none() {
            let message = "which event? Begin with its name on the wire: `#[event(\"name\", ..)]`";
            return Err(syn::Error::new_spanned(attribute, message));
        }
        Ok(())
    }

    fn option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let option = input.call(Ident::parse_any)?;
        match option.unraw().to_string().as_str() {
            "unknown" => once(&mut self.unknown, option.span(), &option),
            "content" => once(&mut self.content, value(input)?, &option),
            "handle" => once(&mut self.handle, value(input)?, &option),
            "when" => once(&mut self.when, (option.span(), conditions(input)?), &option),
            word @ ("skip" | "fail") => {
                let name = self.names.first().map_or("name".to_owned(), LitStr::value);
                let is = if word == "skip" {
                    "skipped"
                } else {
                    "a failure"
                };
                let message = format!(
                    "an event that is {is} has no variant: remove this one and write \
                     `{word}({name:?})` in `#[stream_events(..)]`",
                );
                Err(syn::Error::new(option.span(), message))
            }
            word if is_alone(input) && nearest(word, ["unknown"]).is_none() => {
                let message = format!("an event's name is a string: write \"{word}\"");
                Err(syn::Error::new(option.span(), message))
            }
            word => {
                // An option that takes no value can have been meant by what has none.
                let known = if is_alone(input) {
                    &["unknown"]
                } else {
                    OF_VARIANTS
                };
                let message = no_such_or("option", word, known, &[OF_ENUMS]);
                Err(syn::Error::new(option.span(), message))
            }
        }
    }
}

/// Whether a word has no value.
fn is_alone(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

fn once<T>(slot: &mut Option<T>, value: T, option: &Ident) -> syn::Result<()> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(syn::Error::new(option.span(), "this option is given twice")),
    }
}

fn value<T: syn::parse::Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// `("/a", "/b" = "x", "/c" = ["x", "y"])`.
fn conditions(input: ParseStream<'_>) -> syn::Result<Vec<Condition>> {
    let content;
    parenthesized!(content in input);
    let mut conditions = Vec::new();
    while !content.is_empty() {
        let pointer = content.parse()?;
        let values = match content.parse::<Option<Token![=]>>()? {
            Some(_) => Some(strings(&content)?),
            None => None,
        };
        conditions.push(Condition { pointer, values });
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(conditions)
}

/// `"x"` or `["x", "y"]`.
fn strings(input: ParseStream<'_>) -> syn::Result<Vec<LitStr>> {
    if !input.peek(syn::token::Bracket) {
        return Ok(vec![input.parse()?]);
    }
    let content;
    bracketed!(content in input);
    let strings = content.parse_terminated(<LitStr as syn::parse::Parse>::parse, Token![,])?;
    Ok(strings.into_iter().collect())
}

/// The text of the doc comments.
pub(super) fn description(attributes: &[Attribute]) -> Option<String> {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => Some(text.value()),
                _ => None,
            },
            _ => None,
        });
    let lines: Vec<_> = lines
        .map(|line| {
            line.strip_prefix(' ')
                .unwrap_or(&line)
                .trim_end()
                .to_owned()
        })
        .collect();
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
