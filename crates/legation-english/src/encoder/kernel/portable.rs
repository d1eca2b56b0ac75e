//! The kernel for any processor: plain loops over a panel's outputs, which compilers turn into what vectors there are.

use super::{PANEL, Packed, Rows};

pub fn panel(layer: &Packed, panel: usize, rows: &Rows, out: &mut [f32]) {
    let k = layer.inputs;
    let weights = &layer.weights[panel * PANEL * k..][..PANEL * k];
    let scale = &layer.scale[panel * PANEL..][..PANEL];
    let bias = &layer.bias[panel * PANEL..][..PANEL];
    for (r, row) in rows.values.chunks_exact(k).enumerate() {
        let mut sums = [0i32; PANEL];
        for (q, group) in row.as_chunks::<4>().0.iter().zip(weights.as_chunks::<{ PANEL * 4 }>().0) {
            let q = q.map(i32::from);
            for (sum, w) in sums.iter_mut().zip(group.as_chunks::<4>().0) {
                *sum += q[0] * i32::from(w[0])
                    + q[1] * i32::from(w[1])
                    + q[2] * i32::from(w[2])
                    + q[3] * i32::from(w[3]);
            }
        }
        let to = &mut out[r * layer.outputs + panel * PANEL..][..PANEL];
        for (o, to) in to.iter_mut().enumerate() {
            *to = (sums[o] - rows.excess[r]) as f32 * rows.step[r] * scale[o] + bias[o];
        }
    }
}
