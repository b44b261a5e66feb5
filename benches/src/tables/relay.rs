//! What a gateway with a relay takes, beside the same gateway without it.
//!
//! Gateways are processes of their own (`bin/gateway.rs`); the upstream and the clients are threads of this one. All
//! of it is on one machine, over loopback.

pub mod gateway;

mod client;
mod engine;
mod memory;
mod paced;
mod process;
mod rounds;
mod saturated;
mod site;
mod stored;
mod upstream;

use std::net::{Ipv4Addr, SocketAddr};

use tokio::net::{TcpListener, TcpSocket};

use self::site::Site;
use super::program;

/// How many rounds are counted.
const ROUNDS: usize = 5;

/// The tables.
#[must_use]
pub fn table() -> String {
    let title = "## A gateway with a relay, beside the same without it\n\n";
    if !cfg!(target_os = "linux") {
        return format!("{title}skipped: what a process takes is read from /proc\n");
    }
    let Some(program) = program::build("gateway") else {
        return format!("{title}skipped: run by cargo, this would build the gateway\n");
    };
    // As many connections as there are readers: where they cannot be had, it is seen.
    let _ = rlimit::increase_nofile_limit(u64::MAX);
    let site = Site::new(program);
    site.check();
    [
        title,
        site.notes(),
        &saturated::table(&site),
        &paced::table(&site),
        &memory::table(&site),
        &stored::table(&site),
    ]
    .join("")
}

/// Listens on a port of loopback, with room for all that connect at once: usually there is some for 128, and who finds
/// none tries again a second later.
fn listen() -> TcpListener {
    let socket = TcpSocket::new_v4().expect("a socket");
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    socket.bind(address).expect("a port");
    socket.listen(4_096).expect("a listener")
}

/// A row for each way: its name, and its cells.
fn markdown(
    header: &[&str],
    rows: impl IntoIterator<Item = (&'static str, Vec<String>)>,
) -> String {
    let mut table = format!(
        "| {} |\n|{}\n",
        header.join(" | "),
        "---|".repeat(header.len())
    );
    for (name, cells) in rows {
        table += &format!("| {name} | {} |\n", cells.join(" | "));
    }
    table + "\n"
}
