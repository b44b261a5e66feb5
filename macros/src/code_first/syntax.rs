//! How the keywords of a document are written in attributes: `key = value` for `"key": value`,
//! `key("a", "b")` for a list, and `key(inner = value, "other" = value)` for an object.

use proc_macro2::{Ident, Span};
use stream_events_codegen::Errors;
use stream_events_schema::nearest;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Lit, LitStr, Token, Type, bracketed, parenthesized, token};

use super::node::{Member, Node};
use crate::options::no_such;

/// What is read besides keywords.
#[derive(Default)]
pub(super) struct Aside {
    /// The type of a failed response's body, where a document has a schema.
    pub(super) body: Option<Type>,
    /// Mistakes after which all else can be read.
    pub(super) mistakes: Errors,
}

/// Reads a keyword with its value; nothing if it has an empty one, which is a mistake.
pub(super) fn keyword(
    key: String,
    span: Span,
    input: ParseStream<'_>,
    aside: &mut Aside,
) -> syn::Result<Option<Member>> {
    let node = if input.peek(token::Paren) {
        let content;
        let whole = parenthesized!(content in input).span.join();
        if content.is_empty() {
            let message = format!("`{key}()` says nothing: fill it in or remove it");
            aside.mistakes.at(whole, message);
            return Ok(None);
        }
        group(&key, whole, &content, aside)?
    } else if input.parse::<Option<Token![=]>>()?.is_none() {
        Node::yes(span)
    } else if key == "body" {
        let start = input.span();
        aside.body = Some(input.parse()?);
        Node::yes(start)
    } else {
        value(input)?
    };
    Ok(Some(Member { key, span, node }))
}

/// A string, a number, a boolean, or a list of them in brackets.
fn value(input: ParseStream<'_>) -> syn::Result<Node> {
    if input.peek(token::Bracket) {
        let content;
        let span = bracketed!(content in input).span.join();
        let nodes = Punctuated::<Node, Token![,]>::parse_terminated_with(&content, value)?;
        return Ok(Node::list(nodes.into_iter().collect(), span));
    }
    let minus: Option<Token![-]> = input.parse()?;
    let sign = minus.map_or("", |_| "-");
    let expected = "write a string, a number, `true`, `false`, or a list of them in brackets";
    let start = input.span();
    match input.parse() {
        Ok(Lit::Int(int)) if int.suffix().is_empty() => {
            Ok(Node::plain(format!("{sign}{}", int.base10_digits()), start))
        }
        Ok(Lit::Float(float)) if float.suffix().is_empty() => {
            // JSON has digits behind a point.
            let digits = float.base10_digits();
            let zero = if digits.ends_with('.') { "0" } else { "" };
            Ok(Node::plain(format!("{sign}{digits}{zero}"), start))
        }
        Ok(Lit::Str(text)) if sign.is_empty() => Ok(Node::text(text.value(), start)),
        Ok(Lit::Bool(boolean)) if sign.is_empty() => {
            Ok(Node::plain(boolean.value.to_string(), start))
        }
        _ => Err(syn::Error::new(start, expected)),
    }
}

/// What is in parentheses: a list, or an object if some of it has a key.
fn group(key: &str, whole: Span, content: ParseStream<'_>, aside: &mut Aside) -> syn::Result<Node> {
    let (mut nodes, mut members) = (Vec::new(), Vec::new());
    while !content.is_empty() {
        let is_key = content.peek2(Token![=]) || !content.peek(Lit);
        match key {
            "dispatch" => nodes.push(entry(content, aside)?),
            "when" => members.push(condition(content)?),
            _ if is_key => members.extend(member(content, aside)?),
            _ => nodes.push(value(content)?),
        }
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    if members.is_empty() {
        return Ok(Node::list(nodes, whole));
    }
    // A text among keys is one without a value.
    members.extend(nodes.into_iter().filter_map(|node| {
        let key = node.as_text()?.to_owned();
        Some(Member::new(key, node.span, Node::yes(node.span)))
    }));
    Ok(Node::object(members, whole))
}

/// `key = value`, `key(..)` or `"key" = value`.
fn member(input: ParseStream<'_>, aside: &mut Aside) -> syn::Result<Option<Member>> {
    let (key, span) = match input.peek(LitStr) {
        true => {
            let key: LitStr = input.parse()?;
            (key.value(), key.span())
        }
        false => word(input)?,
    };
    keyword(key, span, input, aside)
}

/// A keyword, which may be one of Rust's too.
pub(super) fn word(input: ParseStream<'_>) -> syn::Result<(String, Span)> {
    let word = input.call(Ident::parse_any)?;
    Ok((word.unraw().to_string(), word.span()))
}

/// A place where an event type is looked for: `"event"`, `"/pointer"`, `type = "name"` or
/// `has("/pointer", type = "name")`.
fn entry(input: ParseStream<'_>, aside: &mut Aside) -> syn::Result<Node> {
    if input.peek(Lit) {
        return value(input);
    }
    if input.peek2(Token![=]) {
        let start = input.span();
        let members = member(input, aside)?.into_iter().collect();
        return Ok(Node::object(members, start));
    }
    let (key, span) = word(input)?;
    if !input.peek(token::Paren) {
        let message = match nearest(&key, ["has", "type"]) {
            Some(near) => no_such("entry", &key, &[near]),
            None => "write \"event\", a JSON Pointer such as \"/type\", `has(\"/pointer\", type = \
                     \"name\")` or `type = \"name\"`"
                .to_owned(),
        };
        return Err(syn::Error::new(span, message));
    }
    let content;
    let whole = parenthesized!(content in input).span.join();
    let mut members = vec![Member::new(key, span, value(&content)?)];
    while content.parse::<Option<Token![,]>>()?.is_some() && !content.is_empty() {
        members.extend(member(&content, aside)?);
    }
    if !content.is_empty() {
        return Err(content.error("expected `,`"));
    }
    Ok(Node::object(members, whole))
}

/// `"/pointer"` for something that is there, or `"/pointer" = value` with one value or a list.
fn condition(input: ParseStream<'_>) -> syn::Result<Member> {
    let pointer: LitStr = input.parse()?;
    let span = pointer.span();
    let node = match input.parse::<Option<Token![=]>>()? {
        None => Node::yes(span),
        Some(_) if input.peek(token::Bracket) => value(input)?,
        Some(_) => {
            let node = value(input)?;
            let span = node.span;
            Node::list(vec![node], span)
        }
    };
    Ok(Member::new(pointer.value(), span, node))
}
