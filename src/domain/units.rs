//! Quantities with their units in the type.

use std::cmp::Ordering;
use std::fmt;

use thiserror::Error;

/// A length on the ground in metres: finite, never NaN, ordered by `total_cmp`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Metres(f64);

/// Why a number is not a length.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
pub enum MetresError {
    /// NaN or infinite.
    #[error("{0} is not a length in metres; give a finite number")]
    NotFinite(f64),
    /// Below zero where a length cannot be.
    #[error("{0} m is below zero")]
    Negative(f64),
}

impl Metres {
    /// No length.
    pub const ZERO: Self = Self(0.0);

    /// A finite length of either sign (a margin may be negative).
    ///
    /// # Errors
    /// [`MetresError::NotFinite`] for NaN and infinities.
    pub fn new(value: f64) -> Result<Self, MetresError> {
        if value.is_finite() { Ok(Self(value)) } else { Err(MetresError::NotFinite(value)) }
    }

    /// A length of zero or more.
    ///
    /// # Errors
    /// [`MetresError`] for NaN, infinities and numbers below zero.
    pub fn non_negative(value: f64) -> Result<Self, MetresError> {
        let metres = Self::new(value)?;
        if value < 0.0 { Err(MetresError::Negative(value)) } else { Ok(metres) }
    }

    /// The number of metres.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }

    /// For values computed inside `domain` from finite ones, and for constants.
    pub(crate) const fn finite(value: f64) -> Self {
        Self(value)
    }

    /// The root of the sum of squares: how independent errors add.
    #[must_use]
    pub fn in_quadrature(self, other: Self) -> Self {
        Self(self.0.hypot(other.0))
    }
}

impl Eq for Metres {}

impl Ord for Metres {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl PartialOrd for Metres {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::ops::Sub for Metres {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl fmt::Display for Metres {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// How many people live in a household: at least one, at most [`Persons::MAX`].
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Persons(u32);

/// Why a number is not a count of persons.
#[derive(Clone, Copy, Debug, Error, PartialEq)]
#[error("{0} is not a number of persons; give a whole number from 1 to {max}", max = Persons::MAX)]
pub struct PersonsError(pub f64);

impl Persons {
    /// The most persons one household row may hold. A bound against slips of the keyboard; a camp
    /// or an institution is entered as several rows.
    pub const MAX: u32 = 10_000;
    /// What a household counts as where the number is missing.
    pub const ONE: Self = Self(1);

    /// A whole number from 1 to [`Persons::MAX`].
    ///
    /// # Errors
    /// [`PersonsError`] with the value.
    pub fn new(value: f64) -> Result<Self, PersonsError> {
        if value.fract() == 0.0 && (1.0..=f64::from(Self::MAX)).contains(&value) {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range and whole")]
            return Ok(Self(value as u32));
        }
        Err(PersonsError(value))
    }

    /// The count.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_finite() {
        assert_eq!(Metres::new(2.5).map(Metres::get), Ok(2.5));
        for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Metres::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Metres::non_negative(-1.0), Err(MetresError::Negative(-1.0)));
    }

    #[test]
    fn persons_are_whole_and_at_least_one() {
        assert_eq!(Persons::new(4.0).map(Persons::get), Ok(4));
        for bad in [0.0, -1.0, 1.5, f64::NAN, 1e308, 10_001.0] {
            assert!(Persons::new(bad).is_err(), "{bad}");
        }
    }
}
