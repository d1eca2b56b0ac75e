//! Columns of scores and what they stand for.

use std::ops::Range;

use super::weights::Weights;
use crate::Error;
use crate::decode::best;

pub struct Labels<T> {
    pub columns: Range<usize>,
    pub labels: Vec<T>,
}

impl<T> Labels<T> {
    /// The labels of one slice of a matrix; with no slice, of all its columns.
    pub fn open(
        weights: &Weights,
        matrix: Option<&str>,
        name: &str,
        parse: impl Fn(&str) -> Result<T, Error>,
    ) -> Result<Labels<T>, Error> {
        let labels = weights.labels(name)?.iter().map(|l| parse(l)).collect::<Result<Vec<T>, Error>>()?;
        let columns = match matrix {
            Some(matrix) => weights.config.slice(matrix, name)?,
            None => 0..labels.len(),
        };
        match columns.len() == labels.len() {
            true => Ok(Labels { columns, labels }),
            false => {
                Err(Error::Model(format!("{} labels {name} for {} columns", labels.len(), columns.len())))
            }
        }
    }

    pub fn scores<'r>(&self, row: &'r [f32]) -> &'r [f32] {
        &row[self.columns.clone()]
    }

    /// The label with the best score in a row.
    pub fn best(&self, row: &[f32]) -> &T {
        &self.labels[best(self.scores(row))]
    }
}

/// For labels that stay as the file writes them.
pub fn text(label: &str) -> Result<String, Error> {
    Ok(label.to_string())
}
