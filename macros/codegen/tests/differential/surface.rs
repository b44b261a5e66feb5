//! What an expansion declares and other code can name.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::ToTokens;
use stream_events_codegen::{Options, expand};
use stream_events_schema::Checked;
use syn::visit_mut::VisitMut;
use syn::{Fields, ImplItem, Item, Visibility};

/// Public items by their paths, with what code sees of them.
#[derive(Default)]
pub(crate) struct Surface {
    pub(crate) items: BTreeMap<String, String>,
    /// All types that something is derived for, with what they are made of.
    pub(crate) derived: BTreeMap<String, Vec<syn::Type>>,
    /// Those that are enums.
    pub(crate) enums: BTreeSet<String>,
    pub(crate) aliases: BTreeMap<String, syn::Type>,
    /// The names that the module declares.
    declared: BTreeSet<String>,
}

/// What a document generates; `None` where it would give two things one name.
pub(crate) fn surface(document: &Checked, options: &Options) -> Option<Surface> {
    // A default that some type cannot have is for `lacking` to find: here it would be an error.
    let mut without_default = options.clone();
    let derives = &mut without_default.derives;
    derives.retain(|it| it.to_string() != "Default");
    let tokens = expand(document, &without_default).ok()?;
    let file: syn::File = syn::parse2(tokens).expect("the expansion is Rust");
    let mut surface = Surface::default();
    surface
        .items
        .insert(options.name.to_string(), "struct".to_owned());
    for item in &file.items {
        match item {
            Item::Mod(module) => {
                let name = module.ident.to_string();
                surface.items.insert(name, "mod".to_owned());
                let (_, items) = module.content.as_ref().expect("it is inline");
                surface.module(items, options);
            }
            Item::Type(alias) => {
                surface
                    .items
                    .insert(alias.ident.to_string(), "alias".to_owned());
            }
            _ => {}
        }
    }
    Some(surface)
}

impl Surface {
    fn module(&mut self, items: &[Item], options: &Options) {
        for item in items {
            let declared = match item {
                Item::Type(alias) => {
                    let ty = replaced(&alias.ty, options);
                    self.aliases.insert(alias.ident.to_string(), ty);
                    &alias.ident
                }
                Item::Struct(it) => &it.ident,
                Item::Enum(it) => &it.ident,
                _ => continue,
            };
            self.declared.insert(declared.to_string());
        }
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Struct(it) if is_public(&it.vis) => {
                let name = it.ident.to_string();
                self.add(&name, "struct");
                self.fields(&name, &it.fields);
                // What `new` takes derives nothing that is asked for.
                if has(&it.attrs, "non_exhaustive") {
                    let types = it.fields.iter().map(|field| field.ty.clone());
                    self.derived.insert(name, types.collect());
                }
            }
            Item::Enum(it) if is_public(&it.vis) => {
                let name = it.ident.to_string();
                self.add(&name, "enum");
                for variant in &it.variants {
                    let path = format!("{name}::{}", variant.ident);
                    let payload = variant.fields.iter().map(|field| self.resolved(&field.ty));
                    let payload = payload.collect::<Vec<_>>().join(", ");
                    self.add(&path, &format!("variant ({payload})"));
                }
                if !matches!(name.as_str(), "Event" | "Failure") {
                    let types = it.variants.iter().flat_map(|it| it.fields.iter());
                    let types = types.map(|field| field.ty.clone());
                    self.enums.insert(name.clone());
                    self.derived.insert(name, types.collect());
                }
            }
            Item::Type(it) if is_public(&it.vis) => {
                let target = self.aliases[&it.ident.to_string()].clone();
                let target = self.resolved(&target);
                self.add(&it.ident.to_string(), &format!("alias of {target}"));
            }
            Item::Fn(it) if is_public(&it.vis) => {
                let signature = it.sig.to_token_stream().to_string();
                self.add(&it.sig.ident.to_string(), &signature);
            }
            Item::Impl(it) => self.implementation(it),
            Item::Macro(it) => {
                // The runtime's macros implement the same for each sort of type.
                let path = it
                    .mac
                    .path
                    .segments
                    .last()
                    .expect("a path")
                    .ident
                    .to_string();
                let methods: &[_] = match path.as_str() {
                    "__open_enum" => &["as_str", "From<&str>", "From<String>", "Display"],
                    "__events" => &["event_type"],
                    _ => &[],
                };
                let name = first_name(it.mac.tokens.clone());
                for method in methods {
                    self.add(&format!("{name}::{method}"), "method");
                }
            }
            _ => {}
        }
    }

    fn implementation(&mut self, it: &syn::ItemImpl) {
        let of = it.self_ty.to_token_stream().to_string();
        if let Some((path, _)) = &it.trait_ {
            let path = path.segments.last().expect("a path").ident.to_string();
            self.add(&format!("{of} as {path}"), "impl");
            return;
        }
        for item in &it.items {
            if let ImplItem::Fn(method) = item
                && is_public(&method.vis)
            {
                let path = format!("{of}::{}", method.sig.ident);
                let takes = method.sig.inputs.iter().map(|it| match it {
                    syn::FnArg::Receiver(it) => it.to_token_stream().to_string(),
                    syn::FnArg::Typed(it) => self.resolved(&it.ty),
                });
                let takes = takes.collect::<Vec<_>>().join(", ");
                let gives = method.sig.output.to_token_stream();
                self.add(&path, &format!("fn({takes}) {gives}"));
            }
        }
    }

    fn fields(&mut self, name: &str, fields: &Fields) {
        for field in fields {
            if is_public(&field.vis)
                && let Some(ident) = &field.ident
            {
                let ty = self.resolved(&field.ty);
                self.add(&format!("{name}::{ident}"), &format!("field {ty}"));
            }
        }
    }

    fn add(&mut self, path: &str, what: &str) {
        self.items.insert(path.to_owned(), what.to_owned());
    }

    /// A type with names for other types looked through.
    fn resolved(&self, ty: &syn::Type) -> String {
        let mut ty = ty.clone();
        Resolve(self).visit_type_mut(&mut ty);
        ty.to_token_stream().to_string()
    }

    /// The same, as a type.
    pub(crate) fn resolved_type(&self, ty: &syn::Type) -> syn::Type {
        let mut ty = ty.clone();
        Resolve(self).visit_type_mut(&mut ty);
        ty
    }
}

/// Looks through names for other types, and makes the names of the prelude whole.
struct Resolve<'a>(&'a Surface);

impl VisitMut for Resolve<'_> {
    fn visit_type_mut(&mut self, ty: &mut syn::Type) {
        while let syn::Type::Path(path) = &*ty
            && let Some(name) = path.path.get_ident()
            && let Some(target) = self.0.aliases.get(&name.to_string())
        {
            *ty = target.clone();
        }
        if let syn::Type::Path(path) = ty
            && let [only] = path.path.segments.iter().collect::<Vec<_>>()[..]
            && !self.0.declared.contains(&only.ident.to_string())
        {
            let whole: Option<syn::Path> = match only.ident.to_string().as_str() {
                "Option" => Some(syn::parse_quote!(::core::option::#only)),
                "Box" => Some(syn::parse_quote!(::std::boxed::#only)),
                "String" => Some(syn::parse_quote!(::std::string::#only)),
                "Vec" => Some(syn::parse_quote!(::std::vec::#only)),
                _ => None,
            };
            path.path = whole.unwrap_or(path.path.clone());
        }
        syn::visit_mut::visit_type_mut(self, ty);
    }
}

/// The user's own type, where an option asks for one.
fn replaced(ty: &syn::Type, options: &Options) -> syn::Type {
    let text = ty.to_token_stream().to_string();
    let Some((_, rest)) = text.split_once("Replaced < ") else {
        return ty.clone();
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let index: usize = digits.parse().expect("the number of an option");
    let mut types = options.replacements.iter().chain(&options.formats);
    let target = types.nth(index).expect("an option");
    syn::parse2(target.value.clone()).expect("a type")
}

fn first_name(tokens: TokenStream) -> String {
    let names = tokens.into_iter().filter_map(|it| match it {
        proc_macro2::TokenTree::Ident(it) => Some(it.to_string()),
        _ => None,
    });
    let mut names = names.skip_while(|it| it == "plain");
    names.next().expect("a name")
}

fn has(attributes: &[syn::Attribute], name: &str) -> bool {
    attributes.iter().any(|it| it.path().is_ident(name))
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
