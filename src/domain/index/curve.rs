//! Order along a space-filling curve, so that neighbours in the list are neighbours on the ground.

use crate::domain::position::Position;

/// Steps of the curve: cells of 1/65536 of the globe's width and height, about 600 m x 300 m.
const ORDER: u32 = 16;

/// The place of a position along Hilbert's curve over longitude and latitude.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in 0..=65535 by the type's range")]
pub(crate) fn curve_key(position: Position) -> u32 {
    let cells = f64::from((1_u32 << ORDER) - 1);
    let mut x = ((position.lon() + 180.0) / 360.0 * cells) as u32;
    let mut y = ((position.lat() + 90.0) / 180.0 * cells) as u32;
    let mut key = 0;
    let mut side = 1 << (ORDER - 1);
    while side > 0 {
        let right = u32::from(x & side > 0);
        let up = u32::from(y & side > 0);
        key = (key << 2) | ((3 * right) ^ up);
        if up == 0 {
            if right == 1 {
                x = !x;
                y = !y;
            }
            std::mem::swap(&mut x, &mut y);
        }
        side >>= 1;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_on_the_curve_is_next_on_the_ground() {
        // A grid of 64 x 64 cells, visited in key order: every step goes to a neighbouring cell.
        let mut cells = Vec::new();
        for x in 0..64_i32 {
            for y in 0..64_i32 {
                let lon = -180.0 + 360.0 * (f64::from(x) + 0.5) / 64.0;
                let lat = -90.0 + 180.0 * (f64::from(y) + 0.5) / 64.0;
                cells.push((curve_key(Position::new(lon, lat).unwrap()), x, y));
            }
        }
        cells.sort_unstable();
        for pair in cells.windows(2) {
            assert_eq!((pair[0].1 - pair[1].1).abs() + (pair[0].2 - pair[1].2).abs(), 1, "{pair:?}");
        }
    }
}
