//! What may be null in payloads that are read without what does not fit.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::ty::ty_outside;
use super::types::expected;
use crate::Options;
use crate::model::{Home, Item, ItemKind, Model, Presence, Struct, Ty};

/// The events that are read so, and the types of their payloads; nothing if there are none.
pub(super) fn nulls(model: &Model, options: &Options) -> Option<TokenStream> {
    let Home::Module(module) = &model.home else {
        return None;
    };
    let writer = Writer { module, options };
    let events = model.events.iter().filter(|it| it.reads_nulls);
    let events: Vec<_> = events
        .filter_map(|event| {
            let (key, shape) = (&event.key, writer.shape(event.payload.as_ref()?));
            Some(quote!(#key => #shape;))
        })
        .collect();
    let items = model.items.iter().filter(|it| it.reads_nulls);
    let items = items.map(|it| writer.item(it));
    (!events.is_empty()).then(|| quote!(nulls { #(#events)* #(#items)* }))
}

struct Writer<'a> {
    module: &'a Ident,
    options: &'a Options,
}

impl Writer<'_> {
    fn item(&self, item: &Item) -> TokenStream {
        let ident = &item.ident;
        match &item.kind {
            ItemKind::Pending => TokenStream::new(),
            ItemKind::Alias(ty) => {
                let shape = self.shape(ty);
                quote!(alias #ident { #shape; })
            }
            ItemKind::Replaced(_) => {
                let module = self.module;
                quote!(alias #ident { [own #module::#ident]; })
            }
            ItemKind::OpenEnum(_) => quote!(alias #ident { string; }),
            ItemKind::Struct(it) => {
                let lines = self.object(it);
                quote!(object #ident { #lines })
            }
            ItemKind::Tagged {
                tag,
                branches,
                default,
            } => {
                let lines = branches.iter().map(|it| {
                    let (values, shape) = (&it.values, self.shape(&it.ty));
                    quote!(#(#values)|* => #shape;)
                });
                let default = default.map(|index| {
                    let shape = self.shape(&branches[index].ty);
                    quote!(default #shape;)
                });
                quote!(tagged #ident #tag { #(#lines)* #default })
            }
            ItemKind::Kinds(branches) => {
                let expected = expected(branches);
                let lines = branches.iter().map(|it| {
                    let (kind, shape) = (quote::format_ident!("{}", it.kind), self.shape(&it.ty));
                    quote!(#kind => #shape;)
                });
                quote!(kinds #ident #expected { #(#lines)* })
            }
        }
    }

    fn object(&self, it: &Struct) -> TokenStream {
        // Only where all other entries are read, it matters which are tags.
        let tags = it.consts.iter().filter(|_| it.additional.is_some());
        let tags: Vec<_> = tags.map(|it| &it.key).collect();
        let tags = (!tags.is_empty()).then(|| quote!([#(#tags),*]));
        let fields = it.fields.iter().map(|field| {
            let (key, shape) = (&field.key, self.shape(&field.ty));
            match field.presence {
                Presence::Required => quote!(required #key: #shape;),
                Presence::Defaulted | Presence::Optional => quote!(null #key: #shape;),
            }
        });
        let rest = it.additional.iter().map(|(_, values)| {
            let shape = self.shape(values);
            quote!(.. #shape;)
        });
        quote!(#tags #(#fields)* #(#rest)*)
    }

    fn shape(&self, ty: &Ty) -> TokenStream {
        match ty {
            Ty::Unit => quote!(unit),
            Ty::Bool => quote!(boolean),
            Ty::I64 => quote!(i64),
            Ty::U64 => quote!(u64),
            Ty::F64 => quote!(f64),
            Ty::String => quote!(string),
            Ty::Any => quote!(any),
            Ty::FreeForm => quote!(object),
            Ty::Raw => quote!(raw),
            Ty::Item(_, ident) => quote!((#ident)),
            Ty::Boxed(inner) | Ty::JsonText(inner) => self.shape(inner),
            Ty::Option(inner) => {
                let inner = self.shape(inner);
                quote!([nullable #inner])
            }
            Ty::Vec(inner) => {
                let inner = self.shape(inner);
                quote!([list #inner])
            }
            Ty::Map(inner) => {
                let inner = self.shape(inner);
                quote!([map #inner])
            }
            Ty::Text | Ty::Own(_) => {
                let ty = ty_outside(ty, self.options, self.module);
                quote!([own #ty])
            }
        }
    }
}
