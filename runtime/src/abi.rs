//! Generated files and the runtime they were made for.

/// The version of what generated code is built on, [`__private`](crate::__private) and the macros.
///
/// It goes up when code that was generated before would not build any more, or would mean something
/// else. The generator writes the same number, `stream_events_codegen::ABI`.
const ABI: u32 = 1;

/// Stops the build of a generated file that was made for another one.
///
/// The errors that would follow would say nothing of the cause.
pub const fn assert_abi(made_for: u32) {
    assert!(
        made_for == ABI,
        "this file was generated for another version of `stream-events`: write it anew with the \
         command of this version, `stream-events generate`"
    );
}

#[cfg(test)]
mod tests {
    use super::{ABI, assert_abi};

    const _: () = assert_abi(ABI);

    #[test]
    fn another_abi_stops_the_build() {
        for abi in [0, ABI + 1, u32::MAX] {
            assert!(
                std::panic::catch_unwind(|| assert_abi(abi)).is_err(),
                "{abi}"
            );
        }
    }
}
