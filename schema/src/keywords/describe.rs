//! What the meta-schema says of the parts of a document.

use indexmap::IndexMap;

use crate::json::Json;
use crate::pointer::Pointer;

/// The members of a JSON object, such as the keywords of a schema.
pub(crate) type Members = IndexMap<String, Json>;

/// What has a schema.
pub(crate) trait Described {
    /// What its entry in `$defs` is called, if it has one.
    const NAME: Option<&str> = None;

    /// Its schema; of what it is made of, what has an entry is entered into `definitions`.
    fn schema(definitions: &mut Definitions) -> Members;
}

/// The entries of `$defs`.
#[derive(Debug, Default)]
pub(crate) struct Definitions(Members);

impl Definitions {
    /// The schema of a type where it is used: a reference, if it has an entry.
    pub(crate) fn of<T: Described>(&mut self) -> Members {
        let Some(name) = T::NAME else {
            return T::schema(self);
        };
        if !self.0.contains_key(name) {
            // It may be made of itself.
            self.0.insert(name.to_owned(), Json::Null);
            let schema = T::schema(self);
            self.0.insert(name.to_owned(), Json::Object(schema));
        }
        members([("$ref", Json::from(format!("#/$defs/{name}").as_str()))])
    }

    pub(crate) fn into_members(self) -> Members {
        self.0
    }
}

/// The schema of an object, as its keywords are added to it.
pub(crate) struct Object<'d> {
    definitions: &'d mut Definitions,
    description: Json,
    keywords: Members,
    required: Vec<Json>,
}

impl<'d> Object<'d> {
    /// An object with these lines of documentation.
    pub(crate) fn new(definitions: &'d mut Definitions, docs: &[&str]) -> Self {
        Self {
            definitions,
            description: prose(docs),
            keywords: Members::new(),
            required: Vec::new(),
        }
    }

    /// Adds a keyword.
    pub(crate) fn keyword<T: Described>(&mut self, key: &str, docs: &[&str]) {
        let mut schema = members([("description", prose(docs))]);
        schema.extend(self.definitions.of::<T>());
        self.keywords.insert(key.to_owned(), Json::Object(schema));
    }

    /// Limits the keyword that was added last.
    pub(crate) fn rule(&mut self, rule: &str, value: impl Into<Json>) {
        if let Some((_, Json::Object(schema))) = self.keywords.last_mut() {
            schema.insert(rule.to_owned(), value.into());
        }
    }

    /// An object must have the keyword that was added last.
    pub(crate) fn required(&mut self) {
        let last = self.keywords.last();
        self.required
            .extend(last.map(|(key, _)| Json::from(key.as_str())));
    }

    pub(crate) fn finish(self) -> Members {
        let mut schema = members([
            ("description", self.description),
            ("type", Json::from("object")),
            ("properties", Json::Object(self.keywords)),
        ]);
        if !self.required.is_empty() {
            schema.insert("required".to_owned(), Json::Array(self.required));
        }
        schema.insert("additionalProperties".to_owned(), Json::Boolean(false));
        schema
    }
}

/// The schema of one of a few words, each with its documentation: editors complete the words of
/// `enum`, and show the descriptions next to it.
pub(crate) fn words(docs: &[&str], words: &[(&str, &[&str])]) -> Members {
    let word = |(word, _): &(&str, &[&str])| Json::from(*word);
    let description = |(_, docs): &(&str, &[&str])| prose(docs);
    members([
        ("description", prose(docs)),
        ("type", Json::from("string")),
        ("enum", Json::Array(words.iter().map(word).collect())),
        (
            "markdownEnumDescriptions",
            Json::Array(words.iter().map(description).collect()),
        ),
    ])
}

/// Documentation as one line: its comments are wrapped, descriptions are not.
fn prose(docs: &[&str]) -> Json {
    let lines: Vec<_> = docs.iter().map(|line| line.trim()).collect();
    Json::from(lines.join(" ").as_str())
}

pub(crate) fn members<const N: usize>(members: [(&str, Json); N]) -> Members {
    let members = members.into_iter();
    members.map(|(key, json)| (key.to_owned(), json)).collect()
}

fn typed(name: &str) -> Members {
    members([("type", Json::from(name))])
}

impl Described for Json {
    fn schema(_: &mut Definitions) -> Members {
        Members::new()
    }
}

impl Described for bool {
    fn schema(_: &mut Definitions) -> Members {
        typed("boolean")
    }
}

/// The only small numbers in a document are HTTP statuses.
impl Described for u16 {
    fn schema(_: &mut Definitions) -> Members {
        let mut schema = typed("integer");
        schema.extend(members([
            ("minimum", Json::from(100)),
            ("maximum", Json::from(599)),
        ]));
        schema
    }
}

impl Described for String {
    fn schema(_: &mut Definitions) -> Members {
        typed("string")
    }
}

impl Described for Pointer {
    fn schema(_: &mut Definitions) -> Members {
        let mut schema = typed("string");
        schema.insert("pattern".to_owned(), Json::from("^(/([^~]|~[01])*)?$"));
        schema
    }
}

impl<T: Described> Described for Option<T> {
    fn schema(definitions: &mut Definitions) -> Members {
        definitions.of::<T>()
    }
}

impl<T: Described> Described for Vec<T> {
    fn schema(definitions: &mut Definitions) -> Members {
        let mut schema = typed("array");
        schema.insert("items".to_owned(), Json::Object(definitions.of::<T>()));
        schema
    }
}

impl<T: Described> Described for IndexMap<String, T> {
    fn schema(definitions: &mut Definitions) -> Members {
        let mut schema = typed("object");
        let values = Json::Object(definitions.of::<T>());
        schema.insert("additionalProperties".to_owned(), values);
        schema
    }
}

impl<T: Described> Described for IndexMap<Pointer, T> {
    fn schema(definitions: &mut Definitions) -> Members {
        let mut schema = IndexMap::<String, T>::schema(definitions);
        let keys = Json::Object(Pointer::schema(definitions));
        schema.insert("propertyNames".to_owned(), keys);
        schema
    }
}
