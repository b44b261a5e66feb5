//! Random options of a derive.

use fastrand::Rng;
use proc_macro2::{Ident, Span, TokenStream};
use stream_events_codegen::{Options, Target, variant_name};
use stream_events_schema::Checked;

use crate::document::{one_of, pick};

/// What a derive asks for; `name` is none where the title makes it.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    name: Option<String>,
    module: Option<String>,
    pub(crate) derives: Vec<String>,
    pub(crate) replacements: Vec<(String, String)>,
    pub(crate) renames: Vec<(String, String)>,
    pub(crate) formats: Vec<(String, String)>,
    string: Option<String>,
    pub(crate) exhaustive: bool,
}

impl Asked {
    /// Asks for something about these two documents, or for nothing.
    pub(crate) fn random(rng: &mut Rng, old: &Checked, new: &Checked) -> Self {
        let maybe = |rng: &mut Rng, percent: u32| rng.u32(..100) < percent;
        let types: Vec<_> = [old, new]
            .into_iter()
            .flat_map(|it| it.definitions.keys().map(|key| key.replace('/', "~1")))
            .collect();
        let events: Vec<_> = [old, new]
            .into_iter()
            .flat_map(|it| it.events.keys().cloned())
            .collect();
        let mut asked = Self {
            name: maybe(rng, 60).then(|| "Feed".to_owned()),
            module: maybe(rng, 10).then(|| "events".to_owned()),
            derives: Vec::new(),
            replacements: Vec::new(),
            renames: Vec::new(),
            formats: Vec::new(),
            exhaustive: maybe(rng, 15),
            string: maybe(rng, 15).then(|| "::std::sync::Arc<str>".to_owned()),
        };
        const TRAITS: &[&str] = &[
            "Eq",
            "Hash",
            "PartialOrd",
            "Ord",
            "Copy",
            "Default",
            "my::Trait",
        ];
        if maybe(rng, 30) {
            for _ in 0..rng.usize(1..3) {
                let derive = pick(rng, TRAITS).to_owned();
                if !asked.derives.contains(&derive) {
                    asked.derives.push(derive);
                }
            }
        }
        if maybe(rng, 40) && !types.is_empty() {
            for _ in 0..rng.usize(1..3) {
                let place = format!("#/$defs/{}", one_of(rng, &types));
                let path = pick(rng, &["my::U", "my::V", "::std::string::String"]).to_owned();
                if asked.replacements.iter().all(|(it, _)| *it != place) {
                    asked.replacements.push((place, path));
                }
            }
        }
        let formats = [old, new].into_iter().flat_map(|it| it.formats());
        let formats: Vec<_> = formats.map(str::to_owned).collect();
        if maybe(rng, 30) && !formats.is_empty() {
            let path = pick(rng, &["my::U", "::std::string::String"]).to_owned();
            asked.formats.push((one_of(rng, &formats).clone(), path));
        }
        if maybe(rng, 20) && !types.is_empty() {
            let place = match rng.bool() {
                true => format!("#/$defs/{}", one_of(rng, &types)),
                false => format!("#/events/{}", one_of(rng, &events)),
            };
            let name = pick(rng, &["Renamed", "User", "NoteItem", "Thing"]).to_owned();
            asked.renames.push((place, name));
        }
        asked
    }

    /// The options of a derive on a document, without those about something that it does not have.
    pub(crate) fn options(&self, document: &Checked) -> Options {
        let ident = |name: &str| Ident::new(name, Span::call_site());
        let name = match &self.name {
            Some(name) => ident(name),
            None => variant_name(document.title.as_deref().unwrap_or("Events")),
        };
        let tokens = |text: &str| -> TokenStream { text.parse().expect("it is Rust") };
        fn targets<T>(
            targets: &[(String, String)],
            document: &Checked,
            value: impl Fn(&str) -> T,
        ) -> Vec<Target<T>> {
            let there = targets.iter().filter(|(place, _)| has(document, place));
            there
                .map(|(place, it)| Target {
                    place: place.clone(),
                    span: Span::call_site(),
                    value: value(it),
                })
                .collect()
        }
        Options {
            module: self.module.as_deref().map(ident),
            derives: self.derives.iter().map(|it| tokens(it)).collect(),
            replacements: targets(&self.replacements, document, tokens),
            renames: targets(&self.renames, document, str::to_owned),
            formats: targets(&self.formats, document, tokens),
            exhaustive: self.exhaustive,
            string: self
                .string
                .as_deref()
                .map(|it| syn::parse_str(it).expect("a type")),
            ..Options::new(name)
        }
    }

    /// The same with all options, as a user gives them for both documents.
    pub(crate) fn all(&self, document: &Checked) -> Options {
        let mut options = self.options(document);
        let target = |(place, value): &(String, String)| (place.clone(), value.clone());
        options.replacements = self
            .replacements
            .iter()
            .map(target)
            .map(|(place, value)| Target {
                place,
                span: Span::call_site(),
                value: value.parse().expect("it is Rust"),
            })
            .collect();
        options.formats = self
            .formats
            .iter()
            .map(target)
            .map(|(place, value)| Target {
                place,
                span: Span::call_site(),
                value: value.parse().expect("it is Rust"),
            })
            .collect();
        options.renames = self
            .renames
            .iter()
            .map(target)
            .map(|(place, value)| Target {
                place,
                span: Span::call_site(),
                value,
            })
            .collect();
        options
    }

    /// Whether something is asked for that the old document has and the new one does not.
    pub(crate) fn lost(&self, old: &Checked, new: &Checked) -> bool {
        let places = self.replacements.iter().chain(&self.renames);
        let places = places.chain(&self.formats);
        let mut places = places.map(|(place, _)| place);
        places.any(|place| has(old, place) && !has(new, place))
    }
}

fn has(document: &Checked, place: &str) -> bool {
    let mut types = document.definitions.keys();
    let mut events = document.events.keys();
    types.any(|key| place == format!("#/$defs/{}", key.replace('/', "~1")))
        || events.any(|key| place == format!("#/events/{}", key.replace('/', "~1")))
        || document.formats().contains(&place)
}
