//! "did you mean".

/// The candidate a misspelt word was probably meant to be.
///
/// ```
/// use stream_events_schema::nearest;
///
/// assert_eq!(nearest("finsh", ["yield", "skip", "finish"]), Some("finish"));
/// assert_eq!(nearest("banana", ["yield", "skip", "finish"]), None);
/// ```
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Beyond this nobody mistypes, and the distance is quadratic.
    const LONGEST: usize = 100;
    if word.len() > LONGEST {
        return None;
    }
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            (
                strsim::osa_distance(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `a`, `b` or `c`, each in backticks.
#[must_use]
pub fn alternatives(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_are_found() {
        let keywords = ["properties", "required", "items", "type"];
        assert_eq!(nearest("propertis", keywords), Some("properties"));
        assert_eq!(nearest("Type", keywords), Some("type"));
        assert_eq!(nearest("requierd", keywords), Some("required"));
        assert_eq!(nearest("banana", keywords), None);
        assert_eq!(nearest("x", ["y"]), None);
    }
}
