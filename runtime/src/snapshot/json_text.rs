//! JSON that arrives as text.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::ser::Serialize;
use serde_json::Value;

use super::partial::PartialJson;

/// A place of a snapshot whose JSON arrives in pieces of text: the arguments of a tool call, say.
///
/// Only what was closed has a value, and nothing is guessed: of a call that was cut off
/// [`value`](Self::value) is an error, and never `{}`.
///
/// ```
/// use serde_json::{Value, json};
/// use stream_events::JsonText;
///
/// let mut input = JsonText::<Value>::begun(json!({}));
/// input.append(r#"{"city": "Par"#);
/// assert!(input.value().is_err());
/// assert_eq!(*input.partial().unwrap(), json!({ "city": "Par" }));
///
/// input.append(r#"is"}"#);
/// input.close();
/// assert_eq!(input.value().unwrap(), &json!({ "city": "Paris" }));
/// ```
///
/// It is written as its value once it is closed; before, as its text in a JSON string or, while no piece came,
/// as the value it began with. A string that is read for it is the text of one that was never closed.
///
/// Two are equal if their states are, and their values or, of those without one, their texts.
pub struct JsonText<T> {
    text: String,
    /// Of a closed one its value. Of an open one without text what it began with.
    value: Option<T>,
    state: JsonState,
    partial: Mutex<Option<Box<PartialJson>>>,
}

/// What is known of a [`JsonText`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JsonState {
    /// More may come.
    Open,
    /// It is whole, and has a value.
    Closed,
    /// It ended inside a value, or before one.
    Cut,
    /// It is not JSON, or not of its type.
    Invalid,
}

/// Why a [`JsonText`] has no value of the type that was asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum JsonTextError {
    /// It was not closed: more may come.
    Open,
    /// It ended inside a value, or before one.
    Cut,
    /// It is not JSON, or not of its type.
    Invalid,
    /// It has a value, and that is not of the type that was asked for.
    Mismatch(serde_json::Error),
}

impl<T> JsonText<T> {
    /// A place that is complete.
    pub fn new(value: T) -> Self {
        Self::of(String::new(), Some(value), JsonState::Closed)
    }

    /// A place of which no piece came yet, and that is this value if none comes.
    pub fn begun(value: T) -> Self {
        Self::of(String::new(), Some(value), JsonState::Open)
    }

    /// A place of which no piece came yet.
    #[must_use]
    pub fn empty() -> Self {
        Self::of(String::new(), None, JsonState::Open)
    }

    pub(super) fn of(text: String, value: Option<T>, state: JsonState) -> Self {
        Self {
            text,
            value,
            state,
            partial: Mutex::new(None),
        }
    }

    /// All pieces that came, one after the other. Empty where the value came whole.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is open, closed, cut or invalid.
    #[must_use]
    pub fn state(&self) -> JsonState {
        self.state
    }

    /// Whether it has a value.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.state == JsonState::Closed
    }

    /// The value.
    ///
    /// # Errors
    ///
    /// When it is not closed.
    pub fn value(&self) -> Result<&T, JsonTextError> {
        match (self.state, &self.value) {
            (JsonState::Closed, Some(value)) => Ok(value),
            (state, _) => Err(JsonTextError::of(state)),
        }
    }

    /// The value, by value.
    ///
    /// # Errors
    ///
    /// When it is not closed.
    pub fn into_value(self) -> Result<T, JsonTextError> {
        match (self.state, self.value) {
            (JsonState::Closed, Some(value)) => Ok(value),
            (state, _) => Err(JsonTextError::of(state)),
        }
    }

    /// The value, to be changed. The text that it was read from is forgotten.
    ///
    /// # Errors
    ///
    /// When it is not closed.
    pub fn value_mut(&mut self) -> Result<&mut T, JsonTextError> {
        match (self.state, &mut self.value) {
            (JsonState::Closed, Some(value)) => {
                self.text.clear();
                self.partial = Mutex::default();
                Ok(value)
            }
            (state, _) => Err(JsonTextError::of(state)),
        }
    }

    /// The value, as a type of your own.
    ///
    /// # Errors
    ///
    /// When it is not closed, or its value does not fit `U`.
    pub fn parse<U: DeserializeOwned>(&self) -> Result<U, JsonTextError>
    where
        T: Serialize,
    {
        let value = self.value()?;
        let parsed = match self.text.as_str() {
            "" => serde_json::to_value(value).and_then(serde_json::from_value),
            text => serde_json::from_str(text),
        };
        parsed.map_err(JsonTextError::Mismatch)
    }

    /// What can be read of it so far: for showing it while it grows. `None` before there is anything, and
    /// once the text cannot become JSON.
    ///
    /// A string that is cut is there as far as it came, a number or a literal only once it is whole. Each
    /// character is read once, however often this is called. A value that is still held when the next piece
    /// is read is cloned for it, so better drop it before.
    pub fn partial(&self) -> Option<Arc<Value>>
    where
        T: Serialize,
    {
        if self.text.is_empty() {
            let value = self.value().ok()?;
            return serde_json::to_value(value).ok().map(Arc::new);
        }
        let mut partial = self.partial.lock().unwrap_or_else(PoisonError::into_inner);
        let reader = partial.get_or_insert_default();
        reader.read(&self.text);
        if self.is_closed() {
            reader.finish();
        }
        reader.value()
    }

    /// Adds a piece. One after the end opens it again.
    pub fn append(&mut self, piece: &str) {
        if !piece.is_empty() {
            if self.state != JsonState::Open {
                // What was the end of it was none.
                self.partial = Mutex::default();
            }
            self.text.push_str(piece);
            self.value = None;
            self.state = JsonState::Open;
        } else if self.text.is_empty() {
            self.state = JsonState::Open;
        }
    }

    /// Makes a value that came whole one that pieces are to come for.
    pub fn begin(&mut self) {
        if self.text.is_empty() {
            self.state = JsonState::Open;
        }
    }

    /// Nothing more comes: the pieces are read, if there were any.
    pub fn close(&mut self)
    where
        T: DeserializeOwned,
    {
        if self.state != JsonState::Open {
            return;
        }
        if !self.text.is_empty() {
            match serde_json::from_str(&self.text) {
                Ok(value) => (self.value, self.state) = (Some(value), JsonState::Closed),
                Err(_) => self.state = without_value(&self.text),
            }
            return;
        }
        // Where nothing stood before and nothing came, there is nothing: `null`, if that is a value.
        self.value = self
            .value
            .take()
            .or_else(|| serde_json::from_value(Value::Null).ok());
        self.state = match self.value {
            Some(_) => JsonState::Closed,
            None => JsonState::Cut,
        };
    }

    /// What it is written as where it is not text.
    pub(super) fn written(&self) -> Option<&T> {
        self.value
            .as_ref()
            .filter(|_| self.is_closed() || self.text.is_empty())
    }
}

/// Whether text that is no value of its type ends inside one or is none.
pub(super) fn without_value(text: &str) -> JsonState {
    match serde_json::from_str::<Value>(text) {
        Err(error) if error.is_eof() => JsonState::Cut,
        _ => JsonState::Invalid,
    }
}

impl JsonTextError {
    fn of(state: JsonState) -> Self {
        match state {
            JsonState::Open => Self::Open,
            JsonState::Cut => Self::Cut,
            JsonState::Closed | JsonState::Invalid => Self::Invalid,
        }
    }
}

impl fmt::Display for JsonTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "the JSON is not complete: more may come",
            Self::Cut => "the JSON was cut off",
            Self::Invalid => "the text is not JSON of the declared type",
            Self::Mismatch(_) => "the JSON does not fit the type that was asked for",
        })
    }
}

impl std::error::Error for JsonTextError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Mismatch(error) => Some(error),
            _ => None,
        }
    }
}

impl<T> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

/// A place that is complete, with what its type has for nothing.
impl<T: Default> Default for JsonText<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// What was read of it in part is not cloned; it is read again when it is asked for.
impl<T: Clone> Clone for JsonText<T> {
    fn clone(&self) -> Self {
        Self::of(self.text.clone(), self.value.clone(), self.state)
    }
}

impl<T: PartialEq> PartialEq for JsonText<T> {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
            && match (self.written(), other.written()) {
                (None, None) => self.text == other.text,
                (one, other) => one == other,
            }
    }
}

impl<T: Eq> Eq for JsonText<T> {}

impl<T: fmt::Debug> fmt::Debug for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut tuple = match self.state {
            JsonState::Open => f.debug_tuple("Open"),
            JsonState::Closed => f.debug_tuple("Closed"),
            JsonState::Cut => f.debug_tuple("Cut"),
            JsonState::Invalid => f.debug_tuple("Invalid"),
        };
        match self.written() {
            Some(value) => tuple.field(value).finish(),
            None => tuple.field(&self.text).finish(),
        }
    }
}

#[cfg(test)]
mod tests;
