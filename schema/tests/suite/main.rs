//! What documents mean, and what is said about broken ones.

mod broken;
mod documents;
mod hostile;
#[cfg(feature = "schemars")]
mod meta;
mod shapes;
