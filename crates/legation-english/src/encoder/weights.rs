//! The parameter file: a safetensors container whose metadata holds the configuration, the vocabulary and the labels.
//!
//! The container is small enough to read by hand: eight bytes of header length, a JSON header that names each tensor
//! with its type, shape and byte range, and the bytes. Everything that the file claims is checked here, once, so that
//! the encoder can trust its sizes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use super::float::HEAD;
use super::kernel::PANEL;
use super::wordpiece::SPECIALS;
use crate::Error;

#[derive(Deserialize)]
struct TensorHeader {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

/// Sizes and slices, as the training program wrote them.
#[derive(Clone, Debug, Deserialize)]
pub struct Config {
    pub version: u32,
    pub layers: usize,
    /// Tags, heads and names are read off after so many layers.
    pub syntax_layers: usize,
    pub hidden: usize,
    /// Attention heads of each layer.
    pub heads: Vec<usize>,
    /// Inner columns of each layer's feed-forward half.
    pub ffn: Vec<usize>,
    pub max_positions: usize,
    pub max_pieces: usize,
    pub vocab_size: usize,
    #[serde(default)]
    pub events: bool,
    #[serde(default)]
    pub relation: Option<String>,
    #[serde(default)]
    pub slices: BTreeMap<String, BTreeMap<String, [usize; 2]>>,
    #[serde(default)]
    pub thresholds: BTreeMap<String, f32>,
}

impl Config {
    /// The rows of a stacked matrix that belong to one head.
    pub fn slice(&self, matrix: &str, name: &str) -> Result<Range<usize>, Error> {
        let [start, end] = *self
            .slices
            .get(matrix)
            .and_then(|m| m.get(name))
            .ok_or_else(|| Error::Model(format!("no slice {name} of {matrix}")))?;
        if start < end {
            Ok(start..end)
        } else {
            Err(Error::Model(format!("slice {name} of {matrix} is empty")))
        }
    }

    /// The outputs of a stacked matrix.
    pub fn width(&self, matrix: &str) -> usize {
        self.slices.get(matrix).into_iter().flatten().map(|(_, s)| s[1]).max().unwrap_or(0)
    }

    pub fn threshold(&self, name: &str, default: f32) -> f32 {
        self.thresholds.get(name).copied().unwrap_or(default)
    }
}

/// An opened parameter file.
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    data: usize,
    tensors: BTreeMap<String, TensorHeader>,
    pub config: Config,
    pub vocab: Vec<String>,
    pub labels: BTreeMap<String, Vec<String>>,
    pub suffixes: Vec<String>,
    pub lemma_exceptions: BTreeMap<String, String>,
}

impl Weights {
    pub fn open(bytes: Cow<'static, [u8]>) -> Result<Weights, Error> {
        let length = bytes.first_chunk::<8>().map(|b| u64::from_le_bytes(*b)).unwrap_or(u64::MAX);
        let data = usize::try_from(length).ok().and_then(|n| n.checked_add(8)).filter(|&n| n <= bytes.len());
        let data = data.ok_or_else(|| Error::Model("no safetensors header".into()))?;
        let header: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&bytes[8..data])?;
        let mut tensors = BTreeMap::new();
        let mut metadata = BTreeMap::new();
        for (name, value) in header {
            if name == "__metadata__" {
                metadata = serde_json::from_value::<BTreeMap<String, String>>(value)?;
            } else {
                tensors.insert(name, serde_json::from_value::<TensorHeader>(value)?);
            }
        }
        let part = |name: &str| {
            metadata.get(name).map(String::as_str).ok_or_else(|| Error::Model(format!("no metadata {name}")))
        };
        let config: Config = serde_json::from_str(part("config")?)?;
        if config.version != 3 {
            return Err(Error::Model(format!(
                "parameters of version {}, this program reads 3",
                config.version
            )));
        }
        if !(1..=config.layers).contains(&config.syntax_layers) {
            return Err(Error::Model("the syntax layers are not among the layers".into()));
        }
        if config.heads.len() != config.layers || config.ffn.len() != config.layers {
            return Err(Error::Model("not every layer has its sizes".into()));
        }
        if config.heads.iter().any(|heads| !(1..=128).contains(heads)) {
            return Err(Error::Model(format!("a layer must have 1 to 128 heads, {HEAD} columns each")));
        }
        if config.hidden == 0 || [config.hidden].iter().chain(&config.ffn).any(|n| !n.is_multiple_of(PANEL)) {
            return Err(Error::Model(format!("layers must be a multiple of {PANEL} wide")));
        }
        // Within these sizes no sum of products of bytes leaves 32 bits.
        if config.hidden > 16_384
            || config.ffn.iter().any(|&n| n == 0 || n > 16_384)
            || !(32..=4096).contains(&config.max_positions)
            || config.max_pieces > 16
        {
            return Err(Error::Model("sizes beyond what this program can hold".into()));
        }
        let vocab: Vec<String> = serde_json::from_str(part("vocab")?)?;
        if vocab.len() != config.vocab_size || vocab.len() < SPECIALS as usize {
            return Err(Error::Model("vocabulary and configuration differ".into()));
        }
        Ok(Weights {
            labels: serde_json::from_str(part("labels")?)?,
            suffixes: serde_json::from_str(part("suffixes")?)?,
            lemma_exceptions: serde_json::from_str(part("lemma_exceptions")?)?,
            vocab,
            config,
            tensors,
            data,
            bytes,
        })
    }

    pub fn labels(&self, name: &str) -> Result<&[String], Error> {
        match self.labels.get(name) {
            Some(l) if !l.is_empty() => Ok(l),
            _ => Err(Error::Model(format!("no labels {name}"))),
        }
    }

    fn find(&self, name: &str) -> Result<(&TensorHeader, Range<usize>), Error> {
        let t = self.tensors.get(name).ok_or_else(|| Error::Model(format!("no tensor {name}")))?;
        let [start, end] = t.data_offsets;
        let width = match t.dtype.as_str() {
            "F32" => 4usize,
            "I8" => 1,
            other => return Err(Error::Model(format!("tensor {name} of type {other}"))),
        };
        let elements = t.shape.iter().try_fold(1usize, |n, &d| n.checked_mul(d));
        let fits = start <= end && end <= self.bytes.len() - self.data;
        if !fits || elements.and_then(|n| n.checked_mul(width)) != Some(end - start) {
            return Err(Error::Model(format!("tensor {name} lies outside the file")));
        }
        Ok((t, self.data + start..self.data + end))
    }

    pub fn shape(&self, name: &str) -> Result<&[usize], Error> {
        Ok(&self.find(name)?.0.shape)
    }

    /// A tensor of floats of that shape, all of them finite.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, Error> {
        let range = self.checked(name, "F32", shape)?;
        let floats: Vec<f32> =
            self.bytes[range].as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        match floats.iter().all(|f| f.is_finite()) {
            true => Ok(floats),
            false => Err(Error::Model(format!("tensor {name} holds what is no number"))),
        }
    }

    /// The byte range of a tensor of signed bytes.
    pub fn int8(&self, name: &str, shape: &[usize]) -> Result<Range<usize>, Error> {
        self.checked(name, "I8", shape)
    }

    fn checked(&self, name: &str, dtype: &str, shape: &[usize]) -> Result<Range<usize>, Error> {
        let (t, range) = self.find(name)?;
        if t.dtype != dtype || t.shape != shape {
            let found = format!("{} {:?}", t.dtype, t.shape);
            return Err(Error::Model(format!("tensor {name} is {found}, expected {dtype} {shape:?}")));
        }
        Ok(range)
    }

    /// The file's bytes, into which [`Weights::int8`] points.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Keeps the bytes for the embedding table, which is read in place.
    pub fn into_bytes(self) -> Cow<'static, [u8]> {
        self.bytes
    }
}
