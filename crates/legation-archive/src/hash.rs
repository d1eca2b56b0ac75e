//! Ids as hashes of content.

/// Sixteen hexadecimal digits out of the parts, which are told apart from one another.
pub(crate) fn id(kind: &str, parts: &[&str]) -> String {
    let mut text = digest(kind, parts).to_hex().to_string();
    text.truncate(16);
    text
}

/// 128 bits, for what must never be taken for something else.
pub(crate) fn content(kind: &str, parts: &[&str]) -> String {
    let mut text = digest(kind, parts).to_hex().to_string();
    text.truncate(32);
    text
}

/// Sixteen hexadecimal digits that tell whether files are still the same.
pub fn fingerprint(texts: &[Vec<u8>]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text);
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

/// A number for an index.
pub(crate) fn number(kind: &str, parts: &[&str]) -> i64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&digest(kind, parts).as_bytes()[..8]);
    i64::from_le_bytes(bytes)
}

/// Where such a hash begins.
pub(crate) const START: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number for indices that bear a rare mistake: much quicker, and no proof against an adversary.
pub(crate) fn quick(parts: &[&str]) -> u64 {
    let mut hash = START;
    for part in parts {
        for chunk in part.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            hash = mix(hash, u64::from_le_bytes(word));
        }
        // Where one part ends.
        hash = mix(hash, part.len() as u64 | 1 << 63);
    }
    hash
}

/// A step of such a hash.
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    let product = u128::from(hash ^ value) * 0x2d35_8dcc_aa6c_78a5_u128;
    ((product >> 64) as u64 ^ product as u64).wrapping_add(START)
}

fn digest(kind: &str, parts: &[&str]) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in std::iter::once(&kind).chain(parts) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_told_apart() {
        assert_ne!(id("x", &["ab", "c"]), id("x", &["a", "bc"]));
        assert_ne!(id("x", &["a"]), id("y", &["a"]));
        assert_ne!(quick(&["ab", "c"]), quick(&["a", "bc"]));
        assert_ne!(quick(&["", "a"]), quick(&["a", ""]));
        assert_eq!(id("x", &["a"]).len(), 16);
        assert_eq!(content("x", &["a"]).len(), 32);
    }
}
