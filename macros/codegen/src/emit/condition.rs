//! `when`: what must hold of a payload for its event to end the stream.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_schema::{Json, Number, Test};

use super::protocol::way;
use crate::Options;
use crate::model::{Access, Check, Condition, Literal};

/// Whether all conditions hold: of the payload, which is there, and of the message.
pub(super) fn closure(conditions: &[Condition], options: &Options) -> TokenStream {
    let asks_payload = |it: &Condition| matches!(it, Condition::Fields { .. });
    let it = match conditions.iter().any(asks_payload) {
        true => quote!(it),
        false => quote!(_),
    };
    let message = match conditions.iter().all(asks_payload) {
        true => quote!(_),
        false => quote!(message),
    };
    let conditions = conditions.iter().map(|it| match it {
        Condition::Fields { way, test } => in_fields(way, test, options),
        Condition::Data { way, test } => in_data(way, test, options),
    });
    quote!(|#it, #message| #(#conditions)&&*)
}

/// Whether all conditions hold, of `it` alone, which is an `Option` of the payload; nothing if they ask
/// for the message.
pub(super) fn holds(conditions: &[Condition], options: &Options) -> Option<TokenStream> {
    let conditions = conditions.iter().map(|it| match it {
        Condition::Fields { way, test } => Some(in_fields(way, test, options)),
        Condition::Data { .. } => None,
    });
    let conditions = conditions.collect::<Option<Vec<_>>>()?;
    Some(quote!(#(#conditions)&&*))
}

fn in_fields(way: &[Access], test: &Check, options: &Options) -> TokenStream {
    let runtime = &options.runtime;
    let way = way.iter().map(|access| match access {
        Access::Field(ident) => quote!(.map(|it| &it.#ident)),
        Access::OptionalField(ident) => quote!(.and_then(|it| it.#ident.as_ref())),
        Access::Index(0) => quote!(.and_then(|it| it.first())),
        Access::Index(index) => quote!(.and_then(|it| it.get(#index))),
        Access::Key(key) => quote!(.and_then(|it| it.get(#key))),
        Access::Optional => quote!(.and_then(|it| it.as_ref())),
    });
    let test = match test {
        Check::Never => quote!(.is_some_and(|_| false)),
        Check::Present => quote!(.is_some()),
        Check::True => quote!(.is_some_and(|it| *it)),
        Check::TextNotEmpty if options.string.is_some() => {
            quote!(.is_some_and(|it| !::core::convert::AsRef::<str>::as_ref(it).is_empty()))
        }
        Check::TextNotEmpty => quote!(.is_some_and(|it| !it.is_empty())),
        Check::NotEmpty => quote!(.is_some_and(|it| !it.as_str().is_empty())),
        Check::Says => quote!(.is_some_and(#runtime::__private::says_something)),
        Check::TextOneOf(values) if options.string.is_some() => {
            let text = quote!(::core::convert::AsRef::<str>::as_ref(it));
            quote!(.is_some_and(|it| ::core::matches!(#text, #(#values)|*)))
        }
        Check::OneOf(values) | Check::TextOneOf(values) => {
            quote!(.is_some_and(|it| ::core::matches!(it.as_str(), #(#values)|*)))
        }
        Check::EqualOneOf(values) => {
            let values = values.iter().map(|it| match it {
                Literal::Boolean(value) => quote!(#value),
                Literal::Signed(value) => quote!(#value),
                Literal::Unsigned(value) => quote!(#value),
                Literal::Float(value) => quote!(#value),
            });
            quote!(.is_some_and(|it| [#(#values),*].contains(it)))
        }
    };
    quote!(it #(#way)* #test)
}

fn in_data(segments: &[String], test: &Test, options: &Options) -> TokenStream {
    let (runtime, way) = (&options.runtime, way(segments));
    let Test::OneOf(values) = test else {
        return quote!(#runtime::__private::says(message, #way));
    };
    let values = values.iter().filter_map(|value| {
        Some(match value {
            Json::String(text) => quote!(Text(#text)),
            Json::Boolean(boolean) => quote!(Boolean(#boolean)),
            Json::Number(number) => match number.whole() {
                Some(whole) => quote!(Whole(#whole)),
                None => number_with_fraction(*number),
            },
            _ => return None,
        })
    });
    quote! {
        #runtime::__private::one_of(message, #way, &[#(#runtime::__private::Scalar::#values),*])
    }
}

fn number_with_fraction(number: Number) -> TokenStream {
    let number = number.as_f64();
    quote!(Fraction(#number))
}
