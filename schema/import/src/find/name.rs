//! What streams and schemas are asked for by.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::find::asked::called;
use crate::find::streams::{EventStream, first_choice};
use crate::read::files::Files;
use crate::read::part::Part;

/// How to ask for each stream: by its schema, if that says all there is to say about it.
pub(crate) fn names_of(files: &Files, streams: &[EventStream<'_>]) -> Vec<String> {
    let schema = |it: &EventStream<'_>| asked_name(files, it.schema.as_ref()?);
    let schemas: Vec<Option<String>> = streams.iter().map(schema).collect();
    let mut alike: HashMap<&str, Vec<&EventStream<'_>>> = HashMap::new();
    let mut first_choices = HashMap::new();
    for (stream, schema) in streams.iter().zip(&schemas) {
        let framing = stream.framing();
        first_choices.entry(&*stream.whole.at).or_insert(framing);
        if let Some(schema) = schema {
            alike.entry(schema).or_default().push(stream);
        }
    }
    let name = |(stream, schema): (&EventStream<'_>, &Option<String>)| {
        if let Some(schema) = schema
            && is_all_there_is_to_say(stream, &alike[schema.as_str()])
        {
            return schema.clone();
        }
        match first_choices[stream.whole.at.as_str()] == stream.framing() {
            true => stream.operation.clone(),
            false => format!("{} {}", stream.operation, stream.media_type.name),
        }
    };
    streams.iter().zip(&schemas).map(name).collect()
}

/// Whether a schema tells a stream from all others that it describes.
fn is_all_there_is_to_say(stream: &EventStream<'_>, alike: &[&EventStream<'_>]) -> bool {
    // Items of server-sent events are messages, and those of all others data.
    let is_of_data = !(stream.item && stream.media_type.is_sse());
    let is_rival = |other: &&EventStream<'_>| {
        other.framing() == stream.framing() && other.end() != stream.end()
    };
    is_of_data && first_choice(alike) == stream.framing() && !alike.iter().any(is_rival)
}

/// The same without those that several streams have.
pub(crate) fn each_once(names: Vec<String>) -> Vec<String> {
    let names = names.into_iter().collect::<IndexSet<_>>();
    names.into_iter().collect()
}

/// The name of the schema that a part is, or refers to, if it can be asked for by that.
pub(crate) fn asked_name(files: &Files, part: &Part<'_>) -> Option<String> {
    let target = files.follow(part).unwrap_or_else(|| part.clone());
    let name = files.name_of(&target.at)?;
    let found = called(files, &name)?;
    let leads_back = files.follow(&found).unwrap_or(found).is(&target);
    leads_back.then_some(name)
}
