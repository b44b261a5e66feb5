//! Is the module's name taken? `src/messages.rs` beside `struct Messages` is common, and rustc's own
//! error would not say what to write instead.

use std::fs;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use stream_events_codegen::{Options, module_name};
use syn::LitStr;

/// The error if the source file declares a module of that name beside the struct.
pub(crate) fn check(options: &Options, schema: &LitStr) -> syn::Result<()> {
    let module = module_name(options).to_string();
    let source = schema
        .span()
        .unwrap()
        .local_file()
        .and_then(|path| fs::read_to_string(path).ok());
    let tokens: Option<TokenStream> = source.and_then(|text| text.parse().ok());
    if !tokens.is_some_and(|tokens| clashes(tokens, &options.name.to_string(), &module)) {
        return Ok(());
    }
    let message = format!(
        "there is a module `{module}` already: give the generated one another name, such as \
         `module = {module}_events`"
    );
    Err(syn::Error::new(options.name.span(), message))
}

/// Whether some scope declares both the struct and the module.
fn clashes(tokens: TokenStream, name: &str, module: &str) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    if declares(&tokens, "struct", name) && declares(&tokens, "mod", module) {
        return true;
    }
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
            clashes(group.stream(), name, module)
        }
        _ => false,
    })
}

fn declares(tokens: &[TokenTree], keyword: &str, name: &str) -> bool {
    tokens.windows(2).enumerate().any(|(at, pair)| {
        is(&pair[0], keyword) && is(&pair[1], name) && !is_conditional(&tokens[..at])
    })
}

fn is(token: &TokenTree, text: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident == text)
}

/// Whether an item whose attributes end `before` it has a `cfg`, and so may not be there at all.
fn is_conditional(before: &[TokenTree]) -> bool {
    let is_of_item = |token: &&TokenTree| match token {
        TokenTree::Ident(ident) => ident == "pub",
        TokenTree::Punct(punct) => punct.as_char() == '#',
        TokenTree::Group(group) => group.delimiter() != Delimiter::Brace,
        TokenTree::Literal(_) => false,
    };
    before
        .iter()
        .rev()
        .take_while(is_of_item)
        .any(|token| match token {
            TokenTree::Group(group) => group
                .stream()
                .into_iter()
                .next()
                .is_some_and(|first| is(&first, "cfg")),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::clashes;

    #[test]
    fn only_a_module_in_the_same_scope_clashes() {
        for (source, expected) in [
            ("mod messages; struct Messages;", true),
            ("pub(crate) mod messages {} #[a] pub struct Messages;", true),
            ("fn f() { struct Messages; mod messages {} }", true),
            ("mod other { mod messages {} } struct Messages;", false),
            ("#[cfg(test)] pub mod messages; struct Messages;", false),
            ("#[doc = \"cfg\"] mod messages; struct Messages;", true),
            ("struct Messages;", false),
        ] {
            let tokens = source.parse().expect("tokens");
            assert_eq!(
                clashes(tokens, "Messages", "messages"),
                expected,
                "{source}"
            );
        }
    }
}
