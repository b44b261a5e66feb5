//! The types that a document becomes, as written with serde's derives.
//!
//! Made from the generated code: every type stays, and what is said of names, tags and missing
//! fields in the runtime's macros is said to serde instead.

use std::collections::HashMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident};
use stream_events_codegen::Options;
use stream_events_schema::Checked;
use syn::{Fields, Ident, Item, ItemEnum, ItemStruct, Lit, parse_quote};

/// The generated code and its twin.
pub(crate) fn twins(document: &Checked) -> (String, String) {
    let options = Options::new(format_ident!("Set"));
    let code = stream_events_codegen::expand(document, &options).expect("a document that fits");
    let file: syn::File = syn::parse2(code).expect("Rust");
    (prettyplease::unparse(&file), twin(file))
}

fn twin(file: syn::File) -> String {
    let modules = file.items.into_iter().filter_map(|item| match item {
        Item::Mod(module) => module.content,
        _ => None,
    });
    let mut items: Vec<Item> = modules.flat_map(|(_, items)| items).collect();
    let facts: HashMap<Ident, Facts> = items.iter().filter_map(Facts::of).collect();
    let none = Facts::default();
    items.retain_mut(|item| {
        match item {
            // What `new` takes is written by nobody who writes the types by hand.
            Item::Struct(it) if !facts.contains_key(&it.ident) && is_exhaustive(it) => {
                return false;
            }
            Item::Struct(it) => structure(it, facts.get(&it.ident).unwrap_or(&none)),
            Item::Enum(it) => enumeration(it, facts.get(&it.ident).unwrap_or(&none)),
            Item::Type(_) => {}
            _ => return false,
        }
        true
    });
    let file = parse_quote!(#![allow(deprecated, missing_docs)] #(#items)*);
    prettyplease::unparse(&file)
        .replace("::stream_events::__private::", "::serde_json::")
        .replace("::stream_events::RawJson", "::serde_json::Value")
        .replace("::stream_events::UnknownVariant", "::serde_json::Value")
        .replace("::stream_events::UnknownEvent", "::serde_json::Value")
}

fn is_exhaustive(item: &ItemStruct) -> bool {
    let mut attributes = item.attrs.iter();
    attributes.all(|it| !it.path().is_ident("non_exhaustive"))
}

fn structure(item: &mut ItemStruct, facts: &Facts) {
    item.attrs
        .push(parse_quote!(#[derive(::serde::Serialize, ::serde::Deserialize)]));
    for field in &mut item.fields {
        let name = field.ident.as_ref().expect("a field with a name");
        let Some((wire, kind)) = facts.names.get(name) else {
            // What the declared fields leave.
            field.attrs.push(parse_quote!(#[serde(flatten)]));
            continue;
        };
        field.attrs.push(parse_quote!(#[serde(rename = #wire)]));
        match kind.as_str() {
            "optional" => field
                .attrs
                .push(parse_quote!(#[serde(skip_serializing_if = "Option::is_none")])),
            "defaulted" => field.attrs.push(parse_quote!(#[serde(default)])),
            _ => {}
        }
    }
}

fn enumeration(item: &mut ItemEnum, facts: &Facts) {
    item.attrs
        .push(parse_quote!(#[derive(::serde::Serialize, ::serde::Deserialize)]));
    let holds = item
        .variants
        .iter()
        .any(|it| !matches!(it.fields, Fields::Unit) && it.ident != "Unknown");
    if facts.names.is_empty() {
        item.attrs.push(parse_quote!(#[serde(untagged)]));
        return;
    }
    if holds {
        let tag = facts.tag.as_deref().unwrap_or("type");
        item.attrs.push(parse_quote!(#[serde(tag = #tag)]));
    }
    for variant in &mut item.variants {
        match facts.names.get(&variant.ident) {
            Some((wire, _)) => variant.attrs.push(parse_quote!(#[serde(rename = #wire)])),
            None => variant.attrs.push(parse_quote!(#[serde(untagged)])),
        }
    }
}

/// What the code beside a type says of it.
#[derive(Default)]
struct Facts {
    tag: Option<String>,
    /// Names on the wire, of fields with the word that says what becomes of a missing one.
    names: HashMap<Ident, (String, String)>,
}

impl Facts {
    /// From an invocation of one of the runtime's macros, or the impl that names events.
    fn of(item: &Item) -> Option<(Ident, Self)> {
        let mut facts = Self::default();
        let (name, tokens) = match item {
            Item::Macro(item) => {
                let tokens = item.mac.tokens.clone().into_iter();
                let is_plain = |it: &TokenTree| matches!(it, TokenTree::Ident(it) if it == "plain");
                let mut tokens = tokens.skip_while(is_plain);
                let Some(TokenTree::Ident(name)) = tokens.next() else {
                    return None;
                };
                (name, tokens.collect())
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let name = syn::parse2(item.self_ty.to_token_stream()).ok()?;
                (
                    name,
                    item.items.iter().map(ToTokens::to_token_stream).collect(),
                )
            }
            _ => return None,
        };
        facts.read(tokens);
        (!facts.names.is_empty()).then_some((name, facts))
    }

    /// `by "tag"`, `kind field: "name"`, `"name" => Variant` and `Self::Variant(_) => "name"`.
    fn read(&mut self, tokens: TokenStream) {
        let mut words: Vec<Ident> = Vec::new();
        let mut first: Option<String> = None;
        let mut after = ' ';
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.read(group.stream()),
                TokenTree::Punct(punct) => {
                    after = punct.as_char();
                    if matches!(after, ';' | ',') {
                        (words, first) = (Vec::new(), None);
                    }
                }
                TokenTree::Ident(word) => {
                    if let (Some(wire), '>') = (&first, after) {
                        self.names
                            .entry(word.clone())
                            .or_insert((wire.clone(), String::new()));
                    }
                    words.push(word);
                    after = ' ';
                }
                TokenTree::Literal(literal) => {
                    let Lit::Str(text) = Lit::new(literal) else {
                        continue;
                    };
                    let text = text.value();
                    match (words.as_slice(), after) {
                        ([by], ' ') if by == "by" => self.tag = Some(text),
                        ([kind, field], ':') => {
                            self.names.insert(field.clone(), (text, kind.to_string()));
                        }
                        ([.., variant], '>') => {
                            self.names.insert(variant.clone(), (text, String::new()));
                        }
                        _ => first = first.or(Some(text)),
                    }
                }
            }
        }
    }
}
