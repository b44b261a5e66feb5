//! Payload types.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::construct;
use super::docs::{deprecated, docs, named};
use super::ty::ty;
use crate::Options;
use crate::derives::is_default;
use crate::model::{
    Branch, EnumValue, Item, ItemKind, KindBranch, Model, PlainReading, Presence, Struct, Ty,
};

/// All payload types of the document.
pub(super) fn types(model: &Model, options: &Options) -> TokenStream {
    let items = model.items.iter().map(|item| self::item(item, options));
    quote!(#(#items)*)
}

fn item(item: &Item, options: &Options) -> TokenStream {
    let ident = &item.ident;
    let docs = docs(&item.docs, None);
    let deprecated = deprecated(&item.docs);
    let visibility = options.visibility_inside();
    let plain = item.plain.then(|| quote!(plain));
    let body = match &item.kind {
        ItemKind::Pending => TokenStream::new(),
        ItemKind::Alias(aliased) => {
            let aliased = ty(aliased, options);
            quote!(#visibility type #ident = #aliased;)
        }
        ItemKind::Replaced(index) => {
            let (runtime, index) = (&options.runtime, Literal::usize_unsuffixed(*index));
            quote!(#visibility type #ident = <Event as #runtime::__private::Replaced<#index>>::Type;)
        }
        ItemKind::Struct(it) => {
            let made = construct::construct(ident, it, options);
            let struct_ = struct_(ident, it, &plain, options);
            return quote!(#docs #deprecated #struct_ #made);
        }
        ItemKind::OpenEnum(values) => open_enum(ident, values, &plain, options),
        ItemKind::Tagged {
            tag,
            branches,
            default,
        } => tagged(ident, tag, branches, *default, options),
        ItemKind::Kinds(branches) => kinds(ident, branches, &plain, options),
    };
    quote!(#docs #deprecated #body)
}

/// What every payload type derives; the user's own wishes are for these alone. A default of ours is not
/// derived once more.
fn derives(options: &Options, has_default: bool) -> TokenStream {
    let more = options.derives.iter();
    let more = more.filter(|it| !(has_default && is_default(it)));
    let non_exhaustive = options.non_exhaustive();
    quote!(#[derive(Debug, Clone, PartialEq #(, #more)*)] #non_exhaustive)
}

fn struct_(
    ident: &Ident,
    it: &Struct,
    plain: &Option<TokenStream>,
    options: &Options,
) -> TokenStream {
    let runtime = &options.runtime;
    let visibility = options.visibility_inside();
    let derives = derives(options, it.arguments().next().is_none());
    let fields = it.fields.iter().map(|field| {
        let docs = named(&field.docs, &field.ident, &field.key);
        let deprecated = deprecated(&field.docs);
        let (ident, ty) = (&field.ident, ty(&field.ty, options));
        quote!(#docs #deprecated pub #ident: #ty)
    });
    let additional = it.additional.iter().map(|(ident, values)| {
        let ty = ty(&Ty::Map(Box::new(values.clone())), options);
        quote!(#[doc = " The entries that no other field has."] pub #ident: #ty)
    });
    let consts = it.consts.iter().map(|it| {
        let (key, value) = (&it.key, &it.value);
        quote!([#key = #value])
    });
    let lines = it.fields.iter().map(|field| {
        let (ident, key) = (&field.ident, &field.key);
        let kind = match field.presence {
            Presence::Required => format_ident!("required"),
            Presence::Defaulted => format_ident!("defaulted"),
            Presence::Optional => format_ident!("optional"),
        };
        let reading = match field.plain {
            None | Some(PlainReading::Typed) => TokenStream::new(),
            Some(PlainReading::Text) => quote!(as text),
            Some(PlainReading::NullableText) => quote!(as nullable_text),
            Some(PlainReading::Null) => quote!(as null),
        };
        let integers = of_integers(field.integers);
        quote!(#kind #ident: #key #reading #integers;)
    });
    let integers = of_integers(it.additional_integers);
    let additional_line = it.additional.iter();
    let additional_line = additional_line.map(|(ident, _)| quote!(.. #ident #integers));
    quote! {
        #derives
        #visibility struct #ident { #(#fields,)* #(#additional,)* }
        #runtime::__object! { #plain #ident { #(#consts)* #(#lines)* #(#additional_line)* } }
    }
}

fn open_enum(
    ident: &Ident,
    values: &[EnumValue],
    plain: &Option<TokenStream>,
    options: &Options,
) -> TokenStream {
    let runtime = &options.runtime;
    let visibility = options.visibility_inside();
    let derives = derives(options, false);
    let variants = values.iter().map(|it| {
        let docs = named(&it.docs, &it.ident, &it.value);
        let ident = &it.ident;
        quote!(#docs #ident)
    });
    let lines = values.iter().map(|it| {
        let (value, ident) = (&it.value, &it.ident);
        quote!(#value => #ident;)
    });
    quote! {
        #derives
        #visibility enum #ident {
            #(#variants,)*
            #[doc = " A value the document does not know."]
            Unknown(::std::string::String),
        }
        #runtime::__open_enum! { #plain #ident { #(#lines)* } }
    }
}

fn tagged(
    ident: &Ident,
    tag: &str,
    branches: &[Branch],
    default: Option<usize>,
    options: &Options,
) -> TokenStream {
    let runtime = &options.runtime;
    let visibility = options.visibility_inside();
    let derives = derives(options, false);
    let variants = branches.iter().map(|it| {
        let docs = named(&it.docs, &it.ident, &it.values[0]);
        let deprecated = deprecated(&it.docs);
        let (ident, ty) = (&it.ident, ty(&it.ty, options));
        quote!(#docs #deprecated #ident(#ty))
    });
    let lines = |plain| branches.iter().filter(move |it| it.plain == plain);
    let plain = lines(true).map(|it| {
        let (values, ident, ty) = (&it.values, &it.ident, ty(unboxed(&it.ty), options));
        quote!(plain #(#values)|* => #ident: #ty;)
    });
    let others = lines(false).map(|it| {
        let (values, ident) = (&it.values, &it.ident);
        quote!(#(#values)|* => #ident;)
    });
    let default = default.map(|index| &branches[index].ident).into_iter();
    quote! {
        #derives
        #visibility enum #ident {
            #(#variants,)*
            #[doc = " A variant the document does not know."]
            Unknown(#runtime::UnknownVariant),
        }
        #runtime::__tagged! {
            #ident by #tag { #(#plain)* #(#others)* #(default #default;)* }
        }
    }
}

fn unboxed(ty: &Ty) -> &Ty {
    match ty {
        Ty::Boxed(inner) => inner,
        ty => ty,
    }
}

fn kinds(
    ident: &Ident,
    branches: &[KindBranch],
    plain: &Option<TokenStream>,
    options: &Options,
) -> TokenStream {
    let runtime = &options.runtime;
    let visibility = options.visibility_inside();
    let derives = derives(options, false);
    let variants = branches.iter().map(|it| {
        let docs = format!(" When it is {}.", with_article(it.kind));
        let (ident, ty) = (&it.ident, ty(&it.ty, options));
        quote!(#[doc = #docs] #ident(#ty))
    });
    let lines = branches.iter().map(|it| {
        let (kind, ident) = (format_ident!("{}", it.kind), &it.ident);
        let integers = of_integers(it.integers);
        quote!(#kind => #ident #integers;)
    });
    let expecting = expected(branches);
    quote! {
        #derives
        #visibility enum #ident { #(#variants,)* }
        #runtime::__kinds! { #plain #ident, #expecting { #(#lines)* } }
    }
}

/// The kinds of a union in words.
pub(super) fn expected(branches: &[KindBranch]) -> String {
    let kinds = branches.iter().map(|it| with_article(it.kind));
    kinds.collect::<Vec<_>>().join(" or ")
}

/// What the line of integers ends with.
fn of_integers(integers: bool) -> Option<TokenStream> {
    integers.then(|| quote!(of integers))
}

fn with_article(kind: &str) -> String {
    let article = if matches!(kind, "array" | "object") {
        "an"
    } else {
        "a"
    };
    format!("{article} {kind}")
}
