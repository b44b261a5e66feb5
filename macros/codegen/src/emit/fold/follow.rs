//! The functions that follow the rules of an event.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};

use super::Writer;
use super::expr::Expr;
use super::find::{Label, find};
use super::source::{of_event, part};
use super::way::{Mode, element, found_address, path};
use crate::model::Ty;
use crate::model::fold::{EventRules, New, Operation, Place, Rule, Scope};

/// The function of an event.
pub(super) fn function(writer: &Writer<'_>, event: &EventRules) -> TokenStream {
    let (function, value) = (&event.function, writer.ty(&writer.fold.value));
    let payload = event.payload.as_ref().map(|payload| {
        let payload = writer.ty(payload);
        quote!(event: &#payload)
    });
    let mut rules = Rules {
        writer,
        level: 0,
        loops: 0,
        labels: 0,
    };
    let rules = rules.rules(&event.rules);
    quote! {
        pub(in super::super) fn #function(
            run: &mut Run<'_, #value>,
            #payload
        ) -> Result<(), FoldError> {
            #rules
            Ok(())
        }
    }
}

/// Rules of one event.
pub(super) struct Rules<'w, 'a> {
    pub(super) writer: &'w Writer<'a>,
    /// How many parts of the event have been gone into.
    pub(super) level: usize,
    /// How many of them are elements of lists.
    loops: usize,
    /// How many labels there are.
    labels: usize,
}

impl Rules<'_, '_> {
    fn rules(&mut self, rules: &[Rule]) -> TokenStream {
        let rules: Vec<_> = rules.iter().map(|it| self.rule(it)).collect();
        quote!(#(#rules)*)
    }

    fn rule(&mut self, rule: &Rule) -> TokenStream {
        let skip = self.label();
        let pointer = &rule.pointer;
        // After what is taken was looked at: most rules of an event find nothing in it.
        let note = match rule.thaws {
            true => quote!(if !run.thawing(#pointer) { break #skip; }),
            false => quote!(if !run.rule(#pointer) { break #skip; }),
        };
        let body = match &rule.operation {
            Operation::Start(source) => self.start(source, &note, &skip),
            Operation::Set(set) if set.whole => self.set_whole(set, &note, &skip),
            Operation::Set(set) => self.set(set, &note, &skip),
            Operation::Append { source, place } => self.append(source, place, &note, &skip),
            Operation::AppendJson { source, place } => {
                self.append_json(source, place, &note, &skip)
            }
            Operation::Insert {
                source,
                place,
                opens,
            } => self.insert(source, place, *opens, &note, &skip),
            Operation::Close(place) => self.close(place, &note, &skip),
            Operation::Scope(scope) => {
                let scope = self.scope(scope, rule, &skip);
                quote!(#note #scope)
            }
        };
        let tell = match &rule.operation {
            Operation::Start(_) | Operation::Scope(_) => None,
            Operation::Set(set) => self.tell(rule, set.place.steps()),
            Operation::Append { place, .. }
            | Operation::AppendJson { place, .. }
            | Operation::Insert { place, .. }
            | Operation::Close(place) => self.tell(rule, place.steps()),
        };
        quote! {
            #skip: {
                #body
                #tell
            }
        }
    }

    fn label(&mut self) -> Label {
        self.labels += 1;
        syn::Lifetime::new(&format!("'rule{}", self.labels), Span::call_site())
    }

    /// What is told, once a rule has acted.
    fn tell(&self, rule: &Rule, steps: usize) -> Option<TokenStream> {
        let change = Literal::usize_unsuffixed(rule.telling?);
        let loops = (0..self.loops).map(|index| {
            let index = format_ident!("i{index}");
            quote!(#index as u64)
        });
        let addresses = (0..steps).map(found_address);
        let at = loops.chain(addresses);
        Some(quote!(run.tell(#change, &[#(#at),*]);))
    }

    fn scope(&mut self, scope: &Scope, rule: &Rule, skip: &Label) -> TokenStream {
        let Some(each) = &scope.each else {
            return self.scope_for(scope, rule, skip);
        };
        let ways = each.ways.iter();
        let ways = ways.map(|way| of_event(&way.accesses, self.level).expr());
        let taken = Expr::first(ways);
        self.level += 1;
        let part = part(self.level);
        let body = if each.list {
            let (index, next) = (format_ident!("i{}", self.loops), self.label());
            self.loops += 1;
            let body = self.scope_for(scope, rule, &next);
            self.loops -= 1;
            let pointer = &rule.pointer;
            let note = (!rule.thaws).then(|| quote!(run.rule(#pointer);));
            let list = match taken {
                Expr::Sure(list) => quote!(let list = #list;),
                Expr::Maybe(list) => quote!(let Some(list) = #list else { break #skip };),
            };
            quote! {
                #list
                for (#index, #part) in list.iter().enumerate() {
                    #next: {
                        #note
                        #body
                    }
                }
            }
        } else {
            let body = self.scope_for(scope, rule, skip);
            let part = match taken {
                Expr::Sure(taken) => quote!(let #part = #taken;),
                Expr::Maybe(taken) => quote!(let Some(#part) = #taken else { break #skip };),
            };
            quote!(#part #body)
        };
        self.level -= 1;
        body
    }

    /// A scope for one part of the event.
    fn scope_for(&mut self, scope: &Scope, rule: &Rule, skip: &Label) -> TokenStream {
        let within = scope.within.as_ref().map(|place| {
            let find = find(&place.find, self.level, skip);
            let make = scope.new.as_ref().map(|it| self.make(it, place));
            quote! {
                run.value()?;
                #find
                #make
            }
        });
        let rules = self.rules(&scope.rules);
        let tell = self.tell(rule, scope.steps);
        let tell = tell.map(|tell| quote!(if !run.is_frozen() && run.value().is_ok() { #tell }));
        quote! {
            #within
            #rules
            #tell
        }
    }

    /// Makes what a scope is about, if it is not there.
    fn make(&self, new: &New, place: &Place) -> TokenStream {
        let given = self.writer.owned(&new.source, self.level).option();
        let begin = self.begin(place);
        let at = path(&place.path, &found_address);
        let opened = new.opens.then(|| quote!(run.opened(#at);));
        if let (Some(list), true) = (&place.list, new.element) {
            let element = element(place.steps() - 1);
            let insert = self.insert_into(list, place);
            return quote! {
                if #element.is_new {
                    if let Some(given) = #given {
                        #begin
                        #insert
                        #opened
                    }
                }
            };
        }
        let Some(way) = place.ways.first() else {
            return TokenStream::new();
        };
        let now = self.target(way, Mode::Read);
        let is_absent = match (now.expr(), &way.ty) {
            (Expr::Sure(now), Ty::Option(_)) => quote!((#now).is_none()),
            (Expr::Sure(_), _) => quote!(false),
            (Expr::Maybe(now), Ty::Option(_)) => quote!(#now.is_none_or(|it| it.is_none())),
            (Expr::Maybe(now), _) => quote!(#now.is_none()),
        };
        let put = self.put(way, place, false);
        quote! {
            let value = run.value()?;
            if #is_absent {
                if let Some(given) = #given {
                    #begin
                    #put
                    run.replaced(#at);
                    #opened
                }
            }
        }
    }
}
