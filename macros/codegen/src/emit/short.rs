//! Names of the standard prelude, short where they mean what they mean everywhere.
//!
//! Generated code names everything by its whole path, so that no name of a document's can be in the
//! way. What a module declares is known, so paths in it are made as short as people write them.

use std::collections::HashSet;

use proc_macro2::{Group, TokenStream, TokenTree};

/// What every module has by its last name alone.
const PRELUDE: &[[&str; 3]] = &[
    ["core", "option", "Option"],
    ["core", "default", "Default"],
    ["core", "convert", "From"],
    ["core", "convert", "Into"],
    ["std", "boxed", "Box"],
    ["std", "string", "String"],
    ["std", "vec", "Vec"],
];

/// The same tokens with short names, but for those that are taken.
pub(super) fn names(tokens: TokenStream, taken: &HashSet<String>) -> TokenStream {
    let mut short: Vec<TokenTree> = Vec::new();
    for token in tokens {
        short.push(match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), names(group.stream(), taken));
                inner.set_span(group.span());
                inner.into()
            }
            token => token,
        });
        if let Some(start) = path(&short, taken).or_else(|| none(&short, taken)) {
            short.drain(start..short.len() - 1);
        }
    }
    short.into_iter().collect()
}

/// Where the path begins that ends the tokens, if its last name will do.
fn path(tokens: &[TokenTree], taken: &HashSet<String>) -> Option<usize> {
    // Two colons before each name.
    let start = tokens.len().checked_sub(9)?;
    let TokenTree::Ident(last) = tokens.last()? else {
        return None;
    };
    let is_path = |path: &&[&str; 3]| {
        let mut parts = tokens[start..].chunks(3).zip(path.iter());
        parts.all(|(tokens, name)| match tokens {
            [
                TokenTree::Punct(one),
                TokenTree::Punct(two),
                TokenTree::Ident(ident),
            ] => one.as_char() == ':' && two.as_char() == ':' && ident == name,
            _ => false,
        })
    };
    PRELUDE.iter().find(is_path)?;
    let goes_on = match start.checked_sub(1).map(|before| &tokens[before]) {
        Some(TokenTree::Ident(_)) => true,
        Some(TokenTree::Punct(punct)) => punct.as_char() == '>',
        _ => false,
    };
    (!goes_on && !taken.contains(&last.to_string())).then_some(start)
}

/// Where `Option::None` begins that ends the tokens, if `None` will do.
fn none(tokens: &[TokenTree], taken: &HashSet<String>) -> Option<usize> {
    let [
        before @ ..,
        TokenTree::Ident(option),
        TokenTree::Punct(one),
        TokenTree::Punct(two),
        TokenTree::Ident(none),
    ] = tokens
    else {
        return None;
    };
    let is_path = option == "Option" && none == "None" && one.as_char() == ':';
    // One colon may be that of a field.
    let goes_on = match before {
        [.., TokenTree::Punct(one), TokenTree::Punct(two)] => {
            one.as_char() == ':' && two.as_char() == ':'
        }
        _ => false,
    };
    let is_free = |name: &str| !taken.contains(name);
    let may = is_path && two.as_char() == ':' && !goes_on && is_free("Option") && is_free("None");
    may.then_some(before.len())
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn none_is_short_unless_a_name_is_taken() {
        for (taken, short) in [
            ("None", "Option::None"),
            ("Option", "::core::option::Option::None"),
        ] {
            let taken = [taken.to_owned()].into();
            let tokens = "::core::option::Option::None".parse().expect("tokens");
            assert_eq!(names(tokens, &taken).to_string().replace(' ', ""), short);
        }
    }

    #[test]
    fn a_path_is_short_unless_its_name_is_taken() {
        let taken = ["Vec".to_owned()].into();
        for (code, short) in [
            (
                "::core::option::Option<::std::string::String>",
                "Option<String>",
            ),
            (
                "a: ::std::vec::Vec<::std::boxed::Box<A>>",
                "a: ::std::vec::Vec<Box<A>>",
            ),
            ("{ m(::std::string::String) }", "{ m(String) }"),
            ("f(a: ::core::option::Option::None)", "f(a: None)"),
            ("a::std::string::String", "a::std::string::String"),
            ("::std::string::String::new()", "String::new()"),
            (
                "::std::collections::BTreeMap",
                "::std::collections::BTreeMap",
            ),
        ] {
            let tokens = names(code.parse().expect("tokens"), &taken).to_string();
            let expected = short.replace(' ', "");
            assert_eq!(tokens.replace(' ', ""), expected);
        }
    }
}
