//! Directory listings: lines of real servers, odd lines and hostile lines, each with the exact entry that is expected.

#[path = "listing/corpus.rs"]
mod corpus;
#[path = "listing/hostile.rs"]
mod hostile;
#[path = "listing/lines.rs"]
mod lines;
#[path = "listing/mutations.rs"]
mod mutations;
#[path = "listing/odd.rs"]
mod odd;
#[path = "listing/servers.rs"]
mod servers;
#[path = "listing/support.rs"]
mod support;
