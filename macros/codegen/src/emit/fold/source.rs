//! What rules take from events.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use stream_events_schema::Json;

use super::Writer;
use super::expr::Expr;
use super::way::{Mode, Place, no_elements};
use crate::model::Ty;
use crate::model::fold::{Access, Conversion, Filling, Form, Object, Source, Variant, Way, Wrap};

/// The part of an event that a level of scopes goes by, which is a reference.
pub(super) fn part(level: usize) -> Ident {
    match level {
        0 => format_ident!("event"),
        level => format_ident!("part{level}"),
    }
}

/// A place of the event.
pub(super) fn of_event(accesses: &[Access], level: usize) -> Place {
    let part = part(level);
    Place::of(quote!(#part), accesses, Mode::Read, &no_elements)
}

/// A string of the event.
pub(super) fn text_at(ways: &[Way], level: usize) -> Expr {
    Expr::first(
        ways.iter()
            .map(|way| of_event(&way.accesses, level).text(way)),
    )
}

/// An integer of the event.
pub(super) fn integer_at(ways: &[Way], level: usize) -> Expr {
    Expr::first(
        ways.iter()
            .map(|way| of_event(&way.accesses, level).integer()),
    )
}

/// A source of text, borrowed.
pub(super) fn text(form: &Form, level: usize) -> Expr {
    match form {
        Form::Path { ways, .. } => text_at(ways, level),
        Form::Const(json) => {
            let text = json.as_str().unwrap_or_default();
            Expr::Sure(quote!(#text))
        }
        Form::First(sources) => Expr::first(sources.iter().map(|it| text(&it.form, level))),
        Form::New(_) => Expr::Maybe(quote!(None)),
    }
}

/// Whether the variants of a source hold, if it has any.
pub(super) fn matches(source: &Source, level: usize) -> Option<TokenStream> {
    let Form::Path { ways, gates, .. } = &source.form else {
        return None;
    };
    let gates = ways.iter().zip(gates).filter_map(|(way, gate)| {
        let (before, after) = way.accesses.split_at((*gate)?);
        let union = of_event(before, level).option();
        Some(match after.first() {
            Some(Access::VariantField {
                union: of, arms, ..
            }) => {
                let variants = arms.iter().map(|it| &it.variant);
                let variants = quote!(#(super::#of::#variants(_))|*);
                quote!(#union.is_some_and(|it| matches!(it, #variants)))
            }
            _ => quote!(#union.is_some()),
        })
    });
    let gates: Vec<_> = gates.collect();
    (!gates.is_empty()).then(|| quote!((#(#gates)||*)))
}

impl Writer<'_> {
    /// What a source gives, of the type of its place.
    pub(super) fn owned(&self, source: &Source, level: usize) -> Expr {
        let given =
            match &source.form {
                Form::Path {
                    ways, conversions, ..
                } => {
                    let ways = ways.iter().zip(conversions);
                    Expr::first(ways.map(|(way, conversion)| {
                        self.converted(way, level, *conversion, &source.into)
                    }))
                }
                Form::Const(json) => self.constant(json, &source.into),
                Form::New(object) => self.object(object, level),
                Form::First(sources) => {
                    return Expr::first(sources.iter().map(|it| self.owned(it, level)));
                }
            };
        let runtime = &self.options.runtime;
        let wraps = source.wraps.iter().rev();
        wraps.fold(given, |given, wrap| {
            given.map(&match wrap {
                Wrap::Option => quote!(Some),
                Wrap::Box => quote!(Box::new),
                Wrap::JsonText => quote!(#runtime::JsonText::new),
            })
        })
    }

    fn converted(&self, way: &Way, level: usize, conversion: Conversion, into: &Ty) -> Expr {
        let place = of_event(&way.accesses, level);
        let ty = self.ty(into);
        match conversion {
            Conversion::Clone => place.cloned(into),
            Conversion::Text => place.text(way).map(&quote!(<#ty>::from)),
            Conversion::Json => {
                let place = place.option();
                Expr::Maybe(quote!(#place.and_then(convert::<_, #ty>)))
            }
        }
    }

    /// A constant as the type has it.
    fn constant(&self, json: &Json, into: &Ty) -> Expr {
        match (json, into) {
            (Json::String(text), Ty::String | Ty::Text) => {
                let into = self.ty(into);
                Expr::Sure(quote!(<#into>::from(#text)))
            }
            (Json::Boolean(value), Ty::Bool) => Expr::Sure(quote!(#value)),
            (Json::Number(number), Ty::I64 | Ty::U64) if number.whole().is_some() => {
                let whole = Literal::i128_unsuffixed(number.whole().unwrap_or_default());
                Expr::Sure(quote!(#whole))
            }
            (Json::Array(values), Ty::Vec(_)) if values.is_empty() => {
                Expr::Sure(quote!(Vec::new()))
            }
            _ => {
                let (into, text) = (self.ty(into), json.to_string());
                Expr::Maybe(quote!(from_str::<#into>(#text).ok()))
            }
        }
    }

    fn object(&self, object: &Object, level: usize) -> Expr {
        let Object {
            ident,
            variant,
            fields,
            additional,
        } = object;
        let mut is_certain = true;
        let fields = fields.iter().map(|(field, filling)| {
            let value = match filling {
                Filling::Required(source) => match self.owned(source, level) {
                    Expr::Sure(value) => value,
                    Expr::Maybe(value) => {
                        is_certain = false;
                        quote!(#value?)
                    }
                },
                Filling::Optional(source) => match self.owned(source, level) {
                    Expr::Sure(value) => value,
                    Expr::Maybe(value) => quote!(#value.unwrap_or_default()),
                },
                Filling::Constant(of, value) => quote!(super::#of::#value),
                Filling::Default => quote!(Default::default()),
            };
            quote!(#field: #value)
        });
        let fields: Vec<_> = fields.collect();
        let additional = additional.iter().map(|it| quote!(#it: Default::default()));
        let mut made = quote!(super::#ident { #(#fields,)* #(#additional,)* });
        if let Some(Variant {
            union,
            ident,
            is_boxed,
        }) = variant
        {
            if *is_boxed {
                made = quote!(Box::new(#made));
            }
            made = quote!(super::#union::#ident(#made));
        }
        match is_certain {
            true => Expr::Sure(made),
            false => Expr::Maybe(quote!((|| Some(#made))())),
        }
    }
}
