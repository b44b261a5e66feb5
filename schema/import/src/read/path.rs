//! Paths as references write them: relative, with `/`.

/// What a reference written in the file at `from` means; `None` if it is no relative path.
pub(crate) fn relative_to(from: &str, reference: &str) -> Option<String> {
    (!is_url(reference) && !is_absolute(reference)).then(|| join(folder(from), reference))
}

/// Whether a reference has a scheme, such as `https:`.
pub(crate) fn is_url(reference: &str) -> bool {
    let start = reference.split('/').next().unwrap_or_default();
    start.contains(':') || reference.starts_with("//")
}

pub(crate) fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\'])
}

/// The folder of a file.
pub(crate) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |end| &path[..end])
}

/// The name of a file.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The name of a file without what it ends with: `chunk` of `schemas/chunk.yaml`.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    name.split('.').find(|it| !it.is_empty()).unwrap_or(name)
}

/// A path from a folder, without `.` and `..` as far as they cancel out.
pub(crate) fn join(folder: &str, path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match (segment, segments.last()) {
            ("" | ".", _) => {}
            ("..", Some(last)) if *last != ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let root = if folder.starts_with('/') { "/" } else { "" };
    format!("{root}{}", segments.join("/"))
}

/// `path` as seen from a folder; both as [`join`] gives them.
pub(crate) fn seen_from(folder: &str, path: &str) -> String {
    let mut to = path.split('/').peekable();
    let mut from = folder.split('/').filter(|it| !it.is_empty()).peekable();
    if folder.starts_with('/') {
        to.next();
    }
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| "..");
    up.chain(to).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_spelling() {
        for path in [
            "b.yaml",
            "./b.yaml",
            "x/../b.yaml",
            "../api/b.yaml",
            ".//x/./../b.yaml",
        ] {
            assert_eq!(join("/w/api", path), "/w/api/b.yaml");
            assert_eq!(seen_from("/w/api", &join("/w/api", path)), "b.yaml");
        }
        assert_eq!(join("", "../../b.yaml"), "../../b.yaml");
        assert_eq!(
            seen_from("/w/api", &join("/w/api", "../b.yaml")),
            "../b.yaml"
        );
        assert_eq!(seen_from("", "x/b.yaml"), "x/b.yaml");
        assert_eq!(stem("x/.chunk.schema.json"), "chunk");
    }

    #[test]
    fn what_has_a_scheme_is_no_path() {
        for url in [
            "https://a/b.json",
            "file:b.json",
            "urn:x:y",
            "//host/b.json",
        ] {
            assert_eq!(relative_to("a.json", url), None, "{url}");
        }
        assert_eq!(relative_to("x/a.json", "y:/b.json"), None);
        assert_eq!(
            relative_to("x/a.json", "y/b:c.json").unwrap(),
            "x/y/b:c.json"
        );
        assert_eq!(relative_to("x/a.json", "/b.json"), None);
    }
}
