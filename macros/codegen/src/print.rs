//! Generated code as text, for people to read.
//!
//! `prettyplease` formats Rust. What stands inside the runtime's macros is not Rust to it: [`lines`]
//! gives each entry there a line of its own.

mod lines;
mod spaces;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident};
use syn::{File, Item, Macro};

use lines::lines;

/// The text of generated code.
///
/// # Errors
///
/// If it is not Rust.
pub fn print(code: TokenStream) -> syn::Result<String> {
    let mut file: File = syn::parse2(code)?;
    let mut macros = Vec::new();
    set_aside(&mut file.items, &mut macros);
    let code = prettyplease::unparse(&file);
    let mut text = String::with_capacity(code.len());
    for line in code.lines() {
        let indent = line.len() - line.trim_start().len();
        match stands_for(line.trim_start()).and_then(|index| macros.get(index)) {
            Some(call) => text.push_str(&written(call, indent)),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    Ok(text)
}

const PREFIX: &str = "const __MACRO_";

/// Puts an item in the place of each of the runtime's macros.
fn set_aside(items: &mut [Item], macros: &mut Vec<Macro>) {
    for item in items {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    set_aside(items, macros);
                }
            }
            Item::Macro(call) if is_ours(&call.mac) => {
                let name = format_ident!("__MACRO_{}", macros.len());
                let stand_in = syn::parse_quote!(const #name: () = (););
                if let Item::Macro(call) = std::mem::replace(item, stand_in) {
                    macros.push(call.mac);
                }
            }
            _ => {}
        }
    }
}

fn is_ours(call: &Macro) -> bool {
    let last = call.path.segments.last();
    last.is_some_and(|it| it.ident.to_string().starts_with("__"))
}

/// Which macro a line stands for.
fn stands_for(line: &str) -> Option<usize> {
    line.strip_prefix(PREFIX)?.split_once(':')?.0.parse().ok()
}

fn written(call: &Macro, indent: usize) -> String {
    let path = spaces::inline(call.path.to_token_stream());
    let space = " ".repeat(indent);
    let body = lines(call.tokens.clone(), indent + 4);
    format!("{space}{path}! {{\n{body}{space}}}")
}
