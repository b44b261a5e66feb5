//! What plain types are made of.

use super::{NEXT, Plain, PlainReader};

impl Plain for String {
    #[inline]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        json.string()
    }
}

impl Plain for bool {
    #[inline]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        let value = json.peek()? == b't';
        json.expect_word(if value { "true" } else { "false" })?;
        Some(value)
    }
}

impl Plain for u64 {
    #[inline]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        json.integer()
    }
}

impl Plain for i64 {
    #[inline]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        json.integer()?.try_into().ok()
    }
}

impl<T: Plain> Plain for Option<T> {
    #[inline]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        json.nullable(T::read)
    }
}

impl<T: Plain> Plain for Box<T> {
    #[inline]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        T::read(json).map(Self::new)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        let mut values = Self::new();
        json.expect(b'[')?;
        let mut ends = json.ends(b']')?;
        while !ends {
            values.push(T::read(json)?);
            ends = json.ends(b']')?;
            if !ends {
                json.expect(NEXT)?;
            }
        }
        Some(values)
    }
}

impl Plain for f64 {
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "as serde reads whole numbers")]
    fn read(json: &mut PlainReader<'_>) -> Option<Self> {
        json.integer().map(|number| number as Self)
    }
}
