//! Types with Rust names.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use stream_events_schema::Tag;

/// A type of the generated module.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) ident: Ident,
    pub(crate) docs: Docs,
    pub(crate) kind: ItemKind,
    /// Where its subschema stands.
    pub(crate) pointer: String,
    /// The item it was declared inside of, as a position in the list of items.
    pub(crate) parent: Option<usize>,
    /// Whether it can be read without serde, and is worth it.
    pub(crate) plain: bool,
    /// Whether it is part of a payload that is read without what does not fit.
    pub(crate) reads_nulls: bool,
}

#[derive(Debug, Clone)]
pub(crate) enum ItemKind {
    /// Its place in the list is taken, its content not yet known.
    Pending,
    Alias(Ty),
    /// The user's own type, by its position in [`Options::own_types`](crate::Options::own_types).
    Replaced(usize),
    Struct(Struct),
    OpenEnum(Vec<EnumValue>),
    Tagged {
        tag: String,
        branches: Vec<Branch>,
        default: Option<usize>,
    },
    Kinds(Vec<KindBranch>),
}

impl ItemKind {
    /// The types that it is made of.
    pub(super) fn parts(&self) -> Vec<&Ty> {
        match self {
            Self::Pending | Self::Replaced(_) | Self::OpenEnum(_) => Vec::new(),
            Self::Alias(ty) => vec![ty],
            Self::Struct(it) => it.fields.iter().map(|field| &field.ty).collect(),
            Self::Tagged { branches, .. } => branches.iter().map(|it| &it.ty).collect(),
            Self::Kinds(branches) => branches.iter().map(|it| &it.ty).collect(),
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Struct {
    /// Tags: written, and passed over when read.
    pub(crate) consts: Vec<Tag>,
    pub(crate) fields: Vec<Field>,
    pub(crate) additional: Option<(Ident, Ty)>,
    /// Whether these are nothing but integers.
    pub(crate) additional_integers: bool,
    /// The struct that `new` takes, if it takes too much for arguments.
    pub(crate) args: Option<Ident>,
}

impl Struct {
    /// The fields that `new` takes.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|it| it.given.is_argument())
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) key: String,
    pub(crate) docs: Docs,
    pub(crate) presence: Presence,
    /// What it is in what `new` makes.
    pub(crate) given: Given,
    pub(crate) ty: Ty,
    /// How it is read without serde, where its object is.
    pub(crate) plain: Option<PlainReading>,
    /// Whether it is made of nothing but integers.
    pub(crate) integers: bool,
}

/// How a field is read without serde.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlainReading {
    /// As its type says.
    Typed,
    /// As the user's own string type, for which generated code cannot implement the runtime's traits.
    Text,
    /// As the user's own string type or `null`.
    NullableText,
    /// While it is `null` or missing.
    Null,
}

/// What a field is when the wire does not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// An error.
    Required,
    /// Its type's default; it is always written.
    Defaulted,
    /// `None`; it is not written then.
    Optional,
}

/// What a field is in what `new` makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// What the caller says; a string in whatever form it has it.
    Argument { is_string: bool },
    /// The one known value, by its variant.
    Constant(Ident),
    /// `None`, or the one value that its type has.
    Nothing,
}

impl Given {
    pub(crate) fn is_argument(&self) -> bool {
        matches!(self, Self::Argument { .. })
    }
}

#[derive(Debug, Clone)]
pub(crate) struct EnumValue {
    pub(crate) ident: Ident,
    pub(crate) value: String,
    pub(crate) docs: Docs,
}

/// A variant of a tagged union.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    pub(crate) ident: Ident,
    pub(crate) values: Vec<String>,
    pub(crate) docs: Docs,
    pub(crate) ty: Ty,
    pub(crate) reading: Reading,
    /// Whether it can be read without serde, and is worth it.
    pub(crate) plain: bool,
}

/// How a variant of a tagged union is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Its fields, after the tag.
    Fields,
    /// Its fields, the tag being one of them.
    FieldsAndTag,
    /// As a value of its own.
    Whole,
}

#[derive(Debug, Clone)]
pub(crate) struct KindBranch {
    pub(crate) kind: &'static str,
    pub(crate) ident: Ident,
    pub(crate) ty: Ty,
    /// Whether it is made of nothing but integers.
    pub(crate) integers: bool,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ty {
    Unit,
    Bool,
    I64,
    U64,
    F64,
    String,
    /// A string, as the type that the `string` option asks for.
    Text,
    /// `serde_json::Value`.
    Any,
    /// `serde_json::Map`.
    FreeForm,
    Raw,
    /// A position in the list of items.
    Item(usize, Ident),
    /// A type of the user's own, where an enum names it.
    Own(OwnType),
    /// What comes as JSON text in pieces.
    JsonText(Box<Ty>),
    Boxed(Box<Ty>),
    Option(Box<Ty>),
    Vec(Box<Ty>),
    Map(Box<Ty>),
}

/// A type as the user wrote it; the same as another if it is written alike.
#[derive(Debug, Clone)]
pub(crate) struct OwnType {
    pub(crate) tokens: TokenStream,
    pub(crate) text: String,
    /// Its name, if that is all that tells it apart from other types.
    pub(crate) name: Option<String>,
}

impl OwnType {
    pub(crate) fn new(ty: &syn::Type) -> Self {
        let tokens = ty.to_token_stream();
        Self {
            text: tokens.to_string(),
            tokens,
            name: name(ty),
        }
    }
}

/// The last segment of a path without arguments, if it can be the name of a variant.
fn name(ty: &syn::Type) -> Option<String> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let last = path.path.segments.last()?;
    let name = last.ident.to_string();
    let is_type_name = last.arguments.is_none() && name.starts_with(char::is_uppercase);
    is_type_name.then_some(name)
}

impl PartialEq for OwnType {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for OwnType {}

impl Ty {
    pub(crate) fn optional(self) -> Self {
        match self {
            Self::Option(_) => self,
            ty => Self::Option(Box::new(ty)),
        }
    }

    pub(crate) fn boxed(self) -> Self {
        match self {
            Self::Boxed(_) => self,
            ty => Self::Boxed(Box::new(ty)),
        }
    }
}

/// What the document says about something.
#[derive(Debug, Clone, Default)]
pub(crate) struct Docs {
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
}

impl Docs {
    pub(crate) fn new(description: Option<&str>) -> Self {
        Self {
            description: description.map(str::to_owned),
            deprecated: false,
        }
    }

    pub(crate) fn of(description: Option<&String>, deprecated: bool) -> Self {
        Self {
            description: description.cloned(),
            deprecated,
        }
    }
}

/// The order to write items down in: each after the one it was declared inside of.
pub(crate) fn order(items: &[Item]) -> Vec<usize> {
    let mut order = Vec::with_capacity(items.len());
    let mut children = vec![Vec::new(); items.len()];
    for (index, item) in items.iter().enumerate() {
        if let Some(parent) = item.parent {
            children[parent].push(index);
        }
    }
    let mut open: Vec<usize> = (0..items.len())
        .rev()
        .filter(|&index| items[index].parent.is_none())
        .collect();
    while let Some(index) = open.pop() {
        order.push(index);
        open.extend(children[index].iter().rev());
    }
    order
}
