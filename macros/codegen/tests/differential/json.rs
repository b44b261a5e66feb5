//! JSON whose members keep their order.

use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// A step into a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
}

pub(crate) fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

pub(crate) fn number(number: impl fmt::Display) -> Json {
    Json::Number(number.to_string())
}

pub(crate) fn array(items: impl IntoIterator<Item = Json>) -> Json {
    Json::Array(items.into_iter().collect())
}

pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    let members = members.into_iter();
    Json::Object(
        members
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

impl Json {
    pub(crate) fn get(&self, key: &str) -> Option<&Json> {
        let members = self.members()?.iter();
        let mut members = members.filter(|(it, _)| it == key);
        members.next().map(|(_, value)| value)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Json> {
        let Self::Object(members) = self else {
            return None;
        };
        let mut members = members.iter_mut().filter(|(it, _)| it == key);
        members.next().map(|(_, value)| value)
    }

    /// Sets a member, at the end if it is new.
    pub(crate) fn set(&mut self, key: &str, value: Json) {
        match self.get_mut(key) {
            Some(old) => *old = value,
            None => {
                if let Self::Object(members) = self {
                    members.push((key.to_owned(), value));
                }
            }
        }
    }

    pub(crate) fn remove(&mut self, key: &str) -> Option<Json> {
        let Self::Object(members) = self else {
            return None;
        };
        let index = members.iter().position(|(it, _)| it == key)?;
        Some(members.remove(index).1)
    }

    /// The member of this key, an empty object if there was none.
    pub(crate) fn entry(&mut self, key: &str) -> &mut Json {
        if self.get(key).is_none() {
            self.set(key, Json::Object(Vec::new()));
        }
        self.get_mut(key).expect("it was set")
    }

    pub(crate) fn members(&self) -> Option<&Vec<(String, Json)>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn members_mut(&mut self) -> Option<&mut Vec<(String, Json)>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub(crate) fn items_mut(&mut self) -> Option<&mut Vec<Json>> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What stands at the end of a way that is there.
    pub(crate) fn at_mut(&mut self, way: &[Step]) -> &mut Json {
        let mut value = self;
        for step in way {
            value = match (value, step) {
                (Self::Object(members), Step::Key(key)) => {
                    let found = members.iter_mut().find(|(it, _)| it == key);
                    &mut found.expect("the way is there").1
                }
                (Self::Array(items), Step::Index(index)) => &mut items[*index],
                _ => panic!("the way is there"),
            };
        }
        value
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(it) => write!(f, "{it}"),
            Self::Number(it) => f.write_str(it),
            Self::Text(it) => quoted(f, it),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        f.write_str(",")?;
                    }
                    write!(f, "{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        f.write_str(",")?;
                    }
                    quoted(f, key)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let text = text.replace('\\', "\\\\").replace('"', "\\\"");
    write!(f, "\"{text}\"")
}
