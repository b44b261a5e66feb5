//! Random documents, edited by hand, of descriptions that vendors changed.

mod api;
mod hand;
mod vendor;

use std::collections::{BTreeSet, HashMap};

use api::{Api, Draw};
use hand::Edit;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use stream_events_import::{FindingKind, Importer, Side, Updated};
use stream_events_schema::{Document, Json, Schema, check};

/// A description at two times, and what people made of the first import.
struct Case {
    before: String,
    after: String,
    /// The first import.
    base: Document,
    edited: Document,
    edits: Vec<Edit>,
    /// What the vendor renamed.
    renamed: HashMap<String, String>,
}

impl Case {
    /// Edits and changes in different places.
    fn apart(numbers: &[u16], edits: usize, changes: usize) -> Self {
        Self::new(numbers, edits, changes, false)
    }

    fn new(numbers: &[u16], edits: usize, changes: usize, anywhere: bool) -> Self {
        let mut draw = Draw::new(numbers);
        let mut api = Api::new(&mut draw);
        let before = api.text();
        let base = importer(&before).import().unwrap().document;
        let (mut edited, mut names) = (base.clone(), HashMap::new());
        let mut made = Vec::new();
        for number in 0..edits {
            let edit = hand::edit(number, anywhere, &mut edited, &names, &mut draw);
            let (mut next, mut next_names) = (edited.clone(), names.clone());
            hand::apply(&mut next, &edit, &mut next_names);
            // People check what they edit.
            if check(&next).is_ok() {
                (edited, names) = (next, next_names);
                made.push(edit);
            }
        }
        let renamed = vendor::change(&mut api, changes, anywhere, &mut draw);
        Self {
            before,
            after: api.text(),
            base,
            edited,
            edits: made,
            renamed,
        }
    }

    fn story(&self) -> String {
        format!("{:#?}\n{}\n{}", self.edits, self.before, self.after)
    }

    fn update(&self) -> Updated {
        importer(&self.after)
            .update(&self.edited, Some(&self.base))
            .unwrap()
    }
}

fn importer(text: &str) -> Importer {
    Importer::new("api.json", text).unwrap().union("Stream")
}

/// Few cases where nothing is optimised, and the same each time: a change is not to fail by the
/// chance of another one's mistake. `PROPTEST_CASES` asks for others.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let default = ProptestConfig::default();
    let (cases, rng_seed) = match asked {
        true => (default.cases, default.rng_seed),
        false => (24, RngSeed::Fixed(1)),
    };
    ProptestConfig {
        cases,
        rng_seed,
        failure_persistence: None,
        ..default
    }
}

fn numbers() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 80..160)
}

fn conflicts(updated: &Updated) -> Vec<String> {
    let conflicts = updated.report.of(FindingKind::Conflict);
    let mut conflicts: Vec<String> = conflicts.map(ToString::to_string).collect();
    conflicts.sort_unstable();
    conflicts
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn edits_and_changes_elsewhere_all_hold(
        numbers in numbers(), edits in 0..8_usize, changes in 0..8_usize
    ) {
        let case = Case::apart(&numbers, edits, changes);
        let mut expected = importer(&case.after).import().unwrap().document;
        let mut names = case.renamed.clone();
        for edit in &case.edits {
            hand::apply(&mut expected, edit, &mut names);
        }
        let updated = case.update();
        prop_assert_eq!(conflicts(&updated), Vec::<String>::new());
        prop_assert_eq!(
            normal(&updated.document).to_json(),
            normal(&expected).to_json(),
            "{}", case.story()
        );
    }

    #[test]
    fn a_description_that_did_not_change_changes_nothing(
        numbers in numbers(), edits in 0..12_usize
    ) {
        let case = Case::apart(&numbers, edits, 0);
        let updated = case.update();
        prop_assert_eq!(updated.document.to_json(), case.edited.to_json());
        prop_assert_eq!(updated.base.to_json(), case.base.to_json());
        prop_assert_eq!(updated.taken, 0);
    }

    #[test]
    fn a_document_without_edits_becomes_the_new_import(
        numbers in numbers(), changes in 0..12_usize
    ) {
        let case = Case::apart(&numbers, 0, changes);
        let updated = case.update();
        let fresh = importer(&case.after).import().unwrap().document;
        prop_assert_eq!(updated.document.to_json(), fresh.to_json());
        prop_assert_eq!(updated.base.to_json(), fresh.to_json());
        prop_assert_eq!(updated.kept, 0);
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn in_a_conflict_the_document_stays(
        numbers in numbers(), edits in 1..10_usize, changes in 1..10_usize
    ) {
        let case = Case::new(&numbers, edits, changes, true);
        let updated = case.update();
        let moved = case.edits.iter().any(|it| matches!(it, Edit::Rename(..) | Edit::NameInline(..)));
        if !moved && case.renamed.is_empty() {
            let base = statements(&case.base);
            let edited = statements(&case.edited);
            let merged = statements(&updated.document);
            let lost: Vec<_> = edited.difference(&base).filter(|it| !merged.contains(*it)).collect();
            prop_assert!(lost.is_empty(), "{lost:#?}\n{:#?}", case.edits);
            // A definition that is referred to again comes back, with all that was taken out of it.
            let back: Vec<_> = base.difference(&edited).filter(|it| merged.contains(*it)).collect();
            prop_assert!(back.is_empty(), "{back:#?}\n{:#?}", case.edits);
        }
    }

    #[test]
    fn an_update_says_the_same_again(
        numbers in numbers(), edits in 1..10_usize, changes in 1..10_usize
    ) {
        let case = Case::new(&numbers, edits, changes, true);
        let once = case.update();
        let importer = importer(&case.after);
        // With the old base: the document was written, and its base was not.
        for base in [&once.base, &case.base] {
            let twice = importer.update(&once.document, Some(base)).unwrap();
            prop_assert_eq!(twice.document.to_json(), once.document.to_json(), "{}", case.story());
            prop_assert_eq!(conflicts(&twice), conflicts(&once), "{}", case.story());
            prop_assert_eq!(twice.base.to_json(), once.base.to_json(), "{}", case.story());
        }
    }

    #[test]
    fn a_conflict_can_be_decided(
        numbers in numbers(), edits in 1..10_usize, changes in 1..10_usize
    ) {
        let case = Case::new(&numbers, edits, changes, true);
        let open = case.update();
        let importer = importer(&case.after);
        let ours = importer.clone().resolve(Side::Document);
        let decided = ours.update(&open.document, Some(&open.base)).unwrap();
        prop_assert_eq!(decided.document.to_json(), open.document.to_json(), "{}", case.story());
        prop_assert_eq!(conflicts(&decided), Vec::<String>::new(), "{}", case.story());
        let fresh = importer.import().unwrap().document;
        prop_assert_eq!(decided.base.to_json(), fresh.to_json(), "{}", case.story());
        let again = importer.update(&decided.document, Some(&decided.base)).unwrap();
        prop_assert_eq!(again.document.to_json(), open.document.to_json(), "{}", case.story());

        let theirs = importer.clone().resolve(Side::Description);
        let decided = theirs.update(&case.edited, Some(&case.base)).unwrap();
        prop_assert!(check(&decided.document).is_ok());
        prop_assert!(conflicts(&decided).len() <= conflicts(&open).len());
    }
}

/// All that a document says, statement by statement.
fn statements(document: &Document) -> BTreeSet<String> {
    fn collect(json: &serde_json::Value, at: &str, into: &mut BTreeSet<String>) {
        match json {
            serde_json::Value::Object(members) => {
                into.insert(format!("{at} is there"));
                for (key, json) in members {
                    let at = format!("{at}/{key}");
                    match json {
                        // One type is a list of one.
                        serde_json::Value::String(_) if key == "type" => {
                            into.insert(format!("{at} has {json}"));
                        }
                        _ => collect(json, &at, into),
                    }
                }
            }
            serde_json::Value::Array(elements) => {
                into.extend(elements.iter().map(|it| format!("{at} has {it}")));
            }
            scalar => drop(into.insert(format!("{at} = {scalar}"))),
        }
    }
    let mut document = document.clone();
    document.source = None;
    let mut statements = BTreeSet::new();
    collect(
        &serde_json::from_str(&document.to_json()).unwrap(),
        "",
        &mut statements,
    );
    statements
}

/// With everything in one order.
fn normal(document: &Document) -> Document {
    let mut document = document.clone();
    document.events.sort_unstable_keys();
    document.definitions.sort_unstable_keys();
    document.sentinels.sort_unstable_keys();
    let payloads = document
        .events
        .values_mut()
        .filter_map(|it| it.payload.as_mut());
    for schema in payloads.chain(document.definitions.values_mut()) {
        sort(schema);
    }
    document
}

fn sort(schema: &mut Schema) {
    let Schema::Object(keywords) = schema else {
        return;
    };
    keywords.required.sort_unstable();
    let text = Json::to_string;
    keywords
        .values
        .iter_mut()
        .for_each(|it| it.sort_by_cached_key(text));
    let properties = keywords.properties.iter_mut();
    properties.for_each(indexmap::IndexMap::sort_unstable_keys);
    let properties = keywords
        .properties
        .iter_mut()
        .flat_map(indexmap::IndexMap::values_mut);
    properties.chain(&mut keywords.items).for_each(sort);
    for branches in [&mut keywords.any_of, &mut keywords.one_of]
        .into_iter()
        .flatten()
    {
        branches.iter_mut().for_each(sort);
        branches.sort_by_cached_key(|it| Json::from(it).to_string());
    }
}
