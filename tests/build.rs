//! Writes down how to make a random value of every type of every shipped document: by `new`, with
//! all other fields set. The suite `stored` includes it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Ident, Span};
use stream_events_codegen::Options;
use stream_events_codegen::api::{Api, ApiKind, ApiType, Member};
use stream_events_schema::diff::Step;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../apis/documents");
    println!("cargo::rerun-if-changed={}", folder.display());
    let entries = fs::read_dir(&folder).expect("the shipped documents");
    let paths = entries.map(|it| it.expect("a file").path());
    // The folder of their examples is no document.
    let is_document = |path: &PathBuf| path.extension().is_some_and(|it| it == "json");
    let mut documents: Vec<PathBuf> = paths.filter(is_document).collect();
    documents.sort();
    let mut code = String::new();
    let mut names = Vec::new();
    for path in &documents {
        let name = path.file_stem().expect("a name").to_string_lossy();
        names.push(name.replace('-', "_"));
        module(path, &names[names.len() - 1], &mut code);
    }
    let calls: String = names
        .iter()
        .map(|name| format!("{name}::check(check);"))
        .collect();
    code += &format!("pub(crate) fn check(check: &mut impl crate::sample::Check) {{ {calls} }}\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("a build script has it"));
    fs::write(out.join("shipped.rs"), code).expect("the file can be written");
}

fn module(path: &Path, name: &str, code: &mut String) {
    let text = fs::read_to_string(path).expect("a document");
    let document = stream_events_schema::read(name, &text).unwrap_or_else(|it| panic!("{it}"));
    let options = Options::new(Ident::new("Set", Span::call_site()));
    let api = Api::new(&document, &options).unwrap_or_else(|it| panic!("{it}"));
    let items: String = api.types.iter().map(|ty| sample(ty, &api)).collect();
    let checks: String = api
        .types
        .iter()
        .filter(|ty| {
            let not_a_payload = [ApiKind::Alias, ApiKind::Event, ApiKind::Failure];
            !not_a_payload.contains(&ty.kind)
        })
        .map(|ty| format!("check.payload::<set::{}>();\n", ty.name))
        .collect();
    let fails = api.types.iter().any(|ty| ty.kind == ApiKind::Failure);
    let failures = match fails {
        true => "check.failure(crate::written::is_failure_read_back::<Set>);",
        false => "",
    };
    let path = path.canonicalize().expect("a path");
    let result = write!(
        code,
        "pub mod {name} {{
            use stream_events::UnknownEvent;
            use stream_events::testing::Fixture;
            use crate::sample::{{Check, Sample, Source}};

            #[derive(Debug, stream_events::StreamEvents)]
            #[stream_events(schema = {path:?})]
            pub struct Set;

            pub(crate) fn check(check: &mut impl Check) {{
                check.event::<set::Event>(|event| {{
                    crate::written::is_read_back::<Set>(event);
                    Fixture::new().send(event)
                }});
                {failures}
                {checks}
            }}

            {items}
        }}\n"
    );
    result.expect("a string takes it");
}

/// How to make a value of a type; nothing of a name for another type.
fn sample(ty: &ApiType, api: &Api) -> String {
    let body = match ty.kind {
        ApiKind::Alias => return String::new(),
        ApiKind::Struct => structure(ty, api),
        kind => {
            let mut variants: Vec<_> = ty.members.iter().map(|it| variant(it, ty, api)).collect();
            variants.extend(unknown(ty, kind, api));
            let arms = variants.iter().enumerate();
            let arms: String = arms.map(|(n, it)| format!("{n} => {it},")).collect();
            let count = variants.len();
            format!("match from.variant({count}) {{ {arms} _ => unreachable!() }}")
        }
    };
    let (name, variants) = (&ty.name, ty.members.len() + 1);
    format!(
        "impl Sample for set::{name} {{
            const VARIANTS: usize = {variants};

            fn sample(from: &mut Source) -> Self {{ {body} }}
        }}\n"
    )
}

fn structure(ty: &ApiType, api: &Api) -> String {
    let constructor = ty.constructor.as_ref().expect("a struct can be made");
    let tag = tag(ty, api);
    let value = |name: &str, is_string: bool| match () {
        () if Some(name) == tag => "from.known()",
        () if is_string => "from.text()",
        () => "from.next()",
    };
    let arguments = constructor.arguments.iter();
    let arguments: Vec<_> = arguments
        .map(|it| match &constructor.args {
            Some(_) => format!("{}: {}", it.name, value(&it.name, false)),
            None => value(&it.name, it.is_string).to_owned(),
        })
        .collect();
    let arguments = match &constructor.args {
        Some(args) => format!("set::{args} {{ {} }}", arguments.join(", ")),
        None => arguments.join(", "),
    };
    let taken = |member: &&Member| {
        constructor
            .arguments
            .iter()
            .any(|it| it.name == member.name)
    };
    let others = ty.members.iter().filter(|it| !taken(it));
    let others: String = others
        .map(|it| format!("it.{} = {};", it.name, value(&it.name, false)))
        .collect();
    format!("from.deeper(|from| {{ let mut it = Self::new({arguments}); {others} it }})")
}

/// The field by which a union tells the type from others: it may not be what no variant has.
fn tag<'a>(ty: &'a ApiType, api: &Api) -> Option<&'a str> {
    let tags: Vec<_> = unions_of(ty, api).map(|(tag, _)| tag).collect();
    let field = ty.members.iter().find(|it| match it.subject.steps.last() {
        Some(Step::Field(key)) => tags.contains(&key.as_str()),
        _ => false,
    });
    field.map(|it| it.name.as_str())
}

/// The unions that the type is a variant of, by their tags, with its value.
fn unions_of<'a>(ty: &'a ApiType, api: &'a Api) -> impl Iterator<Item = (&'a str, String)> {
    api.types.iter().filter_map(|union| {
        let mut variants = union.members.iter();
        let variant = variants.find(|it| {
            let payload = it.ty.as_deref().unwrap_or_default();
            payload == ty.name || payload == format!("Box<{}>", ty.name)
        })?;
        Some((union.tag.as_deref()?, value(variant)))
    })
}

fn value(variant: &Member) -> String {
    let value = variant.subject.steps.last().map(ToString::to_string);
    value.expect("a variant has a value")
}

fn variant(member: &Member, of: &ApiType, api: &Api) -> String {
    match (&of.tag, member.ty.as_deref()) {
        (Some(tag), Some("RawJson")) => {
            let tags = tags(of, api, (tag, value(member)));
            format!("Self::{}(from.variant_json({tags}))", member.name)
        }
        (_, Some(_)) => format!("Self::{}(from.next())", member.name),
        (_, None) => format!("Self::{}", member.name),
    }
}

/// The tags of a variant that is kept as JSON: its own, and those of unions that its union stands in.
fn tags(union: &ApiType, api: &Api, own: (&str, String)) -> String {
    let tags: Vec<_> = std::iter::once(own).chain(unions_of(union, api)).collect();
    format!("&{tags:?}")
}

/// The variant of what is not known, which the API leaves out.
fn unknown(ty: &ApiType, kind: ApiKind, api: &Api) -> Option<String> {
    Some(match (kind, &ty.tag) {
        (ApiKind::Event, _) => "Self::Unknown(from.next::<UnknownEvent>())".to_owned(),
        (ApiKind::OpenEnum, _) => "Self::from(\"a value of next year\")".to_owned(),
        (_, Some(tag)) => {
            let tags = tags(ty, api, (tag, "of next year".to_owned()));
            format!("Self::Unknown(from.unknown_variant({tags}))")
        }
        _ => return None,
    })
}
