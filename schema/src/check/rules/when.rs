//! Conditions: pointers into a payload, followed through its type.

use indexmap::IndexMap;

use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::json::Json;
use crate::pointer::{Pointer, index};
use crate::shape::{Shape, Type};
use crate::suggest::nearest;
use crate::words::Test;

#[derive(Clone, Copy)]
pub(crate) struct Types<'a> {
    pub(crate) definitions: &'a IndexMap<String, Type>,
    /// Whether [`Shape::Any`] is a type of a program's own, in which there may be anything.
    pub(crate) opaque: bool,
}

/// Why a pointer cannot be followed.
pub(crate) enum Lost {
    /// Into something that has been reported.
    Reported,
    Because {
        message: String,
        help: String,
    },
}

impl Types<'_> {
    pub(crate) fn condition(
        self,
        payload: &Type,
        pointer: &Pointer,
        test: &Test,
        place: &str,
        findings: &mut Findings,
    ) {
        match self.follow(payload, pointer) {
            Ok(target) => self.test(target, test, place, findings),
            Err(Lost::Reported) => {}
            Err(Lost::Because { message, help }) => {
                let diagnostic = Diagnostic::new(Check::WhenPointer, place, message)
                    .at_key()
                    .label("does not lead into the payload")
                    .help(help);
                findings.add(diagnostic);
            }
        }
    }

    fn follow<'t>(&'t self, payload: &'t Type, pointer: &Pointer) -> Result<&'t Type, Lost> {
        if pointer.segments().is_empty() {
            return Err(Lost::Because {
                message: "the empty pointer is the whole payload, which is always there".to_owned(),
                help: "point to a property, or remove `when`".to_owned(),
            });
        }
        let mut ty = self.through(payload);
        for segment in pointer.segments() {
            ty = self.through(self.step(ty, segment)?);
        }
        Ok(ty)
    }

    /// Through references and nullables.
    pub(crate) fn through<'t>(&'t self, mut ty: &'t Type) -> &'t Type {
        loop {
            ty = match &ty.shape {
                Shape::Ref(id) => &self.definitions[id.index()],
                Shape::Nullable(inner) => inner,
                _ => return ty,
            };
        }
    }

    fn step<'t>(&self, ty: &'t Type, segment: &str) -> Result<&'t Type, Lost> {
        let lost = |message: String, help: &str| Lost::Because {
            message,
            help: help.to_owned(),
        };
        let place = &ty.pointer;
        match &ty.shape {
            Shape::Object(object) => {
                let known = object
                    .properties
                    .iter()
                    .find(|property| property.key == segment);
                if let Some(found) = known.map(|it| &it.ty).or(object.additional.as_deref()) {
                    return Ok(found);
                }
                let keys = object
                    .properties
                    .iter()
                    .map(|property| property.key.as_str());
                let help = match nearest(segment, keys) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("declare `{segment}` in the properties of {place}"),
                };
                let message = format!("there is no property `{segment}` at {place}");
                Err(Lost::Because { message, help })
            }
            Shape::Map(values) => Ok(values),
            Shape::Array(items) => match index(segment) {
                Some(_) => Ok(items),
                None => Err(lost(
                    format!("`{segment}` is no index into the array at {place}"),
                    "write a number from 0 on",
                )),
            },
            Shape::Tagged(_) | Shape::Kinds(_) | Shape::Raw => Err(lost(
                format!("`{segment}` would be looked for in a union, at {place}"),
                "point to something outside the union",
            )),
            Shape::Broken => Err(Lost::Reported),
            Shape::Any if self.opaque => Ok(ty),
            Shape::Any | Shape::FreeForm => Err(lost(
                format!("nothing says whether there is a `{segment}`, at {place}"),
                "declare it in `properties` there",
            )),
            _ => Err(lost(
                format!(
                    "`{segment}` would be looked for in {}, at {place}",
                    noun(&ty.shape)
                ),
                "point to something inside an object or an array",
            )),
        }
    }

    fn test(self, ty: &Type, test: &Test, place: &str, findings: &mut Findings) {
        let Test::OneOf(values) = test else {
            return says(ty, place, findings);
        };
        if values.is_empty() {
            let help = "list values, or write `true` for \"it is there and says something\"";
            findings.add(never(place, "an empty list can never hold", help));
        }
        match &ty.shape {
            Shape::Broken => {}
            Shape::Any if self.opaque => {}
            Shape::String | Shape::Const(_) | Shape::Enum(_) => {
                for (index, value) in values.iter().enumerate() {
                    let place = format!("{place}/{index}");
                    match value {
                        Json::String(text) => known(ty, text, &place, findings),
                        other => findings.add(wrong_type(ty, other, &place)),
                    }
                }
            }
            Shape::Boolean | Shape::Integer { .. } | Shape::Number => {
                for (index, value) in values.iter().enumerate() {
                    if !can_be(&ty.shape, value) {
                        findings.add(wrong_type(ty, value, &format!("{place}/{index}")));
                    }
                }
            }
            other => {
                let message = format!("a list of values cannot test {}", noun(other));
                let help = "write `true` for \"it is there and says something\"";
                findings.add(never(place, message, help));
            }
        }
    }
}

/// Reports a value that is always empty.
fn says(ty: &Type, place: &str, findings: &mut Findings) {
    if matches!(&ty.shape, Shape::Const(value) if value.is_empty()) {
        let message = "the value is always \"\", which says nothing";
        let help = "point to something else, or remove `when`";
        findings.add(never(place, message, help));
    }
}

/// A test that holds of nothing.
fn never(place: &str, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Check::WhenTest, place, message)
        .label("can never hold")
        .help(help)
}

/// Reports a text that is none of the values that are known.
fn known(ty: &Type, text: &str, place: &str, findings: &mut Findings) {
    let known: Vec<&str> = match &ty.shape {
        Shape::Const(value) => vec![value],
        Shape::Enum(values) => values.iter().map(|known| known.value.as_str()).collect(),
        _ => return,
    };
    if !known.contains(&text) {
        let help = match nearest(text, known.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("add `{text}` to the values at {}", ty.pointer),
        };
        let message = format!("`{text}` is none of the known values");
        findings.add(never(place, message, help));
    }
}

fn wrong_type(ty: &Type, value: &Json, place: &str) -> Diagnostic {
    let expected = match &ty.shape {
        Shape::Integer { unsigned: true } => "an integer from 0 to 2^64 - 1",
        Shape::Integer { unsigned: false } => "an integer from -2^63 to 2^63 - 1",
        other => noun(other),
    };
    let message = format!("the value is {expected}, never `{value}`");
    let help = format!("list what the value at {} can be", ty.pointer);
    never(place, message, help)
}

fn can_be(shape: &Shape, value: &Json) -> bool {
    match (shape, value) {
        (Shape::Boolean, Json::Boolean(_)) | (Shape::Number, Json::Number(_)) => true,
        (Shape::Integer { unsigned }, Json::Number(number)) => {
            let whole = number.whole();
            match unsigned {
                true => whole.is_some_and(|it| u64::try_from(it).is_ok()),
                false => whole.is_some_and(|it| i64::try_from(it).is_ok()),
            }
        }
        _ => false,
    }
}

fn noun(shape: &Shape) -> &'static str {
    match shape {
        Shape::Null => "null",
        Shape::Boolean => "a boolean",
        Shape::Integer { .. } | Shape::Number => "a number",
        Shape::String | Shape::Const(_) | Shape::Enum(_) => "a string",
        Shape::Array(_) => "an array",
        Shape::Object(_) | Shape::FreeForm | Shape::Map(_) => "an object",
        Shape::Tagged(_) | Shape::Kinds(_) | Shape::Raw => "a union",
        Shape::Any | Shape::Nullable(_) | Shape::Ref(_) | Shape::Broken => "a value of any type",
    }
}
