//! What old code could name, and cannot any more.

use quote::ToTokens;

use crate::options::Asked;
use crate::surface::Surface;

/// All that is gone or has another type, all derives that no longer compile, and what is new where code
/// may be exhaustive.
pub(crate) fn breaks(old: &Surface, new: &Surface, asked: &Asked) -> Vec<String> {
    let mut breaks = Vec::new();
    for (path, was) in &old.items {
        match new.items.get(path) {
            None => breaks.push(format!("{path} is gone")),
            Some(is) if is != was => breaks.push(format!("{path}: {was} -> {is}")),
            Some(_) => {}
        }
    }
    let members = new.items.iter().filter(|(path, what)| {
        let is_member = what.starts_with("variant") || what.starts_with("field");
        let of = path.rsplit_once("::").map(|(of, _)| of);
        is_member && of.is_some_and(|of| old.items.contains_key(of))
    });
    let added = members.filter(|(path, _)| !old.items.contains_key(*path));
    let added = added.filter(|_| asked.exhaustive);
    breaks.extend(added.map(|(path, _)| format!("{path} is new")));
    for derive in &asked.derives {
        let (was, is) = (lacking(old, derive), lacking(new, derive));
        let lost = is.iter().filter(|ty| match old.derived.contains_key(*ty) {
            true => !was.contains(ty),
            // Where the old code did not compile, a type more does not break it.
            false => was.is_empty(),
        });
        breaks.extend(lost.map(|ty| format!("{ty} cannot derive {derive}")));
    }
    breaks
}

/// The types that cannot have a trait.
fn lacking(surface: &Surface, derive: &str) -> Vec<String> {
    let types = surface.derived.iter();
    let lacking = types.filter(|(name, parts)| {
        let is_enum = surface.enums.contains(*name);
        derive == "Default" && is_enum || parts.iter().any(|ty| part_lacks(surface, ty, derive))
    });
    lacking.map(|(name, _)| name.clone()).collect()
}

/// By what the type is written as; the user's own types are taken to have what is asked for.
fn part_lacks(surface: &Surface, ty: &syn::Type, derive: &str) -> bool {
    let ty = surface.resolved_type(ty);
    let syn::Type::Path(path) = &ty else {
        return false;
    };
    let last = path.path.segments.last().expect("a path");
    let name = last.ident.to_string();
    let inner = match &last.arguments {
        syn::PathArguments::AngleBracketed(it) => it.args.iter().collect(),
        _ => Vec::new(),
    };
    let inner_lacks = || {
        inner.iter().any(|it| match it {
            syn::GenericArgument::Type(ty) => part_lacks(surface, ty, derive),
            _ => false,
        })
    };
    let is_own = path.to_token_stream().to_string().starts_with("my ::");
    match (derive, name.as_str()) {
        _ if is_own => false,
        ("Default", "Option" | "Vec" | "BTreeMap") => false,
        ("Default", "Box") => inner_lacks(),
        ("Default", name) => surface.enums.contains(name),
        ("Copy", "Option") => inner_lacks(),
        ("Copy", name) => {
            let is_generated = surface.derived.contains_key(name);
            !is_generated && !matches!(name, "bool" | "i64" | "u64" | "f64")
        }
        ("Eq" | "Hash", "f64") => true,
        ("PartialOrd" | "Ord", "Value" | "Map" | "RawJson" | "UnknownVariant") => true,
        ("Ord", "f64") => true,
        _ => inner_lacks(),
    }
}
