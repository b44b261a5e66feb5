//! What rules tell.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use stream_events_schema::snapshot::checked::FieldKind;

use super::super::docs::code;
use super::super::ty::ty;
use super::Writer;
use super::expr::Expr;
use super::source::{integer_at, of_event, part, text, text_at};
use super::way::{Mode, Place, path};
use crate::model::Ty;
use crate::model::fold::{Change, Delta, FieldValue, Find, Form, Telling, Way};

/// The enum of changes.
pub(super) fn changes(writer: &Writer<'_>) -> TokenStream {
    let options = writer.options;
    let visibility = options.visibility_inside();
    let variants = writer.fold.changes.iter().map(|change| {
        let docs = format!(" {}: `emit` of the document.", code(&change.name));
        let ident = &change.ident;
        let fields = change.fields.iter().map(|field| {
            let (ident, ty) = (&field.ident, field_type(field.kind));
            let docs = match field.kind {
                FieldKind::Index => " Which element, by its index on the wire.",
                FieldKind::Integer | FieldKind::String => " Which element, by its key.",
            };
            quote!(#[doc = #docs] #ident: #ty)
        });
        let delta = change.delta.as_ref().map(|delta| {
            let ty = match delta {
                Delta::Text => quote!(&'a str),
                Delta::List(items) => {
                    let items = ty(items, options);
                    quote!(&'a [#items])
                }
            };
            quote!(#[doc = " What was appended."] delta: #ty,)
        });
        let value = value_type(change, writer);
        quote! {
            #[doc = #docs]
            #ident {
                #(#fields,)*
                #delta
                /// The place as it is after the whole event.
                value: #value,
            }
        }
    });
    let lifetime = (!writer.fold.changes.is_empty()).then(|| quote!(<'a>));
    quote! {
        /// What an event changed.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[non_exhaustive]
        #visibility enum Change #lifetime {
            #(#variants,)*
            /// A new value began.
            Restarted,
        }
    }
}

fn field_type(kind: FieldKind) -> TokenStream {
    match kind {
        FieldKind::Index => quote!(usize),
        FieldKind::Integer => quote!(i64),
        FieldKind::String => quote!(&'a str),
    }
}

fn value_type(change: &Change, writer: &Writer<'_>) -> TokenStream {
    let options = writer.options;
    let value = match &change.value {
        Ty::String => quote!(&'a str),
        Ty::Vec(items) => {
            let items = ty(items, options);
            quote!(&'a [#items])
        }
        value => {
            let value = ty(value, options);
            quote!(&'a #value)
        }
    };
    match change.nullable {
        true => quote!(::core::option::Option<#value>),
        false => value,
    }
}

/// The function that makes changes of what was told.
pub(super) fn function(writer: &Writer<'_>) -> TokenStream {
    let value = writer.ty(&writer.fold.value);
    let change = writer.change(&quote!(super::));
    let arms = writer.fold.tellings.iter().enumerate();
    let arms = arms.map(|(index, telling)| arm(writer, index, telling));
    quote! {
        pub(in super::super) fn change<'a>(
            told: Told<'a>,
            shown: Shown<'a, #value>,
            event: &'a super::Event,
        ) -> Option<#change> {
            match (told.change, event) {
                #(#arms)*
                _ => None,
            }
        }
    }
}

fn arm(writer: &Writer<'_>, index: usize, telling: &Telling) -> TokenStream {
    let change = writer
        .fold
        .changes
        .iter()
        .find(|it| it.name == telling.name);
    let (Some(change), Some(event)) = (change, writer.fold.events.get(telling.event)) else {
        return TokenStream::new();
    };
    let (parts, elements) = (parts(telling), elements(telling));
    let fields = change.fields.iter().zip(&telling.fields);
    let fields = fields.map(|(field, value)| {
        let (ident, value) = (&field.ident, field_value(telling, value));
        quote!(#ident: #value)
    });
    let level = telling.each.len();
    let delta = change.delta.as_ref().zip(telling.source.as_ref());
    let delta = delta.map(|(delta, source)| {
        let delta = certain(match delta {
            Delta::Text => text(source, level),
            Delta::List(_) => list(source, level),
        });
        quote!(delta: #delta,)
    });
    let value = value(change, &telling.place.ways);
    let (event_ident, ident) = (&event.ident, &change.ident);
    let payload = event.payload.as_ref().map(|_| quote!((event)));
    let index = Literal::usize_unsuffixed(index);
    quote! {
        (#index, super::Event::#event_ident #payload) => {
            #parts
            #elements
            Some(super::Change::#ident {
                #(#fields,)*
                #delta
                value: #value,
            })
        }
    }
}

/// What a change has to have.
fn certain(expr: Expr) -> TokenStream {
    match expr {
        Expr::Sure(it) => it,
        Expr::Maybe(it) => quote!(#it?),
    }
}

/// The parts of the event that the scopes of a rule went by.
fn parts(telling: &Telling) -> TokenStream {
    let mut loops = 0;
    let parts = telling.each.iter().enumerate().map(|(level, each)| {
        let part = part(level + 1);
        let taken = each.ways.iter();
        let taken = taken.map(|way| of_event(&way.accesses, level).expr());
        let taken = certain(Expr::first(taken));
        let element = each.list.then(|| {
            let at = number(loops);
            loops += 1;
            quote!(.get(told.at[#at] as usize)?)
        });
        match element {
            Some(element) => quote!(let #part = (#taken)#element;),
            None => quote!(let #part = #taken;),
        }
    });
    quote!(#(#parts)*)
}

/// The positions of the elements on the way.
fn elements(telling: &Telling) -> TokenStream {
    let address = |step: usize| {
        let at = number(telling.loops + step);
        quote!(told.at[#at])
    };
    let elements = telling.place.find.iter().filter_map(|find| {
        let (Find::Index { step, path: at, .. }
        | Find::Key { step, path: at, .. }
        | Find::End { step, path: at, .. }) = find
        else {
            return None;
        };
        let (position, at, address) = (position(*step), path(at, &address), address(*step));
        Some(quote!(let #position = shown.position(#at, #address)?;))
    });
    quote!(#(#elements)*)
}

fn position(step: usize) -> Ident {
    format_ident!("p{step}")
}

fn number(number: usize) -> Literal {
    Literal::usize_unsuffixed(number)
}

fn field_value(telling: &Telling, value: &FieldValue) -> TokenStream {
    match value {
        FieldValue::Index { step } => {
            let at = number(telling.loops + step);
            quote!(told.at[#at] as usize)
        }
        FieldValue::Position { step } => {
            let position = position(*step);
            quote!(#position)
        }
        FieldValue::Key {
            level,
            pointer,
            default,
            is_integer,
        } => {
            let key = match is_integer {
                true => {
                    let key = integer_at(pointer, *level).option();
                    let default = default.map(i128::from).map(|it| quote!(.or(Some(#it))));
                    Expr::Maybe(quote!(#key #default.and_then(|it| i64::try_from(it).ok())))
                }
                false => text_at(pointer, *level),
            };
            certain(key)
        }
    }
}

/// A list that was appended.
fn list(source: &Form, level: usize) -> Expr {
    match source {
        Form::Path { ways, .. } => Expr::first(
            ways.iter()
                .map(|way| of_event(&way.accesses, level).method(&quote!(.as_slice()))),
        ),
        Form::First(sources) => Expr::first(sources.iter().map(|it| list(&it.form, level))),
        Form::Const(_) | Form::New(_) => Expr::Sure(quote!(&[])),
    }
}

/// The place, as it is now.
fn value(change: &Change, ways: &[Way]) -> TokenStream {
    let found = |step: usize| {
        let position = position(step);
        quote!(#position)
    };
    let places = ways.iter().map(|way| {
        let place = Place::of(quote!(shown.value), &way.accesses, Mode::Read, &found);
        match &change.value {
            Ty::String => place.method(&quote!(.as_str())),
            Ty::Vec(_) => place.method(&quote!(.as_slice())),
            _ => place.expr(),
        }
    });
    let place = Expr::first(places);
    match change.nullable {
        true => place.option(),
        false => certain(place),
    }
}
