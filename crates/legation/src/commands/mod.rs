//! One file a command.

mod add;
mod classify;
mod explain;
mod judge;
mod parse;
mod read;
mod remove;
mod views;

pub use add::add;
pub use classify::classify;
pub use explain::explain;
pub use judge::judge;
pub use parse::parse;
pub use read::read;
pub use remove::remove;
pub use views::{figures, offices, quotes};
