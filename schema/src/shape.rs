//! What a subschema means once it has been checked: the input of code generation and of `diff`.

/// The position of an entry in [`definitions`](crate::Stream::definitions).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DefinitionId(pub(crate) usize);

impl DefinitionId {
    /// The position as a number.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

/// A subschema with what was said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// What the subschema means.
    pub shape: Shape,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `name`: the Rust name the document asks for.
    pub name: Option<String>,
    /// Where it stands in the document, as a JSON Pointer.
    pub pointer: String,
}

impl Type {
    /// The types that it is made of, in the order of the document; references are not followed.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match &self.shape {
            Shape::Object(object) => {
                let properties = object.properties.iter().map(|it| &it.ty);
                properties.chain(object.additional.as_deref()).collect()
            }
            Shape::Map(inner) | Shape::Array(inner) | Shape::Nullable(inner) => vec![inner],
            Shape::Tagged(union) => union.branches.iter().map(|it| &it.ty).collect(),
            Shape::Kinds(kinds) => kinds.branches().collect(),
            _ => Vec::new(),
        }
    }
}

/// What a subschema means.
///
/// References are resolved (and known to end somewhere), `allOf` is merged, unions of unions are
/// flattened, and how the branches of a union are told apart is decided.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    /// Something that was reported, while a document is checked: no [`Checked`](crate::Checked) has it.
    #[doc(hidden)]
    Broken,
    /// `{}` or `true`: any JSON value.
    Any,
    /// `null` and nothing else.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number, integer enums included.
    Integer {
        /// The `format` says `uint64`, or the value may exceed what `i64` holds.
        unsigned: bool,
    },
    /// Any number.
    Number,
    /// A string without a list of values.
    String,
    /// A `const` string.
    Const(String),
    /// A string with known values; others are kept.
    Enum(Vec<EnumValue>),
    /// An object with known properties.
    Object(Object),
    /// An object about which nothing is said.
    FreeForm,
    /// An object whose keys are data and whose values share a type.
    Map(Box<Type>),
    /// An array.
    Array(Box<Type>),
    /// The type, or `null`. Never nested, never around [`Shape::Any`] or [`Shape::Null`].
    Nullable(Box<Type>),
    /// Objects told apart by a string property.
    Tagged(Tagged),
    /// Values told apart by their JSON kind.
    Kinds(Kinds),
    /// A union whose branches cannot be told apart: kept as raw JSON.
    Raw,
    /// A `$ref`.
    Ref(DefinitionId),
}

/// One known value of a string enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: String,
    /// What it means, where the document says so.
    pub description: Option<String>,
}

/// An object with known properties.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    /// In the order of the document.
    pub properties: Vec<Property>,
    /// `additionalProperties` with a schema of its own beside known properties.
    pub additional: Option<Box<Type>>,
}

impl Object {
    /// The property of this key.
    #[must_use]
    pub fn property(&self, key: &str) -> Option<&Property> {
        self.properties.iter().find(|it| it.key == key)
    }
}

/// A property of an [`Object`].
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its key on the wire.
    pub key: String,
    /// Listed in `required`.
    pub required: bool,
    /// Its type.
    pub ty: Type,
}

/// A union of objects told apart by the value of a string property.
#[derive(Debug, Clone, PartialEq)]
pub struct Tagged {
    /// The property that tells the branches apart.
    pub tag: String,
    /// In the order of the document.
    pub branches: Vec<Branch>,
    /// The branch that stands when the tag is absent: the only one that does not require it.
    pub default: Option<usize>,
}

/// A branch of a [`Tagged`] union.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// The tag's values that mean this branch; at least one, none shared with another branch.
    pub values: Vec<String>,
    /// An object (through any number of references). Where several branches share one value of
    /// the tag: a union of these by another property, or [`Shape::Raw`].
    pub ty: Type,
}

impl Branch {
    /// Whether this value of the tag means this branch.
    #[must_use]
    pub fn has(&self, value: &str) -> bool {
        self.values.iter().any(|it| it == value)
    }
}

/// A union told apart by JSON kind; at least two kinds are present.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kinds {
    /// `true` or `false` is possible.
    pub boolean: Option<Box<Type>>,
    /// [`Shape::Integer`] or [`Shape::Number`].
    pub number: Option<Box<Type>>,
    /// [`Shape::String`], [`Shape::Const`] or [`Shape::Enum`], through any number of references.
    pub string: Option<Box<Type>>,
    /// [`Shape::Array`], through any number of references.
    pub array: Option<Box<Type>>,
    /// An object of any sort or a tagged union, through any number of references.
    pub object: Option<Box<Type>>,
}

impl Kinds {
    /// The branches there are.
    pub fn branches(&self) -> impl Iterator<Item = &Type> {
        let branches = [
            &self.boolean,
            &self.number,
            &self.string,
            &self.array,
            &self.object,
        ];
        branches.into_iter().flatten().map(|it| &**it)
    }
}
