//! The version of the language that documents are written in, and where a document says it.

macro_rules! schemas {
    () => {
        concat!(env!("CARGO_PKG_REPOSITORY"), "/schema/")
    };
}

/// Where the meta-schemas of all versions are.
const SCHEMAS: &str = schemas!();

/// The version of the language that this release reads.
pub(crate) const VERSION: &str = "1";

/// The identity of the meta-schema, which a document may name in its `$schema`.
///
/// It holds the version of the language. A document that names the meta-schema of another version
/// is refused; one that names none, or another file, is read as one of this version.
pub const META_SCHEMA_ID: &str = concat!(schemas!(), "v1/event-schema.json");

/// The version of the language that a `$schema` names, if it is one that this release does not
/// read.
pub(crate) fn other_version(schema: &str) -> Option<&str> {
    let (segment, _) = schema.strip_prefix(SCHEMAS)?.split_once('/')?;
    let version = segment.strip_prefix('v')?;
    let is_version = version.starts_with(|first: char| first.is_ascii_digit());
    (is_version && version != VERSION).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_is_of_the_version_that_is_read() {
        let version = format!("/v{VERSION}/");
        assert!(META_SCHEMA_ID.contains(&version), "{META_SCHEMA_ID}");
        assert_eq!(other_version(META_SCHEMA_ID), None);
        assert_eq!(other_version(&format!("{META_SCHEMA_ID}#")), None);
    }

    #[test]
    fn only_our_own_address_names_a_version() {
        let of = |version: &str| META_SCHEMA_ID.replace("/v1/", version);
        assert_eq!(other_version(&of("/v2/")), Some("2"));
        assert_eq!(other_version(&of("/v10/")), Some("10"));
        assert_eq!(other_version(&of("/v1.1/")), Some("1.1"));
        assert_eq!(other_version(&of("/vendored/")), None);
        assert_eq!(other_version(&of("/")), None);
        assert_eq!(other_version("../v2/event-schema.json"), None);
        assert_eq!(
            other_version("https://example.com/schema/v2/event-schema.json"),
            None
        );
        assert_eq!(other_version(""), None);
    }
}
