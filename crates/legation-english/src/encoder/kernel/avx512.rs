//! The kernel for processors with AVX-512 VNNI: 64 products an instruction, 24 sums held in registers.

use std::arch::x86_64::*;

use super::{PANEL, Packed, Rows};

/// Rows that share one reading of the weights: 6 rows by 4 vectors leave 8 registers for weights and inputs.
const TILE: usize = 6;

/// One panel of outputs for all rows.
///
/// # Safety
/// The processor has the features; [`Packed::apply`] has checked the sizes.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
pub unsafe fn panel(layer: &Packed, panel: usize, rows: &Rows, out: &mut [f32]) {
    let mut r = 0;
    while r < rows.len() {
        // SAFETY: `r + ROWS <= rows.len()` in every arm.
        unsafe {
            match rows.len() - r {
                1 => tile::<1>(layer, panel, rows, r, out),
                2 => tile::<2>(layer, panel, rows, r, out),
                3 => tile::<3>(layer, panel, rows, r, out),
                4 => tile::<4>(layer, panel, rows, r, out),
                5 => tile::<5>(layer, panel, rows, r, out),
                _ => tile::<TILE>(layer, panel, rows, r, out),
            }
        }
        r += TILE;
    }
}

#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")]
unsafe fn tile<const ROWS: usize>(layer: &Packed, panel: usize, rows: &Rows, first: usize, out: &mut [f32]) {
    let k = layer.inputs;
    let mut sums = [[_mm512_setzero_si512(); 4]; ROWS];
    // SAFETY: the panel has PANEL * k bytes of weights, each row k bytes of values, PANEL floats of output.
    unsafe {
        let mut weights = layer.weights.as_ptr().add(panel * PANEL * k);
        let mut inputs = rows.values.as_ptr().add(first * k);
        for _ in 0..k / 4 {
            let w: [__m512i; 4] = std::array::from_fn(|c| _mm512_loadu_si512(weights.add(c * 64).cast()));
            for (r, sums) in sums.iter_mut().enumerate() {
                let q = _mm512_set1_epi32(inputs.add(r * k).cast::<i32>().read_unaligned());
                for c in 0..4 {
                    sums[c] = _mm512_dpbusd_epi32(sums[c], w[c], q);
                }
            }
            weights = weights.add(PANEL * 4);
            inputs = inputs.add(4);
        }
        for c in 0..4 {
            let at = panel * PANEL + c * 16;
            let scale = _mm512_loadu_ps(layer.scale.as_ptr().add(at));
            let bias = _mm512_loadu_ps(layer.bias.as_ptr().add(at));
            for (r, sums) in sums.iter().enumerate() {
                let sum = _mm512_sub_epi32(sums[c], _mm512_set1_epi32(rows.excess[first + r]));
                let step = _mm512_set1_ps(rows.step[first + r]);
                let y = _mm512_mul_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(sum), step), scale);
                let to = out.as_mut_ptr().add((first + r) * layer.outputs + at);
                _mm512_storeu_ps(to, _mm512_add_ps(y, bias));
            }
        }
    }
}
