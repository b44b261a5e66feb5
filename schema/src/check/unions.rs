//! What unions and `allOf` come down to, and how the branches of a union are told apart.

pub(crate) mod branches;
pub(crate) mod tag;
pub(crate) mod union;
pub(crate) mod view;
