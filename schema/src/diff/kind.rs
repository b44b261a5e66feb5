//! The table of changes: every sort with a stable name and what it is.

macro_rules! kinds {
    ($($variant:ident $name:literal $documentation:literal)*) => {
        /// A sort of change.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum ChangeKind {
            $(#[doc = $documentation] $variant,)*
        }

        impl ChangeKind {
            /// All sorts of changes.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name it is reported under; it does not change.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What it is, in a sentence.
            #[must_use]
            pub fn documentation(self) -> &'static str {
                match self {
                    $(Self::$variant => $documentation,)*
                }
            }
        }
    };
}

kinds! {
    // Events.
    EventAdded "event-added"
        "An event is declared that was not."
    EventRemoved "event-removed"
        "An event is no longer declared."
    EventHandle "event-handle"
        "What becomes of an event changed."
    EventWhen "event-when"
        "The condition under which an event ends the stream changed."
    EventContent "event-content"
        "What the data of an event is changed."

    // The stream as a whole.
    Framing "framing"
        "The messages of a stream are told apart otherwise."
    Dispatch "dispatch"
        "Event types are looked for elsewhere."
    Unknown "unknown"
        "What becomes of events that are not declared changed."
    Mismatch "mismatch"
        "What becomes of payloads that do not fit changed."
    End "end"
        "Whether a stream must say that it is over changed."
    Unterminated "unterminated"
        "What becomes of a last event without its blank line changed."
    MediaTypes "media-types"
        "The media types that a response may have changed."
    Accept "accept"
        "What requests say in `Accept` changed."
    Sentinel "sentinel"
        "A data text that is no event was added, removed or means something else."
    FailureRules "failure-rules"
        "Where failures keep their type, message, status or wait changed."
    FailureStatus "failure-status"
        "The HTTP status that a failure stands for changed."
    FailureBody "failure-body"
        "The type of the body of a failed response was added or removed."
    RequestId "request-id"
        "The headers that hold the request id changed."
    Resume "resume"
        "How the rest of a stream is asked for changed."
    Snapshot "snapshot"
        "What the events add up to changed."
    Apply "apply"
        "What an event does to the snapshot changed."
    Emit "emit"
        "What is told of the snapshot's changes has another name or form."
    Title "title"
        "The document has another title."
    Version "version"
        "The document describes another version of the API."

    // Types.
    TypeAdded "type-added"
        "A type is declared that was not."
    TypeRemoved "type-removed"
        "A type is no longer declared."
    TypeRenamed "type-renamed"
        "A type has another key, and is otherwise what it was."
    TypeChanged "type-changed"
        "Something has another type."
    FieldAdded "field-added"
        "An object has a new property."
    FieldRemoved "field-removed"
        "An object no longer has a property."
    FieldPresence "field-presence"
        "Whether a property may be absent or null changed."
    ValueAdded "value-added"
        "A string has a new known value."
    ValueRemoved "value-removed"
        "A string no longer has a known value."
    VariantAdded "variant-added"
        "A union has a new variant."
    VariantRemoved "variant-removed"
        "A union no longer has a variant."
    VariantRenamed "variant-renamed"
        "A variant of a union is named after another value of its tag."
    VariantValues "variant-values"
        "Other values of the tag mean a variant of a union."
    Tag "tag"
        "Another property tells the variants of a union apart."

    // Anything.
    Name "name"
        "The document asks for another Rust name."
    Deprecated "deprecated"
        "Something became deprecated, or is no longer."
    Description "description"
        "Something is described otherwise."

    Fit "fit"
        "Other values fit than before, and the Rust type is the same."
    Nullable "nullable"
        "A type may be null, or no longer, wherever it is used."
    WireName "wire-name"
        "Something has another name on the wire, and the same one in Rust."

    // What only the generated code shows.
    RustName "rust-name"
        "Something is called otherwise in Rust, though the document does not say so."
    RustType "rust-type"
        "Something has another Rust type, though the document does not say so."
    Boxed "boxed"
        "A payload is boxed, or no longer, because its size changed or it contains itself."
    Constructor "constructor"
        "What `new` of a struct takes changed, though no field did in Rust."
    Derive "derive"
        "A type can no longer have a trait that the derive is asked for."
    OptionTarget "option-target"
        "An option of the derive is about something that is gone."
}

impl std::fmt::Display for ChangeKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
