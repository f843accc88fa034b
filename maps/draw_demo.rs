//! Draws `maps/demo.svg`, the picture in the README, from the demo data: what the program computes, and nothing else.
//!
//! `cargo run --example draw_demo`

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

use cercania::domain::assignment::{Certainty, State};
use cercania::domain::catchment::Catchments;
use cercania::domain::register::Register;
use cercania::domain::snapshot::Snapshot;
use cercania::files::{ReadOptions, Vicinity, read_households, read_kitchens, read_settlements};
use cercania::layers::kitchen_colour;
use geo::{BoundingRect, Coord, LineString, MultiPolygon, Rect};

/// Width of the picture, pixels.
const WIDTH: f64 = 860.0;

/// Degrees to pixels, with the same scale east and north at the middle's latitude.
struct Paper {
    bounds: Rect<f64>,
    shrink: f64,
    scale: f64,
}

impl Paper {
    fn at(&self, c: Coord<f64>) -> (f64, f64) {
        let (west, north) = (self.bounds.min().x, self.bounds.max().y);
        ((c.x - west) * self.shrink * self.scale, (north - c.y) * self.scale)
    }

    fn ring(&self, ring: &LineString<f64>) -> String {
        let mut path = String::new();
        for (n, corner) in ring.coords().enumerate() {
            let (x, y) = self.at(*corner);
            let _ = write!(path, "{}{x:.1},{y:.1}", if n == 0 { "M" } else { "L" });
        }
        path + "Z"
    }

    fn path(&self, area: &MultiPolygon<f64>) -> String {
        area.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors())).map(|r| self.ring(r)).collect()
    }
}

fn snapshot(data: &Path) -> Result<Snapshot, Box<dyn std::error::Error>> {
    let options = ReadOptions::default();
    let mut quiet = |_| ControlFlow::Continue(());
    let settlements =
        read_settlements(&data.join("settlements.geojson"), &options, &Vicinity::default(), &mut quiet)?.rows;
    let kitchens =
        read_kitchens(&data.join("kitchens.geojson"), &options, &Vicinity::new(&settlements, &[]), &mut quiet)?.rows;
    let vicinity = Vicinity::new(&settlements, &kitchens);
    let households = read_households(&data.join("households.csv"), &options, &vicinity, &mut quiet)?.rows;
    let register = Register { settlements, kitchens, households, revision: 0, ..Register::default() };
    Snapshot::build(register, &()).ok_or_else(|| "cancelled".into())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let snapshot = snapshot(&root.join("data"))?;
    let limit = snapshot.settings().coverage_limit;
    let catchments = Catchments::build(&snapshot)?;
    let bounds = catchments.study_area().bounding_rect().ok_or("no study area")?;
    let shrink = bounds.center().y.to_radians().cos();
    let paper = Paper { bounds, shrink, scale: WIDTH / bounds.width() / shrink };
    let height = bounds.height() * paper.scale;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {height:.0}\" font-family=\"sans-serif\">\n\
         <title>Catchments of the demo's four kitchens</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
    );
    for rank in snapshot.kitchens().open_ranks() {
        let Some(outline) = catchments.get(rank).and_then(|catchment| catchment.outline.as_ref()) else { continue };
        let colour = kitchen_colour(snapshot.kitchens().get(rank).id.as_str());
        writeln!(
            svg,
            "<path d=\"{}\" fill=\"{colour}\" fill-opacity=\"0.12\" stroke=\"{colour}\" stroke-width=\"1.5\"/>",
            paper.path(outline)
        )?;
    }
    for settlement in snapshot.settlements().settlements() {
        let path = paper.path(settlement.boundary.polygons());
        writeln!(
            svg,
            "<path d=\"{path}\" fill=\"none\" stroke=\"#555\" stroke-width=\"1.2\" stroke-dasharray=\"5 3\"/>"
        )?;
    }
    for gap in snapshot.gaps(limit) {
        let (x, y) = paper.at(gap.centre.coord());
        // 111 320 m to a degree of latitude, near enough for a circle in a picture; 12 px so that one household shows.
        let radius = (gap.radius.get() / 111_320.0 * paper.scale).max(12.0) + 6.0;
        writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"none\" stroke=\"#d00\" stroke-width=\"2\"/>"
        )?;
    }
    for row in snapshot.rows() {
        let (Some(position), Some(assignment)) = (row.household.position, &row.assignment) else { continue };
        let (x, y) = paper.at(position.coord());
        let colour = kitchen_colour(snapshot.kitchens().get(assignment.kitchen).id.as_str());
        let fill = if row.state(limit) == Some(State::Served) { colour } else { "#fff" };
        let edge = if row.certainty(limit) == Some(Certainty::Uncertain) { "#000" } else { colour };
        writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.2\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"1.2\"/>"
        )?;
    }
    for kitchen in snapshot.kitchens().list() {
        let (x, y) = paper.at(kitchen.position.coord());
        let colour = kitchen_colour(kitchen.id.as_str());
        writeln!(
            svg,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"16\" height=\"16\" fill=\"{colour}\" stroke=\"#000\" stroke-width=\"1.5\"/>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" font-size=\"15\" font-weight=\"bold\" text-anchor=\"middle\" stroke=\"#fff\" stroke-width=\"4\" \
             paint-order=\"stroke\">{}</text>",
            x - 8.0,
            y - 8.0,
            x,
            y - 14.0,
            kitchen.name
        )?;
    }
    svg.push_str("</svg>\n");
    std::fs::write(root.join("maps/demo.svg"), svg)?;
    Ok(())
}
