//! Names of what the command finds, as users write them.

use stream_events_schema::{alternatives, nearest};

/// The one of that name, or else what to write.
pub(crate) fn find<T: Copy>(
    name: &str,
    all: &[T],
    name_of: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    if let Some(found) = all.iter().find(|it| name_of(**it) == name) {
        return Ok(*found);
    }
    let known: Vec<_> = all.iter().map(|it| name_of(*it)).collect();
    Err(help(name, &known))
}

/// What to write instead of a name that is not known.
pub(crate) fn help(name: &str, known: &[&str]) -> String {
    did_you_mean(name, known).unwrap_or_else(|| format!("write one of {}", known.join(", ")))
}

/// A question for the names that may be meant.
pub(crate) fn did_you_mean(name: &str, known: &[&str]) -> Option<String> {
    match meant(name, known).as_slice() {
        [] => None,
        names => Some(format!("did you mean {}?", alternatives(names))),
    }
}

/// The names that may be meant: the one that is nearly the same, or else the few that the name is part
/// of, or that have a part which is nearly the same.
pub(crate) fn meant<'k>(name: &str, known: &[&'k str]) -> Vec<&'k str> {
    /// More of them help nobody.
    const FEW: usize = 4;
    if let Some(near) = nearest(name, known.iter().copied()) {
        return vec![near];
    }
    let part = name.to_lowercase().replace(['_', ' '], "-");
    let few = |is_meant: &dyn Fn(&str) -> bool| {
        let mut names: Vec<_> = known.iter().copied().filter(|it| is_meant(it)).collect();
        names.dedup();
        (1..=FEW).contains(&names.len()).then_some(names)
    };
    let begins = |it: &str| !part.is_empty() && it.to_lowercase().starts_with(&part);
    let contains = |it: &str| !part.is_empty() && it.to_lowercase().contains(&part);
    let has_near_part = |it: &str| nearest(&part, it.split(['-', '_', '.'])).is_some();
    few(&begins)
        .or_else(|| few(&contains))
        .or_else(|| few(&has_near_part))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_part_of_a_name_stands_for_it() {
        let known = [
            "dangling-reference",
            "reference-cycle",
            "a.json",
            "b-messages",
            "c-messages",
        ];
        for (name, expected) in [
            ("dangling-refrence", &["dangling-reference"][..]),
            ("dangling-ref", &["dangling-reference"]),
            ("cycle", &["reference-cycle"]),
            ("Reference_C", &["reference-cycle"]),
            ("mesages", &["b-messages", "c-messages"]),
            ("reference", &["reference-cycle"]),
            ("zebra", &[]),
            ("", &[]),
        ] {
            assert_eq!(meant(name, &known), expected, "{name}");
        }
        // What is part of everything says nothing.
        assert!(meant("e", &["ea", "eb", "ec", "ed", "ee-long"]).len() <= 4);
    }
}
