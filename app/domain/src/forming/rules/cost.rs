//! What a grouping costs: the musts it breaks before everything else.

use core::iter::Sum;
use core::ops::{Add, AddAssign, Mul, Sub, SubAssign};
use serde::{Deserialize, Serialize};

/// What rules lose in thousandths: first by musts, then by weights times losses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cost {
    pub must: i64,
    pub weighted: i64,
}

impl Cost {
    /// As one number, where a thousandth of a must is worth `price`.
    pub(super) const fn at(self, price: i64) -> i64 {
        self.must * price + self.weighted
    }
}

impl Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { must: self.must + other.must, weighted: self.weighted + other.weighted }
    }
}

impl Sub for Cost {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { must: self.must - other.must, weighted: self.weighted - other.weighted }
    }
}

impl Mul<i64> for Cost {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self { must: self.must * times, weighted: self.weighted * times }
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Cost {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::default(), Add::add)
    }
}
