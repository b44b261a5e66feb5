//! A parameter in the query of a URL.

use reqwest::Url;

/// The value of a parameter; `None` if it is not there or empty.
pub(super) fn value(url: &Url, name: &str) -> Option<String> {
    let (_, value) = url.query_pairs().find(|(known, _)| known == name)?;
    Some(value.into_owned()).filter(|value| !value.is_empty())
}

/// Gives a parameter this value, its only one. All others stay as they are written.
pub(super) fn set(url: &mut Url, name: &str, value: &str) {
    let query = url.query().unwrap_or_default();
    let others = query.split('&').filter(|pair| !pair.is_empty());
    let others: Vec<_> = others.filter(|pair| !is_called(url, pair, name)).collect();
    let others = Some(others.join("&")).filter(|others| !others.is_empty());
    url.set_query(others.as_deref());
    url.query_pairs_mut().append_pair(name, value);
}

/// Whether the pair, as it is written in the URL, is one of this name.
fn is_called(url: &Url, pair: &str, name: &str) -> bool {
    let mut alone = url.clone();
    alone.set_query(Some(pair));
    alone.query_pairs().any(|(known, _)| known == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_parameter_is_set_and_the_others_stay_as_they_are_written() {
        for (before, after) in [
            ("", "?after=7"),
            ("?", "?after=7"),
            ("?stream=true", "?stream=true&after=7"),
            ("?after=1&a=%20+%2B&after=2&b", "?a=%20+%2B&b&after=7"),
            ("?%61fter=1&afterwards=2", "?afterwards=2&after=7"),
            ("?a=1&&b=a=b#after=1", "?a=1&b=a=b&after=7#after=1"),
        ] {
            let mut url = Url::parse(&format!("http://h/p{before}")).expect("a URL");
            set(&mut url, "after", "7");
            assert_eq!(url.as_str(), format!("http://h/p{after}"), "{before}");
            assert_eq!(value(&url, "after").as_deref(), Some("7"));
        }
    }

    #[test]
    fn any_name_and_value_are_read_back() {
        let mut url = Url::parse("http://h/?a=b").expect("a URL");
        for text in ["a&b=c", "é %2B+", "#?/", "1\r\n2"] {
            set(&mut url, text, text);
            assert_eq!(value(&url, text).as_deref(), Some(text), "{url}");
            assert_eq!(value(&url, "a").as_deref(), Some("b"), "{url}");
        }
    }
}
