//! Results as JSON.

use std::io::Write;

use serde::Serialize;

use crate::exit::Failure;

/// Prints a value as JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Failure::Print(error.into()))?;
    writeln!(anstream::stdout(), "{text}")?;
    Ok(())
}
