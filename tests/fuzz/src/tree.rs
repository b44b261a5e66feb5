//! JSON as a tree of what is written: every member stays, in its order, and every number as it is
//! spelt. What `serde_json` reads is sorted, and nothing is in it twice.

use std::fmt;

/// Nothing that passes is nested deeper.
const DEPTH: usize = 100;

/// A value, and its key if it has one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    /// As it is spelt between the quotes; empty in an array.
    pub(crate) key: String,
    /// `{`, `[` or all of a literal.
    pub(crate) head: String,
    pub(crate) children: Vec<Node>,
}

impl Node {
    /// Reads JSON with comments. Commas and colons are not asked for.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut tokens = tokens(text)?.into_iter();
        let root = Self::read(tokens.next()?, &mut tokens, DEPTH)?;
        tokens.next().is_none().then_some(root)
    }

    fn read<'t>(
        head: &str,
        tokens: &mut impl Iterator<Item = &'t str>,
        depth: usize,
    ) -> Option<Self> {
        if matches!(head, "}" | "]") {
            return None;
        }
        let mut node = Self {
            head: head.to_owned(),
            ..Self::default()
        };
        if matches!(head, "{" | "[") {
            loop {
                let (key, head) = match tokens.next()? {
                    "}" | "]" => break,
                    key if head == "{" => (unquoted(key)?, tokens.next()?),
                    element => ("", element),
                };
                let mut child = Self::read(head, tokens, depth.checked_sub(1)?)?;
                key.clone_into(&mut child.key);
                node.children.push(child);
            }
        }
        Some(node)
    }

    /// The value that `way` leads to, by the indices of members.
    pub(crate) fn at(&self, way: &[usize]) -> &Self {
        way.iter().fold(self, |node, &index| &node.children[index])
    }

    /// The value that `way` leads to, by the indices of members.
    pub(crate) fn at_mut(&mut self, way: &[usize]) -> &mut Self {
        way.iter()
            .fold(self, |node, &index| &mut node.children[index])
    }

    /// Takes another's value, and keeps its own key.
    pub(crate) fn set(&mut self, value: &Self) {
        self.head.clone_from(&value.head);
        self.children.clone_from(&value.children);
    }

    /// Every key and string, or the segments of one that is a pointer.
    pub(crate) fn names(&self) -> Vec<&str> {
        let texts = [self.key.as_str(), unquoted(&self.head).unwrap_or_default()];
        let own = texts.into_iter().flat_map(|text| text.split('/'));
        let below = self.children.iter().flat_map(Self::names);
        own.filter(|name| !name.is_empty()).chain(below).collect()
    }

    /// Changes what [`names`](Self::names) lists.
    pub(crate) fn rename(&mut self, renamed: &impl Fn(&str) -> String) {
        let all = |text: &str| text.split('/').map(renamed).collect::<Vec<_>>().join("/");
        self.key = all(&self.key);
        if let Some(text) = unquoted(&self.head) {
            self.head = format!("\"{}\"", all(text));
        }
        for child in &mut self.children {
            child.rename(renamed);
        }
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.head)?;
        for (index, child) in self.children.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            match self.head.as_str() {
                "{" => write!(f, "{comma}\"{}\":{child}", child.key)?,
                _ => write!(f, "{comma}{child}")?,
            }
        }
        f.write_str(match self.head.as_str() {
            "{" => "}",
            "[" => "]",
            _ => "",
        })
    }
}

fn unquoted(token: &str) -> Option<&str> {
    token.strip_prefix('"')?.strip_suffix('"')
}

/// Brackets, strings and other literals.
fn tokens(text: &str) -> Option<Vec<&str>> {
    const BREAKS: &[char] = &[
        ' ', '\t', '\r', '\n', ',', ':', '{', '}', '[', ']', '"', '/',
    ];
    let mut tokens = Vec::new();
    let mut rest = text.trim_start_matches(&BREAKS[..6]);
    while let Some(first) = rest.chars().next() {
        let len = match first {
            '"' => string(rest)?,
            '{' | '}' | '[' | ']' => 1,
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' => rest.find("*/")? + 2,
            _ => rest.find(BREAKS).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(len);
        if first != '/' {
            tokens.push(token);
        }
        rest = after.trim_start_matches(&BREAKS[..6]);
    }
    Some(tokens)
}

/// How long the string is that `text` begins with.
fn string(text: &str) -> Option<usize> {
    let mut escaped = true; // the quote that it begins with
    let end = text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map(|end| end + 1)
}
