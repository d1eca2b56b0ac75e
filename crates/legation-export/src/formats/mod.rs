//! One file a format, or a family of them.

mod gdelt;
mod graphml;
mod happenings;
mod icews;
mod jsonld;
pub(crate) mod panel;
#[cfg(feature = "parquet")]
mod parquet;
mod phoenix;
mod plover;
mod polecat;
pub(crate) mod table;

use crate::codes::Codes;
use crate::error::Result;
use crate::export::Request;
use crate::happening::{self, Happening};
use legation_archive::Archive;
use serde_json::Value;
use std::io::Write;
use std::ops::ControlFlow;

/// The forms an export can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// PLOVER's JSON, an object a line
    Plover,
    /// The columns of POLECAT
    Polecat,
    /// The columns of ICEWS
    Icews,
    /// GDELT 2.0 events
    GdeltEvents,
    /// GDELT 2.0 mentions
    GdeltMentions,
    /// The columns of Phoenix
    Phoenix,
    /// All that is known of each happening
    Csv,
    /// The same, typed and small
    Parquet,
    /// Pairs of states by month
    Panel,
    /// The same, with who acts towards whom
    PanelDirected,
    /// States and what is between them
    Graphml,
    /// The same, with who acts towards whom
    GraphmlDirected,
    /// Linked data
    JsonLd,
}

impl Format {
    #[rustfmt::skip]
    pub const ALL: [Format; 13] = [
        Format::Plover, Format::Polecat, Format::Icews, Format::GdeltEvents, Format::GdeltMentions, Format::Phoenix,
        Format::Csv, Format::Parquet, Format::Panel, Format::PanelDirected, Format::Graphml, Format::GraphmlDirected,
        Format::JsonLd,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Format::Plover => "plover",
            Format::Polecat => "polecat",
            Format::Icews => "icews",
            Format::GdeltEvents => "gdelt-events",
            Format::GdeltMentions => "gdelt-mentions",
            Format::Phoenix => "phoenix",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Panel => "panel",
            Format::PanelDirected => "panel-directed",
            Format::Graphml => "graphml",
            Format::GraphmlDirected => "graphml-directed",
            Format::JsonLd => "json-ld",
        }
    }

    /// What it is, in a few words.
    pub fn about(self) -> &'static str {
        match self {
            Format::Plover => "PLOVER's JSON, an object a line",
            Format::Polecat => "The columns of POLECAT",
            Format::Icews => "The columns of ICEWS",
            Format::GdeltEvents => "GDELT 2.0 events",
            Format::GdeltMentions => "GDELT 2.0 mentions",
            Format::Phoenix => "The columns of Phoenix",
            Format::Csv => "All that is known of each happening",
            Format::Parquet => "The same, typed and small",
            Format::Panel => "Pairs of states by month",
            Format::PanelDirected => "The same, by who acts towards whom",
            Format::Graphml => "States as nodes, what is between them as weighted, signed edges",
            Format::GraphmlDirected => "The same, by who acts towards whom",
            Format::JsonLd => "Linked data: schema.org events",
        }
    }

    /// What one row of it is.
    pub fn unit(self) -> &'static str {
        match self {
            Format::GdeltMentions => "mention",
            Format::Panel => "pair of states and month",
            Format::PanelDirected => "ordered pair of states and month",
            Format::Graphml => "pair of states",
            Format::GraphmlDirected => "ordered pair of states",
            _ => "happening",
        }
    }

    /// Whether the file itself has a place for metadata.
    pub fn holds_metadata(self) -> bool {
        matches!(
            self,
            Format::Plover | Format::Parquet | Format::Graphml | Format::GraphmlDirected | Format::JsonLd
        )
    }

    pub fn is_panel(self) -> bool {
        matches!(self, Format::Panel | Format::PanelDirected)
    }

    /// Whether it is no text, and spoils a terminal.
    pub fn is_binary(self) -> bool {
        self == Format::Parquet
    }

    /// The names of its columns; none where it has no columns.
    pub fn columns(self) -> Vec<String> {
        match self {
            Format::Polecat => table::names(polecat::COLUMNS),
            Format::Icews => table::names(icews::COLUMNS),
            Format::GdeltEvents => table::names(gdelt::EVENTS),
            Format::GdeltMentions => gdelt::MENTIONS.iter().map(|name| (*name).to_owned()).collect(),
            Format::Phoenix => table::names(phoenix::COLUMNS),
            Format::Csv | Format::Parquet => {
                happenings::COLUMNS.iter().map(|column| column.name.to_owned()).collect()
            }
            Format::Panel => panel::columns(false),
            Format::PanelDirected => panel::columns(true),
            Format::Plover | Format::Graphml | Format::GraphmlDirected | Format::JsonLd => Vec::new(),
        }
    }
}

/// An export under way.
pub(crate) struct Job<'a> {
    pub archive: &'a Archive,
    pub codes: &'a Codes,
    pub request: &'a Request,
    pub metadata: &'a Value,
}

impl Job<'_> {
    /// Writes it; the rows written, and the happenings left out for want of a month.
    pub fn write(&self, out: &mut (dyn Write + Send)) -> Result<(u64, u64)> {
        let rows = match self.request.format {
            Format::Plover => plover::write(self, out),
            Format::Polecat => table::write(self, polecat::COLUMNS, out),
            Format::Icews => table::write(self, icews::COLUMNS, out),
            Format::GdeltEvents => table::write(self, gdelt::EVENTS, out),
            Format::GdeltMentions => gdelt::write_mentions(self, out),
            Format::Phoenix => table::write(self, phoenix::COLUMNS, out),
            Format::Csv => happenings::write(self, out),
            #[cfg(feature = "parquet")]
            Format::Parquet => parquet::write(self, out),
            #[cfg(not(feature = "parquet"))]
            Format::Parquet => Err(crate::Error::NoParquet),
            Format::Panel => return panel::write(self, false, out),
            Format::PanelDirected => return panel::write(self, true, out),
            Format::Graphml => graphml::write(self, false, out),
            Format::GraphmlDirected => graphml::write(self, true, out),
            Format::JsonLd => jsonld::write(self, out),
        };
        rows.map(|rows| (rows, 0))
    }

    /// Gives each happening of the query to `look`; their number.
    pub fn for_each(
        &self,
        with_lengths: bool,
        mut look: impl FnMut(&Happening) -> Result<()>,
    ) -> Result<u64> {
        let mut count = 0;
        let mut failed = None;
        let db = self.archive.connection();
        let run = happening::for_each(db, self.codes, &self.request.query, with_lengths, |happening| {
            count += 1;
            Ok::<_, rusqlite::Error>(match look(happening) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failed = Some(error);
                    ControlFlow::Break(())
                }
            })
        });
        run.map_err(|error| self.sqlite(error))?;
        failed.map_or(Ok(count), Err)
    }

    pub fn sqlite(&self, error: rusqlite::Error) -> crate::Error {
        legation_archive::Error::of(self.archive.path(), error).into()
    }
}
