//! Tables with a column for each field, tab-separated as other event data sets are.

use super::Job;
use crate::codes::Codes;
use crate::error::Result;
use crate::happening::{Happening, Party};
use std::io::Write;

/// A column by name, and what fills it. `empty` fills those that nothing of ours fills.
pub(crate) struct Column {
    pub name: &'static str,
    pub fill: fn(&Happening, &Codes) -> String,
}

pub(crate) const fn column(name: &'static str, fill: fn(&Happening, &Codes) -> String) -> Column {
    Column { name, fill }
}

/// A column that the format has and the archive has nothing for.
pub(crate) const fn blank(name: &'static str) -> Column {
    Column { name, fill: |_, _| String::new() }
}

pub(crate) fn names(columns: &[Column]) -> Vec<String> {
    columns.iter().map(|column| column.name.to_owned()).collect()
}

pub(crate) fn write(job: &Job, columns: &[Column], out: &mut (dyn Write + Send)) -> Result<u64> {
    let mut line = Line::new(out);
    columns.iter().for_each(|column| line.put(column.name));
    line.end()?;
    job.for_each(false, |happening| {
        columns.iter().for_each(|column| line.put(&(column.fill)(happening, job.codes)));
        line.end()
    })
}

/// A line of tab-separated fields. These formats know no quoting: what would end a field becomes a space.
pub(crate) struct Line<'a> {
    out: &'a mut (dyn Write + Send),
    text: String,
    fields: usize,
}

impl<'a> Line<'a> {
    pub fn new(out: &'a mut (dyn Write + Send)) -> Line<'a> {
        Line { out, text: String::new(), fields: 0 }
    }

    pub fn put(&mut self, field: &str) {
        if self.fields > 0 {
            self.text.push('\t');
        }
        self.fields += 1;
        self.text.extend(field.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }

    pub fn end(&mut self) -> Result<()> {
        self.text.push('\n');
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        self.fields = 0;
        Ok(())
    }
}

pub(crate) fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

pub(crate) fn number(value: Option<f64>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// Values of several parties, `; ` between them, each once where `once`.
pub(crate) fn list<'a>(values: impl Iterator<Item = Option<&'a str>>, once: bool) -> String {
    let mut found: Vec<&str> = Vec::new();
    for value in values.flatten() {
        if !once || !found.contains(&value) {
            found.push(value);
        }
    }
    found.join("; ")
}

/// The states of parties.
pub(crate) fn states(parties: &[Party]) -> String {
    list(parties.iter().map(|p| p.state.as_deref()), true)
}

/// `20230419` for `2023-04-19`, and as much of it as there is.
pub(crate) fn digits(date: &str, length: usize) -> String {
    date.bytes().filter(u8::is_ascii_digit).take(length).map(char::from).collect()
}
