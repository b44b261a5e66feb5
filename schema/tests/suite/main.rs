//! What documents mean, and what is said about broken and doubtful ones.

mod broken;
mod documents;
#[cfg(feature = "interpret")]
mod fold;
mod hostile;
#[cfg(feature = "interpret")]
mod interpret;
#[cfg(feature = "interpret")]
mod interpret_messages;
#[cfg(feature = "write")]
mod meta;
#[cfg(feature = "write")]
mod nesting;
mod noted;
mod once;
#[cfg(feature = "render")]
mod rendered;
#[cfg(feature = "write")]
mod rewrite;
mod shapes;
