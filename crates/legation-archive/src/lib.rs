//! The archive: what many reports tell, kept in one SQLite file, and one entry for each happening.
//!
//! ```text
//! Record --Entry::new--> Entry --Archive::add--> reports, mentions --> stories (near-duplicates), happenings
//! ```
//!
//! * [`Archive`]: the open file. [`Archive::add`] writes a batch in one transaction; [`Archive::remove`] and
//!   [`Archive::judge`] change it; [`Archive::connection`] is there for questions.
//! * [`Entry`]: a record made ready for the archive. Making it is the costly half and needs no file, so that it is done
//!   on all threads while one writes.
//! * `schema.sql`: the tables, described for users in `docs/archive.md`.
//!
//! What an archive holds depends on the reports in it and on people's judgements, never on the order in which they
//! came: see [`Archive::dump`].

mod archive;
mod days;
mod dump;
mod entry;
mod error;
mod happenings;
mod hash;
mod judge;
mod known;
mod lookup;
pub mod questions;
mod stories;
mod write;

pub use archive::Archive;
pub use days::{Days, bounds, from_iso, to_iso};
pub use entry::Entry;
pub use error::{Error, Result};
pub use hash::fingerprint;
pub use judge::{Judgement, Verdict};
pub use known::Known;
pub use lookup::Found;
pub use write::{Added, Release};
