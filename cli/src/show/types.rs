//! The types of payloads, one by one.

use stream_events_codegen::api::{Api, ApiKind, ApiType, Constructor};

use crate::out::{BOLD, FAINT, Table, styled};

/// The types that payloads are made of.
pub(super) fn payloads(api: &Api) -> impl Iterator<Item = &ApiType> {
    let made = |it: &&ApiType| !matches!(it.kind, ApiKind::Event | ApiKind::Failure);
    api.types
        .iter()
        .filter(made)
        .filter(|it| it.subject.is_some())
}

/// The types with their fields and variants, and how each struct is made.
pub(super) fn payload_types(api: &Api) -> String {
    let mut text = String::new();
    for ty in payloads(api) {
        let head = format!("{} {}", ty.kind.keyword(), ty.name);
        text.push_str(&styled(BOLD, head));
        let subject = ty
            .subject
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        if subject != ty.name {
            text.push_str(&format!("  (from {subject})"));
        }
        text.push('\n');
        let mut table = Table::default();
        for member in &ty.members {
            table.row([member.name.clone(), member.ty.clone().unwrap_or_default()]);
        }
        text.push_str(&table.text("    "));
        if let Some(constructor) = &ty.constructor {
            let made = made_by(&ty.name, constructor);
            text.push_str(&styled(FAINT, format!("    {made}")));
            text.push('\n');
        }
    }
    text
}

/// How a struct is made: with the fields that are required.
fn made_by(name: &str, constructor: &Constructor) -> String {
    let fields: Vec<_> = constructor
        .arguments
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    match (&constructor.args, fields.as_slice()) {
        (_, []) => format!("made by {name}::default()"),
        (None, fields) => format!("made by {name}::new({})", fields.join(", ")),
        (Some(args), fields) => {
            let fields = fields.join(", ");
            format!("made by {name}::new({args} {{ {fields} }})")
        }
    }
}
