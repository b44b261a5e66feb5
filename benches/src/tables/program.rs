//! The other programs of this package, which measure what this one would disturb.

use std::env;
use std::path::PathBuf;
use std::process::Command;

/// Builds one; nothing where this was not run by cargo.
pub(super) fn build(name: &str) -> Option<PathBuf> {
    let cargo = env::var_os("CARGO")?;
    let status = Command::new(cargo)
        .args([
            "build",
            "--release",
            "--quiet",
            "-p",
            env!("CARGO_PKG_NAME"),
        ])
        .args(["--bin", name])
        .status()
        .expect("cargo");
    assert!(status.success(), "{name} does not build");
    let this = env::current_exe().expect("a path");
    Some(
        this.with_file_name(name)
            .with_extension(env::consts::EXE_EXTENSION),
    )
}

/// What a command prints on either stream.
pub(super) fn output(command: &mut Command) -> String {
    let output = command.output().expect("a program");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    stdout + &stderr
}
