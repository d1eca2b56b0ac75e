//! One file a command.

mod classify;
mod explain;
mod parse;
mod read;
mod views;

pub use classify::classify;
pub use explain::explain;
pub use parse::parse;
pub use read::read;
pub use views::{figures, offices, quotes};
