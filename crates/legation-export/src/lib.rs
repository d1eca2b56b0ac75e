//! The archive in the forms that other programs read, and other event data in the archive.
//!
//! ```text
//! archive --Query--> Happening, one at a time --Format--> a file, with the query that made it
//! other data --import::read--> rows of the table `imported` --compare--> months, theirs beside ours
//! ```
//!
//! * [`export`] writes one of the [`Format`]s; [`export_to`] does so to a path, which then holds the whole or nothing.
//! * [`import::import`] reads GDELT, ICEWS and POLECAT files.
//! * [`compare`] counts what two states do by month, in the archive and in each imported data set.
//! * `knowledge/exchange/`: states, sectors and CAMEO codes as the others write them ([`codes`]).
//!
//! Memory stays flat: one happening is held at a time, and a network or a pair of states where months are counted.
//! Columns, what fills them, and how to read each format: `docs/exports.md`.

pub mod codes;
mod compare;
mod error;
mod export;
mod formats;
mod happening;
pub mod import;
mod query;

pub use compare::{Compared, compare};
pub use error::{Error, Result};
pub use export::{Done, Request, export, export_to};
pub use formats::Format;
pub use query::Query;
