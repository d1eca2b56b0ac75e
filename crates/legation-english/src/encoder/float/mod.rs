//! The float half of the encoder: quantising rows, norms, GELU, softmax and attention.
//!
//! Every function here is one body in plain Rust, compiled once for each [`Path`] so that the compiler may use that
//! path's vectors. Sums run over sixteen lanes that are folded in a fixed order, and nothing is fused, so the result
//! is the same on every path and for every batch.

// Lanes are counted: iterators over several arrays at once say less, and hide the vectors from the compiler.
#![allow(clippy::needless_range_loop)]

use super::kernel::{Path, Rows};

const LANES: usize = 16;
type Lanes = [f32; LANES];

/// Compiles a body for every path and makes a function that chooses.
macro_rules! on_every_path {
    ($(#[$doc:meta])* pub fn $name:ident($($arg:ident: $type:ty),* $(,)?) = $body:ident) => {
        $(#[$doc])*
        pub fn $name(path: Path, $($arg: $type),*) {
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq")]
            unsafe fn avx512($($arg: $type),*) {
                $body($($arg),*)
            }
            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            unsafe fn avx2($($arg: $type),*) {
                $body($($arg),*)
            }
            match path {
                // SAFETY: a path is only ever chosen from `Path::available`.
                #[cfg(target_arch = "x86_64")]
                Path::Avx512Vnni => unsafe { avx512($($arg),*) },
                #[cfg(target_arch = "x86_64")]
                Path::Avx2 => unsafe { avx2($($arg),*) },
                Path::Portable => $body($($arg),*),
            }
        }
    };
}

// Below the macro, which it uses.
mod attention;
pub use attention::{AttentionScratch, HEAD, Projections, attention};

/// Something done to two vectors lane by lane. In this form the compiler sees vectors where a sum is carried along;
/// where none is, it sees them best in a plain loop over all columns.
#[inline(always)]
fn pairwise(a: &Lanes, b: &Lanes, combine: impl Fn(f32, f32) -> f32) -> Lanes {
    let mut out = [0.0; LANES];
    for i in 0..LANES {
        out[i] = combine(a[i], b[i]);
    }
    out
}

#[inline(always)]
fn fold(mut lanes: Lanes, combine: impl Fn(f32, f32) -> f32) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for i in 0..width {
            lanes[i] = combine(lanes[i], lanes[i + width]);
        }
        width /= 2;
    }
    lanes[0]
}

#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// 1.5 · 2²³: adding it rounds a number to the nearest whole one, halves to even, and leaves that in the lowest bits.
const ROUND: f32 = 12_582_912.0;

/// The whole number that adding [`ROUND`] has left, as two's complement. Any bits at all give some number, so no
/// parameter file can make this undefined.
#[inline(always)]
fn whole(rounded: f32) -> u32 {
    rounded.to_bits().wrapping_sub(ROUND.to_bits())
}

/// e^x for x <= 0, to about 2e-7.
#[inline(always)]
fn exp_lane(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let rounded = x * std::f32::consts::LOG2_E + ROUND;
    let n = rounded - ROUND;
    let r = (x - n * 0.693_359_4) - n * -2.121_944_4e-4;
    let p = 1.388_888_9e-3;
    let p = p * r + 8.333_334e-3;
    let p = p * r + 4.166_666_8e-2;
    let p = p * r + 0.166_666_67;
    let p = p * r + 0.5;
    let p = p * r * r + r + 1.0;
    p * f32::from_bits(whole(rounded).wrapping_add(127) << 23)
}

/// x Φ(x), with the error function by Abramowitz and Stegun 7.1.26 (error below 2e-7).
#[inline(always)]
fn gelu_lane(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let p = 1.061_405_4;
    let p = p * t - 1.453_152;
    let p = p * t + 1.421_413_8;
    let p = p * t - 0.284_496_74;
    let p = p * t + 0.254_829_6;
    let tail = p * t * exp_lane(-z * z);
    // Φ(x) is 1 - tail/2 for positive x and tail/2 for negative.
    let half = 0.5 * x * tail;
    if x > 0.0 { x - half } else { half }
}

/// e^x for x <= 0, the same on every machine (which `f32::exp` doesn't promise).
pub fn exp(x: f32) -> f32 {
    exp_lane(x)
}

/// One over one plus e^-x.
pub fn sigmoid(x: f32) -> f32 {
    let e = exp_lane(-x.abs());
    (if x > 0.0 { 1.0 } else { e }) / (1.0 + e)
}

#[inline(always)]
fn gelu_body(values: &mut [f32]) {
    for x in values {
        *x = gelu_lane(*x);
    }
}

on_every_path! {
    /// GELU in place.
    pub fn gelu(values: &mut [f32]) = gelu_body
}

/// Columns of a matrix of floats, row by row.
#[derive(Clone, Copy)]
pub struct Columns<'a> {
    pub values: &'a [f32],
    /// From one row to the next.
    pub stride: usize,
    pub start: usize,
    pub width: usize,
    /// Whether negative values count as zero.
    pub relu: bool,
}

impl<'a> Columns<'a> {
    pub fn all(values: &'a [f32], width: usize) -> Columns<'a> {
        Columns { values, stride: width, start: 0, width, relu: false }
    }
}

#[inline(always)]
fn quantise_body(from: Columns<'_>, to: &mut Rows) {
    let floor = if from.relu { 0.0 } else { f32::NEG_INFINITY };
    to.clear(from.width);
    let padded = to.width;
    to.values.resize(from.values.len() / from.stride * padded, 0);
    for (row, to_row) in from.values.chunks_exact(from.stride).zip(to.values.chunks_exact_mut(padded)) {
        let row = &row[from.start..from.start + from.width];
        let (lanes, rest) = row.as_chunks::<LANES>();
        let mut most = [0.0f32; LANES];
        for v in lanes {
            most = pairwise(&most, v, |m, x| larger(larger(x, floor).abs(), m));
        }
        let most = rest.iter().fold(fold(most, larger), |m, &x| larger(larger(x, floor).abs(), m));
        let factor = if most > 0.0 { 127.0 / most } else { 0.0 };
        let mut sum = 0i32;
        for (to, &x) in to_row.iter_mut().zip(row) {
            *to = whole(larger(x, floor) * factor + ROUND) as i8;
            sum = sum.wrapping_add(i32::from(*to));
        }
        to_row[from.width..].fill(0);
        to.step.push(most / 127.0);
        to.excess.push(128 * sum);
    }
}

on_every_path! {
    /// Rows of floats as signed bytes, each row with its own step.
    pub fn quantise(from: Columns<'_>, to: &mut Rows) = quantise_body
}

/// The scale and offset of a layer norm.
pub struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

#[inline(always)]
fn add_norm_body(x: &mut [f32], y: &[f32], norm: &Norm) {
    let width = norm.weight.len();
    for (x, y) in x.chunks_exact_mut(width).zip(y.chunks_exact(width)) {
        let (xs, ys) = (x.as_chunks_mut::<LANES>().0, y.as_chunks::<LANES>().0);
        let mut sum = [0.0f32; LANES];
        for (x, y) in xs.iter_mut().zip(ys) {
            *x = pairwise(x, y, |a, b| a + b);
            sum = pairwise(&sum, x, |a, b| a + b);
        }
        let mean = fold(sum, |a, b| a + b) / width as f32;
        let mut squares = [0.0f32; LANES];
        for x in xs.iter() {
            squares = pairwise(&squares, x, |s, x| s + (x - mean) * (x - mean));
        }
        let scale = 1.0 / (fold(squares, |a, b| a + b) / width as f32 + 1e-12).sqrt();
        for ((x, w), b) in x.iter_mut().zip(&norm.weight).zip(&norm.bias) {
            *x = (*x - mean) * scale * w + b;
        }
    }
}

on_every_path! {
    /// `x = LN(x + y)` row by row. The width is a multiple of sixteen.
    pub fn add_norm(x: &mut [f32], y: &[f32], norm: &Norm) = add_norm_body
}

#[inline(always)]
fn scores_body(a: &[f32], b: Columns<'_>, out: &mut Vec<f32>) {
    let width = b.width;
    out.clear();
    for row in a.chunks_exact(width) {
        let row = row.as_chunks::<LANES>().0;
        for other in b.values.chunks_exact(b.stride) {
            let other = other[b.start..b.start + width].as_chunks::<LANES>().0;
            let mut sum = [0.0f32; LANES];
            for (x, y) in row.iter().zip(other) {
                for i in 0..LANES {
                    let y = if b.relu { larger(y[i], 0.0) } else { y[i] };
                    sum[i] += x[i] * y;
                }
            }
            out.push(fold(sum, |a, b| a + b));
        }
    }
}

on_every_path! {
    /// All dot products of rows of `a` with rows of `b`. The width is a multiple of sixteen.
    pub fn scores(a: &[f32], b: Columns<'_>, out: &mut Vec<f32>) = scores_body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_gelu_are_close() {
        for i in 0..20_000 {
            let x = -(i as f32) * 0.004;
            assert!((exp_lane(x) - x.exp()).abs() < 1e-6, "exp {x}");
        }
        // Φ by its series at a few points (tables of the normal distribution).
        for (x, phi) in
            [(0.0, 0.5), (1.0, 0.841_344_8), (2.0, 0.977_249_87), (0.5, 0.691_462_46), (3.5, 0.999_767_4)]
        {
            assert!((gelu_lane(x) - x * phi).abs() < 2e-6, "gelu {x}");
            assert!((gelu_lane(-x) + x * (1.0 - phi)).abs() < 2e-6, "gelu -{x}");
        }
    }

    #[test]
    fn halves_round_to_even_and_zero_rows_stay_zero() {
        let values = [127.0, 2.5, 3.5, -0.5, 0.0, 0.0, 0.0, 0.0];
        for path in Path::available() {
            let mut rows = Rows::default();
            quantise(path, Columns::all(&values, 4), &mut rows);
            assert_eq!(rows.values, [127, 2, 4, 0, 0, 0, 0, 0]);
            assert_eq!(rows.step, [1.0, 0.0]);
            assert_eq!(rows.excess, [128 * 133, 0]);
        }
    }
}
