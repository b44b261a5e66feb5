//! Generated files and the runtime they were made for.

/// Stops the build of a generated file that was made for another version of this crate.
///
/// What it is built on changes with the version, and its own errors would say nothing of the cause.
pub const fn assert_version(version: &str) {
    let (made_for, this) = (version.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes());
    let mut same = made_for.len() == this.len();
    let mut at = 0;
    while same && at < this.len() {
        same = made_for[at] == this[at];
        at += 1;
    }
    assert!(
        same,
        "this file was generated for another version of `stream-events`: write it anew with the \
         command of this version, `stream-events generate`"
    );
}

#[cfg(test)]
mod tests {
    use super::assert_version;

    const _: () = assert_version(env!("CARGO_PKG_VERSION"));

    #[test]
    fn another_version_stops_the_build() {
        for version in [
            "",
            "0",
            "999.0.0",
            concat!(env!("CARGO_PKG_VERSION"), "-rc.1"),
        ] {
            assert!(
                std::panic::catch_unwind(|| assert_version(version)).is_err(),
                "{version}"
            );
        }
    }
}
