//! Paths: how a rule names a place of an event or of the value.

use std::fmt;
use std::str::FromStr;

/// The way to a place of an event or of the value, such as `/content/{/index}/<text>/text`.
///
/// ```
/// use stream_events_schema::snapshot::{Path, Step};
///
/// let path: Path = "/content/{/index}/<text>/text".parse()?;
/// assert_eq!(path.as_str(), "/content/{/index}/<text>/text");
/// assert_eq!(path.steps().len(), 4);
/// assert_eq!(path.steps()[2], Step::Variant(vec!["text".to_owned()]));
/// # Ok::<(), stream_events_schema::snapshot::Malformed>(())
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Path {
    text: String,
    steps: Vec<Step>,
}

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// `/name`: the field of an object.
    Field(String),
    /// `/<a|b>`: these variants of a union; of one by JSON kind `<:string>` and the like.
    Variant(Vec<String>),
    /// `/{/index}`: the element at the integer that the event has at this pointer.
    Index {
        /// Where the event has it: fields and variants.
        pointer: Path,
        /// What counts where it is absent or null.
        default: Option<IndexDefault>,
    },
    /// `/{id=/messageId}`: the element whose field equals what the event has at this pointer.
    Key {
        /// The field of the element.
        field: String,
        /// Where the event has its value: fields and variants.
        pointer: Path,
        /// What counts where it is absent or null.
        default: Option<u64>,
    },
    /// `/-`: behind the last element.
    End,
}

/// The index that counts where the event has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexDefault {
    /// `|0`: this one.
    At(u64),
    /// `|-`: one more than the last.
    Next,
}

impl Path {
    /// The whole.
    pub const WHOLE: &'static Self = &Self {
        text: String::new(),
        steps: Vec::new(),
    };

    /// It as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its steps; none for the whole value.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }
}

impl FromStr for Path {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let mut steps = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let step = rest.strip_prefix('/').ok_or(Malformed::NoSlash)?;
            let end = match step.as_bytes().first() {
                Some(b'{') => closing(step, '}')?,
                Some(b'<') => closing(step, '>')?,
                _ => step.find('/').unwrap_or(step.len()),
            };
            let (step, after) = step.split_at(end);
            steps.push(read(step)?);
            rest = after;
        }
        Ok(Self {
            text: text.to_owned(),
            steps,
        })
    }
}

/// Behind the bracket that closes the one at the start.
fn closing(step: &str, bracket: char) -> Result<usize, Malformed> {
    let end = step.find(bracket).ok_or(Malformed::Unclosed(bracket))?;
    let end = end + bracket.len_utf8();
    match step[end..].chars().next() {
        None | Some('/') => Ok(end),
        Some(_) => Err(Malformed::NoSlash),
    }
}

fn read(step: &str) -> Result<Step, Malformed> {
    if let Some(inside) = step.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
        return element(inside);
    }
    if let Some(inside) = step.strip_prefix('<').and_then(|it| it.strip_suffix('>')) {
        let variants: Vec<_> = inside.split('|').map(str::to_owned).collect();
        let empty = variants.iter().any(String::is_empty);
        return match empty {
            true => Err(Malformed::EmptyVariant),
            false => Ok(Step::Variant(variants)),
        };
    }
    match step {
        "-" => Ok(Step::End),
        _ => field(step).map(Step::Field),
    }
}

fn field(text: &str) -> Result<String, Malformed> {
    if text.contains(['{', '}', '<', '>']) {
        return Err(Malformed::Bracket);
    }
    let pointer = format!("/{text}");
    let segments = crate::pointer::segments(&pointer).map_err(|_| Malformed::Escape)?;
    Ok(segments.into_iter().next().unwrap_or_default().into_owned())
}

/// What stands between `{` and `}`.
fn element(inside: &str) -> Result<Step, Malformed> {
    let (inside, default) = match inside.split_once('|') {
        Some((inside, default)) => (inside, Some(default)),
        None => (inside, None),
    };
    let number = |text: &str| text.parse().map_err(|_| Malformed::Default);
    match inside.split_once('=') {
        Some((key, at)) if !key.contains('/') => Ok(Step::Key {
            field: field(key)?,
            pointer: pointer(at)?,
            default: default.map(number).transpose()?,
        }),
        _ => Ok(Step::Index {
            pointer: pointer(inside)?,
            default: match default {
                None => None,
                Some("-") => Some(IndexDefault::Next),
                Some(text) => Some(IndexDefault::At(number(text)?)),
            },
        }),
    }
}

/// A path of fields and variants.
fn pointer(text: &str) -> Result<Path, Malformed> {
    let path: Path = text.parse()?;
    let is_plain = |step: &Step| matches!(step, Step::Field(_) | Step::Variant(_));
    match path.steps.iter().all(is_plain) {
        true => Ok(path),
        false => Err(Malformed::Nested),
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Path({:?})", self.text)
    }
}

/// Why a text is no path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformed {
    /// A step does not start with `/`.
    NoSlash,
    /// A `~` is not followed by `0` or `1`.
    Escape,
    /// A bracket is not closed by this one.
    Unclosed(char),
    /// A bracket stands within a field.
    Bracket,
    /// `<>`, or nothing on one side of a `|` in it.
    EmptyVariant,
    /// What stands behind `|` is neither a number nor, for an index, `-`.
    Default,
    /// A `{}` or a `-` inside of `{}`.
    Nested,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSlash => f.write_str("each step of a path starts with `/`"),
            Self::Escape => f.write_str("in a path `~` is followed by `0` or `1`"),
            Self::Unclosed(bracket) => write!(f, "`{bracket}` is missing"),
            Self::Bracket => f.write_str("a bracket is not part of a field"),
            Self::EmptyVariant => f.write_str("a variant has a name"),
            Self::Default => f.write_str("behind `|` is a number, or `-` for a new last element"),
            Self::Nested => f.write_str("inside of `{}` are fields and variants only"),
        }
    }
}

impl std::error::Error for Malformed {}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(text: &str) -> Vec<Step> {
        text.parse::<Path>().unwrap().steps
    }

    fn fields(names: &[&str]) -> Vec<Step> {
        names.iter().map(|it| Step::Field((*it).into())).collect()
    }

    #[test]
    fn fields_are_those_of_json_pointers() {
        assert_eq!(steps(""), []);
        assert_eq!(steps("/a/b"), fields(&["a", "b"]));
        assert_eq!(steps("/a~1b/~0"), fields(&["a/b", "~"]));
        assert_eq!(steps("/"), fields(&[""]));
        assert_eq!(steps("/--"), fields(&["--"]));
    }

    #[test]
    fn elements_are_named_by_what_the_event_has() {
        let at = |text: &str| text.parse::<Path>().unwrap();
        let index = |pointer, default| Step::Index {
            pointer: at(pointer),
            default,
        };
        assert_eq!(steps("/{/i}"), [index("/i", None)]);
        assert_eq!(
            steps("/{/a/i|7}"),
            [index("/a/i", Some(IndexDefault::At(7)))]
        );
        assert_eq!(steps("/{|-}"), [index("", Some(IndexDefault::Next))]);
        let key = |default| Step::Key {
            field: "id".into(),
            pointer: at("/a/<b>/c"),
            default,
        };
        assert_eq!(steps("/{id=/a/<b>/c}"), [key(None)]);
        assert_eq!(steps("/{id=/a/<b>/c|0}/-"), [key(Some(0)), Step::End]);
    }

    #[test]
    fn variants_may_be_several_and_have_slashes() {
        let variant = |names: &[&str]| Step::Variant(names.iter().map(|it| (*it).into()).collect());
        assert_eq!(steps("/<a>"), [variant(&["a"])]);
        assert_eq!(steps("/<a/b|:string>"), [variant(&["a/b", ":string"])]);
    }

    #[test]
    fn what_is_no_path_says_why() {
        for (text, why) in [
            ("a", Malformed::NoSlash),
            ("/{/i}x", Malformed::NoSlash),
            ("/<a>b", Malformed::NoSlash),
            ("/a~2", Malformed::Escape),
            ("/{/i", Malformed::Unclosed('}')),
            ("/<a", Malformed::Unclosed('>')),
            ("/a}", Malformed::Bracket),
            ("/a<b>", Malformed::Bracket),
            ("/<>", Malformed::EmptyVariant),
            ("/<a|>", Malformed::EmptyVariant),
            ("/{/i|x}", Malformed::Default),
            ("/{/i|-1}", Malformed::Default),
            ("/{id=/i|-}", Malformed::Default),
            ("/{/-}", Malformed::Nested),
        ] {
            assert_eq!(text.parse::<Path>(), Err(why), "{text}");
        }
    }
}
