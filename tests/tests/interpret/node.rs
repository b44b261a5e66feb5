//! JSON as it is written: members in their order and as often as they come, numbers as spelt.

use super::chance::Chance;

#[derive(Debug, Clone)]
pub(crate) enum Node {
    /// A literal, as it is written.
    Leaf(String),
    Array(Vec<Node>),
    /// Keys are written with their quotes.
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(crate) fn leaf(text: &str) -> Self {
        Self::Leaf(text.to_owned())
    }

    pub(crate) fn string(text: &str) -> Self {
        Self::Leaf(quoted(text))
    }

    /// This many arrays around nothing.
    pub(crate) fn nested(depth: usize) -> Self {
        Self::Leaf(format!("{}{}", "[".repeat(depth), "]".repeat(depth)))
    }

    /// How many values there are in it, itself included.
    pub(crate) fn count(&self) -> usize {
        1 + match self {
            Self::Leaf(_) => 0,
            Self::Array(elements) => elements.iter().map(Self::count).sum(),
            Self::Object(members) => members.iter().map(|(_, value)| value.count()).sum(),
        }
    }

    /// The value of this number, counted from the outside in.
    pub(crate) fn at_mut(&mut self, index: usize) -> &mut Self {
        if index == 0 {
            return self;
        }
        let mut left = index - 1;
        let children: Vec<&mut Self> = match self {
            Self::Leaf(_) => Vec::new(),
            Self::Array(elements) => elements.iter_mut().collect(),
            Self::Object(members) => members.iter_mut().map(|(_, value)| value).collect(),
        };
        for child in children {
            let count = child.count();
            if left < count {
                return child.at_mut(left);
            }
            left -= count;
        }
        unreachable!("an index below the count")
    }

    /// Whether some object has a key twice, however it is spelt.
    pub(crate) fn says_twice(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Array(elements) => elements.iter().any(Self::says_twice),
            Self::Object(members) => {
                let mut keys: Vec<String> = members
                    .iter()
                    .filter_map(|(key, _)| serde_json::from_str(key).ok())
                    .collect();
                keys.sort();
                let is_said_twice = keys.windows(2).any(|pair| pair[0] == pair[1]);
                is_said_twice || members.iter().any(|(_, value)| value.says_twice())
            }
        }
    }

    /// Sets a member to a string, as far as objects lead there.
    pub(crate) fn set(&mut self, way: &[&str], text: &str) {
        let Some((first, rest)) = way.split_first() else {
            *self = Self::string(text);
            return;
        };
        let Self::Object(members) = self else { return };
        let key = quoted(first);
        let index = members.iter().position(|(known, _)| *known == key);
        let index = index.unwrap_or_else(|| {
            members.push((key, Self::Object(Vec::new())));
            members.len() - 1
        });
        members[index].1.set(rest, text);
    }

    /// The text, with white space here and there.
    pub(crate) fn text(&self, chance: &mut Chance) -> String {
        let mut text = String::new();
        let is_spaced = chance.one_in(4);
        self.write(&mut text, is_spaced.then_some(chance));
        text
    }

    fn write(&self, text: &mut String, mut chance: Option<&mut Chance>) {
        space(text, chance.as_deref_mut());
        match self {
            Self::Leaf(leaf) => text.push_str(leaf),
            Self::Array(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    element.write(text, chance.as_deref_mut());
                }
                space(text, chance.as_deref_mut());
                text.push(']');
            }
            Self::Object(members) => {
                text.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    text.push_str(if index == 0 { "" } else { "," });
                    space(text, chance.as_deref_mut());
                    text.push_str(key);
                    space(text, chance.as_deref_mut());
                    text.push(':');
                    value.write(text, chance.as_deref_mut());
                }
                space(text, chance.as_deref_mut());
                text.push('}');
            }
        }
        space(text, chance);
    }
}

/// A string with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a string is JSON")
}

fn space(text: &mut String, chance: Option<&mut Chance>) {
    if let Some(chance) = chance {
        text.push_str(chance.word(&["", "", "", " ", "\n", "\t\r", "          "]));
    }
}
