//! One file a command.

mod add;
mod changes;
mod classify;
mod compare;
mod dyad;
mod explain;
mod export;
mod import;
mod judge;
mod network;
mod parse;
mod read;
mod remove;
mod search;
mod show;
mod timeline;
mod views;

pub use add::add;
pub use changes::changes;
pub use classify::classify;
pub use compare::compare;
pub use dyad::dyad;
pub use explain::explain;
pub use export::export;
pub use import::import;
pub use judge::judge;
pub use network::network;
pub use parse::parse;
pub use read::read;
pub use remove::remove;
pub use search::search;
pub use show::show;
pub use timeline::timeline;
pub use views::{figures, offices, quotes};
