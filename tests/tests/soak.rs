//! The soak test in small, so that it still works when it is wanted.

use std::process::Command;

#[test]
fn a_small_soak() {
    let soak = Command::new(env!("CARGO_BIN_EXE_soak"))
        .args(["200", "5", "1"])
        .output()
        .expect("the program is built");
    let said = String::from_utf8_lossy(&soak.stdout);
    let error = String::from_utf8_lossy(&soak.stderr);
    assert!(soak.status.success(), "{said}{error}");
    assert!(said.contains("| stream-events | 1000 |"), "{said}");
}
