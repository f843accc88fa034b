//! quick
mod towns;
use cercania::domain::index::KitchenIndex;
use std::time::Instant;
fn main() {
    let (k, h) = towns::towns(1, 15_000, 1_000_000);
    for _ in 0..5 {
        let t = Instant::now();
        let index = KitchenIndex::new(k.iter().copied().map(Some));
        let build = t.elapsed();
        let all = index.nearest_of_all(&h, &()).unwrap();
        println!("build {build:?} total {:?} {}", t.elapsed(), all.len());
    }
}
