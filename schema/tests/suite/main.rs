//! What documents mean, and what is said about broken and doubtful ones.

mod broken;
mod documents;
mod hostile;
#[cfg(feature = "interpret")]
mod interpret;
#[cfg(feature = "write")]
mod meta;
mod noted;
mod once;
#[cfg(feature = "render")]
mod rendered;
mod shapes;
