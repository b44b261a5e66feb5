//! What discriminators say of schemas, found before any of these is converted.

use std::collections::HashSet;

use crate::convert::converter::Converter;
use crate::convert::tag;
use crate::read::part::Part;

/// Keywords with a schema, with several, and with several by name.
const ONE: &[&str] = &[
    "items",
    "additionalItems",
    "additionalProperties",
    "unevaluatedProperties",
    "contentSchema",
];
const SEVERAL: &[&str] = &["allOf", "oneOf", "anyOf", "prefixItems", "items"];
const BY_NAME: &[&str] = &["properties", "patternProperties"];

impl<'a> Converter<'a> {
    /// Goes over all that a schema leads to.
    pub(crate) fn discover(&mut self, root: &Part<'a>) {
        let mut waiting = vec![root.clone()];
        // Discriminators that are of the envelope around them.
        let mut of_data = HashSet::new();
        while let Some(part) = waiting.pop() {
            if !self.reader.used.insert(part.at.clone()) {
                continue;
            }
            // What it stands for says the same, and comes next.
            if part.only_refers() {
                waiting.extend(self.reader.files.targets(&part));
                continue;
            }
            let declared = tag::of_data(self.reader.files, std::slice::from_ref(&part));
            of_data.extend(declared.map(|declared| declared.at));
            if let Some((declared, branches)) = self.tags.subtypes(self.reader.files, &part) {
                self.tags
                    .discriminate(&mut self.reader, &declared, &branches);
                waiting.extend(branches);
            } else if let Some(declared) = tag::declared(&part)
                && !of_data.contains(&declared.at)
            {
                for keyword in ["oneOf", "anyOf"] {
                    let branches = part.list(keyword).unwrap_or_default();
                    self.tags
                        .discriminate(&mut self.reader, &declared, &branches);
                }
            }
            waiting.extend(self.reader.files.targets(&part));
            waiting.extend(ONE.iter().filter_map(|key| part.get(key)));
            waiting.extend(SEVERAL.iter().filter_map(|key| part.list(key)).flatten());
            let named = BY_NAME.iter().flat_map(|key| part.map(key));
            waiting.extend(named.map(|(_, part)| part));
        }
    }
}
