//! The words that options take, which are those of the document.

use proc_macro2::Span;
use stream_events_schema::{Content, End, Handle, Mismatch, Sentinel, Unknown};
use syn::LitStr;
use syn::parse::{Parse, ParseStream};

use crate::options::no_such;

/// A word with where it stands.
#[derive(Clone, Copy)]
pub(super) struct Word<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

pub(super) trait Words: Copy + 'static {
    /// What the option is called.
    const OPTION: &'static str;
    const WORDS: &'static [(&'static str, Self)];
}

impl<T: Words> Parse for Word<T> {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let text: LitStr = input.parse()?;
        let word = text.value();
        match T::WORDS.iter().find(|(known, _)| *known == word) {
            Some((_, value)) => Ok(Self {
                value: *value,
                span: text.span(),
            }),
            None => {
                let known: Vec<_> = T::WORDS.iter().map(|(known, _)| *known).collect();
                Err(syn::Error::new(
                    text.span(),
                    no_such(T::OPTION, &word, &known),
                ))
            }
        }
    }
}

impl Words for Handle {
    const OPTION: &'static str = "handling";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("yield", Self::Yield),
        ("finish", Self::Finish),
        ("complete", Self::Complete),
        // These have no variant, which is said where they are met.
        ("skip", Self::Skip),
        ("fail", Self::Fail),
    ];
}

impl Words for Content {
    const OPTION: &'static str = "content";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("json", Self::Json),
        ("text", Self::Text),
        ("none", Self::None),
    ];
}

impl Words for Unknown {
    const OPTION: &'static str = "way to treat unknown events";
    const WORDS: &'static [(&'static str, Self)] = &[
        ("keep", Self::Keep),
        ("skip", Self::Skip),
        ("fail", Self::Fail),
    ];
}

impl Words for Mismatch {
    const OPTION: &'static str = "way to treat mismatches";
    const WORDS: &'static [(&'static str, Self)] = &[("error", Self::Error), ("keep", Self::Keep)];
}

impl Words for End {
    const OPTION: &'static str = "end";
    const WORDS: &'static [(&'static str, Self)] =
        &[("required", Self::Required), ("optional", Self::Optional)];
}

impl Words for Sentinel {
    const OPTION: &'static str = "meaning of a sentinel";
    const WORDS: &'static [(&'static str, Self)] =
        &[("finish", Self::Finish), ("skip", Self::Skip)];
}
