//! Going through types.

use crate::shape::{DefinitionId, Kinds, Shape, Type};

/// Calls `each` for every reference in a type, those inside inline types too.
pub(super) fn references(ty: &Type, each: &mut impl FnMut(DefinitionId)) {
    match &ty.shape {
        Shape::Ref(id) => each(*id),
        Shape::Map(inner) | Shape::Array(inner) | Shape::Nullable(inner) => {
            references(inner, each);
        }
        Shape::Object(object) => {
            for property in &object.properties {
                references(&property.ty, each);
            }
            for additional in object.additional.iter() {
                references(additional, each);
            }
        }
        Shape::Tagged(tagged) => {
            for branch in &tagged.branches {
                references(&branch.ty, each);
            }
        }
        Shape::Kinds(Kinds {
            boolean,
            number,
            string,
            array,
            object,
        }) => {
            for inner in [boolean, number, string, array, object]
                .into_iter()
                .flatten()
            {
                references(inner, each);
            }
        }
        Shape::Any
        | Shape::Null
        | Shape::Boolean
        | Shape::Integer { .. }
        | Shape::Number
        | Shape::String
        | Shape::Const(_)
        | Shape::Enum(_)
        | Shape::FreeForm
        | Shape::Raw => {}
    }
}
