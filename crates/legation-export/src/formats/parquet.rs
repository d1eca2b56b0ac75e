//! The columns of the CSV, typed: days are dates, lists are lists.

use super::Job;
use super::happenings::{COLUMNS, Kind, Value};
use crate::error::{Error, Result};
use crate::happening::Happening;
use arrow_array::builder::{
    ArrayBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows made ready at a time.
const BATCH: usize = 4096;
/// Rows in a group, which is held in memory until it is written.
const GROUP: usize = 65_536;

impl From<ParquetError> for Error {
    fn from(error: ParquetError) -> Error {
        Error::Output(match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => *error,
                Err(inner) => io::Error::other(inner),
            },
            other => io::Error::other(other),
        })
    }
}

pub(crate) fn write(job: &Job, out: &mut (dyn Write + Send)) -> Result<u64> {
    let fields: Vec<Field> = COLUMNS.iter().map(|c| Field::new(c.name, data_type(c.kind), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let note = KeyValue::new("legation".to_owned(), job.metadata.to_string());
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP))
        .set_key_value_metadata(Some(vec![note]))
        .build();
    let mut writer = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
    let mut columns: Vec<Builder> = COLUMNS.iter().map(|column| Builder::new(column.kind)).collect();
    let mut waiting = 0;
    let rows = job.for_each(false, |happening| {
        put(&mut columns, happening);
        waiting += 1;
        if waiting == BATCH {
            waiting = 0;
            flush(&mut writer, &schema, &mut columns)?;
        }
        Ok(())
    })?;
    flush(&mut writer, &schema, &mut columns)?;
    writer.append_key_value_metadata(KeyValue::new("rows".to_owned(), rows.to_string()));
    writer.close()?;
    Ok(rows)
}

fn put(columns: &mut [Builder], happening: &Happening) {
    for (builder, column) in columns.iter_mut().zip(COLUMNS) {
        builder.put((column.fill)(happening));
    }
}

fn flush<W: Write + Send>(
    writer: &mut ArrowWriter<W>,
    schema: &Arc<Schema>,
    columns: &mut [Builder],
) -> Result<()> {
    let arrays: Vec<ArrayRef> = columns.iter_mut().map(Builder::finish).collect();
    let batch = RecordBatch::try_new(Arc::clone(schema), arrays)
        .map_err(|error| Error::Output(io::Error::other(error)))?;
    Ok(writer.write(&batch)?)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::List => DataType::List(Arc::new(Field::new("item", DataType::Utf8, true))),
        Kind::Real => DataType::Float64,
        Kind::Whole => DataType::Int64,
        Kind::Day => DataType::Date32,
    }
}

/// A column that grows.
enum Builder {
    Text(StringBuilder),
    List(ListBuilder<StringBuilder>),
    Real(Float64Builder),
    Whole(Int64Builder),
    Day(Date32Builder),
}

impl Builder {
    fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::List => Builder::List(ListBuilder::new(StringBuilder::new())),
            Kind::Real => Builder::Real(Float64Builder::new()),
            Kind::Whole => Builder::Whole(Int64Builder::new()),
            Kind::Day => Builder::Day(Date32Builder::new()),
        }
    }

    /// A value of another kind than the column's is nothing; the columns' test rules it out.
    fn put(&mut self, value: Value) {
        match (self, value) {
            (Builder::Text(column), Value::Text(text)) => column.append_value(text),
            (Builder::Text(column), _) => column.append_null(),
            (Builder::List(column), Value::List(values)) => {
                for value in values {
                    column.values().append_option(Some(value).filter(|value| !value.is_empty()));
                }
                column.append(true);
            }
            (Builder::List(column), _) => column.append(false),
            (Builder::Real(column), Value::Real(number)) => column.append_value(number),
            (Builder::Real(column), _) => column.append_null(),
            (Builder::Whole(column), Value::Whole(number)) => column.append_value(number),
            (Builder::Whole(column), _) => column.append_null(),
            (Builder::Day(column), Value::Text(day)) => {
                column.append_option(legation_archive::from_iso(day));
            }
            (Builder::Day(column), _) => column.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        let builder: &mut dyn ArrayBuilder = match self {
            Builder::Text(column) => column,
            Builder::List(column) => column,
            Builder::Real(column) => column,
            Builder::Whole(column) => column,
            Builder::Day(column) => column,
        };
        builder.finish()
    }
}
