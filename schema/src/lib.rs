//! Documents that declare what an API sends over a server-sent event stream.

mod checked;
mod shape;

pub use checked::{
    Checked, Condition, Content, Dispatch, End, Errors, EventType, Handle, Mismatch, Sentinel,
    Step, Test, Unknown,
};
pub use shape::{
    Branch, Definition, DefinitionId, EnumValue, Kinds, Object, Property, Shape, Tagged, Type,
};
