//! What has to be found before a rule acts.

use proc_macro2::TokenStream;
use quote::quote;
use stream_events_schema::snapshot::IndexDefault;

use super::expr::Expr;
use super::source::{integer_at, text_at};
use super::way::{Mode, Place, element, found_address, no_elements, path};
use crate::model::fold::{Find, Part, Wanted, Way};

/// Where a rule that does nothing goes on.
pub(super) type Label = syn::Lifetime;

/// Finds all that a place needs, from what is found already.
pub(super) fn find(finds: &[Find], level: usize, skip: &Label) -> TokenStream {
    let finds = finds.iter().map(|find| match find {
        Find::Variant { .. } => variant(find, skip),
        Find::Index { .. } => index(find, level, skip),
        Find::Key { .. } => key(find, level, skip),
        Find::End { step, list, path } => {
            let (element, list) = (element(*step), self::list(list, path));
            quote! {
                #list
                let #element = run.end(list, len);
            }
        }
    });
    quote!(#(#finds)*)
}

/// The list as errors tell it, and how many elements it has.
fn list(ways: &[Way], at: &[Part]) -> TokenStream {
    let at = path(at, &found_address);
    let lists = ways.iter();
    let lists = lists.map(|way| Place::read(quote!(value), way).method(&quote!(.len())));
    let len = match Expr::first(lists) {
        Expr::Sure(len) => len,
        Expr::Maybe(len) => quote!(#len.unwrap_or(0)),
    };
    quote! {
        let list = #at;
        let value = run.value()?;
        let len = #len;
    }
}

fn variant(find: &Find, skip: &Label) -> TokenStream {
    let Find::Variant {
        union,
        path: at,
        ident,
        variants,
        names,
        tag,
        implied,
    } = find
    else {
        return TokenStream::new();
    };
    let at = path(at, &found_address);
    let unknown = tag.as_ref();
    let unknown = unknown.map(|_| quote!(Some(super::#ident::Unknown(_)) => break #skip,));
    let tag = match tag {
        Some(tag) => quote!(Some(#tag)),
        None => quote!(None),
    };
    let others = match implied {
        true => quote! {
            Some(_) => break #skip,
            None => return Err(run.variant(#at, &[#(#names),*], None)),
        },
        false => quote! {
            #unknown
            found => {
                let found = found.and_then(|it| variant_of(it, #tag));
                return Err(run.variant(#at, &[#(#names),*], found));
            }
        },
    };
    let unions = union.iter();
    let unions = unions.map(|way| Expr::Maybe(Place::read(quote!(value), way).option()));
    let union = Expr::first(unions).option();
    quote! {
        let value = run.value()?;
        match #union {
            #(Some(super::#ident::#variants(_)))|* => {}
            #others
        }
    }
}

fn index(find: &Find, level: usize, skip: &Label) -> TokenStream {
    let Find::Index {
        step,
        list,
        path: at,
        pointer,
        place,
        default,
        wanted,
    } = find
    else {
        return TokenStream::new();
    };
    let (element, list) = (element(*step), self::list(list, at));
    let read = integer_at(pointer, level).option();
    let place = path(place, &found_address);
    let default = match default {
        None => quote!(None),
        Some(IndexDefault::At(at)) => quote!(At(#at)),
        Some(IndexDefault::Next) => quote!(Next),
    };
    let wanted = self::wanted(*wanted);
    quote! {
        let Some(index) = run.pointed(#read, #place) else { break #skip };
        #list
        let index = run.index(list, len, index, IndexDefault::#default)?;
        let #element = run.element(list, len, index, #wanted)?;
    }
}

fn key(find: &Find, level: usize, skip: &Label) -> TokenStream {
    let Find::Key {
        step,
        list,
        path: at,
        field,
        union,
        pointer,
        place,
        default,
        is_integer,
        wanted,
    } = find
    else {
        return TokenStream::new();
    };
    let (element, of_list) = (element(*step), self::list(list, at));
    let of_element = field.iter().map(|way| {
        let place = Place::of(quote!(it), &way.accesses, Mode::Read, &no_elements);
        match is_integer {
            true => place.integer(),
            false => place.text(way),
        }
    });
    let of_element = Expr::first(of_element).option();
    let unknown = union.as_ref().map(|(union, field)| {
        let unknown = quote!(super::#union::Unknown(it) if key_is(it, #field, key));
        quote!(|| matches!(it, #unknown))
    });
    let read = match is_integer {
        true => integer_at(pointer, level),
        false => text_at(pointer, level),
    };
    let read = read.option();
    let default = default.map(i128::from).map(|it| quote!(.or(Some(#it))));
    let place = path(place, &found_address);
    let lists = list.iter();
    let lists = lists.map(|way| Expr::Maybe(Place::read(quote!(value), way).option()));
    let lists = Expr::first(lists).option();
    let wanted = self::wanted(*wanted);
    quote! {
        let Some(key) = run.pointed(#read, #place) else { break #skip };
        let key = key #default;
        #of_list
        let found = key.and_then(|_| #lists?.iter().rposition(|it| #of_element == key #unknown));
        let #element = run.keyed(list, len, found, || key.and_then(to_value), #wanted)?;
    }
}

fn wanted(wanted: Wanted) -> TokenStream {
    match wanted {
        Wanted::Existing => quote!(Wanted::Existing),
        Wanted::New { sparse } => quote!(Wanted::New { sparse: #sparse }),
        Wanted::Either { sparse } => quote!(Wanted::Either { sparse: #sparse }),
    }
}
