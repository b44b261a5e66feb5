//! What the user asked for besides the document.

use std::collections::HashMap;
use std::fmt;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use stream_events_schema::{Checked, pointer};
use syn::Visibility;

use crate::{Errors, StringType, names};

/// What a derive's attributes say.
#[derive(Clone)]
pub struct Options {
    /// The unit struct.
    pub name: Ident,
    /// Its visibility.
    pub visibility: Visibility,
    /// `module = name`; the struct's name in snake case if not given.
    pub module: Option<Ident>,
    /// What an alias of the stream's error is called, if there is to be one.
    pub error: Option<Ident>,
    /// `derive(..)`: more derives for every payload type.
    pub derives: Vec<TokenStream>,
    /// `replace(..)`: types of the user's own instead of generated ones.
    pub replacements: Vec<Target<TokenStream>>,
    /// `format(..)`: types of the user's own for strings and numbers of a format.
    pub formats: Vec<Target<TokenStream>>,
    /// `rename(..)`: Rust names for entries of the document.
    pub renames: Vec<Target<String>>,
    /// `string = ..`: what strings are read as; `String` if not given.
    pub string: Option<StringType>,
    /// `exhaustive`: types are not `#[non_exhaustive]`.
    pub exhaustive: bool,
    /// `crate = ..`: the path of the runtime.
    pub runtime: TokenStream,
}

impl Options {
    /// The options of a derive on `pub struct name;` that asks for nothing else.
    #[must_use]
    pub fn new(name: Ident) -> Self {
        Self {
            error: Some(error_name(&name)),
            name,
            visibility: syn::parse_quote!(pub),
            module: None,
            derives: Vec::new(),
            replacements: Vec::new(),
            formats: Vec::new(),
            renames: Vec::new(),
            string: None,
            exhaustive: false,
            runtime: quote!(::stream_events),
        }
    }
}

/// Names the struct; syn's types have no `Debug` but at a price in build time.
impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Options {
    /// `#[non_exhaustive]`, unless types are to be exhaustive.
    pub(crate) fn non_exhaustive(&self) -> Option<TokenStream> {
        (!self.exhaustive).then(|| quote!(#[non_exhaustive]))
    }

    /// The types of the user's own, by the number that stands for each in generated code.
    pub(crate) fn own_types(&self) -> impl Iterator<Item = &Target<TokenStream>> {
        self.replacements.iter().chain(&self.formats)
    }

    /// The struct's visibility, as it is said inside the module: what is generated there cannot be
    /// more visible than the struct it belongs to.
    #[must_use]
    pub fn visibility_inside(&self) -> TokenStream {
        match &self.visibility {
            Visibility::Public(_) => quote!(pub),
            Visibility::Inherited => quote!(pub(super)),
            Visibility::Restricted(restricted) => {
                let path = &restricted.path;
                match path.segments.first() {
                    Some(first) if first.ident == "self" => quote!(pub(super)),
                    Some(first) if first.ident == "super" => quote!(pub(in super::#path)),
                    _ => quote!(pub(in #path)),
                }
            }
        }
    }
}

/// What the alias of the stream's error is called if nothing else is asked for.
#[must_use]
pub fn error_name(name: &Ident) -> Ident {
    format_ident!("{}Error", name)
}

/// An option about one place of the document.
#[derive(Debug, Clone)]
pub struct Target<T> {
    /// The place, such as `#/$defs/Name` or `#/events/name`, or the format.
    pub place: String,
    /// Where the user wrote it.
    pub span: Span,
    /// What is asked for.
    pub value: T,
}

/// The options by what they are about: positions in `$defs` and in `events`.
#[derive(Debug, Default)]
pub(crate) struct Overrides {
    /// Definition → position in [`Options::replacements`].
    pub(crate) replaced: HashMap<usize, usize>,
    pub(crate) definition_names: HashMap<usize, Ident>,
    pub(crate) event_names: HashMap<usize, String>,
}

impl Overrides {
    /// Finds what every option is about.
    pub(crate) fn new(document: &Checked, options: &Options) -> syn::Result<Self> {
        let places = Places::of(document);
        let mut overrides = Self::default();
        let mut errors = Errors::default();
        for (position, target) in options.replacements.iter().enumerate() {
            match places.find(target) {
                Ok(Place::Definition(index)) => drop(overrides.replaced.insert(index, position)),
                Ok(Place::Event(_)) => errors.add(syn::Error::new(
                    target.span,
                    "an event has no type of its own: replace its payload's entry in `$defs`",
                )),
                Err(error) => errors.add(error),
            }
        }
        for target in &options.formats {
            errors.keep(find_format(document, target));
        }
        for target in &options.renames {
            match places.find(target) {
                Ok(Place::Definition(index)) => {
                    overrides
                        .definition_names
                        .insert(index, names::ident(&target.value));
                }
                Ok(Place::Event(index)) => {
                    overrides.event_names.insert(index, target.value.clone());
                }
                Err(error) => errors.add(error),
            }
        }
        errors.into_result().map(|()| overrides)
    }
}

/// Sees that the document has the format that an option is about.
pub(crate) fn find_format<T>(document: &Checked, target: &Target<T>) -> syn::Result<()> {
    let (formats, wanted) = (document.formats(), &target.place);
    if formats.contains(&wanted.as_str()) {
        return Ok(());
    }
    let hint = match stream_events_schema::nearest(wanted, formats.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None if formats.is_empty() => "no string or number in it has a `format`".to_owned(),
        None => format!("it has {}", stream_events_schema::alternatives(&formats)),
    };
    let message = format!("the document has no format \"{wanted}\": {hint}");
    Err(syn::Error::new(target.span, message))
}

#[derive(Clone, Copy)]
pub(crate) enum Place {
    Definition(usize),
    Event(usize),
}

/// Every place an option can be about.
pub(crate) struct Places(Vec<(String, Place)>);

impl Places {
    pub(crate) fn of(document: &Checked) -> Self {
        let definitions = document.definitions.keys().enumerate();
        let events = document.events.keys().enumerate();
        let definitions = definitions
            .map(|(index, key)| (pointer::child("#/$defs", key), Place::Definition(index)));
        let events =
            events.map(|(index, key)| (pointer::child("#/events", key), Place::Event(index)));
        Self(definitions.chain(events).collect())
    }

    pub(crate) fn find<T>(&self, target: &Target<T>) -> syn::Result<Place> {
        if let Some((_, place)) = self.0.iter().find(|(place, _)| *place == target.place) {
            return Ok(*place);
        }
        let places = self.0.iter().map(|(place, _)| place.as_str());
        let hint = match stream_events_schema::nearest(&target.place, places) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write \"#/$defs/Name\" or \"#/events/name\"".to_owned(),
        };
        let message = format!("the document has no \"{}\": {hint}", target.place);
        Err(syn::Error::new(target.span, message))
    }
}
