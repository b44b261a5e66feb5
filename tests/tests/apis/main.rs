//! The documents we ship, each on a stream of the shape its API sends.
//!
//! What the streams say is invented; real recordings, where they are at hand, are read by the suite
//! `streams`.

#![allow(
    unreachable_pub,
    reason = "the derive stands on public structs, and a test has no public"
)]

mod agents;
mod anthropic;
mod bedrock;
mod gemini;
mod kubernetes;
mod mastodon;
mod mcp;
mod ollama;
mod openai;
mod read;
