//! Questions to an archive. Each file answers one with a typed value; nothing here prints.
//!
//! * [`Timeline`]: the happenings between two states, or all of one, by day.
//! * [`DyadQuestion`]: how relations between two states stand.
//! * [`NetworkQuestion`]: the states and what lies between them.
//! * [`Search`]: full text over evidence and titles.
//! * [`Archive::show`](crate::Archive::show): everything behind one id.
//! * [`ChangesQuestion`]: what became of the archive's content.
//!
//! Every query goes through an index; what could grow with the archive (a busy state's figures, say) is looked at only
//! as far back as a constant says that stands beside the query.

mod brief;
mod changes;
mod dyad;
mod dyad_parts;
mod filter;
mod months;
mod network;
mod search;
mod show;
mod timeline;

pub use brief::{Brief, Direction, Pair, Participant, Words};
pub use changes::{Change, ChangesQuestion};
pub use dyad::{Dyad, DyadQuestion};
pub use dyad_parts::{FigureTold, Meeting, QuoteTold};
pub use filter::{Filter, Period};
pub use months::{Count, Lately, Month};
pub use network::{Edge, Network, NetworkQuestion, Node};
pub use search::{Hit, MARK_END, MARK_START, Search};
pub use show::{
    Copy, Disagreement, FigurePage, HappeningPage, Judged, Link, MentionPage, QuotePage, ReportBrief,
    ReportPage, RolePage, Shown, Told,
};
pub use timeline::{Order, Timeline};

/// Collects the rows of a query.
fn all<T>(
    db: &rusqlite::Connection,
    query: &str,
    params: impl rusqlite::Params,
    row: impl FnMut(&rusqlite::Row) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    db.prepare_cached(query)?.query_map(params, row)?.collect()
}

#[cfg(test)]
mod tests;
