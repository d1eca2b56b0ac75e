//! What is told on standard error: errors with their mends, and notes.

use anstream::eprintln;
use anstyle::{AnsiColor, Style};
use std::fmt::Display;
use std::process::ExitCode;

const ERROR: Style = AnsiColor::Red.on_default().bold();
const NOTE: Style = AnsiColor::Yellow.on_default().bold();

/// More notes than this hide what matters.
const MOST_NOTES: usize = 50;

/// Why a command cannot be done at all.
pub fn failure(error: &anyhow::Error) {
    let text = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
    eprintln!("{ERROR}error{ERROR:#}: {text}");
}

/// What a person may want to know of an answer.
pub fn remark(text: impl Display) {
    eprintln!("{NOTE}note{NOTE:#}: {text}");
}

/// Tells what goes wrong with single inputs, and remembers whether anything did.
#[derive(Default)]
pub struct Messages {
    inputs: usize,
    failed: usize,
    notes: usize,
}

impl Messages {
    pub fn fine(&mut self) {
        self.inputs += 1;
    }

    pub fn error(&mut self, error: impl Display) {
        self.inputs += 1;
        self.failed += 1;
        eprintln!("{ERROR}error{ERROR:#}: {error}");
    }

    pub fn note(&mut self, note: impl Display) {
        self.notes += 1;
        if self.notes <= MOST_NOTES {
            eprintln!("{NOTE}note{NOTE:#}: {note}");
        }
    }

    /// Sums up what failed; the exit code of the command.
    pub fn finish(self) -> ExitCode {
        if self.notes > MOST_NOTES {
            eprintln!("{NOTE}note{NOTE:#}: and {} more notes", self.notes - MOST_NOTES);
        }
        if self.failed == 0 {
            return ExitCode::SUCCESS;
        }
        if self.inputs > 1 {
            eprintln!("{} of {} inputs failed", self.failed, self.inputs);
        }
        ExitCode::from(1)
    }
}
