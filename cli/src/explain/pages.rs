//! A page for each check, with an example of wrong and of right.

macro_rules! pages {
    ($folder:literal $($name:literal)*) => {
        /// The pages, by what they explain.
        const PAGES: &[(&str, &str)] = &[
            $(($name, include_str!(concat!($folder, "/", $name, ".md")))),*
        ];

        /// The page of a name.
        pub(super) fn of(name: &str) -> Option<&'static str> {
            let page = PAGES.iter().find(|(it, _)| *it == name);
            page.map(|(_, page)| *page)
        }
    };
}

pub(super) use pages;

pages! {
    "checks"
    "syntax"
    "too-deep"
    "duplicate-key"
    "wrong-kind"
    "unknown-keyword"
    "unknown-value"
    "missing-keyword"
    "repeated"
    "language-version"
    "number-range"
    "no-events"
    "empty-name"
    "rust-name"
    "name-taken"
    "pointer"
    "header-name"
    "accept-header"
    "media-type"
    "framing"
    "dispatch-order"
    "undeclared-event"
    "statuses-without-type"
    "end-never-comes"
    "cursor-pointer"
    "payload-missing"
    "payload-without-json"
    "when-without-end"
    "mismatch-without-payload"
    "when-pointer"
    "when-test"
    "rule-form"
    "rule-path"
    "snapshot-start"
    "snapshot-initial"
    "event-without-apply"
    "apply-without-item"
    "rule-field"
    "rule-index"
    "rule-type"
    "rule-operation"
    "rule-new"
    "made-up"
    "variant-unnamed"
    "emit-name"
    "emit-disagrees"
    "emit-replaced"
    "sparse-disagrees"
    "unsupported-construct"
    "dangling-reference"
    "reference-cycle"
    "alias-cycle"
    "recursive-inline"
    "never-valid"
    "value-type"
    "unknown-required"
    "all-of-conflict"
    "discriminator"
    "raw-union"
    "shared-tag"
    "unused-definition"
    "unreachable-event"
    "lost-pointer"
    "idle-keyword"
}

/// The indented lines below a heading.
pub(super) fn block(page: &str, heading: &str) -> Option<String> {
    let mut lines = page.lines().skip_while(|it| *it != heading);
    lines.next()?;
    let lines = lines.take_while(|it| it.is_empty() || it.starts_with("    "));
    let lines: Vec<&str> = lines.map(|it| it.get(4..).unwrap_or_default()).collect();
    Some(lines.join("\n").trim_matches('\n').to_owned() + "\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use stream_events_schema::{Check, Checked, Source, read_source};

    use super::*;
    use crate::exit::Failure;
    use crate::settings::Settings;

    /// What is found in an example.
    fn found(text: &str) -> Vec<Check> {
        let checked = read_source(&Source::new("example.json", text));
        let with_rust = |checked: &Checked| -> Result<(), Failure> {
            let options = Settings::default().options(checked, Path::new("-"))?;
            stream_events_codegen::api::Api::new(checked, &options)?;
            Ok(())
        };
        let diagnostics = match checked {
            Ok(checked) => match with_rust(&checked) {
                Ok(()) => checked.notes().clone(),
                Err(Failure::Document(mistakes)) => mistakes,
                Err(failure) => panic!("{}", failure.message()),
            },
            Err(mistakes) => mistakes,
        };
        diagnostics.iter().map(|it| it.check).collect()
    }

    #[test]
    fn every_check_has_a_page() {
        let mut checks: Vec<&str> = Check::ALL.iter().map(|it| it.name()).collect();
        let mut pages: Vec<&str> = PAGES.iter().map(|(name, _)| *name).collect();
        checks.sort_unstable();
        pages.sort_unstable();
        assert_eq!(pages, checks);
    }

    #[test]
    fn what_is_wrong_is_found_and_what_is_right_is_not() {
        for check in Check::ALL {
            let name = check.name();
            let page = of(name).expect("a page");
            let rest = page.strip_prefix("Wrong:\n\n").expect(name);
            let (wrong, rest) = rest.split_once("\nRight:\n\n").expect(name);
            let right = rest
                .lines()
                .take_while(|it| it.is_empty() || it.starts_with("    "));
            let right: Vec<&str> = right.collect();
            assert!(
                page.lines().all(|line| line.chars().count() <= 100),
                "{page}"
            );
            assert_eq!(found(&right.join("\n")), [], "{page}");
            // A hundred levels would be no example.
            if *check == Check::TooDeep {
                continue;
            }
            assert_eq!(found(wrong), [*check], "{page}");
        }
    }
}
