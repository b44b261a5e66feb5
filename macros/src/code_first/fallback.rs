//! What is generated when there is a mistake: enough that the mistake is the only error.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{DeriveInput, parse_quote};

use super::container::Container;
use super::errors::Errors;
use super::{failures, valid};

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
            ) -> ::core::result::Result<#runtime::Dispatch<Self>, #runtime::Mismatch> {
                ::core::result::Result::Ok(#runtime::Dispatch::Skip)
            }

            fn failure(_: &str) -> ::core::option::Option<Self::Failure> {
                ::core::option::Option::None
            }
        }
    };
    if input.generics.params.is_empty() {
        items.extend(named(input, container, &runtime));
    }
    items
}

/// What has a name of its own.
fn named(input: &DeriveInput, container: &Container, runtime: &TokenStream) -> TokenStream {
    let (ident, visibility) = (&input.ident, &input.vis);
    let alias = format_ident!("{}Stream", ident);
    let mut errors = Errors::default();
    let failures = failures::failures(input, container, &mut errors);
    // A mistake in the failure enum itself is one that the enum would repeat.
    let failures = failures.filter(|_| errors.into_result().is_ok());
    let failures = failures.map(|it| it.items(ident, &visibility.to_token_stream(), runtime));
    quote! {
        #[allow(missing_docs, dead_code, reason = "stands in until the enum is right")]
        #visibility type #alias<B = #runtime::Body> = #runtime::AsyncStream<#ident, B>;

        #failures

        #runtime::__document! {
            #[allow(missing_docs, dead_code, reason = "stands in until the enum is right")]
            impl #ident {
                #visibility fn document() -> #runtime::schema::Document {
                    ::core::default::Default::default()
                }
            }
        }
    }
}
