//! Tests of the whole, in one program: `cargo test`.
#![expect(unreachable_pub, reason = "a test program has no public interface")]
#![expect(clippy::format_push_string, reason = "simple before fast")]
#![expect(clippy::format_collect, reason = "simple before fast")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod architecture;
mod cases;
mod ci;
mod command;
mod conformance;
mod contract;
mod customise;
mod faults;
mod hostile;
mod incremental;
mod invalid;
mod looks;
mod messages;
mod mistakes;
mod pages;
mod pipeline;
mod plan_changes;
mod project;
mod properties;
mod publish;
mod rana;
mod schemas;
mod site;
mod status;
mod structure;
mod template_faults;
mod templates;
mod typography;
mod watch;
mod web;
mod words;
mod workspace;
