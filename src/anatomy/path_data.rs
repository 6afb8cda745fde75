//! Path data as plates write it: all of SVG's commands but arcs, numbers without exponents.
//!
//! kurbo reads path data too, and the tests hold this reader against it; but its numbers come with ten kilobytes of tables
//! for exponents that no plate has, and those cannot be packed.

use kurbo::{BezPath, Point, Vec2};

/// Path data that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not path data from its byte {0} on; paths are made of M, L, H, V, C, S, Q, T and Z")]
pub struct BadPath(pub usize);

/// Reads path data.
///
/// # Errors
/// Where it is not what plates write, with the byte from which on it is not.
pub(super) fn read(data: &str) -> Result<BezPath, BadPath> {
    let mut text = Text { bytes: data.as_bytes(), at: 0 };
    let mut path = BezPath::new();
    let mut pen = Pen::default();
    let mut command = 0_u8;
    loop {
        text.skip();
        let Some(&next) = text.bytes.get(text.at) else { return Ok(path) };
        if next.is_ascii_alphabetic() {
            command = next;
            text.at += 1;
        } else if command == 0 || command.eq_ignore_ascii_case(&b'z') {
            return Err(BadPath(text.at));
        }
        if path.elements().is_empty() && !command.eq_ignore_ascii_case(&b'm') {
            return Err(BadPath(text.at));
        }
        pen.draw(command, &mut text, &mut path)?;
        // More pairs after a move are lines.
        command = match command {
            b'm' => b'l',
            b'M' => b'L',
            other => other,
        };
    }
}

/// Where the pen is, where its figure began, and the last control point with the command that set it.
#[derive(Default)]
struct Pen {
    at: Point,
    start: Point,
    control: Option<(u8, Point)>,
}

impl Pen {
    fn draw(&mut self, command: u8, text: &mut Text<'_>, path: &mut BezPath) -> Result<(), BadPath> {
        let from = if command.is_ascii_lowercase() { self.at.to_vec2() } else { Vec2::ZERO };
        let kind = command.to_ascii_lowercase();
        // The mirror image of the last control point, where the last curve was of the same kind.
        let smooth = match self.control {
            Some((last, control)) if last == kind => self.at + (self.at - control),
            _ => self.at,
        };
        let mut control = None;
        match kind {
            b'm' => {
                self.at = text.point(from)?;
                self.start = self.at;
                path.move_to(self.at);
            }
            b'l' => self.line(text.point(from)?, path),
            b'h' => self.line(Point::new(text.number()? + from.x, self.at.y), path),
            b'v' => self.line(Point::new(self.at.x, text.number()? + from.y), path),
            b'c' | b's' => {
                let first = if kind == b'c' { text.point(from)? } else { smooth };
                let second = text.point(from)?;
                self.at = text.point(from)?;
                path.curve_to(first, second, self.at);
                control = Some((b's', second));
            }
            b'q' | b't' => {
                let bend = if kind == b'q' { text.point(from)? } else { smooth };
                self.at = text.point(from)?;
                path.quad_to(bend, self.at);
                control = Some((b't', bend));
            }
            b'z' => {
                path.close_path();
                self.at = self.start;
            }
            _ => return Err(BadPath(text.at - 1)),
        }
        self.control = control;
        Ok(())
    }

    fn line(&mut self, to: Point, path: &mut BezPath) {
        self.at = to;
        path.line_to(to);
    }
}

struct Text<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Text<'_> {
    fn skip(&mut self) {
        while self.bytes.get(self.at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b',') {
            self.at += 1;
        }
    }

    fn point(&mut self, from: Vec2) -> Result<Point, BadPath> {
        Ok(Point::new(self.number()? + from.x, self.number()? + from.y))
    }

    /// Digits with at most one point: their whole number over a power of ten is the nearest number there is.
    fn number(&mut self) -> Result<f64, BadPath> {
        self.skip();
        let start = self.at;
        let is_negative = self.bytes.get(start) == Some(&b'-');
        self.at += usize::from(is_negative || self.bytes.get(start) == Some(&b'+'));
        let (mut whole, mut power, mut is_fraction, mut digits) = (0.0, 1.0, false, 0_u8);
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'.' if !is_fraction => is_fraction = true,
                b'0'..=b'9' => {
                    whole = whole * 10.0 + f64::from(byte - b'0');
                    power *= if is_fraction { 10.0 } else { 1.0 };
                    digits += 1;
                }
                _ => break,
            }
            self.at += 1;
        }
        // Beyond fifteen digits the whole number would no longer be exact.
        if digits == 0 || digits > 15 {
            return Err(BadPath(start));
        }
        Ok(if is_negative { -whole / power } else { whole / power })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(data: &str) {
        let [ours, kurbos] = [read(data).expect(data), BezPath::from_svg(data).expect(data)];
        let numbers = |path: &BezPath| -> Vec<f64> {
            let segments = path.segments().map(|segment| segment.to_cubic());
            segments
                .flat_map(|curve| [curve.p0, curve.p1, curve.p2, curve.p3])
                .flat_map(|p| [p.x, p.y])
                .collect()
        };
        let (read, theirs) = (numbers(&ours), numbers(&kurbos));
        assert_eq!(read.len(), theirs.len(), "{data}");
        assert!(read.iter().zip(&theirs).all(|(a, b)| (a - b).abs() < 1e-9), "{data}: {ours:?}, {kurbos:?}");
    }

    fn refused(data: &str, at: usize) {
        assert_eq!(read(data), Err(BadPath(at)), "{data}");
    }

    #[test]
    fn paths_are_read_as_kurbo_reads_them() {
        check("M0,0h20v20h-20zM5,5h10v10h-10z");
        check("M-1.6-40.6c.5-1.1.3-1.8 0-2.8s.9-1.2.4-2.4c-.5-.6-.8.1-1.4 0z");
        check("m10 20 5-5 5 5zm30.25.5q1-2 3-1t4,4L3 4H9V-2C1,2 3,4 5,6S1 1 0 0Q1 2 3 4T9 9z");
        check(" M 1 2 s 3 4 5 6 l 1 1 s 1 1 3 3 ");
        check("");
    }

    #[test]
    fn what_is_no_path_is_refused_with_its_place() {
        refused("L1,2", 1);
        refused("M1,2X3", 4);
        refused("M1,2l3", 6);
        refused("M1,2z5", 5);
        refused("M1e3,2", 2);
        refused("M1,2é", 4);
    }

    #[test]
    fn every_path_of_the_plates_is_read_as_kurbo_reads_it() {
        let plates = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/plates");
        let mut paths = 0;
        for file in std::fs::read_dir(plates).expect("plates").flatten() {
            let text = std::fs::read_to_string(file.path()).expect("a plate");
            for data in text.split(" d=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                check(data);
                paths += 1;
            }
        }
        assert!(paths > 1000, "{paths} paths");
    }
}
