//! Random subschemas: every shape of a type.

use fastrand::Rng;

use super::{KEYS, Make, NAMES, VALUES, one_of, pick, some};
use crate::json::{Json, array, object, text};

impl Make<'_> {
    pub(crate) fn reference(&mut self) -> Json {
        if self.types.is_empty() {
            return object([("type", text("string"))]);
        }
        let key = one_of(self.rng, &self.types);
        let key = key.replace('/', "~1");
        object([("$ref", text(&format!("#/$defs/{key}")))])
    }

    pub(crate) fn definition(&mut self) -> Json {
        let mut schema = match self.rng.u32(..10) {
            0..6 => self.object(2),
            6 => self.union(2),
            7 => self.constants(),
            _ => self.schema(2),
        };
        if self.chance(10) && schema.get("$ref").is_none() {
            schema.set("name", text(pick(self.rng, NAMES)));
        }
        if self.chance(20) {
            schema.set("description", text("It is."));
        }
        schema
    }

    /// A subschema, this deep at most.
    pub(crate) fn schema(&mut self, depth: u32) -> Json {
        let of_type = |name: &str| object([("type", text(name))]);
        let choice = match depth {
            0 => self.rng.u32(..9),
            _ => self.rng.u32(..17),
        };
        match choice {
            0 if self.rng.u32(..4) == 0 => {
                let format = pick(self.rng, &["date-time", "uri"]);
                object([("type", text("string")), ("format", text(format))])
            }
            0 => of_type("string"),
            1 => of_type(pick(
                self.rng,
                &["boolean", "integer", "number", "null", "object"],
            )),
            2 => object([("type", text("integer")), ("format", text("uint64"))]),
            3 => array_of(&["string", "integer", "boolean", "number"], self.rng),
            4 => self.constants(),
            5 => object([("const", text(pick(self.rng, VALUES)))]),
            6 => object([]),
            7 | 8 => self.reference(),
            9 => {
                let items = self.schema(depth - 1);
                object([("type", text("array")), ("items", items)])
            }
            10 => {
                let values = self.schema(depth - 1);
                object([("type", text("object")), ("additionalProperties", values)])
            }
            11 => {
                let inner = self.schema(depth - 1);
                object([("anyOf", array([inner, of_type("null")]))])
            }
            12 | 13 => self.union(depth - 1),
            14 => {
                let parts = [self.reference(), self.object(depth - 1)];
                object([("allOf", array(parts))])
            }
            15 => {
                let branches = [self.schema(depth - 1), self.schema(depth - 1)];
                object([("oneOf", array(branches))])
            }
            _ => self.object(depth - 1),
        }
    }

    pub(crate) fn constants(&mut self) -> Json {
        let values = some(self.rng, VALUES, 4);
        let mut schema = object([("enum", array(values.into_iter().map(text)))]);
        if self.chance(50) {
            schema = object([
                ("type", text("string")),
                ("enum", schema.remove("enum").unwrap_or(Json::Null)),
            ]);
        }
        schema
    }

    pub(crate) fn object(&mut self, depth: u32) -> Json {
        let mut properties = Vec::new();
        for key in some(self.rng, KEYS, 6) {
            properties.push((key.to_owned(), self.property(depth)));
        }
        // Some are so large that they are boxed.
        if self.chance(15) {
            for index in 0..self.rng.usize(2..7) {
                let schema = object([("type", text("string"))]);
                properties.push((format!("p{index}"), schema));
            }
        }
        let keys: Vec<String> = properties.iter().map(|(key, _)| key.clone()).collect();
        let mut schema = object([("type", text("object"))]);
        let required = keys.iter().filter(|_| self.rng.bool());
        let required: Vec<_> = required.map(|key| text(key)).collect();
        if !required.is_empty() {
            schema.set("required", Json::Array(required));
        }
        schema.set("properties", Json::Object(properties));
        if self.chance(12) {
            let values = self.schema(depth.min(1));
            schema.set("additionalProperties", values);
        }
        schema
    }

    pub(crate) fn property(&mut self, depth: u32) -> Json {
        let mut schema = self.schema(depth);
        if self.chance(8) && schema.get("$ref").is_none() {
            schema.set("name", text(pick(self.rng, NAMES)));
        }
        if self.chance(8) {
            schema.set("description", text("What it is."));
        }
        if self.chance(4) {
            schema.set("deprecated", Json::Bool(true));
        }
        schema
    }

    /// Objects told apart by a tag, all inline or some of them in `$defs`.
    pub(crate) fn union(&mut self, depth: u32) -> Json {
        let tag = pick(self.rng, &["type", "kind"]);
        let values = some(self.rng, &["a", "b", "c", "note", "text"], 4);
        let mut branches = Vec::new();
        for value in values {
            branches.push(self.branch(tag, value, depth));
        }
        if self.chance(15) {
            branches.push(object([("type", text("null"))]));
        }
        if self.chance(10) {
            branches.push(object([("type", text("string"))]));
        }
        let mut union = object([("oneOf", Json::Array(branches))]);
        if self.chance(15) {
            union.set("discriminator", object([("propertyName", text(tag))]));
        }
        union
    }

    pub(crate) fn branch(&mut self, tag: &str, value: &str, depth: u32) -> Json {
        let mut branch = self.object(depth);
        let constant = match self.chance(85) {
            true => object([("const", text(value))]),
            false => object([("enum", array([text(value), text(&format!("{value}2"))]))]),
        };
        branch.entry("properties").set(tag, constant);
        if self.chance(90) {
            let mut required = branch.remove("required").unwrap_or(Json::Array(Vec::new()));
            if let Some(keys) = required.items_mut()
                && !keys.contains(&text(tag))
            {
                keys.push(text(tag));
            }
            branch.set("required", required);
        }
        branch
    }
}

fn array_of(types: &[&str], rng: &mut Rng) -> Json {
    let mut types = some(rng, types, 3);
    if rng.bool() {
        types.push("null");
    }
    object([("type", array(types.into_iter().map(text)))])
}
