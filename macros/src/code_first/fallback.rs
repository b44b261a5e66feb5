//! What is generated when there is a mistake: enough that the mistake is the only error.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, parse_quote};

use super::container::Container;
use super::valid;

pub(super) fn items(input: &DeriveInput, container: &Container) -> TokenStream {
    let (ident, visibility) = (&input.ident, &input.vis);
    let runtime = valid::runtime(container);
    let mut generics = input.generics.clone();
    generics
        .make_where_clause()
        .predicates
        .push(parse_quote!(Self: ::core::marker::Send + 'static));
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let mut items = quote! {
        #[allow(missing_docs, dead_code, clippy::all, reason = "stands in until the enum is right")]
        impl #parameters #ident #arguments #bounds {
            #visibility fn from_bytes<B_>(stream: B_) -> #runtime::AsyncStream<Self, B_>
            where
                B_: #runtime::__private::Stream,
                B_::Item: #runtime::SourceItem<#runtime::__private::Bytes>,
            {
                #runtime::AsyncStream::from_bytes(stream)
            }

            #visibility fn event_type(&self) -> &str {
                ""
            }
        }

        impl #parameters #runtime::StreamEvents for #ident #arguments #bounds {
            type Event = Self;
            type Failure = ::std::string::String;

            const PROTOCOL: #runtime::Protocol = #runtime::Protocol::new("");

            fn dispatch(
                _: &#runtime::Message<'_>,
            ) -> ::core::result::Result<#runtime::Dispatch<Self>, #runtime::DecodeError> {
                ::core::result::Result::Ok(#runtime::Dispatch::Skip)
            }

            fn failure(_: &str) -> ::core::option::Option<Self::Failure> {
                ::core::option::Option::None
            }
        }
    };
    if input.generics.params.is_empty() {
        let alias = format_ident!("{}Stream", ident);
        items.extend(quote! {
            #[allow(missing_docs, dead_code, reason = "stands in until the enum is right")]
            #visibility type #alias<B = #runtime::Body> = #runtime::AsyncStream<#ident, B>;
        });
    }
    items
}
