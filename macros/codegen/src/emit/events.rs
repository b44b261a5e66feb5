//! The event enum.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{code, deprecated, docs};
use super::ty::ty;
use crate::Options;
use crate::model::{Event, Model};

/// The event enum and what it can do.
pub(super) fn events(model: &Model, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let visibility = options.visibility_inside();
    let name = &model.rules.name;
    let docs = format!(" What a stream of {} yields.", code(name));
    let items: Vec<&Event> = model
        .events
        .iter()
        .filter(|event| event.is_item())
        .collect();
    let variants = items.iter().map(|event| variant(event, options));
    let names = items.iter().map(|event| {
        let (ident, key) = (&event.ident, &event.key);
        let payload = event.payload.as_ref().map(|_| quote!((_)));
        quote!(Self::#ident #payload => #key)
    });
    let writes = items.iter().map(|event| write(event, options));
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        #visibility enum Event {
            #(#variants,)*
            /// An event that is not declared, as it came.
            Unknown(#runtime::UnknownEvent),
        }

        impl Event {
            /// Its event type on the wire.
            #[must_use]
            pub fn event_type(&self) -> &str {
                match self {
                    #(#names,)*
                    Self::Unknown(event) => &event.event_type,
                }
            }
        }

        impl #runtime::__private::Serialize for Event {
            fn serialize<S: #runtime::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    #(#writes,)*
                    Self::Unknown(it) => #runtime::__private::Serialize::serialize(it, serializer),
                }
            }
        }

        impl<'de> #runtime::__private::Deserialize<'de> for Event {
            fn deserialize<D: #runtime::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                #runtime::__private::event(deserializer)
            }
        }
    }
}

fn variant(event: &Event, options: &Options) -> TokenStream {
    let wire = format!("Event type on the wire: {}.", code(&event.key));
    let docs = match event.docs.description {
        Some(_) => docs(&event.docs, "", Some(&wire)),
        None => docs(&event.docs, &wire, None),
    };
    let deprecated = deprecated(&event.docs);
    let ident = &event.ident;
    let payload = event.payload.as_ref().map(|payload| {
        let payload = ty(payload, options);
        quote!((#payload))
    });
    quote!(#docs #deprecated #ident #payload)
}

fn write(event: &Event, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let (ident, key) = (&event.ident, &event.key);
    match (&event.payload, &event.tag) {
        (None, _) => quote!(Self::#ident => serializer.serialize_unit()),
        (Some(_), Some(tag)) => quote! {
            Self::#ident(it) => #runtime::__private::write_tagged(#tag, #key, it, serializer)
        },
        (Some(_), None) => quote! {
            Self::#ident(it) => #runtime::__private::Serialize::serialize(it, serializer)
        },
    }
}
