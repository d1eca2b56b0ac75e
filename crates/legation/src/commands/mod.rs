//! One file a command.

mod add;
mod classify;
mod compare;
mod explain;
mod export;
mod import;
mod judge;
mod parse;
mod read;
mod remove;
mod views;

pub use add::add;
pub use classify::classify;
pub use compare::compare;
pub use explain::explain;
pub use export::export;
pub use import::import;
pub use judge::judge;
pub use parse::parse;
pub use read::read;
pub use remove::remove;
pub use views::{figures, offices, quotes};
