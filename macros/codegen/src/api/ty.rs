//! Types in words.

use crate::Options;
use crate::model::Ty;

/// A type as a user would write it.
pub(super) fn write(ty: &Ty, options: &Options) -> String {
    let inner = |inner: &Ty| write(inner, options);
    match ty {
        Ty::Unit => "()".to_owned(),
        Ty::Bool => "bool".to_owned(),
        Ty::I64 => "i64".to_owned(),
        Ty::U64 => "u64".to_owned(),
        Ty::F64 => "f64".to_owned(),
        Ty::String => "String".to_owned(),
        Ty::Text => match &options.string {
            Some(string) => string.to_string(),
            None => "String".to_owned(),
        },
        Ty::Any => "Value".to_owned(),
        Ty::FreeForm => "Map<String, Value>".to_owned(),
        Ty::Raw => "RawJson".to_owned(),
        Ty::Item(_, name) => name.to_string(),
        Ty::Own(own) => own.text.clone(),
        Ty::JsonText(it) => format!("JsonText<{}>", inner(it)),
        Ty::Boxed(it) => format!("Box<{}>", inner(it)),
        Ty::Option(it) => format!("Option<{}>", inner(it)),
        Ty::Vec(it) => format!("Vec<{}>", inner(it)),
        Ty::Map(it) => format!("BTreeMap<String, {}>", inner(it)),
    }
}
