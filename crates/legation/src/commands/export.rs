//! `legation export`: an archive's happenings as other programs read them.

use crate::args::{ChosenArgs, ExportArgs};
use crate::engine::VERSION;
use crate::messages;
use crate::states;
use anyhow::{Result, bail};
use legation_archive::Archive;
use legation_coding::knowledge::States;
use legation_export::{Query, Request};
use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

pub fn export(args: ExportArgs) -> Result<ExitCode> {
    let states = States::builtin()?;
    let code = |typed: &String| states::code(&states, typed);
    let mut query = query(&args.chosen);
    query.states = args.state.iter().map(code).collect::<Result<_>>()?;
    query.dyad = match &args.dyad[..] {
        [a, b] => Some((code(a)?, code(b)?)),
        _ => None,
    };
    let archive = Archive::open(&args.source.archive)?;
    let format = args.format;
    let request = Request { format, query, zeros: args.zeros, release: VERSION.into() };
    let done = match &args.output.output {
        Some(path) => legation_export::export_to(&archive, &request, path)?,
        None => {
            let stdout = io::stdout();
            if format.is_binary() && stdout.is_terminal() {
                bail!("{} is no text for a terminal\n  mend: give a file with --output", format.name());
            }
            let mut out = BufWriter::with_capacity(1 << 16, stdout);
            legation_export::export(&archive, &request, &mut out)?
        }
    };
    if done.left_out > 0 {
        messages::remark(format!("{} happenings are dated to no one month and left out", done.left_out));
    }
    Ok(ExitCode::SUCCESS)
}

pub fn query(chosen: &ChosenArgs) -> Query {
    let filter = chosen.filter.filter();
    let mut query = Query {
        since: filter.period.since,
        until: filter.period.until,
        types: filter.types,
        quads: filter.quads,
        min_confidence: filter.min_confidence,
        min_sources: chosen.min_sources,
        ..Query::default()
    };
    if chosen.any_status || !filter.statuses.is_empty() {
        query.statuses = filter.statuses;
    }
    query
}
