//! Conditions: pointers into a payload, followed through its type.

use indexmap::IndexMap;

use crate::check_table::Check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::pointer::{Pointer, index};
use crate::shape::{Shape, Type};
use crate::suggest::nearest;
use crate::words::Test;

#[derive(Clone, Copy)]
pub(crate) struct Types<'a> {
    pub(crate) definitions: &'a IndexMap<String, Type>,
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
        let Test::OneOf(strings) = test else { return };
        let complain = |place: String, message: String, help: String| {
            Diagnostic::new(Check::WhenTest, place, message)
                .label("can never hold")
                .help(help)
        };
        if strings.is_empty() {
            let message = "an empty list can never hold".to_owned();
            let help = "list strings, or write `true` for \"it is there and not null\"".to_owned();
            findings.add(complain(place.to_owned(), message, help));
        }
        let known: Vec<&str> = match &ty.shape {
            Shape::String | Shape::Broken => return,
            Shape::Const(value) => vec![value],
            Shape::Enum(values) => values.iter().map(|known| known.value.as_str()).collect(),
            other => {
                let message = format!("a list of strings cannot test {}", noun(other));
                let help = "write `true` for \"it is there and not null\"".to_owned();
                findings.add(complain(place.to_owned(), message, help));
                return;
            }
        };
        for (index, string) in strings.iter().enumerate() {
            if !known.contains(&string.as_str()) {
                let help = match nearest(string, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("add `{string}` to the values at {}", ty.pointer),
                };
                let message = format!("`{string}` is none of the known values");
                findings.add(complain(format!("{place}/{index}"), message, help));
            }
        }
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
