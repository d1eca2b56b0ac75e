//! The kernel for processors with AVX2: bytes widened to 16 bits and multiplied in pairs, so that no sum saturates.

// Vectors are counted, so that the compiler keeps all of them in registers.
#![allow(clippy::needless_range_loop)]

use std::arch::x86_64::*;

use super::{PANEL, Packed, Rows};

/// 3 rows by 4 vectors of sums fill 12 of the 16 registers.
const TILE: usize = 3;
/// Outputs of one tile.
const OUTPUTS: usize = 16;

/// One panel of outputs for all rows.
///
/// # Safety
/// The processor has AVX2; [`Packed::apply`] has checked the sizes.
#[target_feature(enable = "avx2")]
pub unsafe fn panel(layer: &Packed, panel: usize, rows: &Rows, out: &mut [f32]) {
    for part in 0..PANEL / OUTPUTS {
        let mut r = 0;
        while r < rows.len() {
            // SAFETY: `r + ROWS <= rows.len()` in every arm.
            unsafe {
                match rows.len() - r {
                    1 => tile::<1>(layer, panel, part, rows, r, out),
                    2 => tile::<2>(layer, panel, part, rows, r, out),
                    _ => tile::<TILE>(layer, panel, part, rows, r, out),
                }
            }
            r += TILE;
        }
    }
}

#[target_feature(enable = "avx2")]
unsafe fn tile<const ROWS: usize>(
    layer: &Packed,
    panel: usize,
    part: usize,
    rows: &Rows,
    first: usize,
    out: &mut [f32],
) {
    let k = layer.inputs;
    // Each vector holds two partial sums for each of four outputs.
    let mut sums = [[_mm256_setzero_si256(); 4]; ROWS];
    // SAFETY: the panel has PANEL * k bytes of weights, each row k bytes of values, PANEL floats of output.
    unsafe {
        let mut weights = layer.weights.as_ptr().add(panel * PANEL * k + part * OUTPUTS * 4);
        let mut inputs = rows.values.as_ptr().add(first * k);
        for _ in 0..k / 4 {
            let q: [__m256i; ROWS] = std::array::from_fn(|r| {
                let four = _mm_cvtsi32_si128(inputs.add(r * k).cast::<i32>().read_unaligned());
                _mm256_broadcastq_epi64(_mm_cvtepi8_epi16(four))
            });
            for c in 0..4 {
                let w = _mm256_cvtepu8_epi16(_mm_loadu_si128(weights.add(c * 16).cast()));
                for r in 0..ROWS {
                    sums[r][c] = _mm256_add_epi32(sums[r][c], _mm256_madd_epi16(w, q[r]));
                }
            }
            weights = weights.add(PANEL * 4);
            inputs = inputs.add(4);
        }
        for half in 0..2 {
            let at = panel * PANEL + part * OUTPUTS + half * 8;
            let scale = _mm256_loadu_ps(layer.scale.as_ptr().add(at));
            let bias = _mm256_loadu_ps(layer.bias.as_ptr().add(at));
            for (r, sums) in sums.iter().enumerate() {
                // The pairwise sum of two vectors leaves their quarters crossed: 0 2 1 3.
                let crossed = _mm256_hadd_epi32(sums[2 * half], sums[2 * half + 1]);
                let sum = _mm256_permute4x64_epi64::<0b11_01_10_00>(crossed);
                let sum = _mm256_sub_epi32(sum, _mm256_set1_epi32(rows.excess[first + r]));
                let step = _mm256_set1_ps(rows.step[first + r]);
                let y = _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), step), scale);
                let to = out.as_mut_ptr().add((first + r) * layer.outputs + at);
                _mm256_storeu_ps(to, _mm256_add_ps(y, bias));
            }
        }
    }
}
