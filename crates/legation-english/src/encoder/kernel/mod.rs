//! Products of signed bytes, on every kind of processor, all to the same bit.
//!
//! A linear layer is `y = (Σ q·w) · s · scale + bias` with `q` and `w` signed bytes and the sum in 32 bits: integer sums
//! have no order, so the three kernels ([`avx512`], [`avx2`], [`portable`]) give the same number, and the float part
//! is written to round alike in all of them (no fused multiply-add). A report therefore codes to the same record on
//! every machine.
//!
//! Weights are stored with 128 added, as unsigned bytes, because the AVX-512 instruction `vpdpbusd` multiplies
//! unsigned by signed; `Σ q·(w+128) = Σ q·w + 128·Σ q` and the last term is known once the row is quantised.
//!
//! Layout: panels of [`PANEL`] outputs; in a panel, for every four inputs, `PANEL` groups of four bytes. One step of
//! `vpdpbusd` takes sixteen such groups.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

/// Outputs that are computed together.
pub const PANEL: usize = 64;

/// Which instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Path {
    /// The paths that this machine has, the best first.
    pub fn available() -> Vec<Path> {
        let mut paths = Vec::new();
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                paths.push(Path::Avx512Vnni);
            }
            if is_x86_feature_detected!("avx2") {
                paths.push(Path::Avx2);
            }
        }
        paths.push(Path::Portable);
        paths
    }

    pub fn best() -> Path {
        Path::available().first().copied().unwrap_or(Path::Portable)
    }
}

/// Rows of signed bytes with what is needed to read their products back as floats.
#[derive(Default)]
pub struct Rows {
    pub width: usize,
    pub values: Vec<i8>,
    /// What one step is worth.
    pub step: Vec<f32>,
    /// 128 times the sum of the row.
    pub excess: Vec<i32>,
}

impl Rows {
    pub fn len(&self) -> usize {
        self.step.len()
    }

    /// Makes room for rows of another width. The old values stay for their maker to write over.
    pub fn clear(&mut self, width: usize) {
        self.width = width.next_multiple_of(4);
        self.step.clear();
        self.excess.clear();
    }
}

/// A matrix as the kernels read it.
pub struct Packed {
    pub inputs: usize,
    /// A multiple of [`PANEL`]; outputs beyond the layer's own are zero.
    pub outputs: usize,
    pub weights: Vec<u8>,
    pub scale: Vec<f32>,
    pub bias: Vec<f32>,
}

impl Packed {
    /// Packs `[outputs, inputs]` signed bytes.
    pub fn new(weight: &[u8], inputs: usize, scale: &[f32], bias: &[f32]) -> Packed {
        let real = scale.len();
        let outputs = real.next_multiple_of(PANEL);
        let padded = inputs.next_multiple_of(4);
        let mut weights = vec![128u8; outputs * padded];
        for (o, row) in weight.chunks_exact(inputs.max(1)).take(real).enumerate() {
            let base = o / PANEL * PANEL * padded + o % PANEL * 4;
            for (k, four) in row.chunks(4).enumerate() {
                let at = base + k * PANEL * 4;
                for (to, &from) in weights[at..at + 4].iter_mut().zip(four) {
                    *to = from ^ 0x80;
                }
            }
        }
        let fill = |v: &[f32]| {
            let mut v = v.to_vec();
            v.resize(outputs, 0.0);
            v
        };
        Packed { inputs: padded, outputs, weights, scale: fill(scale), bias: fill(bias) }
    }

    /// `out[row, output]`, with rows `self.outputs` apart.
    pub fn apply(&self, path: Path, rows: &Rows, out: &mut Vec<f32>) {
        let n = rows.len();
        // The kernels read by pointer: their sizes are settled here.
        assert_eq!(rows.width, self.inputs);
        assert!(rows.values.len() == n * self.inputs && rows.excess.len() == n);
        assert!(self.weights.len() == self.outputs * self.inputs && self.outputs.is_multiple_of(PANEL));
        assert!(self.scale.len() == self.outputs && self.bias.len() == self.outputs);
        out.resize(n * self.outputs, 0.0);
        for panel in 0..self.outputs / PANEL {
            match path {
                // SAFETY: a path is only ever chosen from `Path::available`, and the sizes were checked above.
                #[cfg(target_arch = "x86_64")]
                Path::Avx512Vnni => unsafe { avx512::panel(self, panel, rows, out) },
                #[cfg(target_arch = "x86_64")]
                Path::Avx2 => unsafe { avx2::panel(self, panel, rows, out) },
                Path::Portable => portable::panel(self, panel, rows, out),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small generator, so that the test needs no crate and always sees the same numbers.
    fn bytes(n: usize, mut seed: u32) -> Vec<u8> {
        (0..n)
            .map(|_| {
                seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (seed >> 24) as u8
            })
            .collect()
    }

    #[test]
    fn every_path_gives_the_same_bits_as_a_plain_sum() {
        for (m, n, k) in [(1, 9, 128), (7, 64, 384), (13, 130, 1536), (6, 51, 256), (29, 384, 36), (3, 5, 7)]
        {
            let weight = bytes(n * k, 1);
            let scale: Vec<f32> = (0..n).map(|i| 0.001 + i as f32 * 1e-5).collect();
            let bias: Vec<f32> = (0..n).map(|i| i as f32 * 0.25 - 3.0).collect();
            let packed = Packed::new(&weight, k, &scale, &bias);
            let mut rows = Rows::default();
            rows.clear(k);
            for (r, row) in bytes(m * k, 2).chunks(k).enumerate() {
                let mut row: Vec<i8> = row.iter().map(|&b| (b as i8).max(-127)).collect();
                row.resize(rows.width, 0);
                rows.excess.push(128 * row.iter().map(|&q| i32::from(q)).sum::<i32>());
                rows.step.push(0.01 + r as f32 * 0.003);
                rows.values.extend(row);
            }
            for path in Path::available() {
                let mut out = Vec::new();
                packed.apply(path, &rows, &mut out);
                for r in 0..m {
                    for o in 0..n {
                        let q = &rows.values[r * rows.width..][..k];
                        let w = &weight[o * k..][..k];
                        let sum: i32 =
                            q.iter().zip(w).map(|(&q, &w)| i32::from(q) * i32::from(w as i8)).sum();
                        let want = sum as f32 * rows.step[r] * scale[o] + bias[o];
                        let got = out[r * packed.outputs + o];
                        assert_eq!(got.to_bits(), want.to_bits(), "{path:?} {m}x{n}x{k} row {r} output {o}");
                    }
                }
            }
        }
    }
}
