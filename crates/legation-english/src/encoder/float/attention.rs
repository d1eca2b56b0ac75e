//! Attention, one head after another, with positions along the lanes.

use super::super::kernel::Path;
use super::{LANES, Lanes, exp_lane, fold, larger, pairwise};

/// Columns of one attention head.
pub const HEAD: usize = 32;

/// Buffers that attention uses again and again.
#[derive(Default)]
pub struct AttentionScratch {
    /// Keys with positions running along the lanes: for each sixteen positions the columns one after another.
    keys: Vec<[Lanes; HEAD]>,
    values: Vec<[Lanes; HEAD / LANES]>,
    weights: [Vec<f32>; QUERIES],
}

/// Queries that are computed together, so that each key and value is read once for all of them.
const QUERIES: usize = 4;

#[inline(always)]
fn add_scaled(sum: &mut Lanes, x: f32, v: &Lanes) {
    *sum = pairwise(sum, v, |s, v| s + x * v);
}

/// Queries, keys and values of a sentence's positions, one after another in a row for each.
#[derive(Clone, Copy)]
pub struct Projections<'a> {
    pub rows: &'a [f32],
    /// Floats from row to row, which may be more than the three parts take.
    pub stride: usize,
    /// Columns of each part, over all heads.
    pub inner: usize,
}

/// Attention of one sentence; `wanted` are the positions whose context is asked for.
#[inline(always)]
fn attention_body(
    qkv: Projections<'_>,
    wanted: &[u32],
    first: usize,
    scratch: &mut AttentionScratch,
    out: &mut [f32],
) {
    let Projections { rows, stride, inner } = qkv;
    let n = rows.len() / stride;
    scratch.keys.resize(n.div_ceil(LANES), [[0.0; LANES]; HEAD]);
    for head in 0..inner / HEAD {
        scratch.values.clear();
        for (j, row) in rows.chunks_exact(stride).enumerate() {
            let keys = &mut scratch.keys[j / LANES];
            for (keys, &k) in keys.iter_mut().zip(&row[inner + head * HEAD..][..HEAD]) {
                keys[j % LANES] = k;
            }
            let value = row[2 * inner + head * HEAD..][..HEAD].as_chunks::<LANES>().0;
            scratch.values.push([value[0], value[1]]);
        }
        for (block, queries) in wanted.chunks(QUERIES).enumerate() {
            let query = |q: usize| -> [f32; HEAD] {
                let position = queries[q.min(queries.len() - 1)] as usize - first;
                let mut query = [0.0; HEAD];
                query.copy_from_slice(&rows[position * stride + head * HEAD..][..HEAD]);
                query
            };
            let query: [[f32; HEAD]; QUERIES] = std::array::from_fn(query);
            scratch.weights.iter_mut().for_each(Vec::clear);
            for keys in &scratch.keys {
                let [mut a, mut b, mut c, mut d] = [[0.0f32; LANES]; QUERIES];
                for (column, keys) in keys.iter().enumerate() {
                    add_scaled(&mut a, query[0][column], keys);
                    add_scaled(&mut b, query[1][column], keys);
                    add_scaled(&mut c, query[2][column], keys);
                    add_scaled(&mut d, query[3][column], keys);
                }
                for (weights, sums) in scratch.weights.iter_mut().zip([a, b, c, d]) {
                    weights.extend_from_slice(&sums);
                }
            }
            let mut scale = [0.0; QUERIES];
            for (scale, weights) in scale.iter_mut().zip(&mut scratch.weights) {
                *scale = softmax(weights, n);
            }
            let [wa, wb, wc, wd] = &scratch.weights;
            let [mut a, mut b, mut c, mut d] = [[[0.0f32; LANES]; HEAD / LANES]; QUERIES];
            for (value, (((pa, pb), pc), pd)) in scratch.values.iter().zip(wa.iter().zip(wb).zip(wc).zip(wd))
            {
                add_scaled(&mut a[0], *pa, &value[0]);
                add_scaled(&mut a[1], *pa, &value[1]);
                add_scaled(&mut b[0], *pb, &value[0]);
                add_scaled(&mut b[1], *pb, &value[1]);
                add_scaled(&mut c[0], *pc, &value[0]);
                add_scaled(&mut c[1], *pc, &value[1]);
                add_scaled(&mut d[0], *pd, &value[0]);
                add_scaled(&mut d[1], *pd, &value[1]);
            }
            for (q, context) in [a, b, c, d].iter().enumerate().take(queries.len()) {
                let to = &mut out[(block * QUERIES + q) * inner + head * HEAD..][..HEAD];
                for (to, c) in to.iter_mut().zip(context.as_flattened()) {
                    *to = c * scale[q];
                }
            }
        }
    }
}

/// Scores to e^(score - max) with zero beyond `n`; returns what one over their sum is.
#[inline(always)]
fn softmax(weights: &mut [f32], n: usize) -> f32 {
    for w in &mut weights[n..] {
        *w = f32::NEG_INFINITY;
    }
    let lanes = weights.as_chunks_mut::<LANES>().0;
    let mut most = [f32::NEG_INFINITY; LANES];
    for v in lanes.iter() {
        for i in 0..LANES {
            most[i] = larger(v[i], most[i]);
        }
    }
    let most = fold(most, larger);
    let mut sum = [0.0f32; LANES];
    for v in lanes.iter_mut() {
        for i in 0..LANES {
            let e = exp_lane(v[i] - most);
            v[i] = if v[i] == f32::NEG_INFINITY { 0.0 } else { e };
            sum[i] += v[i];
        }
    }
    1.0 / fold(sum, |a, b| a + b)
}

on_every_path! {
    /// The contexts of the wanted positions, which are numbered in the batch, the sequence's own from `first`.
    pub fn attention(
        qkv: Projections<'_>,
        wanted: &[u32],
        first: usize,
        scratch: &mut AttentionScratch,
        out: &mut [f32],
    ) = attention_body
}
