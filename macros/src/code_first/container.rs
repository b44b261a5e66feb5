//! `#[stream_events(..)]` on an enum, as it is written.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use stream_events_codegen::Errors;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned;
use syn::{Attribute, LitStr, Path, Token, Type};

use super::node::{Member, Node};
use super::syntax::{self, Aside};
use crate::attr::{list, once, options, path_or_text, tokens};
use crate::options::{OF_DOCUMENTS, OF_STRUCTS, for_documents, no_such_or, of_enums, of_variants};

/// The options of a derive on an enum.
#[derive(Default)]
pub(super) struct Container {
    /// The keywords of a document.
    pub(super) keywords: Vec<Member>,
    pub(super) skip: Vec<LitStr>,
    pub(super) fail: Vec<Fail>,
    pub(super) aside: Aside,
    /// `failure = Name`: what the failure enum is called.
    pub(super) failure: Option<Ident>,
    /// `error = Name`: what the alias of the stream's error is called.
    pub(super) error: Option<Ident>,
    pub(super) derives: Vec<Path>,
    /// `exhaustive`, where it stands.
    pub(super) exhaustive: Option<Span>,
    /// `write`: events are written, too.
    pub(super) write: Option<()>,
    runtime: Option<TokenStream>,
}

/// A failing event, with the type of its data.
pub(super) struct Fail {
    pub(super) event: LitStr,
    pub(super) ty: Option<Type>,
}

impl Parse for Fail {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let event = input.parse()?;
        let typed = input.parse::<Option<Token![=]>>()?.is_some();
        let ty = typed.then(|| input.parse()).transpose()?;
        Ok(Self { event, ty })
    }
}

impl Container {
    pub(super) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut parsed = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("event") {
                let message = "`#[event(..)]` stands on the variants of the enum";
                errors.on(attribute, message);
            }
        }
        options(attributes, errors, |name, meta| parsed.option(name, meta));
        parsed
    }

    fn option(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match name {
            "skip" => self.skip.extend(list::<LitStr>(meta)?),
            "fail" => self.fail.extend(list::<Fail>(meta)?),
            "derive" => self.derives.extend(list::<Path>(meta)?),
            "failure" => once(&mut self.failure, meta.value()?.parse()?, meta)?,
            "error" => once(&mut self.error, meta.value()?.parse()?, meta)?,
            "write" => once(&mut self.write, (), meta)?,
            "exhaustive" => once(&mut self.exhaustive, meta.path.span(), meta)?,
            "crate" => once(&mut self.runtime, path_or_text(meta)?, meta)?,
            "description" => {
                let message = "the doc comment of the enum is its description";
                return Err(meta.error(message));
            }
            _ if of_enums().contains(&name) => {
                let span = meta.path.require_ident()?.span();
                let keyword = syntax::keyword(name.to_owned(), span, meta.input, &mut self.aside);
                self.keywords.extend(keyword?);
            }
            _ if OF_STRUCTS.contains(&name) => {
                return Err(meta.error(format!(
                    "`{name}` is for a derive on a unit struct, whose events a document declares; \
                     an enum declares them itself",
                )));
            }
            _ if OF_DOCUMENTS.contains(&name) => return Err(meta.error(for_documents(name))),
            _ if of_variants().contains(&name) => {
                return Err(meta.error(format!(
                    "`{name}` is about one event: write it on its variant, in `#[event(..)]`",
                )));
            }
            _ => {
                let others = [OF_STRUCTS, OF_DOCUMENTS, &of_variants()].concat();
                return Err(meta.error(no_such_or("option", name, &of_enums(), &others)));
            }
        }
        Ok(())
    }

    /// What is written for a keyword whose value is a word.
    pub(super) fn word(&self, keyword: &str) -> Option<(&str, Span)> {
        let member = self.keywords.iter().find(|it| it.key == keyword)?;
        Some((member.node.as_text()?, member.node.span))
    }

    pub(super) fn derives(&self) -> Vec<TokenStream> {
        // Every failure enum has it.
        let mut derives = self.derives.clone();
        derives.retain(|it| !it.is_ident("Debug"));
        tokens(derives).collect()
    }

    pub(super) fn runtime(&self) -> TokenStream {
        let runtime = self.runtime.clone();
        runtime.unwrap_or_else(|| quote!(::stream_events))
    }

    /// The events that have no variant.
    pub(super) fn events(&self) -> impl Iterator<Item = Member> {
        let handled = |event: &LitStr, handle: &str, ty: Option<Span>| {
            let span = event.span();
            let mut keywords = vec![Member::new("handle", span, Node::text(handle, span))];
            keywords.extend(ty.map(|ty| Member::new("payload", ty, Node::yes(ty))));
            Member::new(event.value(), span, Node::object(keywords, span))
        };
        let skipped = self.skip.iter().map(move |it| handled(it, "skip", None));
        let failing = self.fail.iter().map(move |it| {
            let ty = it.ty.as_ref().map(Spanned::span);
            handled(&it.event, "fail", ty)
        });
        skipped.chain(failing)
    }
}
