//! What references lead to.

use std::collections::HashSet;

use crate::read::files::{Files, root_of};
use crate::read::part::{Part, split};
use crate::read::path;
use stream_events_schema::Json;
use stream_events_schema::pointer;

/// Keywords that lead elsewhere.
pub(crate) const REFERENCES: &[&str] = &["$ref", "$recursiveRef", "$dynamicRef"];

impl Files {
    /// What a place leads to, through references on its way.
    pub(crate) fn at(&self, at: &str) -> Option<Part<'_>> {
        self.at_within(at, 0)
    }

    /// `depth` counts the references on the way, which may lead in a circle.
    fn at_within(&self, at: &str, depth: usize) -> Option<Part<'_>> {
        const MAX_REFERENCES: usize = 32;
        let (path, pointer) = split(at);
        let mut part = self.whole(path)?;
        for segment in pointer::segments(pointer).ok()? {
            let mut depth = depth;
            part = loop {
                if let Some(found) = self.step(&part, &segment) {
                    break found;
                }
                depth += 1;
                if depth > MAX_REFERENCES {
                    return None;
                }
                part = self.resolve_within(part.text("$ref")?, &part.at, depth)?;
            };
        }
        Some(part)
    }

    fn whole(&self, path: &str) -> Option<Part<'_>> {
        let file = self.file(path)?;
        Some(Part::new(root_of(path), &file.root))
    }

    /// What a place leads to in the text itself.
    fn plainly_at(&self, at: &str) -> Option<Part<'_>> {
        let (path, pointer) = split(at);
        let segments = pointer::segments(pointer).ok()?;
        segments
            .iter()
            .try_fold(self.whole(path)?, |part, segment| self.step(&part, segment))
    }

    fn step<'a>(&'a self, part: &Part<'a>, segment: &str) -> Option<Part<'a>> {
        match part.json {
            Json::Object(_) => part.get(segment),
            Json::Array(values) => {
                let json = values.get(segment.parse::<usize>().ok()?)?;
                Some(Part {
                    at: pointer::child(&part.at, segment),
                    json,
                })
            }
            _ => None,
        }
    }

    /// Where the references that a part is lead to in the end; `None` if it is none.
    pub(crate) fn follow<'a>(&'a self, part: &Part<'a>) -> Option<Part<'a>> {
        let mut seen = HashSet::new();
        let mut found = self.resolve(part.text("$ref")?, &part.at)?;
        while let Some(reference) = found.text("$ref") {
            if !seen.insert(found.at.clone()) {
                return None;
            }
            found = self.resolve(reference, &found.at)?;
        }
        Some(found)
    }

    /// What a reference written at `from` leads to.
    pub(crate) fn resolve(&self, reference: &str, from: &str) -> Option<Part<'_>> {
        self.resolve_within(reference, from, 0)
    }

    fn resolve_within(&self, reference: &str, from: &str, depth: usize) -> Option<Part<'_>> {
        let (base, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let root = self.base(base, from)?;
        let fragment = pointer::percent_decode(fragment);
        if fragment.is_empty() {
            return self.plainly_at(&root);
        }
        if !fragment.starts_with('/') {
            let (path, _) = split(&root);
            let anchor = self.file(path)?.anchors.get(&format!("#{fragment}"))?;
            return self.plainly_at(&format!("{}{anchor}", root_of(path)));
        }
        // A schema that was copied in with its own `$defs` refers to those.
        let around = around(from).filter(|_| base.is_empty());
        std::iter::once(root.as_str())
            .chain(around)
            .find_map(|base| self.plainly_at(&format!("{base}{fragment}")))
            .or_else(|| self.at_within(&format!("{root}{fragment}"), depth))
    }

    /// The place of what a reference without its fragment means.
    fn base(&self, base: &str, from: &str) -> Option<String> {
        let (path, pointer) = split(from);
        let own = &self.file(path)?.anchors;
        if base.is_empty() {
            // The schema with an `$id` around it, or else the file.
            let inside = |at: &&String| pointer.strip_prefix(at.as_str()).is_some_and(starts);
            let resources = own.iter().filter(|(name, _)| !name.starts_with('#'));
            let resources = resources.map(|(_, at)| at).filter(inside);
            let nearest = resources.max_by_key(|at| at.len());
            return Some(format!(
                "{}{}",
                root_of(path),
                nearest.map_or("", String::as_str)
            ));
        }
        if let Some(at) = own.get(base) {
            return Some(format!("{}{at}", root_of(path)));
        }
        if let Some(path) = self.path_of(base, path)
            && self.file(&path).is_some()
        {
            return Some(root_of(&path));
        }
        let mut all = self.all();
        all.find_map(|(path, file)| Some(format!("{}{}", root_of(path), file.anchors.get(base)?)))
    }

    /// What the references of a schema lead to.
    pub(crate) fn targets<'a>(&'a self, part: &Part<'a>) -> Vec<Part<'a>> {
        let target = |keyword: &&str| {
            let reference = part.text(keyword)?;
            self.target(keyword, reference, &part.at)
        };
        REFERENCES.iter().filter_map(target).collect()
    }

    /// What a reference by a keyword leads to.
    pub(crate) fn target(&self, keyword: &str, reference: &str, from: &str) -> Option<Part<'_>> {
        match keyword {
            "$ref" => self.resolve(reference, from),
            _ => self.resolve_dynamic(reference, from),
        }
    }

    /// Why a reference leads nowhere.
    pub(crate) fn why_not(&self, reference: &str, from: &str) -> String {
        let base = reference.split('#').next().unwrap_or_default();
        match self.path_of(base, split(from).0) {
            None if path::is_url(base) => "is a URL, and nothing is fetched".to_owned(),
            None => "is an absolute path, and only relative ones are followed".to_owned(),
            Some(path) if self.file(&path).is_some() => "leads nowhere".to_owned(),
            Some(path) => format!("leads to `{path}`, which was not read"),
        }
    }

    /// What a schema that only refers to another one stands for.
    pub(crate) fn alias<'a>(&'a self, part: &Part<'a>) -> Part<'a> {
        let mut seen = HashSet::new();
        let mut part = part.clone();
        while part.only_refers() && seen.insert(part.at.clone()) {
            let reference = part.text("$ref").unwrap_or_default();
            match self.resolve(reference, &part.at) {
                Some(target) => part = target,
                None => break,
            }
        }
        part
    }

    /// What `$recursiveRef` and `$dynamicRef` lead to: the schema around them that offers itself.
    fn resolve_dynamic(&self, reference: &str, from: &str) -> Option<Part<'_>> {
        let anchor = reference.trim_start_matches('#');
        let offers = |part: &Part<'_>| match anchor {
            "" => part.get("$recursiveAnchor").is_some(),
            _ => part.text("$dynamicAnchor") == Some(anchor),
        };
        let mut parts = around(from).filter_map(|at| self.at(at));
        parts.find(offers).or_else(|| self.resolve(reference, from))
    }
}

/// Whether what follows the place of a schema is a place inside it.
fn starts(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('/')
}

/// A place and those around it, up to the file.
pub(crate) fn around(from: &str) -> impl Iterator<Item = &str> {
    let root = from.len() - split(from).1.len();
    std::iter::successors(Some(from), move |from| {
        let end = from.rfind('/').filter(|end| *end >= root)?;
        Some(&from[..end])
    })
}
