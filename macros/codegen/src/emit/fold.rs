//! What events add up to: the change enum, and the code that follows the rules.

mod act;
mod change;
mod expr;
mod find;
mod follow;
mod json_texts;
mod source;
mod way;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use super::condition::holds;
use super::docs::code;
use super::ty::ty_outside;
use crate::Options;
use crate::model::fold::{Fold, Restart};
use crate::model::{Home, Meaning, Model, Ty};
use expr::Expr;
use way::{Mode, Place, no_elements};

/// What a user names of the snapshot of a document, and its rules: inside the module of the document.
/// Nothing if it has none.
pub(super) fn items(model: &Model, options: &Options) -> Option<TokenStream> {
    let writer = Writer::new(model, options)?;
    let (runtime, private) = (&options.runtime, writer.private());
    let visibility = options.visibility_inside();
    let name = code(&model.name);
    let docs = format!(" What the events of a stream of {name} add up to.");
    let changes = change::changes(&writer);
    let functions = writer.fold.events.iter();
    let functions = functions.map(|it| follow::function(&writer, it));
    let change = change::function(&writer);
    let json_texts = json_texts::impls(&writer);
    Some(quote! {
        #changes

        #[doc = #docs]
        #visibility type Snapshot = #runtime::Snapshot<<Event as #private::EventOf>::Set>;

        #[allow(unused, reason = "one rule needs what another does not")]
        pub(super) mod rules {
            use ::core::prelude::rust_2021::*;
            use ::std::boxed::Box;
            use ::std::vec::Vec;
            use #private::{
                FoldError, IndexDefault, JsonTextAct, JsonTexts, Part::{Element, Field}, Restart,
                Run, Shown, Told, Wanted, convert, from_str, is_empty, key_is, says_nothing, to_value,
                variant_of,
            };

            #(#functions)*

            #change

            #json_texts
        }
    })
}

/// What makes the set of events one that adds up: beside the set. Nothing if it does not.
pub(super) fn impls(model: &Model, options: &Options) -> Option<TokenStream> {
    let (Some(writer), Home::Module(module)) = (Writer::new(model, options), &model.home) else {
        return None;
    };
    let (name, runtime) = (&options.name, &options.runtime);
    let rules = writer.rules(module);
    Some(quote! {
        #rules

        impl #runtime::StreamSnapshot for #name {
            type Snapshot = #module::Snapshot;
        }
    })
}

/// What all of it is written with.
struct Writer<'a> {
    model: &'a Model,
    fold: &'a Fold,
    options: &'a Options,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model, options: &'a Options) -> Option<Self> {
        let fold = model.fold.as_ref()?;
        Some(Self {
            model,
            fold,
            options,
        })
    }

    fn private(&self) -> TokenStream {
        let runtime = &self.options.runtime;
        quote!(#runtime::__private)
    }

    /// A type, from inside the module of the rules.
    fn ty(&self, ty: &Ty) -> TokenStream {
        ty_outside(ty, self.options, &Ident::new("super", Span::call_site()))
    }

    /// The enum of changes; without changes nothing in it is borrowed.
    fn change(&self, module: &TokenStream) -> TokenStream {
        match self.fold.changes.is_empty() {
            true => quote!(#module Change),
            false => quote!(#module Change<'a>),
        }
    }

    fn rules(&self, module: &Ident) -> TokenStream {
        let (private, runtime) = (self.private(), &self.options.runtime);
        let (set, value) = (
            &self.options.name,
            ty_outside(&self.fold.value, self.options, module),
        );
        let change = self.change(&quote!(#module::));
        let initial = self.fold.initial.as_ref().map(|text| {
            quote! {
                fn initial() -> ::core::option::Option<Self::Value> {
                    #private::from_str(#text).ok()
                }
            }
        });
        let (event, rules) = (quote!(#module::Event), quote!(#module::rules));
        let follow = self.fold.events.iter().map(|it| {
            let (ident, function) = (&it.ident, &it.function);
            match it.payload {
                Some(_) => quote!(#event::#ident(event) => #rules::#function(run, event)),
                None => quote!(#event::#ident => #rules::#function(run)),
            }
        });
        let keys = self.fold.events.iter().map(|it| &it.key);
        let ends = self.ends(module);
        quote! {
            impl #private::Rules for #set {
                type Value = #value;
                type Change<'a> = #change;

                #initial

                fn follow(
                    run: &mut #private::Run<'_, Self::Value>,
                    event: &#event,
                ) -> ::core::result::Result<(), #private::FoldError> {
                    match event {
                        #(#follow,)*
                        _ => ::core::result::Result::Ok(()),
                    }
                }

                fn change<'a>(
                    told: #private::Told<'a>,
                    shown: #private::Shown<'a, Self::Value>,
                    event: &'a #event,
                ) -> ::core::option::Option<Self::Change<'a>> {
                    #rules::change(told, shown, event)
                }

                fn restarted<'a>() -> Self::Change<'a> {
                    #module::Change::Restarted
                }

                fn has_rules(event_type: &str) -> bool {
                    ::core::matches!(event_type, #(#keys)|*)
                }

                #ends

                fn unknown(event: &#event) -> ::core::option::Option<&#runtime::UnknownEvent> {
                    match event {
                        #event::Unknown(event) => ::core::option::Option::Some(event),
                        _ => ::core::option::Option::None,
                    }
                }
            }
        }
    }

    /// Which events end a stream, or make an end one in good order.
    fn ends(&self, module: &Ident) -> TokenStream {
        let private = self.private();
        let arms = self.model.events.iter().filter_map(|event| {
            let (ends, conditions) = match &event.meaning {
                Meaning::Finish(conditions) => (format_ident!("Finish"), conditions),
                Meaning::Complete(conditions) => (format_ident!("Complete"), conditions),
                _ => return None,
            };
            let ident = &event.ident;
            let payload = event.payload.as_ref().map(|_| quote!((it)));
            let payload_unread = event.payload.as_ref().map(|_| quote!((_)));
            Some(match holds(conditions, self.options) {
                Some(holds) if !conditions.is_empty() => quote! {
                    #module::Event::#ident #payload
                        if { let it = ::core::option::Option::Some(it); #holds } => #private::Ends::#ends,
                },
                // Only the text of the message tells, which is not here.
                None => return None,
                Some(_) => quote!(#module::Event::#ident #payload_unread => #private::Ends::#ends,),
            })
        });
        quote! {
            fn ends(event: &#module::Event) -> #private::Ends {
                match event {
                    #(#arms)*
                    _ => #private::Ends::No,
                }
            }
        }
    }

    /// What a second `start` means.
    fn restart(&self) -> TokenStream {
        match &self.fold.restart {
            Restart::Error => quote!(Restart::Error),
            Restart::Ignore => quote!(Restart::Ignore),
            Restart::Replace => quote!(Restart::Replace),
            Restart::Same(ways) => {
                let same = ways.iter().map(|way| {
                    let place = Place::of(quote!(it), &way.accesses, Mode::Read, &no_elements);
                    let same = place.option();
                    Expr::Maybe(quote!(#same.and_then(to_value)))
                });
                let same = Expr::first(same).option();
                quote!(Restart::Same(|it| #same))
            }
        }
    }
}
