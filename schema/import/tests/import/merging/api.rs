//! An API's description that a vendor changes.
//!
//! Everything has a name that says who may change it: `h…` people do by hand in the document, `v…`
//! the vendor does in the description.

use std::fmt::Write;

/// What a description describes.
#[derive(Debug, Clone)]
pub(crate) struct Api {
    pub(crate) events: Vec<Object>,
    pub(crate) shared: Vec<Object>,
}

#[derive(Debug, Clone)]
pub(crate) struct Object {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) properties: Vec<Property>,
}

#[derive(Debug, Clone)]
pub(crate) struct Property {
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone)]
pub(crate) enum Kind {
    Scalar(&'static str),
    Nullable(&'static str),
    Enum(Vec<String>),
    Reference(String),
    List(Box<Kind>),
    Union(Vec<String>),
    Inline(Vec<Property>),
}

/// Draws from a list of numbers, round and round.
#[derive(Debug, Clone)]
pub(crate) struct Draw<'n> {
    numbers: &'n [u16],
    next: usize,
}

impl<'n> Draw<'n> {
    pub(crate) fn new(numbers: &'n [u16]) -> Self {
        Self { numbers, next: 0 }
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let number = self.numbers.get(self.next % self.numbers.len().max(1));
        // Each round draws other numbers.
        let number =
            number.map_or(0, |it| usize::from(*it)) + self.next / self.numbers.len().max(1);
        self.next += 1;
        number % bound.max(1)
    }

    pub(crate) fn of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

const SCALARS: &[&str] = &["string", "integer", "number", "boolean"];

impl Api {
    pub(crate) fn new(draw: &mut Draw<'_>) -> Self {
        let shared_names = ["Hue", "Hat", "Vat", "Vow"];
        let mut shared: Vec<Object> = Vec::new();
        for name in shared_names {
            let known: Vec<String> = shared.iter().map(|it| it.name.clone()).collect();
            shared.push(object(name, &known, draw));
        }
        let known: Vec<String> = shared.iter().map(|it| it.name.clone()).collect();
        let events = ["hail", "hold", "hint", "vary", "void", "vote"];
        let mut events: Vec<Object> = events.map(|it| object(it, &known, draw)).into();
        // Nobody changes these, so that every definition stays.
        let all = known.iter().map(|name| Property {
            name: format!("all {name}"),
            required: false,
            kind: Kind::Reference(name.clone()),
        });
        events[0].properties.extend(all);
        Self { events, shared }
    }

    /// As JSON Schema.
    pub(crate) fn text(&self) -> String {
        let mut text = String::from("{\"$defs\":{\"Stream\":{\"oneOf\":[");
        for (index, event) in self.events.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            let _ = write!(text, "{comma}{{\"$ref\":\"#/$defs/{}\"}}", key(&event.name));
        }
        text.push_str("]}");
        for event in &self.events {
            let tag = format!("\"type\":{{\"const\":\"{}\"}}", event.name);
            event.write(&key(&event.name), &tag, &mut text);
        }
        for shared in &self.shared {
            shared.write(&shared.name, "", &mut text);
        }
        text.push_str("}}");
        text
    }
}

/// The key of an event's type.
pub(crate) fn key(event: &str) -> String {
    format!("{}{}", event[..1].to_uppercase(), &event[1..])
}

fn object(name: &str, known: &[String], draw: &mut Draw<'_>) -> Object {
    let names = ["h1", "v1", "h2", "v2", "h: ~/3", "v/%3"];
    let mut properties: Vec<_> = names.map(|it| property(it, known, draw)).into();
    // Both sides change these, each what has its letter.
    properties.push(Property {
        name: "values".to_owned(),
        required: false,
        kind: Kind::Enum(["h1", "v1", "h2", "v2"].map(str::to_owned).into()),
    });
    if known.len() > 2 {
        properties.push(Property {
            name: "union".to_owned(),
            required: true,
            kind: Kind::Union(known.to_vec()),
        });
    }
    properties.push(Property {
        name: "inline".to_owned(),
        required: true,
        kind: Kind::Inline(["h1", "v1"].map(|it| property(it, &[], draw)).into()),
    });
    Object {
        name: name.to_owned(),
        description: (draw.below(2) == 0).then(|| format!("About {name}.")),
        properties,
    }
}

pub(crate) fn property(name: &str, known: &[String], draw: &mut Draw<'_>) -> Property {
    Property {
        name: name.to_owned(),
        required: draw.below(2) == 0,
        kind: kind(known, draw),
    }
}

fn kind(known: &[String], draw: &mut Draw<'_>) -> Kind {
    let scalar = draw.of(SCALARS);
    match draw.below(8) {
        0 => Kind::Nullable(scalar),
        1 => Kind::Enum(["one", "two"].map(str::to_owned).into()),
        3 if !known.is_empty() => Kind::Reference(draw.of(known)),
        4 => Kind::List(Box::new(Kind::Scalar(scalar))),
        _ => Kind::Scalar(scalar),
    }
}

impl Object {
    fn write(&self, key: &str, tag: &str, text: &mut String) {
        let _ = write!(text, ",\"{key}\":{{");
        if let Some(description) = &self.description {
            let _ = write!(text, "\"description\":\"{description}\",");
        }
        write_properties(&self.properties, tag, text);
        text.push('}');
    }
}

fn write_properties(properties: &[Property], tag: &str, text: &mut String) {
    text.push_str("\"type\":\"object\",\"properties\":{");
    text.push_str(tag);
    let mut comma = if tag.is_empty() { "" } else { "," };
    for property in properties {
        let _ = write!(text, "{comma}\"{}\":", property.name);
        property.kind.write(text);
        comma = ",";
    }
    let mut required: Vec<&str> = if tag.is_empty() { vec![] } else { vec!["type"] };
    let names = properties.iter().filter(|it| it.required);
    required.extend(names.map(|it| it.name.as_str()));
    let _ = write!(text, "}},\"required\":{}", list(&required));
}

fn list(strings: &[impl AsRef<str>]) -> String {
    let quoted: Vec<_> = strings
        .iter()
        .map(|it| format!("\"{}\"", it.as_ref()))
        .collect();
    format!("[{}]", quoted.join(","))
}

impl Kind {
    fn write(&self, text: &mut String) {
        let _ = match self {
            Self::Scalar(one) => write!(text, "{{\"type\":\"{one}\"}}"),
            Self::Nullable(one) => write!(text, "{{\"type\":[\"{one}\",\"null\"]}}"),
            Self::Enum(values) => write!(text, "{{\"type\":\"string\",\"enum\":{}}}", list(values)),
            Self::Reference(name) => write!(text, "{{\"$ref\":\"#/$defs/{name}\"}}"),
            Self::List(items) => {
                text.push_str("{\"type\":\"array\",\"items\":");
                items.write(text);
                text.push('}');
                Ok(())
            }
            Self::Union(names) => {
                let branch = |name: &String| format!("{{\"$ref\":\"#/$defs/{name}\"}}");
                let branches: Vec<_> = names.iter().map(branch).collect();
                write!(text, "{{\"anyOf\":[{}]}}", branches.join(","))
            }
            Self::Inline(properties) => {
                text.push('{');
                write_properties(properties, "", text);
                text.push('}');
                Ok(())
            }
        };
    }
}
