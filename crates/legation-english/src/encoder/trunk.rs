//! The encoder's trunk: embeddings and transformer layers, in signed bytes but for norms, GELU and attention.

use std::ops::Range;

use super::batch::Batch;
use super::float::{AttentionScratch, Columns, HEAD, Norm, Projections, add_norm, attention, gelu, quantise};
use super::kernel::{Packed, Path, Rows};
use super::weights::Weights;
use super::wordpiece::CASES;
use crate::Error;

/// A linear layer of the file, packed for the kernels.
pub fn linear(weights: &Weights, name: &str, inputs: usize, outputs: usize) -> Result<Packed, Error> {
    let weight = weights.int8(&format!("{name}.weight"), &[outputs, inputs])?;
    let scale = weights.floats(&format!("{name}.scale"), &[outputs])?;
    let bias = weights.floats(&format!("{name}.bias"), &[outputs])?;
    Ok(Packed::new(&weights.bytes()[weight], inputs, &scale, &bias))
}

fn layer_norm(weights: &Weights, name: &str, hidden: usize) -> Result<Norm, Error> {
    Ok(Norm {
        weight: weights.floats(&format!("{name}.weight"), &[hidden])?,
        bias: weights.floats(&format!("{name}.bias"), &[hidden])?,
    })
}

struct Layer {
    qkv: Packed,
    out: Packed,
    norm1: Norm,
    ffn1: Packed,
    ffn2: Packed,
    norm2: Norm,
}

/// A table of vectors in signed bytes with a scale for each row, read in place.
pub struct Table {
    bytes: Range<usize>,
    scale: Vec<f32>,
    width: usize,
}

impl Table {
    pub fn open(weights: &Weights, name: &str, rows: usize, width: usize) -> Result<Table, Error> {
        let bytes = weights.int8(&format!("{name}.weight"), &[rows, width])?;
        let scale = weights.floats(&format!("{name}.scale"), &[rows])?;
        Ok(Table { bytes, scale, width })
    }

    /// Adds a row to a vector; `file` is the file that the table was opened in.
    pub fn add(&self, file: &[u8], row: usize, to: &mut [f32]) {
        let from = &file[self.bytes.clone()][row * self.width..][..self.width];
        let scale = self.scale[row];
        for (to, &b) in to.iter_mut().zip(from) {
            *to += f32::from(b as i8) * scale;
        }
    }
}

pub struct Trunk {
    word: Table,
    position: Table,
    case: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    pub hidden: usize,
}

/// Buffers of one thread. After [`Trunk::run`], `x` holds the vectors.
#[derive(Default)]
pub struct Buffers {
    pub x: Vec<f32>,
    spare: Vec<f32>,
    every_row: Vec<u32>,
    pub rows: Rows,
    // One for each width: a buffer that shrinks and grows is filled with zeros each time.
    qkv: Vec<f32>,
    context: Vec<f32>,
    context_rows: Rows,
    ffn: Vec<f32>,
    ffn_rows: Rows,
    y: Vec<f32>,
    attention: AttentionScratch,
}

impl Trunk {
    pub fn open(weights: &Weights) -> Result<Trunk, Error> {
        let c = &weights.config;
        let layers = (0..c.layers).map(|i| {
            let inner = c.heads[i] * HEAD;
            Ok(Layer {
                qkv: linear(weights, &format!("layer.{i}.qkv"), c.hidden, 3 * inner)?,
                out: linear(weights, &format!("layer.{i}.out"), inner, c.hidden)?,
                norm1: layer_norm(weights, &format!("layer.{i}.ln1"), c.hidden)?,
                ffn1: linear(weights, &format!("layer.{i}.ffn1"), c.hidden, c.ffn[i])?,
                ffn2: linear(weights, &format!("layer.{i}.ffn2"), c.ffn[i], c.hidden)?,
                norm2: layer_norm(weights, &format!("layer.{i}.ln2"), c.hidden)?,
            })
        });
        Ok(Trunk {
            word: Table::open(weights, "emb.word", c.vocab_size, c.hidden)?,
            position: Table::open(weights, "emb.position", c.max_positions, c.hidden)?,
            case: weights.floats("emb.case.weight", &[CASES, c.hidden])?,
            norm: layer_norm(weights, "emb.ln", c.hidden)?,
            layers: layers.collect::<Result<_, Error>>()?,
            hidden: c.hidden,
        })
    }

    pub fn embed(&self, file: &[u8], path: Path, batch: &Batch, b: &mut Buffers) {
        b.x.clear();
        b.x.resize(batch.rows() * self.hidden, 0.0);
        let inputs = batch.pieces.iter().zip(&batch.places).zip(&batch.cases);
        for (x, ((&piece, &place), &case)) in b.x.chunks_exact_mut(self.hidden).zip(inputs) {
            self.word.add(file, piece as usize, x);
            self.position.add(file, usize::from(place), x);
            for (x, &c) in x.iter_mut().zip(&self.case[usize::from(case) * self.hidden..]) {
                *x += c;
            }
        }
        b.spare.clear();
        b.spare.resize(b.x.len(), 0.0);
        add_norm(path, &mut b.x, &b.spare, &self.norm);
    }

    /// Runs some layers over all rows. `narrow`: the last of them gives the batch's wanted rows alone.
    pub fn run(&self, path: Path, layers: Range<usize>, narrow: bool, batch: &Batch, b: &mut Buffers) {
        let last = layers.end;
        for (i, layer) in (1..).zip(&self.layers).take(last).skip(layers.start) {
            layer.run(path, narrow && i == last, batch, self.hidden, b);
        }
    }
}

/// The wanted rows of `x`.
pub fn gather(x: &[f32], width: usize, wanted: &[u32], to: &mut Vec<f32>) {
    to.clear();
    for &row in wanted {
        to.extend_from_slice(&x[row as usize * width..][..width]);
    }
}

impl Layer {
    fn run(&self, path: Path, narrow: bool, batch: &Batch, hidden: usize, b: &mut Buffers) {
        quantise(path, Columns::all(&b.x, hidden), &mut b.rows);
        self.qkv.apply(path, &b.rows, &mut b.qkv);
        b.every_row.clear();
        b.every_row.extend(0..batch.rows() as u32);
        let asked = if narrow { &batch.wanted } else { &b.every_row };
        let (stride, inner) = (self.qkv.outputs, self.out.inputs);
        b.context.resize(asked.len() * inner, 0.0);
        for sequence in &batch.sequences {
            let own = if narrow { sequence.wanted.clone() } else { sequence.rows.clone() };
            let rows = &b.qkv[sequence.rows.start * stride..sequence.rows.end * stride];
            let qkv = Projections { rows, stride, inner };
            let context = &mut b.context[own.start * inner..own.end * inner];
            attention(path, qkv, &asked[own], sequence.rows.start, &mut b.attention, context);
        }
        quantise(path, Columns::all(&b.context, inner), &mut b.context_rows);
        self.out.apply(path, &b.context_rows, &mut b.y);
        if narrow {
            gather(&b.x, hidden, &batch.wanted, &mut b.spare);
            std::mem::swap(&mut b.x, &mut b.spare);
        }
        add_norm(path, &mut b.x, &b.y, &self.norm1);
        quantise(path, Columns::all(&b.x, hidden), &mut b.rows);
        self.ffn1.apply(path, &b.rows, &mut b.ffn);
        gelu(path, &mut b.ffn);
        quantise(path, Columns::all(&b.ffn, self.ffn1.outputs), &mut b.ffn_rows);
        self.ffn2.apply(path, &b.ffn_rows, &mut b.y);
        add_norm(path, &mut b.x, &b.y, &self.norm2);
    }
}
