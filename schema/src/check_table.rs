//! The table of checks: every one with a stable name, a severity and what it is for.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Severity {
    /// The document cannot be used.
    Error,
    /// The document can be used, but hardly says what was meant: the derive warns of it.
    Warning,
    /// The document can be used; this is worth knowing, and may well be as it should.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

macro_rules! checks {
    ($($variant:ident $name:literal $severity:ident $documentation:literal)*) => {
        /// What can be wrong with a document, or be worth knowing about it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Check {
            $(#[doc = $documentation] $variant,)*
        }

        impl Check {
            /// All checks.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name it is reported under; it does not change.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// How bad it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Self::$variant => Severity::$severity,)*
                }
            }

            /// What it is about, in a sentence or two.
            #[must_use]
            pub fn documentation(self) -> &'static str {
                match self {
                    $(Self::$variant => $documentation,)*
                }
            }
        }
    };
}

checks! {
    // Reading the text.
    Syntax "syntax" Error
        "The text is not JSON. Comments and trailing commas are allowed, nothing else is."
    TooDeep "too-deep" Error
        "The document is nested deeper than any real one."
    DuplicateKey "duplicate-key" Error
        "An object has the same key twice; one of the two would be lost."
    WrongKind "wrong-kind" Error
        "A keyword has a value of the wrong JSON type."
    UnknownKeyword "unknown-keyword" Error
        "A key that means nothing where it stands; ignoring it would hide a misspelling."
    UnknownValue "unknown-value" Error
        "A keyword has a word for its value that is none of those it knows."
    MissingKeyword "missing-keyword" Error
        "An object lacks a keyword it cannot do without."
    Repeated "repeated" Error
        "A list says the same thing twice."
    LanguageVersion "language-version" Error
        "`$schema` names a version of the language that this release does not read."
    NumberRange "number-range" Error
        "A number outside the range that makes sense."

    // The document.
    NoEvents "no-events" Error
        "A document without events describes nothing."
    EmptyName "empty-name" Error
        "An event, a sentinel or a parameter whose name is the empty text; nothing is called that."
    RustName "rust-name" Error
        "`name` must be a Rust type name: letters and digits, a capital first."
    NameTaken "name-taken" Error
        "Two events or two types that would have one Rust name."
    Pointer "pointer" Error
        "A text that should be a JSON Pointer is none."
    HeaderName "header-name" Error
        "A text that should be an HTTP header name is none."
    AcceptHeader "accept-header" Error
        "`http.accept` does not allow event streams."
    MediaType "media-type" Error
        "A text that should be a media type is none."
    Framing "framing" Error
        "A stream of the document's framing cannot have what a keyword asks for, or lacks what it needs."
    DispatchOrder "dispatch-order" Error
        "An entry that always matches hides every entry after it."
    UndeclaredEvent "undeclared-event" Error
        "`dispatch` names an event that `events` does not declare."
    StatusesWithoutType "statuses-without-type" Error
        "`type_status` goes by the failure's type, but nothing says where the type is."
    EndNeverComes "end-never-comes" Error
        "The end is required, but no event and no sentinel can bring it: every stream would be \
         reported as truncated."

    CursorPointer "cursor-pointer" Error
        "The cursor of `resume` must be a string or an integer that some event's payload declares."

    // Events.
    PayloadMissing "payload-missing" Error
        "An event with JSON data must say what the data is."
    PayloadWithoutJson "payload-without-json" Error
        "An event whose data is not JSON cannot have a payload type."
    WhenWithoutEnd "when-without-end" Error
        "`when` says when a `finish` or `complete` applies; other handling has no condition."
    MismatchWithoutPayload "mismatch-without-payload" Error
        "`mismatch` says what becomes of an item whose JSON does not fit; other events have none."
    WhenPointer "when-pointer" Error
        "A condition must point to something whose type the payload's schema declares, so that it \
         can be compiled to field access."
    WhenTest "when-test" Error
        "A condition must ask something its value can answer."

    // The snapshot.
    RuleForm "rule-form" Error
        "A rule has exactly one operation, and only the keywords that go with it."
    RulePath "rule-path" Error
        "A text that should be the path of a rule is none."
    SnapshotStart "snapshot-start" Error
        "The value begins in one way: with `initial`, or with `start` in some event's rules."
    SnapshotInitial "snapshot-initial" Error
        "`initial` is no value of the snapshot's type."
    EventWithoutApply "event-without-apply" Error
        "An event does not say what it does to the snapshot, and nothing says that such events do \
         nothing."
    ApplyWithoutItem "apply-without-item" Error
        "`apply` is for the items of a stream whose document has a `snapshot`."
    RuleField "rule-field" Error
        "A rule names a field or a variant that its type does not have."
    RuleIndex "rule-index" Error
        "An element is found by an integer, or by a value of the type of its key, that every such \
         event has or that has a default."
    RuleType "rule-type" Error
        "What a rule takes does not fit where it puts it."
    RuleOperation "rule-operation" Error
        "An operation is used on a place that it is not for."
    RuleNew "rule-new" Error
        "`new` does not make a whole object: it lacks a required field, or gives one that does not \
         fit."
    MadeUp "made-up" Error
        "A rule leads through an object that may not be there and cannot be made, as its type \
         requires fields."
    VariantUnnamed "variant-unnamed" Error
        "An event's rules look at some variants of a union and do not name the others."
    EmitName "emit-name" Error
        "A change, or a field of one, has a name that it cannot have."
    EmitDisagrees "emit-disagrees" Error
        "Rules that share a name in `emit` tell different things."
    EmitReplaced "emit-replaced" Error
        "A rule replaces what an earlier rule of the event tells of."
    SparseDisagrees "sparse-disagrees" Error
        "Of the rules that insert into a list some are `sparse` and others are not."

    // Subschemas.
    UnsupportedConstruct "unsupported-construct" Error
        "A part of JSON Schema for which there is no Rust type."
    DanglingReference "dangling-reference" Error
        "A `$ref` to an entry that `$defs` does not have."
    ReferenceCycle "reference-cycle" Error
        "A type that is defined as itself, with nothing in between."
    AliasCycle "alias-cycle" Error
        "A list, map or nullable of itself: Rust has no type for it without a struct in between."
    RecursiveInline "recursive-inline" Error
        "A type without a name of its own that contains itself, or would have to be spelt out \
         too many times: it needs an entry in `$defs`."
    NeverValid "never-valid" Error
        "A schema that no value can satisfy."
    ValueType "value-type" Error
        "A `const` or `enum` value that contradicts `type`."
    UnknownRequired "unknown-required" Error
        "`required` lists a property that `properties` does not have."
    AllOfConflict "all-of-conflict" Error
        "The parts of an `allOf` cannot be put together."
    Discriminator "discriminator" Error
        "A `discriminator` that does not tell the branches apart."

    // Likely mistakes.
    UnreachableEvent "unreachable-event" Warning
        "An event that `dispatch` can never name."
    LostPointer "lost-pointer" Warning
        "A pointer of `errors` or `dispatch` that finds nothing in the payloads it is for."
    IdleKeyword "idle-keyword" Warning
        "A keyword that has no effect where it stands."

    // Worth knowing.
    RawUnion "raw-union" Note
        "The branches of a union cannot be told apart, so its value stays raw JSON."
    SharedTag "shared-tag" Note
        "Several branches of a tagged union have one tag value, and no other property tells them \
         apart, so that value's branch stays raw JSON."
    UnusedDefinition "unused-definition" Note
        "An entry of `$defs` that no event leads to."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_unique() {
        let mut seen = std::collections::HashSet::new();
        for check in Check::ALL {
            let name = check.name();
            assert!(seen.insert(name), "{name} twice");
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{name}"
            );
        }
    }
}
