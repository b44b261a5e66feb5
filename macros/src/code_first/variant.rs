//! A variant and its `#[event(..)]`, as it is written.

use proc_macro2::{Ident, Span};
use stream_events_codegen::Errors;
use stream_events_schema::nearest;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Fields, Lit, LitStr, Meta, Token, Type};

use super::node::{Member, Node};
use super::syntax::{self, Aside, word};
use crate::options::{OF_DOCUMENTS, for_documents, no_such_or, of_enums, of_variants};

/// A variant with what its attribute says.
pub(super) struct Variant<'a> {
    pub(super) syntax: &'a syn::Variant,
    pub(super) names: Vec<LitStr>,
    /// `unknown`, where it stands.
    pub(super) unknown: Option<Span>,
    /// The keywords of an event.
    pub(super) keywords: Vec<Member>,
    pub(super) aside: Aside,
}

impl<'a> Variant<'a> {
    pub(super) fn parse(syntax: &'a syn::Variant, errors: &mut Errors) -> Self {
        let mut parsed = Self {
            syntax,
            names: Vec::new(),
            unknown: None,
            keywords: Vec::new(),
            aside: Aside::default(),
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
                let message = "`#[event(..)]` stands on the variant, not on its payload";
                errors.on(attribute, message);
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
        let (option, span) = word(input)?;
        let alone = input.is_empty() || input.peek(Token![,]);
        let known = of_variants();
        let message = match option.as_str() {
            "unknown" => {
                self.unknown = Some(span);
                return Ok(());
            }
            "description" => "the doc comment of the variant is its description".to_owned(),
            "deprecated" => "write `#[deprecated]` above the variant".to_owned(),
            "skip" | "fail" => self.no_variant(&option),
            keyword if OF_DOCUMENTS.contains(&keyword) => for_documents(keyword),
            keyword if known.contains(&keyword) && !alone => {
                let keyword = keyword.to_owned();
                let keyword = syntax::keyword(keyword, span, input, &mut self.aside);
                self.keywords.extend(keyword?);
                return Ok(());
            }
            // An option that takes no value can have been meant by what has none.
            _ if alone => match nearest(&option, ["unknown"]) {
                Some(near) => no_such_or("option", &option, &[near], &[]),
                None => format!("an event's name is a string: write \"{option}\""),
            },
            _ => {
                let others = [OF_DOCUMENTS, &of_enums()].concat();
                no_such_or("option", &option, &known, &others)
            }
        };
        Err(syn::Error::new(span, message))
    }

    /// What to write for an event that is no item of the stream.
    pub(super) fn no_variant(&self, handle: &str) -> String {
        let name = self.names.first().map_or("name".to_owned(), LitStr::value);
        let (is, payload) = match handle {
            "skip" => ("skipped", ""),
            _ => ("a failure", " = Payload"),
        };
        format!(
            "an event that is {is} has no variant: remove this one and write `{handle}({name:?}\
             {payload})` in `#[stream_events(..)]`",
        )
    }

    /// What is written for a keyword whose value is a word.
    pub(super) fn word(&self, keyword: &str) -> Option<(&str, Span)> {
        let member = self.keywords.iter().find(|it| it.key == keyword)?;
        Some((member.node.as_text()?, member.node.span))
    }

    /// The type of its payload, if it has the one that an event has.
    pub(super) fn payload(&self) -> Option<&'a Type> {
        match &self.syntax.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Some(&fields.unnamed[0].ty),
            _ => None,
        }
    }

    /// The events that the variant declares: one for each of its names.
    pub(super) fn events(&self) -> impl Iterator<Item = Member> {
        let ident = self.ident();
        let mut keywords = self.keywords.clone();
        let mut add = |keyword: &str, span: Span, node| {
            keywords.push(Member::new(keyword, span, node));
        };
        if let Some(description) = description(&self.syntax.attrs) {
            let span = ident.span();
            add("description", span, Node::text(description, span));
        }
        let mut attributes = self.syntax.attrs.iter();
        if attributes.any(|it| it.path().is_ident("deprecated")) {
            add("deprecated", ident.span(), Node::yes(ident.span()));
        }
        let is_unit = matches!(self.syntax.fields, Fields::Unit);
        match self.word("content") {
            None if is_unit => add("content", ident.span(), Node::text("none", ident.span())),
            None | Some(("json", _)) => {
                let payload = self.payload().map_or(ident.span(), Spanned::span);
                add("payload", payload, Node::yes(payload));
            }
            Some(_) => {}
        }
        if let Some(name) = self.rust_name() {
            add("name", ident.span(), Node::text(name, ident.span()));
        }
        self.names.iter().map(move |name| {
            let node = Node::object(keywords.clone(), ident.span());
            Member::new(name.value(), name.span(), node)
        })
    }

    /// The variant's name, where the event's does not lead to it.
    fn rust_name(&self) -> Option<String> {
        let [name] = self.names.as_slice() else {
            return None;
        };
        let variant = self.ident().to_string();
        let is_plain = variant.starts_with(|c: char| c.is_ascii_uppercase())
            && variant.chars().all(|c| c.is_ascii_alphanumeric());
        let follows = stream_events_codegen::variant_name(&name.value()) == variant;
        (is_plain && !follows && variant != "Unknown").then_some(variant)
    }
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
