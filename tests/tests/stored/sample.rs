//! Random values of any type.

use std::collections::BTreeMap;
use std::fmt::Debug;

use fastrand::Rng;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use stream_events::testing::Fixture;
use stream_events::{JsonText, Message, RawJson, UnknownEvent, UnknownVariant};

/// How deep values are nested, until what may be missing is.
const DEEP: u32 = 5;

/// Something that holds for all values.
pub(crate) trait Check {
    fn payload<T: Payload>(&mut self);
    fn event<T: Payload>(&mut self, send: fn(&T) -> Fixture);
    /// Each failure, with whether an event was found that says it.
    fn failure<T: Sample>(&mut self, is_read_back: fn(&T) -> bool);
}

/// What a payload can do.
pub(crate) trait Payload: Sample + Debug + PartialEq + Serialize + DeserializeOwned {}

impl<T: Sample + Debug + PartialEq + Serialize + DeserializeOwned> Payload for T {}

/// A type of which there are random values.
pub(crate) trait Sample: Sized {
    /// How many values there should be to have one of each sort.
    const VARIANTS: usize = 1;

    fn sample(from: &mut Source) -> Self;

    /// Whether it is written as `null`, and so is not told from a value that is missing.
    fn is_null(&self) -> bool {
        false
    }
}

/// Where values come from.
pub(crate) struct Source {
    rng: Rng,
    depth: u32,
    /// The variants to take, before any is taken by chance.
    first: Option<usize>,
    /// The next value of an enum is one that the document knows.
    known: bool,
    /// Whether the format can hold any `null`, and integers of 64 bits without a sign.
    all_of_json: bool,
    /// A value here cannot be missing.
    is_element: bool,
}

impl Source {
    pub(crate) fn new(seed: u64, all_of_json: bool) -> Self {
        Self {
            rng: Rng::with_seed(seed),
            depth: 0,
            first: None,
            known: false,
            all_of_json,
            is_element: false,
        }
    }

    /// A value of this variant, if it is an enum.
    pub(crate) fn of_variant<T: Sample>(&mut self, variant: usize) -> T {
        self.first = Some(variant);
        let value = T::sample(self);
        self.first = None;
        value
    }

    pub(crate) fn next<T: Sample>(&mut self) -> T {
        T::sample(self)
    }

    pub(crate) fn known<T: Sample>(&mut self) -> T {
        self.known = true;
        let value = T::sample(self);
        self.known = false;
        value
    }

    /// Which of so many variants, the last of which is for what is not known.
    pub(crate) fn variant(&mut self, count: usize) -> usize {
        let known = std::mem::take(&mut self.known);
        match self.first.take() {
            Some(first) => first % count,
            None if known => self.rng.usize(..count - 1),
            // It ends what contains itself.
            None if self.is_deep() => count - 1,
            None => self.rng.usize(..count),
        }
    }

    pub(crate) fn deeper<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.first = None;
        self.depth += 1;
        let was_element = std::mem::take(&mut self.is_element);
        let value = make(self);
        self.is_element = was_element;
        self.depth -= 1;
        value
    }

    pub(crate) fn unknown_variant(&mut self, tags: &[(&str, &str)]) -> UnknownVariant {
        UnknownVariant::new(tags[0].1, self.variant_json(tags))
    }

    /// An object with these tags.
    pub(crate) fn variant_json(&mut self, tags: &[(&str, &str)]) -> RawJson {
        let mut object = self.object();
        object.extend(
            tags.iter()
                .map(|(tag, value)| ((*tag).to_owned(), Value::from(*value))),
        );
        RawJson::new(&Value::Object(object).to_string()).expect("it is JSON")
    }

    pub(crate) fn text(&mut self) -> String {
        const TEXTS: [&str; 8] = [
            "",
            "a",
            "null",
            "12",
            "{\"a\":1}",
            "\"quoted\" \\ and\n\r\ton lines",
            "\u{0}\u{1f}\u{7f}\u{2028}",
            "ein Wort, 言葉, 😀",
        ];
        let text = TEXTS[self.rng.usize(..TEXTS.len())];
        match self.rng.bool() {
            true => text.to_owned(),
            false => format!("{text}{}", self.rng.char(' '..)),
        }
    }

    fn is_deep(&self) -> bool {
        self.depth >= DEEP
    }

    fn object(&mut self) -> Map<String, Value> {
        let count = match self.is_deep() {
            true => 0,
            false => self.rng.usize(..4),
        };
        let entries = (0..count).map(|n| (format!("{n}"), self.deeper(Value::sample)));
        entries.collect()
    }

    fn elements<T: Sample>(&mut self) -> Vec<T> {
        let count = match self.is_deep() {
            true => 0,
            false => self.rng.usize(..3),
        };
        let element = |_| {
            self.deeper(|from| {
                from.is_element = true;
                T::sample(from)
            })
        };
        (0..count).map(element).collect()
    }
}

impl Sample for String {
    fn sample(from: &mut Source) -> Self {
        from.text()
    }
}

impl Sample for bool {
    fn sample(from: &mut Source) -> Self {
        from.rng.bool()
    }
}

impl Sample for i64 {
    fn sample(from: &mut Source) -> Self {
        match from.rng.u32(..4) {
            0 => [0, 1, -1, Self::MIN, Self::MAX][from.rng.usize(..5)],
            1 => from.rng.i64(-1000..1000),
            _ => from.rng.i64(..),
        }
    }
}

impl Sample for u64 {
    fn sample(from: &mut Source) -> Self {
        let value = match from.rng.u32(..3) {
            0 => [0, 1, Self::MAX][from.rng.usize(..3)],
            _ => from.rng.u64(..),
        };
        match from.all_of_json {
            true => value,
            false => value >> 1,
        }
    }
}

impl Sample for f64 {
    fn sample(from: &mut Source) -> Self {
        match from.rng.u32(..4) {
            0 => [0.0, 1.0, -1.5, Self::MAX, Self::MIN_POSITIVE, 5e-324][from.rng.usize(..6)],
            1 => from.rng.f64(),
            _ => loop {
                let value = Self::from_bits(from.rng.u64(..));
                if value.is_finite() {
                    break value;
                }
            },
        }
    }
}

impl Sample for () {
    fn sample(_: &mut Source) -> Self {}

    fn is_null(&self) -> bool {
        true
    }
}

impl Sample for Value {
    fn sample(from: &mut Source) -> Self {
        match from.rng.u32(..8) {
            0 if from.all_of_json => Self::Null,
            0 | 1 => Self::Bool(from.next()),
            2 => Self::from(i64::sample(from)),
            3 => Self::from(u64::sample(from)),
            4 => Number::from_f64(from.next()).map_or(Self::from(0), Self::Number),
            5 => Self::Array(from.elements()),
            6 => Self::Object(from.object()),
            _ => Self::String(from.text()),
        }
    }

    fn is_null(&self) -> bool {
        self.is_null()
    }
}

impl Sample for Map<String, Value> {
    fn sample(from: &mut Source) -> Self {
        from.object()
    }
}

impl Sample for RawJson {
    fn sample(from: &mut Source) -> Self {
        Self::new(&Value::sample(from).to_string()).expect("it is JSON")
    }

    fn is_null(&self) -> bool {
        self.get() == "null"
    }
}

impl<T: Sample> Sample for JsonText<T> {
    fn sample(from: &mut Source) -> Self {
        Self::new(from.next())
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(from: &mut Source) -> Self {
        let must = from.known || from.is_element && !from.all_of_json;
        if !must && (from.is_deep() || from.rng.u32(..3) == 0) {
            return None;
        }
        Some(from.next()).filter(|it: &T| !it.is_null())
    }

    fn is_null(&self) -> bool {
        self.is_none()
    }
}

impl<T: Sample> Sample for Box<T> {
    const VARIANTS: usize = T::VARIANTS;

    fn sample(from: &mut Source) -> Self {
        Self::new(from.next())
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(from: &mut Source) -> Self {
        from.elements()
    }
}

impl<T: Sample> Sample for BTreeMap<String, T> {
    fn sample(from: &mut Source) -> Self {
        let values = from.elements().into_iter();
        values.map(|value| (from.text(), value)).collect()
    }
}

impl Sample for UnknownEvent {
    fn sample(from: &mut Source) -> Self {
        let data = match from.rng.u32(..3) {
            0 => from.text(),
            _ => Value::sample(from).to_string(),
        };
        let message = Message::new(data).with_last_event_id(from.text());
        Self::new("of next year", &message)
    }
}
