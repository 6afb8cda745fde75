//! Triangle meshes: reading an OBJ, normals, pieces, mirror.

use std::path::Path;

use anyhow::{Context, bail, ensure};
use palpate::anatomy::BodyPoint;

/// A closed surface in the body frame, in millimetres.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mesh {
    /// The corners.
    pub vertices: Vec<BodyPoint>,
    /// Three indices into `vertices` each, counter-clockwise from outside.
    pub triangles: Vec<[u32; 3]>,
}

impl Mesh {
    /// Reads an OBJ file.
    ///
    /// # Errors
    /// In one sentence with the file: it cannot be opened, is no OBJ, has no triangle, or names a corner that is
    /// not there or not a number.
    pub(crate) fn load(path: &Path) -> anyhow::Result<Self> {
        let place = path.display();
        let remedy = "get the mesh again from the folder it was copied from";
        ensure!(path.is_file(), "{place}: there is no such mesh; check --meshes, or {remedy}");
        let options = tobj::LoadOptions { triangulate: true, ..Default::default() };
        let (models, _) = tobj::load_obj(path, &options)
            .map_err(|error| anyhow::anyhow!("{place}: not a readable OBJ ({error}); {remedy}"))?;
        let mut mesh = Self::default();
        for model in models {
            let first = u32::try_from(mesh.vertices.len()).context("too many corners")?;
            mesh.vertices.extend(
                model
                    .mesh
                    .positions
                    .chunks_exact(3)
                    .map(|p| BodyPoint::new(round(p[0]), round(p[1]), round(p[2]))),
            );
            mesh.triangles.extend(
                model.mesh.indices.chunks_exact(3).map(|t| [t[0] + first, t[1] + first, t[2] + first]),
            );
        }
        if mesh.triangles.is_empty() {
            bail!("{place}: an OBJ without a triangle; {remedy}");
        }
        for (number, triangle) in mesh.triangles.iter().enumerate() {
            for &corner in triangle {
                let sound = mesh.vertices.get(corner as usize).is_some_and(|v| v.length_mm().is_finite());
                ensure!(sound, "{place}: face {} has a corner that is no place; {remedy}", number + 1);
            }
        }
        Ok(mesh)
    }

    /// The mirror image (x -> -x), facing outwards again.
    pub(crate) fn mirrored(&self) -> Self {
        Self {
            vertices: self.vertices.iter().map(|v| v.mirrored()).collect(),
            triangles: self.triangles.iter().map(|&[a, b, c]| [a, c, b]).collect(),
        }
    }

    /// This mesh and its mirror image as one.
    pub(crate) fn both_sides(&self) -> Self {
        let (mut both, mirror) = (self.clone(), self.mirrored());
        let first = both.vertices.len() as u32;
        both.vertices.extend(mirror.vertices);
        both.triangles.extend(mirror.triangles.iter().map(|t| t.map(|corner| corner + first)));
        both
    }

    /// The corners of a triangle.
    pub(crate) fn corners(&self, triangle: [u32; 3]) -> [BodyPoint; 3] {
        triangle.map(|corner| self.vertices[corner as usize])
    }

    /// One outward unit normal a vertex, weighted by area.
    pub(crate) fn normals(&self) -> Vec<BodyPoint> {
        let mut normals = vec![BodyPoint::new(0.0, 0.0, 0.0); self.vertices.len()];
        for &triangle in &self.triangles {
            let [a, b, c] = self.corners(triangle);
            let normal = cross(b - a, c - a);
            for corner in triangle {
                normals[corner as usize] = normals[corner as usize] + normal;
            }
        }
        normals.into_iter().map(unit).collect()
    }

    /// The number of the connected piece of each vertex, and how many pieces there are.
    pub(crate) fn pieces(&self) -> (Vec<u32>, usize) {
        let mut parent: Vec<u32> = (0..self.vertices.len() as u32).collect();
        fn root(parent: &mut [u32], mut at: u32) -> u32 {
            while parent[at as usize] != at {
                parent[at as usize] = parent[parent[at as usize] as usize];
                at = parent[at as usize];
            }
            at
        }
        for &[a, b, c] in &self.triangles {
            for other in [b, c] {
                let (one, two) = (root(&mut parent, a), root(&mut parent, other));
                parent[one.max(two) as usize] = one.min(two);
            }
        }
        let mut numbers = vec![u32::MAX; parent.len()];
        let mut pieces = Vec::with_capacity(parent.len());
        let mut count = 0;
        for at in 0..parent.len() as u32 {
            let root = root(&mut parent, at) as usize;
            if numbers[root] == u32::MAX {
                numbers[root] = count;
                count += 1;
            }
            pieces.push(numbers[root]);
        }
        (pieces, count as usize)
    }
}

/// The files give tenths of a millimetre; back from single precision.
fn round(mm: f32) -> f64 {
    (f64::from(mm) * 1000.0).round() / 1000.0
}

/// The vector product.
pub(crate) fn cross(a: BodyPoint, b: BodyPoint) -> BodyPoint {
    BodyPoint::new(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The vector of length 1 in the same direction; none for no direction.
pub(crate) fn unit(v: BodyPoint) -> BodyPoint {
    let length = v.length_mm();
    if length > 1e-12 { v * (1.0 / length) } else { v }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A ball, for tests of everything that takes a mesh.
    pub(crate) fn ball(centre: BodyPoint, radius_mm: f64, rings: u32) -> Mesh {
        let mut mesh = Mesh::default();
        let around = rings * 2;
        for ring in 0..=rings {
            let (sin_p, cos_p) = (std::f64::consts::PI * f64::from(ring) / f64::from(rings)).sin_cos();
            for step in 0..around {
                let (sin_t, cos_t) = (std::f64::consts::TAU * f64::from(step) / f64::from(around)).sin_cos();
                let out = BodyPoint::new(sin_p * cos_t, sin_p * sin_t, cos_p);
                mesh.vertices.push(centre + out * radius_mm);
            }
        }
        for ring in 0..rings {
            for step in 0..around {
                let at = |ring: u32, step: u32| ring * around + step % around;
                mesh.triangles.push([at(ring, step), at(ring + 1, step), at(ring + 1, step + 1)]);
                mesh.triangles.push([at(ring, step), at(ring + 1, step + 1), at(ring, step + 1)]);
            }
        }
        mesh
    }

    #[test]
    fn normals_point_outwards_and_the_mirror_keeps_them_so() {
        let ball = ball(BodyPoint::new(-50.0, 0.0, 0.0), 10.0, 12);
        for (mesh, centre) in [(ball.clone(), -50.0), (ball.mirrored(), 50.0)] {
            for (vertex, normal) in mesh.vertices.iter().zip(mesh.normals()) {
                let out = unit(*vertex - BodyPoint::new(centre, 0.0, 0.0));
                assert!(normal.length_mm() < 0.5 || out.dot(normal) > 0.8, "{vertex:?}: {normal:?}");
            }
        }
    }

    #[test]
    fn pieces_are_counted() {
        let two = ball(BodyPoint::new(-50.0, 0.0, 0.0), 10.0, 6).both_sides();
        let (pieces, count) = two.pieces();
        // The seam at the poles leaves the pole rings unwelded, but one ball never joins the other.
        assert!(count >= 2);
        assert_ne!(pieces[20], pieces[20 + two.vertices.len() / 2]);
    }

    #[test]
    fn a_bad_obj_is_named_with_a_remedy() {
        let folder = std::env::temp_dir().join(format!("palpate-mesh-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        let check = |name: &str, text: &str, expected: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).expect("a file in a temporary folder");
            let error = format!("{:#}", Mesh::load(&path).expect_err("a bad mesh"));
            assert!(error.contains(name) && error.contains(expected), "{error}");
        };
        check("empty.obj", "# nothing\n", "without a triangle");
        check("corner.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 9\n", "OBJ");
        check("nan.obj", "v 0 0 0\nv 1 0 nan\nv 0 1 0\nf 1 2 3\n", "no place");
        let missing = format!("{:#}", Mesh::load(&folder.join("no.obj")).expect_err("no file"));
        assert!(missing.contains("no such mesh"), "{missing}");
        std::fs::remove_dir_all(&folder).expect("the folder goes");
    }
}
