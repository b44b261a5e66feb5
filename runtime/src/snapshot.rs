//! What the events of a stream add up to.
//!
//! A streaming API sends an object in pieces. A document that says how they add up (`snapshot`, and `apply` for
//! each event) gives a [`Snapshot`]: the object while it grows, what each event changed of it, and in the end
//! the whole, or why there is none. [`AsyncStream::with_snapshot`](crate::AsyncStream::with_snapshot) feeds it
//! from a stream. Events without a document have it by the trait [`Fold`].
//!
//! Nothing is guessed. Where the stream was cut, an event was lost, or one does not fit what came before, the
//! object is not final, and an error says why. JSON that arrives as text is a [`JsonText`], which has a value
//! once the document says that it is complete.

mod changes;
mod error;
mod fold;
mod held;
mod json_text;
mod json_text_serde;
mod json_texts;
mod losses;
mod nulled;
mod of_document;
mod partial;
mod places;
mod record;
mod rules;
mod run;
mod state;
mod stream;
mod unfinished;

pub use changes::Changes;
pub use error::{FoldError, FoldErrorKind};
pub use fold::{Fold, StreamSnapshot};
pub use json_text::{JsonState, JsonText, JsonTextError};
pub use losses::{Loss, Losses};
pub use of_document::Snapshot;
pub use stream::{SnapshotStream, Step};
pub use unfinished::{FinalError, Unfinished};

/// What generated code is built on.
#[doc(hidden)]
pub mod generated {
    pub use super::changes::{Shown, Told};
    pub use super::json_texts::{
        JsonTextAct, JsonTexts, convert, is_empty, json_texts, key_is, says_nothing, to_value,
        variant_of,
    };
    pub use super::places::Part;
    pub use super::rules::{At, Ends, IndexDefault, Restart, Rules, Wanted};
    pub use super::run::Run;
}
