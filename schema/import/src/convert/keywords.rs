//! What schemas say of the value itself: its type, its known values, its properties.

use indexmap::IndexMap;

use crate::convert::converter::Converter;
use crate::convert::{unions, values};
use crate::read::part::Part;
use crate::report::FindingKind;
use stream_events_schema::Json;
use stream_events_schema::pointer;
use stream_events_schema::{JsonType, Schema, SchemaObject, Types};

impl<'a> Converter<'a> {
    /// What is all that several schemas say of themselves.
    pub(crate) fn keywords(&mut self, parts: &[Part<'a>], to: &str) -> Schema {
        let mut types = values::types(parts, &mut self.reader.report);
        let values = values::values(parts, &mut types, &mut self.reader.report);
        let mut keywords = SchemaObject::default();
        let may_be = |one| {
            types
                .as_ref()
                .is_none_or(|types: &Vec<_>| types.contains(&one))
        };
        let says_object = parts.iter().any(says_object);
        if says_object && may_be(JsonType::Object) && values.is_empty() {
            self.object(parts, &mut keywords, to);
            types.get_or_insert_default();
        } else if parts.iter().any(|part| part.get("properties").is_some()) {
            self.reader
                .dropped(&parts[0].at, "`properties` of something that is no object");
        }
        let items = self.items(parts);
        if !items.is_empty()
            && types
                .as_ref()
                .is_none_or(|it| it.is_empty() || it.contains(&JsonType::Array))
        {
            let place = pointer::child(to, "items");
            keywords.items = Some(match items.as_slice() {
                [Elements::All(parts)] => {
                    let parts = self.last_union(parts.clone());
                    self.convert_all(&parts, &place)
                }
                _ => self.tuple(&items, &place),
            });
            keywords.items.take_if(|items| items.is_anything());
            let types = types.get_or_insert_default();
            if types.is_empty() && !says_object {
                types.push(JsonType::Array);
            }
        }
        if says_object && let Some(types) = types.as_mut().filter(|types| types.is_empty()) {
            types.push(JsonType::Object);
        }
        self.scalar(parts, types, values, keywords)
    }

    fn scalar(
        &mut self,
        parts: &[Part<'a>],
        types: Option<Vec<JsonType>>,
        values: Vec<Json>,
        mut keywords: SchemaObject,
    ) -> Schema {
        let types = types.unwrap_or_default();
        if types.contains(&JsonType::Integer) {
            wide_limits(parts, &mut keywords);
        }
        let scalar = [JsonType::String, JsonType::Integer, JsonType::Number];
        if values.is_empty() && types.iter().any(|one| scalar.contains(one)) {
            let format = parts.iter().rev().find_map(|part| part.text("format"));
            if let Some(format) = format {
                keywords
                    .hints
                    .insert("format".to_owned(), Json::String(format.to_owned()));
            }
        }
        // A constant says its type itself.
        let obvious = values.len() == 1 && !types.contains(&JsonType::Null);
        keywords.types = match types.as_slice() {
            [] => None,
            _ if obvious => None,
            [one] => Some(Types::One(*one)),
            _ => Some(Types::Many(types)),
        };
        let mut values = values;
        match values.len() {
            0 => {}
            1 => keywords.constant = values.pop(),
            _ => keywords.values = Some(values),
        }
        if keywords == SchemaObject::default() {
            return Schema::Boolean(true);
        }
        Schema::from(keywords)
    }

    fn object(&mut self, parts: &[Part<'a>], keywords: &mut SchemaObject, to: &str) {
        let mut declared: IndexMap<&'a str, Vec<Part<'a>>> = IndexMap::new();
        for (key, property) in parts.iter().flat_map(|part| part.map("properties")) {
            declared.entry(key).or_default().push(property);
        }
        let place = pointer::child(to, "properties");
        let mut properties = IndexMap::with_capacity(declared.len());
        for (key, parts) in declared {
            // `false` forbids the property.
            if parts.iter().all(|part| *part.json != Json::Boolean(false)) {
                let parts = self.last_union(parts);
                let schema = self.convert_all(&parts, &pointer::child(&place, key));
                properties.insert(key.to_owned(), schema);
            }
        }
        for name in parts
            .iter()
            .flat_map(|part| part.list("required").unwrap_or_default())
        {
            let Some(key) = name.json.as_str() else {
                continue;
            };
            if !properties.contains_key(key) {
                self.reader
                    .dropped(&name.at, &format!("`{key}` is required, but not described"));
            } else if !keywords.required.iter().any(|known| known == key) {
                keywords.required.push(key.to_owned());
            }
        }
        let additional = self.additional(parts, &pointer::child(to, "additionalProperties"));
        let closed = parts.iter().any(|part| {
            part.get("additionalProperties")
                .is_some_and(|it| *it.json == Json::Boolean(false))
        });
        keywords.additional_properties = match additional {
            // Without properties it tells an object without any from one about which nothing
            // is known.
            None if closed && properties.is_empty() => Some(Schema::Boolean(false)),
            additional => additional,
        };
        if !properties.is_empty() {
            keywords.properties = Some(properties);
        }
    }

    /// A property that parts of an `allOf` each declare as a union is what the last one says: the
    /// others are there to be refined.
    fn last_union(&mut self, parts: Vec<Part<'a>>) -> Vec<Part<'a>> {
        let unions = parts
            .iter()
            .filter(|part| self.reader.files.is_union_of_several(part))
            .count();
        if unions < 2 {
            return parts;
        }
        let Some(last) = parts
            .into_iter()
            .rev()
            .find(|part| self.reader.files.is_union_of_several(part))
        else {
            return Vec::new();
        };
        let what = "declared as a union several times: the last time counts";
        self.reader.report.add(FindingKind::Assumed, &last.at, what);
        vec![last]
    }

    fn additional(&mut self, parts: &[Part<'a>], to: &str) -> Option<Schema> {
        let mut others: Vec<Part<'a>> = Vec::new();
        for key in ["additionalProperties", "unevaluatedProperties"] {
            others.extend(parts.iter().filter_map(|part| part.get(key)));
        }
        others.retain(|part| !matches!(part.json, Json::Boolean(_)));
        let mut patterns = parts
            .iter()
            .flat_map(|part| part.map("patternProperties"))
            .peekable();
        let place = parts.iter().find_map(|part| part.get("patternProperties"));
        let mut schemas = Vec::new();
        if !others.is_empty() {
            schemas.push(self.convert_all(&others, to));
        }
        if patterns.peek().is_some() {
            let what = "all other properties are of these types, whatever they are called";
            let at = place.map_or_else(String::new, |place| place.at);
            self.reader.report.add(FindingKind::Converted, at, what);
            schemas.extend(patterns.map(|(_, part)| self.convert(&part, to)));
        }
        if schemas.is_empty() {
            return None;
        }
        Some(unions::union("anyOf", schemas, None)).filter(|schema| !schema.is_anything())
    }

    fn items(&mut self, parts: &[Part<'a>]) -> Vec<Elements<'a>> {
        let mut all = Vec::new();
        let mut tuples = Vec::new();
        for part in parts {
            let listed = part.list("prefixItems").or_else(|| part.list("items"));
            let is_tuple = listed.is_some();
            tuples.extend(listed.into_iter().flatten().map(Elements::One));
            let rest = part.get(
                if part
                    .get("items")
                    .is_some_and(|it| matches!(it.json, Json::Array(_)))
                {
                    "additionalItems"
                } else {
                    "items"
                },
            );
            let rest = rest.filter(|rest| !matches!(rest.json, Json::Boolean(_)));
            match rest {
                Some(rest) if is_tuple => tuples.push(Elements::One(rest)),
                Some(rest) => all.push(rest),
                None => {}
            }
        }
        if tuples.is_empty() && !all.is_empty() {
            vec![Elements::All(all)]
        } else {
            tuples
        }
    }

    fn tuple(&mut self, items: &[Elements<'a>], to: &str) -> Schema {
        let parts: Vec<&Part<'a>> = items
            .iter()
            .flat_map(|it| match it {
                Elements::One(part) => std::slice::from_ref(part),
                Elements::All(parts) => parts.as_slice(),
            })
            .collect();
        let what = "tuple read as a list; positions are not kept";
        self.reader.report.add(
            FindingKind::Converted,
            parts.first().map_or("", |it| it.at.as_str()),
            what,
        );
        let place = pointer::child(to, "anyOf");
        let mut schemas = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            schemas.push(self.convert(part, &format!("{place}/{index}")));
        }
        unions::union("anyOf", schemas, None)
    }
}

/// What the elements of an array are.
enum Elements<'a> {
    /// Each of them, all that these say.
    All(Vec<Part<'a>>),
    /// One of them.
    One(Part<'a>),
}

fn says_object(part: &Part<'_>) -> bool {
    [
        "properties",
        "required",
        "additionalProperties",
        "patternProperties",
        "unevaluatedProperties",
    ]
    .iter()
    .any(|key| part.get(key).is_some())
}

/// Keeps the limits of integers that do not fit `i64`.
fn wide_limits(parts: &[Part<'_>], keywords: &mut SchemaObject) {
    let limit = |key| {
        parts
            .iter()
            .find_map(|part| part.get(key))
            .map(|it| it.json.clone())
    };
    let Some(Json::Number(maximum)) = limit("maximum") else {
        return;
    };
    if maximum.exceeds_i64() {
        if let Some(minimum) = limit("minimum") {
            keywords.hints.insert("minimum".to_owned(), minimum);
        }
        keywords
            .hints
            .insert("maximum".to_owned(), Json::Number(maximum));
    }
}
