//! Ways through values: field access as far as all is there, and a chain of `Option`s from where
//! something may be absent.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::expr::Expr;
use crate::model::Ty;
use crate::model::fold::{Access, Enters, Part, Way};

/// A place of a value, as a reference.
pub(super) enum Place {
    /// Fields of a reference; and whether what is there is in a box.
    Sure {
        base: TokenStream,
        fields: Vec<Ident>,
        boxed: bool,
        mode: Mode,
    },
    Maybe(TokenStream),
}

/// What a place is wanted for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Mode {
    /// To look at it.
    Read,
    /// To change what is there.
    Change,
    /// To change it; what is absent before it is made.
    Make,
}

/// Where elements are: the position of each, by the number of its step.
pub(super) type Elements<'a> = &'a dyn Fn(usize) -> TokenStream;

/// In rules: elements that were found.
pub(super) fn found(step: usize) -> TokenStream {
    let element = element(step);
    quote!(#element.position)
}

/// On ways through events, which have no elements.
pub(super) fn no_elements(_: usize) -> TokenStream {
    TokenStream::new()
}

/// The variable of an element.
pub(super) fn element(step: usize) -> Ident {
    format_ident!("e{step}")
}

impl Mode {
    fn reference(self) -> TokenStream {
        match self {
            Self::Read => quote!(&),
            Self::Change | Self::Make => quote!(&mut),
        }
    }

    /// What goes into an `Option`.
    fn enter(self, makes: bool) -> TokenStream {
        match self {
            Self::Read => quote!(.as_ref()),
            Self::Make if makes => quote!(.get_or_insert_default()),
            Self::Change | Self::Make => quote!(.as_mut()),
        }
    }
}

impl Place {
    /// The place that a way leads to, from a reference.
    pub(super) fn of(
        base: TokenStream,
        accesses: &[Access],
        mode: Mode,
        elements: Elements<'_>,
    ) -> Self {
        let start = Self::Sure {
            base,
            fields: Vec::new(),
            boxed: false,
            mode,
        };
        let accesses = accesses.iter();
        accesses.fold(start, |place, access| place.then(access, mode, elements))
    }

    /// To look at, in a rule.
    pub(super) fn read(base: TokenStream, way: &Way) -> Self {
        Self::of(base, &way.accesses, Mode::Read, &found)
    }

    fn then(self, access: &Access, mode: Mode, elements: Elements<'_>) -> Self {
        match access {
            Access::Field {
                ident,
                enters: Enters::No,
            } => self.field(ident, mode),
            Access::Field {
                ident,
                enters: Enters::Yes { makes },
            } => {
                let enter = mode.enter(*makes);
                self.entered(&quote!(.#ident #enter), mode, *makes)
            }
            Access::Unbox => self.unbox(mode),
            Access::Inside { makes } => self.entered(&mode.enter(*makes), mode, *makes),
            Access::JsonValue => self.and_then_method(&match mode {
                Mode::Read => quote!(.value().ok()),
                Mode::Change | Mode::Make => quote!(.value_mut().ok()),
            }),
            Access::Element(step) => {
                let position = elements(*step);
                self.and_then_method(&match mode {
                    Mode::Read => quote!(.get(#position)),
                    Mode::Change | Mode::Make => quote!(.get_mut(#position)),
                })
            }
            Access::Variant { union, variant } => {
                let arms = quote!(super::#union::#variant(it) => Some(it),);
                self.matching(&arms)
            }
            Access::VariantField {
                union,
                arms,
                enters,
            } => {
                let arms = arms.iter().map(|arm| {
                    let (variant, field) = (&arm.variant, &arm.field);
                    let reference = mode.reference();
                    let field = match enters {
                        Enters::No => quote!(Some(#reference it.#field)),
                        Enters::Yes { makes } => {
                            let enter = mode.enter(*makes);
                            match mode == Mode::Make && *makes {
                                true => quote!(Some(it.#field #enter)),
                                false => quote!(it.#field #enter),
                            }
                        }
                    };
                    quote!(super::#union::#variant(it) => #field,)
                });
                self.matching(&quote!(#(#arms)*))
            }
            Access::OneOf { union, variants } => {
                let place = self.option();
                Self::Maybe(quote! {
                    #place.filter(|it| matches!(it, #(super::#union::#variants(_))|*))
                })
            }
            Access::Tag(text) => match self {
                Self::Sure { .. } => Self::Sure {
                    base: quote!(#text),
                    fields: Vec::new(),
                    boxed: false,
                    mode,
                },
                Self::Maybe(place) => Self::Maybe(quote!(#place.map(|_| #text))),
            },
        }
    }

    fn field(self, ident: &Ident, mode: Mode) -> Self {
        match self {
            Self::Sure {
                base, mut fields, ..
            } => {
                fields.push(ident.clone());
                Self::Sure {
                    base,
                    fields,
                    boxed: false,
                    mode,
                }
            }
            Self::Maybe(place) => {
                let reference = mode.reference();
                Self::Maybe(quote!(#place.map(|it| #reference it.#ident)))
            }
        }
    }

    fn unbox(self, mode: Mode) -> Self {
        match self {
            Self::Sure { base, fields, .. } => Self::Sure {
                base,
                fields,
                boxed: true,
                mode,
            },
            Self::Maybe(place) => {
                let reference = mode.reference();
                Self::Maybe(quote!(#place.map(|it| #reference **it)))
            }
        }
    }

    /// What is in an `Option`, which a method gives.
    fn entered(self, method: &TokenStream, mode: Mode, makes: bool) -> Self {
        match mode == Mode::Make && makes {
            // What is made is there.
            true => self.map_method(method),
            false => self.and_then_method(method),
        }
    }

    /// What a method that gives a reference makes of it.
    fn map_method(self, method: &TokenStream) -> Self {
        Self::Maybe(match self {
            Self::Sure { .. } => {
                let receiver = self.receiver();
                quote!(Some(#receiver #method))
            }
            Self::Maybe(place) => quote!(#place.map(|it| it #method)),
        })
    }

    /// What a method that gives an `Option` of one makes of it.
    fn and_then_method(self, method: &TokenStream) -> Self {
        Self::Maybe(match self {
            Self::Sure { .. } => {
                let receiver = self.receiver();
                quote!(#receiver #method)
            }
            Self::Maybe(place) => quote!(#place.and_then(|it| it #method)),
        })
    }

    fn matching(self, arms: &TokenStream) -> Self {
        Self::Maybe(match self {
            Self::Sure { .. } => {
                let place = self.reference();
                quote!((match #place { #arms _ => None }))
            }
            Self::Maybe(place) => quote!(#place.and_then(|it| match it { #arms _ => None })),
        })
    }

    /// What methods are called on; of a place that may be absent, its `Option`.
    fn receiver(&self) -> TokenStream {
        match self {
            Self::Sure { base, fields, .. } => quote!(#base #(.#fields)*),
            Self::Maybe(place) => place.clone(),
        }
    }

    fn reference(&self) -> TokenStream {
        match self {
            Self::Sure {
                base,
                fields,
                boxed,
                mode,
            } => {
                let reference = mode.reference();
                match (fields.is_empty(), boxed) {
                    (true, false) => base.clone(),
                    (true, true) => quote!(#reference **#base),
                    (false, false) => quote!(#reference #base #(.#fields)*),
                    (false, true) => quote!(#reference *#base #(.#fields)*),
                }
            }
            Self::Maybe(place) => place.clone(),
        }
    }

    /// As a reference.
    pub(super) fn expr(self) -> Expr {
        match self {
            Self::Sure { .. } => Expr::Sure(self.reference()),
            Self::Maybe(place) => Expr::Maybe(place),
        }
    }

    /// As an `Option` of a reference.
    pub(super) fn option(self) -> TokenStream {
        self.expr().option()
    }

    /// What a method makes of it.
    pub(super) fn method(self, method: &TokenStream) -> Expr {
        match self {
            Self::Sure { .. } => {
                let receiver = self.receiver();
                Expr::Sure(quote!(#receiver #method))
            }
            Self::Maybe(place) => Expr::Maybe(quote!(#place.map(|it| it #method))),
        }
    }

    /// Sets it to what is given.
    pub(super) fn set(self) -> TokenStream {
        match &self {
            Self::Sure {
                base,
                fields,
                boxed: false,
                ..
            } if !fields.is_empty() => quote!(#base #(.#fields)* = given;),
            Self::Sure { .. } => {
                let place = self.reference();
                quote!(*#place = given;)
            }
            Self::Maybe(place) => quote!(if let Some(place) = #place { *place = given; }),
        }
    }

    /// As a string slice, of a way that ends in a string.
    pub(super) fn text(self, way: &Way) -> Expr {
        match (way.accesses.last(), &way.ty) {
            (Some(Access::Tag(_)), _) => self.expr(),
            (_, Ty::Text) => self.expr().map(&quote!(AsRef::<str>::as_ref)),
            _ => self.method(&quote!(.as_str())),
        }
    }

    /// As an integer that holds all there are.
    pub(super) fn integer(self) -> Expr {
        match self {
            Self::Sure { .. } => {
                let receiver = self.receiver();
                Expr::Sure(quote!(i128::from(#receiver)))
            }
            Self::Maybe(place) => Expr::Maybe(quote!(#place.map(|it| i128::from(*it)))),
        }
    }

    /// A copy of it.
    pub(super) fn cloned(self, ty: &Ty) -> Expr {
        let is_copy = matches!(ty, Ty::Bool | Ty::I64 | Ty::U64 | Ty::F64);
        match self {
            Self::Sure {
                fields,
                boxed: true,
                base,
                ..
            } => match fields.is_empty() {
                true => Expr::Sure(quote!((**#base).clone())),
                false => Expr::Sure(quote!((*#base #(.#fields)*).clone())),
            },
            Self::Sure { base, fields, .. } if is_copy => match fields.is_empty() {
                true => Expr::Sure(quote!(*#base)),
                false => Expr::Sure(quote!(#base #(.#fields)*)),
            },
            Self::Sure { .. } => self.method(&quote!(.clone())),
            Self::Maybe(place) if is_copy => Expr::Maybe(quote!(#place.copied())),
            Self::Maybe(place) => Expr::Maybe(quote!(#place.cloned())),
        }
    }
}

/// A path on the wire, as what errors and places are told by.
pub(super) fn path(parts: &[Part], address: &dyn Fn(usize) -> TokenStream) -> TokenStream {
    let parts = parts.iter().map(|part| match part {
        Part::Field(key) => quote!(Field(#key)),
        Part::Element(step) => {
            let address = address(*step);
            quote!(Element(#address))
        }
        Part::Loop(index) => {
            let index = format_ident!("i{index}");
            quote!(Element(#index as u64))
        }
    });
    quote!(&[#(#parts),*])
}

/// In rules: elements that were found.
pub(super) fn found_address(step: usize) -> TokenStream {
    let element = element(step);
    quote!(#element.address)
}
