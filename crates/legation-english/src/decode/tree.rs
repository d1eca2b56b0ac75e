//! The best tree over a sentence's arcs: the maximum spanning arborescence with one root (Chu and Liu, Edmonds).
//!
//! Most sentences need none of this: the best head of each word makes a tree already.

/// Less than any sum of arcs: the price of a further root.
const ROOT_PRICE: f64 = 1e6;

/// The head of each word, counted from 1, 0 for the root. `arcs` has a row for each word, `words + 1` wide, the first
/// column being the root's.
pub fn heads(arcs: &[f32], words: usize) -> Vec<usize> {
    let width = words + 1;
    debug_assert_eq!(arcs.len(), words * width);
    let mut heads = Vec::with_capacity(width);
    heads.push(0);
    for (word, row) in (1..).zip(arcs.chunks_exact(width)) {
        heads.push(best_head(word, row.iter().map(|&s| f64::from(s))));
    }
    let one_root = heads.iter().skip(1).filter(|&&h| h == 0).count() == 1;
    if !one_root || cycle(&heads).is_some() {
        // A tree needs a root, so when every root costs a fortune the best tree has just one.
        let mut scores = vec![f64::NEG_INFINITY; width];
        for row in arcs.chunks_exact(width) {
            scores.extend(
                row.iter()
                    .enumerate()
                    .map(|(head, &s)| f64::from(s) - if head == 0 { ROOT_PRICE } else { 0.0 }),
            );
        }
        heads = arborescence(&scores, width);
    }
    heads.remove(0);
    heads
}

fn best_head(node: usize, scores: impl Iterator<Item = f64>) -> usize {
    let (mut best, mut most) = (usize::from(node == 0), f64::NEG_INFINITY);
    for (head, score) in scores.enumerate() {
        if head != node && score > most {
            (best, most) = (head, score);
        }
    }
    best
}

/// The nodes of a cycle, if there is one. Node 0 is the root.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    // The walk by which a node was first reached; 0 for none.
    let mut reached = vec![0; heads.len()];
    reached[0] = usize::MAX;
    for start in 1..heads.len() {
        let mut node = start;
        while reached[node] == 0 {
            reached[node] = start;
            node = heads[node];
        }
        if reached[node] == start {
            let mut cycle = vec![node];
            let mut next = heads[node];
            while next != node {
                cycle.push(next);
                next = heads[next];
            }
            return Some(cycle);
        }
    }
    None
}

/// Heads of all nodes of the best arborescence from node 0; `scores[node * n + head]`.
fn arborescence(scores: &[f64], n: usize) -> Vec<usize> {
    let mut heads = vec![0];
    heads.extend((1..n).map(|node| best_head(node, scores[node * n..][..n].iter().copied())));
    let Some(cycle) = cycle(&heads) else { return heads };

    // Contract the cycle to one node, the last of a smaller graph.
    let mut inside = vec![false; n];
    for &node in &cycle {
        inside[node] = true;
    }
    let rest: Vec<usize> = (0..n).filter(|&node| !inside[node]).collect();
    let m = rest.len();
    let mut small = vec![f64::NEG_INFINITY; (m + 1) * (m + 1)];
    // The best head in the cycle for each node outside, and the best word of the cycle for each head outside.
    let mut leaves = vec![cycle[0]; m];
    let mut enters = vec![cycle[0]; m];
    for (a, &node) in rest.iter().enumerate() {
        for (b, &head) in rest.iter().enumerate() {
            small[a * (m + 1) + b] = scores[node * n + head];
        }
        for &inner in &cycle {
            let out = scores[node * n + inner];
            if out > small[a * (m + 1) + m] {
                (small[a * (m + 1) + m], leaves[a]) = (out, inner);
            }
            let gain = scores[inner * n + node] - scores[inner * n + heads[inner]];
            if gain > small[m * (m + 1) + a] {
                (small[m * (m + 1) + a], enters[a]) = (gain, inner);
            }
        }
    }
    let outer = arborescence(&small, m + 1);
    for (a, &node) in rest.iter().enumerate().skip(1) {
        heads[node] = if outer[a] == m { leaves[a] } else { rest[outer[a]] };
    }
    let from = outer[m].min(m - 1);
    heads[enters[from]] = rest[from];
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_tree(heads: &[usize]) -> bool {
        let n = heads.len();
        heads.iter().filter(|&&h| h == 0).count() == 1
            && (0..n).all(|mut at| {
                let mut steps = 0;
                while heads[at] != 0 && steps <= n {
                    at = heads[at] - 1;
                    steps += 1;
                }
                steps <= n
            })
    }

    #[test]
    fn the_tree_is_the_best_of_all_trees() {
        let mut seed = 3u32;
        let mut score = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as f32 / 1000.0 - 30.0
        };
        for round in 0..400 {
            let n = 1 + round % 5;
            let arcs: Vec<f32> = (0..n * (n + 1)).map(|_| score()).collect();
            let sum = |heads: &[usize]| -> f64 {
                heads.iter().enumerate().map(|(i, &h)| f64::from(arcs[i * (n + 1) + h])).sum()
            };
            let mut most = f64::NEG_INFINITY;
            for code in 0..(n + 1).pow(n as u32) {
                let heads: Vec<usize> = (0..n).map(|i| code / (n + 1).pow(i as u32) % (n + 1)).collect();
                if is_tree(&heads) {
                    most = most.max(sum(&heads));
                }
            }
            let found = heads(&arcs, n);
            assert!(is_tree(&found), "{found:?}");
            assert!((sum(&found) - most).abs() < 1e-6, "{n} words: {} for {most}", sum(&found));
        }
    }

    #[test]
    fn equal_scores_and_no_words_are_no_trouble() {
        for n in [0, 1, 2, 40, 254] {
            let found = heads(&vec![0.0; n * (n + 1)], n);
            assert_eq!(found.len(), n);
            assert!(n == 0 || is_tree(&found));
        }
    }
}
