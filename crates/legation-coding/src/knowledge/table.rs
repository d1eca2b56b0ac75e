//! Reading the tables: tab-separated values, `#` begins a comment line, `|` parts variants, `-` or nothing is "none".

use crate::Error;

/// PLOVER sectors.
#[rustfmt::skip]
pub const SECTORS: [&str; 22] = [
    "GOV", "MIL", "LEG", "JUD", "PTY", "OPP", "COP", "SPY", "REB", "CVL", "BUS",
    "MED", "EDU", "LAB", "REL", "NGO", "IGO", "MNC", "CRM", "HLH", "ELI", "UNK",
];

/// A line of a table with what is needed to complain about it.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub file: &'a str,
    pub line: usize,
    pub text: &'a str,
}

/// The rows of a table, comments and empty lines aside.
pub(crate) fn rows<'a>(file: &'a str, text: &'a str) -> impl Iterator<Item = Row<'a>> {
    let lines =
        text.lines().enumerate().map(move |(n, text)| Row { file, line: n + 1, text: text.trim_end() });
    lines.filter(|row| !row.text.is_empty() && !row.text.starts_with('#'))
}

impl<'a> Row<'a> {
    pub fn error(&self, reason: impl Into<String>, mend: impl Into<String>) -> Error {
        Error { file: self.file.into(), line: self.line, reason: reason.into(), mend: mend.into() }
    }

    /// Exactly `N` columns; missing ones at the end are empty.
    pub fn columns<const N: usize>(&self, names: &[&str; N]) -> Result<[&'a str; N], Error> {
        let mut columns = [""; N];
        for (n, cell) in self.text.split('\t').enumerate() {
            let cell = cell.trim();
            match columns.get_mut(n) {
                Some(place) => *place = if cell == "-" { "" } else { cell },
                None => {
                    return Err(self.error(
                        format!("more than {N} columns"),
                        format!("the columns are: {}", names.join(", ")),
                    ));
                }
            }
        }
        if columns[0].is_empty() {
            return Err(
                self.error(format!("no {}", names[0]), format!("the columns are: {}", names.join(", ")))
            );
        }
        Ok(columns)
    }

    pub fn sector(&self, cell: &str) -> Result<Option<String>, Error> {
        match cell {
            "" => Ok(None),
            _ if SECTORS.contains(&cell) => Ok(Some(cell.into())),
            _ => {
                Err(self
                    .error(format!("`{cell}` is no PLOVER sector"), format!("one of {}", SECTORS.join(", "))))
            }
        }
    }

    /// A state code's form; whether the code is given out is checked against the table of states.
    pub fn state(&self, cell: &str) -> Result<Option<String>, Error> {
        match cell {
            "" => Ok(None),
            _ if cell.len() == 3 && cell.bytes().all(|b| b.is_ascii_uppercase()) => Ok(Some(cell.into())),
            _ => Err(self.error(
                format!("`{cell}` is no state code"),
                "three capital letters (ISO 3166-1), EUE, NAT, UNO, IGO, NGO, or `-`",
            )),
        }
    }

    /// `2013`, `2013-01` or `2013-01-31`.
    pub fn date(&self, cell: &'a str) -> Result<Option<&'a str>, Error> {
        if cell.is_empty() || cell == "-" {
            return Ok(None);
        }
        let shape: String = cell.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect();
        let month = cell.get(5..7).is_none_or(|m| ("01"..="12").contains(&m));
        let day = cell.get(8..10).is_none_or(|d| ("01"..="31").contains(&d));
        match shape.as_str() {
            "9999" | "9999-99" | "9999-99-99" if month && day => Ok(Some(cell)),
            _ => Err(self.error(format!("`{cell}` is no date"), "write it as 2013, 2013-01 or 2013-01-31")),
        }
    }
}

/// The variants of a cell.
pub(crate) fn variants(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|v| !v.is_empty())
}
