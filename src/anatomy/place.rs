//! Places: in the body and on a plate.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in the body frame, in millimetres. It is written as three numbers; packed, as whole tenths of a millimetre.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BodyPoint {
    /// Towards the body's left; the right side is negative.
    pub x: f64,
    /// Towards the back.
    pub y: f64,
    /// Up from the soles.
    pub z: f64,
}

impl BodyPoint {
    /// A place from its three coordinates in millimetres.
    pub const fn new(x: f64, y: f64, z: f64) -> Self {
        Self { x, y, z }
    }

    /// The same place on the other side of the body.
    pub fn mirrored(self) -> Self {
        Self { x: -self.x, ..self }
    }

    /// The straight distance to another place, in millimetres.
    pub fn distance_mm(self, other: Self) -> f64 {
        (self - other).length_mm()
    }

    /// The length of this vector in millimetres.
    pub fn length_mm(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The scalar product, in square millimetres.
    pub fn dot(self, other: Self) -> f64 {
        self.x * other.x + self.y * other.y + self.z * other.z
    }
}

impl std::ops::Add for BodyPoint {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.x + other.x, self.y + other.y, self.z + other.z)
    }
}

impl std::ops::Sub for BodyPoint {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y, self.z - other.z)
    }
}

impl std::ops::Mul<f64> for BodyPoint {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self::new(self.x * factor, self.y * factor, self.z * factor)
    }
}

impl From<[f64; 3]> for BodyPoint {
    fn from([x, y, z]: [f64; 3]) -> Self {
        Self { x, y, z }
    }
}

impl From<BodyPoint> for [f64; 3] {
    fn from(p: BodyPoint) -> Self {
        [p.x, p.y, p.z]
    }
}

impl Serialize for BodyPoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers = <[f64; 3]>::from(*self);
        if serializer.is_human_readable() {
            numbers.serialize(serializer)
        } else {
            numbers.map(|mm| (mm * 10.0).round() as i32).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for BodyPoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            <[f64; 3]>::deserialize(deserializer).map(Self::from)
        } else {
            let tenths = <[i32; 3]>::deserialize(deserializer)?;
            Ok(tenths.map(|tenth| f64::from(tenth) / 10.0).into())
        }
    }
}

/// A place on a plate, in millimetres of the body: SVG user units, so y grows downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlatePoint {
    /// To the viewer's right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl PlatePoint {
    /// A place on a plate from its two coordinates in millimetres.
    pub const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The place that its mirror image (x -> -x) has.
    pub fn mirrored(self) -> Self {
        Self { x: -self.x, ..self }
    }

    /// The distance on the plate, in millimetres.
    pub fn distance_mm(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}
