//! The options of a configuration file, which are called as on the command line.

use super::values::Value;
use crate::check::Lints;
use crate::config::Layer;
use crate::settings::Settings;

/// An option.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) of: Of,
    pub(super) example: &'static str,
}

/// What an option may be said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// All documents, or one.
    All,
    /// One document: it is about what is in it.
    One,
}

/// What an option is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Texts,
    Pairs,
    Flag,
    Path,
}

impl Kind {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts => "a list of strings",
            Self::Pairs => "a table of strings",
            Self::Flag => "`true` or `false`",
            Self::Path => "the path of a file",
        }
    }
}

const fn key(name: &'static str, kind: Kind, of: Of, example: &'static str) -> Key {
    Key {
        name,
        kind,
        of,
        example,
    }
}

impl Key {
    pub(super) const ALL: &[Self] = &[
        key("output", Kind::Path, Of::One, r#"output = "src/feed.rs""#),
        key("name", Kind::Text, Of::One, r#"name = "Feed""#),
        key("module", Kind::Text, Of::One, r#"module = "feed""#),
        key("error", Kind::Text, Of::One, r#"error = "FeedError""#),
        key(
            "rename",
            Kind::Pairs,
            Of::One,
            r##"rename = { "#/$defs/a.b" = "Ab" }"##,
        ),
        key(
            "replace",
            Kind::Pairs,
            Of::One,
            r##"replace = { "#/$defs/Url" = "url::Url" }"##,
        ),
        key(
            "format",
            Kind::Pairs,
            Of::All,
            r#"format = { date-time = "jiff::Timestamp" }"#,
        ),
        key("derive", Kind::Texts, Of::All, r#"derive = ["Eq"]"#),
        key(
            "string",
            Kind::Text,
            Of::All,
            r#"string = "std::sync::Arc<str>""#,
        ),
        key("exhaustive", Kind::Flag, Of::All, "exhaustive = true"),
        key("vis", Kind::Text, Of::All, r#"vis = "pub(crate)""#),
        key(
            "crate",
            Kind::Text,
            Of::All,
            r#"crate = "crate::stream_events""#,
        ),
        key("deny", Kind::Texts, Of::All, r#"deny = ["warnings"]"#),
        key("allow", Kind::Texts, Of::All, r#"allow = ["raw-union"]"#),
    ];

    pub(super) fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|it| it.name == name)
    }

    /// Sees that a value is what it should be, whatever the document; or else what is wrong, and what to
    /// write instead.
    pub(super) fn validate(&self, text: &str) -> Result<(), (String, String)> {
        let name = self.name;
        let lint = match name {
            "deny" => Some(Lints::default().deny(text)),
            "allow" => Some(Lints::default().allow(text)),
            _ => None,
        };
        if let Some(lint) = lint {
            return lint.map_err(|help| (format!("`{name}` does not take `{text}`"), help));
        }
        let mut settings = Settings::default();
        settings.set(name, vec![text.to_owned()]);
        let validated = match settings.config() {
            Ok(config) => config.validate().map_err(|error| error.message),
            Err(failure) => Err(failure.message()),
        };
        let help = || format!("such as `{}`", self.example);
        validated.map_err(|message| (format!("`{name}`: {message}"), help()))
    }

    /// Takes over a value that was validated.
    pub(super) fn put(&self, value: &Value, layer: &mut Layer) {
        if let Value::Flag(flag) = value {
            layer.exhaustive = Some(*flag);
            return;
        }
        let values: Vec<String> = value.words().map(|(text, _)| text.to_owned()).collect();
        let lints = &mut layer.lints;
        match self.name {
            "deny" => drop(values.iter().try_for_each(|it| lints.deny(it))),
            "allow" => drop(values.iter().try_for_each(|it| lints.allow(it))),
            name => layer.settings.set(name, values),
        }
    }
}
