//! Tables that a political scientist can read, edit and override.
use crate::Error;

/// Every table that the coder reads.
#[derive(Clone, Debug, Default)]
pub struct Knowledge;

impl Knowledge {
    pub fn builtin() -> Result<Knowledge, Error> {
        Ok(Knowledge)
    }
}
