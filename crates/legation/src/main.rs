//! The command line: arguments, one `match`, and a function for each command under `commands/`.
//!
//! Exit codes: 0 all is well; 1 some input failed, and the rest was done; 2 the command itself cannot be done.

mod args;
mod commands;
mod engine;
mod messages;
mod output;
mod pipeline;
mod reports;
mod show;
mod states;

use args::{Args, Command};
use clap::Parser;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        // Whoever reads the output has seen enough of it: `legation read ... | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages::failure(&error);
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Read(args) => commands::read(args),
        Command::Parse(args) => commands::parse(args),
        Command::Explain(args) => commands::explain(args),
        Command::Classify(args) => commands::classify(args),
        Command::Quotes(args) => commands::quotes(args),
        Command::Offices(args) => commands::offices(args),
        Command::Figures(args) => commands::figures(args),
        Command::Add(args) => commands::add(args),
        Command::Remove(args) => commands::remove(args),
        Command::Judge(args) => commands::judge(args),
        Command::Timeline(args) => commands::timeline(args),
        Command::Dyad(args) => commands::dyad(args),
        Command::Network(args) => commands::network(args),
        Command::Search(args) => commands::search(args),
        Command::Show(args) => commands::show(args),
        Command::Changes(args) => commands::changes(args),
        Command::Export(args) => commands::export(args),
        Command::Import(args) => commands::import(args),
        Command::Compare(args) => commands::compare(args),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || cause.downcast_ref::<csv::Error>().is_some_and(|e| match e.kind() {
                csv::ErrorKind::Io(e) => e.kind() == io::ErrorKind::BrokenPipe,
                _ => false,
            })
    })
}
