//! What the operations of rules do.

use proc_macro2::TokenStream;
use quote::quote;

use super::expr::Expr;
use super::find::{Label, find};
use super::follow::Rules;
use super::source::{matches, text};
use super::way::{self, Mode, element, found, found_address, path};
use crate::model::Ty;
use crate::model::fold::{Form, Place, Set, Source, Way};

impl Rules<'_, '_> {
    /// What a source gives; without it the rule does nothing.
    pub(super) fn given(&self, source: &Source, skip: &Label) -> TokenStream {
        given(self.writer.owned(source, self.level), skip)
    }

    pub(super) fn start(&self, source: &Source, note: &TokenStream, skip: &Label) -> TokenStream {
        let matches = matches(source, self.level);
        let matches = matches.map(|matches| quote!(if !#matches { break #skip; }));
        let value = self.writer.owned(source, self.level).option();
        let restart = self.writer.restart();
        quote! {
            #matches
            #note
            run.start(#restart, #value)?;
        }
    }

    /// The whole value is replaced.
    pub(super) fn set_whole(&self, set: &Set, note: &TokenStream, skip: &Label) -> TokenStream {
        let Some(source) = set.sources.first() else {
            return TokenStream::new();
        };
        let given = self.given(source, skip);
        let once = set.once.then(|| self.once(&set.place, skip));
        let keep = self.keep(set);
        quote! {
            #given
            #note
            // Where there is no value, nothing thaws.
            if run.is_frozen() && run.value().is_err() { break #skip; }
            run.value()?;
            #once
            #keep
            run.replace(given);
        }
    }

    pub(super) fn set(&self, set: &Set, note: &TokenStream, skip: &Label) -> TokenStream {
        let (writer, place) = (self.writer, &set.place);
        let Some(source) = set.sources.first() else {
            return TokenStream::new();
        };
        let find = find(&place.find, self.level, skip);
        let once = set.once.then(|| self.once(place, skip));
        let keep = self.keep(set);
        let at = path(&place.path, &found_address);
        // What is taken is looked at before the place is looked for.
        let (before, put) = match (set.nulls, place.ways.as_slice()) {
            (false, [to]) => (
                Some(self.given(source, skip)),
                self.put(to, place, set.inserts),
            ),
            (nulls, ways) => {
                let before = match nulls {
                    true => matches(source, self.level),
                    false => {
                        let given = writer.owned(source, self.level).option();
                        Some(quote!(#given.is_some()))
                    }
                };
                let before = before.map(|it| quote!(if !#it { break #skip; }));
                let put = ways.iter().zip(&set.sources).map(|(to, source)| {
                    let given = writer.owned(source, self.level).option();
                    let put = self.put(to, place, set.inserts);
                    let given = match nulls {
                        true => quote!(let given = #given.unwrap_or_default();),
                        false => quote!(let Some(given) = #given else { break #skip };),
                    };
                    quote!(#given #put)
                });
                (before, quote!(#(#put)*))
            }
        };
        quote! {
            #before
            #note
            #find
            #once
            #keep
            #put
            run.replaced(#at);
        }
    }

    /// Puts what is given at a place; an element that is not there is inserted.
    pub(super) fn put(&self, to: &Way, place: &Place, inserts: bool) -> TokenStream {
        let set = self.target(to, Mode::Make).set();
        let Some(list) = place.list.as_ref().filter(|_| inserts) else {
            return set;
        };
        let element = element(place.steps() - 1);
        let insert = self.insert_into(list, place);
        quote!(if #element.is_new { #insert } else { #set })
    }

    /// A place of the value.
    pub(super) fn target(&self, way: &Way, mode: Mode) -> way::Place {
        let value = match mode {
            Mode::Read => quote!(value),
            Mode::Change | Mode::Make => quote!(run.value_mut()?),
        };
        way::Place::of(value, &way.accesses, mode, &found)
    }

    /// Inserts what is given where it was found to belong.
    pub(super) fn insert_into(&self, list: &[Way], place: &Place) -> TokenStream {
        let element = element(place.steps() - 1);
        let before = place
            .path
            .split_last()
            .map_or(&[][..], |(_, before)| before);
        let at = path(before, &found_address);
        let lists = list.iter().map(|way| {
            let insert = quote! {
                let len = list.len();
                list.insert(#element.position, given);
                run.inserted(#at, len, #element);
            };
            match self.target(way, Mode::Make).expr() {
                Expr::Sure(list) => quote!(let list = #list; #insert),
                Expr::Maybe(list) => quote!(if let Some(list) = #list { #insert }),
            }
        });
        quote!(#(#lists)*)
    }

    /// Goes on only while a place holds nothing.
    fn once(&self, place: &Place, skip: &Label) -> TokenStream {
        let now = place.ways.iter();
        let now = now.map(|way| {
            self.target(way, Mode::Read)
                .expr()
                .map(&quote!(says_nothing))
        });
        let says_nothing = match Expr::first(now) {
            Expr::Sure(says_nothing) => says_nothing,
            Expr::Maybe(says_nothing) => quote!(#says_nothing.unwrap_or(true)),
        };
        let is_new = place.list.as_ref().map(|_| {
            let element = element(place.steps() - 1);
            quote!(!#element.is_new &&)
        });
        quote! {
            let value = run.value()?;
            if #is_new !#says_nothing { break #skip; }
        }
    }

    /// Keeps fields that the new value does not have.
    fn keep(&self, set: &Set) -> Option<TokenStream> {
        let way = set.place.ways.first().filter(|_| !set.keep.is_empty())?;
        let now = self.target(way, Mode::Read).option();
        let kept = set.keep.iter().map(|(key, field)| {
            quote! {
                if is_empty(&given.#field) {
                    given.#field = now.#field.clone();
                    kept.push(#key);
                }
            }
        });
        Some(quote! {
            let mut given = given;
            let mut kept = Vec::new();
            let value = run.value()?;
            if let Some(now) = #now { #(#kept)* }
            for field in kept { run.kept(field); }
        })
    }

    pub(super) fn append(
        &self,
        source: &Source,
        place: &Place,
        note: &TokenStream,
        skip: &Label,
    ) -> TokenStream {
        let find = find(&place.find, self.level, skip);
        let (given, grow) = match is_list(&source.form) {
            true => (self.given(source, skip), quote!(.extend(given);)),
            false => (
                given(text(&source.form, self.level), skip),
                quote!(.push_str(given);),
            ),
        };
        let grown = place.ways.iter().map(|way| {
            match self.target(way, Mode::Make).method(&TokenStream::new()) {
                Expr::Sure(place) => quote!(#place #grow),
                Expr::Maybe(_) => {
                    let place = self.target(way, Mode::Make).option();
                    quote!(if let Some(place) = #place { place #grow })
                }
            }
        });
        quote! {
            #given
            #note
            #find
            #(#grown)*
        }
    }

    pub(super) fn append_json(
        &self,
        source: &Source,
        place: &Place,
        note: &TokenStream,
        skip: &Label,
    ) -> TokenStream {
        let runtime = &self.writer.options.runtime;
        let given = given(text(&source.form, self.level), skip);
        let find = find(&place.find, self.level, skip);
        let grown = place.ways.iter().map(|way| {
            let target = self.target(way, Mode::Make).option();
            let make = matches!(way.ty, Ty::Option(_))
                .then(|| quote!(.get_or_insert_with(#runtime::JsonText::empty)));
            quote!(if let Some(place) = #target { place #make.append(given); })
        });
        quote! {
            #given
            #note
            #find
            #(#grown)*
        }
    }

    pub(super) fn insert(
        &self,
        source: &Source,
        place: &Place,
        opens: bool,
        note: &TokenStream,
        skip: &Label,
    ) -> TokenStream {
        let Some(list) = &place.list else {
            return TokenStream::new();
        };
        let given = self.given(source, skip);
        let find = find(&place.find, self.level, skip);
        let begin = self.begin(place);
        let insert = self.insert_into(list, place);
        let at = path(&place.path, &found_address);
        let opened = opens.then(|| quote!(run.opened(#at);));
        quote! {
            #given
            #note
            #find
            #begin
            #insert
            #opened
        }
    }

    /// Begins the JSON texts in what is given.
    pub(super) fn begin(&self, place: &Place) -> Option<TokenStream> {
        let way = place.ways.first()?;
        let begins = self.writer.fold.closes && self.writer.fold.is_with_json_texts(&way.ty);
        begins.then(|| {
            quote! {
                let mut given = given;
                given.json_texts(JsonTextAct::Begin);
            }
        })
    }

    pub(super) fn close(&self, place: &Place, note: &TokenStream, skip: &Label) -> TokenStream {
        let find = find(&place.find, self.level, skip);
        let at = path(&place.path, &found_address);
        let ways = place.ways.iter();
        let ways = ways.filter(|it| self.writer.fold.is_with_json_texts(&it.ty));
        let texts = ways.map(|way| {
            let target = self.target(way, Mode::Change).option();
            quote!(if let Some(place) = #target { place.json_texts(JsonTextAct::Close); })
        });
        quote! {
            #note
            run.value()?;
            #find
            #(#texts)*
            run.closed(#at);
        }
    }
}

/// What is given; without it the rule does nothing.
fn given(expr: Expr, skip: &Label) -> TokenStream {
    match expr {
        Expr::Sure(given) => quote!(let given = #given;),
        Expr::Maybe(given) => quote!(let Some(given) = #given else { break #skip };),
    }
}

/// Whether a list is taken.
fn is_list(form: &Form) -> bool {
    match form {
        Form::Path { ways, .. } => ways.iter().any(|it| matches!(it.ty, Ty::Vec(_))),
        Form::Const(json) => matches!(json, stream_events_schema::Json::Array(_)),
        Form::First(sources) => sources.iter().any(|it| is_list(&it.form)),
        Form::New(_) => false,
    }
}
