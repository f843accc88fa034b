//! What many new households would get; stores nothing.

mod csv_in;
mod geojson_in;

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::body;
use super::extract::{self, Parameters};
use super::format::Format;
use super::problem::{BadRows, Problem, RowReason};
use super::service::{Service, Weight};
use super::stream::{self, Gone, Out};
use crate::app::proposal::{Proposal, propose};
use crate::domain::assignment::{Assignment, Certainty};
use crate::domain::position::{Position, PositionError};
use crate::domain::rank::Rank;
use crate::domain::units::Metres;
use crate::files::Vicinity;
use crate::files::write::csv::{CsvStyle, Lines, SEMICOLON};
use crate::files::write::{Sink, geometry, value};
use crate::layers::{Source, Value};
use crate::messages::{Locale, say};

const PARAMETERS: &[&str] = &["limit_m", "excel", "f"];
const BODIES: &[&str] = &["application/geo+json", "application/json", "text/csv"];

/// The most characters of an id that is only said back.
const LONGEST_ID: usize = 200;

/// What the answer says of each position.
const COLUMNS: [&str; 10] = [
    "id",
    "settlement_id",
    "settlements_overlap",
    "state",
    "kitchen_id",
    "distance_m",
    "next_kitchen_id",
    "next_distance_m",
    "margin_m",
    "certainty",
];

/// A position that was sent.
struct Sent {
    /// As sent; the row's number where none was.
    id: Option<Box<str>>,
    position: Position,
    accuracy: Option<Metres>,
}

/// Positions of a body as they are read: all good, or a list of those that are not.
struct Reading<'a> {
    vicinity: &'a Vicinity,
    rows: Vec<Sent>,
    bad: BadRows,
    limit: usize,
}

/// Every position's assignment, in the order sent.
struct Answered {
    rows: Vec<Sent>,
    proposals: Vec<Proposal>,
    source: Arc<Source>,
}

/// The assignment of each position of a `GeoJSON` document or a CSV.
pub async fn all(
    service: web::Data<Service>,
    request: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse, Problem> {
    let parameters = Parameters::read(&request, PARAMETERS)?;
    let limit = parameters.limit_m()?;
    let excel = parameters.flag("excel")?;
    let format = match parameters.text("f") {
        None if excel => Format::Csv,
        _ => Format::choose(&request, &parameters, &[Format::GeoJson, Format::Csv])?,
    };
    if excel && format != Format::Csv {
        return Err(Problem::NotOneOf { name: "f", value: "json".to_owned(), allowed: vec!["csv"] });
    }
    let table = match request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) {
        Some(media_type) => match media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str()
        {
            "text/csv" => true,
            "application/geo+json" | "application/json" => false,
            _ => return Err(Problem::MediaType(BODIES)),
        },
        None => return Err(Problem::MediaType(BODIES)),
    };
    let body = body::receive(&service, &request, payload).await?;
    let viewer = extract::viewer(&request);
    let locale = viewer.locale;
    let most = service.limits().rows.min(geojson_in::MOST_ROWS);
    let vicinities = service.vicinities();
    let answer = move |app: &crate::app::App| {
        let source = app.view(&viewer, limit);
        let snapshot = source.snapshot();
        let vicinity = vicinities.of(snapshot);
        let read = if table { csv_in::read } else { geojson_in::read };
        let rows = read(&body.bytes, Reading::new(&vicinity, most))?;
        drop(body);
        let positions = rows.iter().map(|row| (row.position, row.accuracy));
        let proposals = propose(snapshot, source.limit(), 2, positions)?;
        Ok(Answered { rows, proposals, source })
    };
    let answered = service.call(Weight::Heavy, answer).await?;
    let mut head = HttpResponse::Ok();
    head.insert_header((header::CONTENT_TYPE, format.media_type()))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .append_header((header::VARY, "accept, accept-language"));
    if format == Format::Csv {
        head.insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"assignments.csv\""));
        stream::answer(&service, &request, head, move |out| answered.csv(out, excel)).await
    } else {
        stream::answer(&service, &request, head, move |out| answered.geojson(out, locale)).await
    }
}

impl<'a> Reading<'a> {
    fn new(vicinity: &'a Vicinity, limit: usize) -> Self {
        Self { vicinity, rows: Vec::new(), bad: BadRows::default(), limit }
    }

    /// Takes a row.
    ///
    /// # Errors
    /// [`Problem::TooManyRows`].
    fn take(
        &mut self,
        row: usize,
        id: Option<&str>,
        position: Option<[f64; 2]>,
        accuracy: Option<f64>,
        names: [&'static str; 3],
    ) -> Result<(), Problem> {
        if row > self.limit {
            return Err(Problem::TooManyRows(self.limit));
        }
        if let Some(id) = id.filter(|id| id.chars().count() > LONGEST_ID) {
            self.bad.push(row, "id", id, RowReason::TooLong);
            return Ok(());
        }
        // What is missing has been said already.
        let Some([lon, lat]) = position else { return Ok(()) };
        let position = match Position::new(lon, lat) {
            Ok(position) => position,
            Err(PositionError::Latitude(lat)) => {
                self.bad.push(row, names[1], &lat.to_string(), RowReason::Latitude);
                return Ok(());
            }
            Err(PositionError::Longitude(lon)) => {
                self.bad.push(row, names[0], &lon.to_string(), RowReason::Longitude);
                return Ok(());
            }
            Err(PositionError::NotFinite { lon, .. }) => {
                self.bad.push(row, names[0], &lon.to_string(), RowReason::NotANumber);
                return Ok(());
            }
        };
        if let Some(slip) = self.slip(position) {
            self.bad.push(row, names[0], &format!("{lon},{lat}"), slip);
            return Ok(());
        }
        match accuracy.map(Metres::non_negative).transpose() {
            Ok(accuracy) => self.rows.push(Sent { id: id.map(Into::into), position, accuracy }),
            Err(_) => {
                self.bad.push(row, names[2], &accuracy.unwrap_or_default().to_string(), RowReason::Accuracy);
            }
        }
        Ok(())
    }

    /// What is possible, and yet surely not meant: the same as in files.
    fn slip(&self, position: Position) -> Option<RowReason> {
        let (lon, lat) = (position.lon(), position.lat());
        let near = |position| self.vicinity.within_50_km(position);
        if lon == 0.0 && lat == 0.0 {
            Some(RowReason::ZeroZero)
        } else {
            let place = |lon, lat| Position::new(lon, lat).ok();
            if near(position) {
                None
            } else if place(lat, lon).is_some_and(near) {
                Some(RowReason::Swapped)
            } else {
                self.vicinity.near_with_other_signs(lon, lat, place).map(|_| RowReason::Signs)
            }
        }
    }

    /// The rows, where all are good.
    ///
    /// # Errors
    /// [`Problem::Rows`].
    fn end(self) -> Result<Vec<Sent>, Problem> {
        if self.bad.count == 0 { Ok(self.rows) } else { Err(Problem::Rows(self.bad)) }
    }
}

impl Answered {
    fn geojson(&self, out: &mut Out, locale: Locale) -> Result<(), Gone> {
        let bytes = out.buffer();
        bytes.extend_from_slice(br#"{"type":"FeatureCollection","numberReturned":"#);
        value::append(bytes, &self.rows.len());
        bytes.extend_from_slice(br#","limit_m":"#);
        value::append(bytes, &self.source.limit().metres().get());
        bytes.extend_from_slice(br#","revision":"#);
        value::append(bytes, &self.source.snapshot().revision());
        bytes.extend_from_slice(br#","distance":"#);
        value::append(bytes, &say(locale, "straight-line", &[]));
        bytes.extend_from_slice(br#","features":["#);
        let mut first = true;
        self.each(|position, cells| {
            let bytes = out.buffer();
            bytes.extend_from_slice(if first { b"" } else { b"," });
            first = false;
            bytes.extend_from_slice(br#"{"type":"Feature","id":"#);
            value::json(bytes, &cells[0]);
            bytes.extend_from_slice(br#","geometry":"#);
            geometry::json(bytes, Some(&geo::Point::from(position.coord()).into()));
            bytes.extend_from_slice(br#","properties":{"#);
            for (index, (name, cell)) in COLUMNS.iter().zip(cells).enumerate() {
                if index > 0 {
                    bytes.push(b',');
                }
                value::append(bytes, *name);
                bytes.push(b':');
                if *name == "settlements_overlap" {
                    value::append(bytes, &(*cell == Value::Text("true")));
                } else {
                    value::json(bytes, cell);
                }
            }
            bytes.extend_from_slice(b"}}");
            out.flow()
        })?;
        out.buffer().extend_from_slice(b"]}");
        Ok(())
    }

    fn csv(&self, out: &mut Out, spreadsheet: bool) -> Result<(), Gone> {
        let [id, rest @ ..] = COLUMNS;
        let mut lines = Lines::new(if spreadsheet { SEMICOLON } else { CsvStyle::Plain });
        lines.heading([id, "lon", "lat"].into_iter().chain(rest));
        self.each(|position, [id, rest @ ..]| {
            lines.line(&[&[*id, Value::Real(position.lon()), Value::Real(position.lat())][..], rest].concat());
            lines.hand_on(out.buffer());
            out.flow()
        })?;
        out.buffer().append(&mut lines.take());
        Ok(())
    }

    fn each(&self, mut each: impl FnMut(Position, &[Value<'_>; 10]) -> Result<(), Gone>) -> Result<(), Gone> {
        let snapshot = self.source.snapshot();
        let kitchen = |rank: Option<Rank>| Value::from(rank.map(|rank| &snapshot.kitchens().get(rank).id));
        let settlements = snapshot.settlements();
        for (number, (row, proposal)) in (1_usize..).zip(self.rows.iter().zip(&self.proposals)) {
            let number = number.to_string();
            let inside = proposal.inside;
            let settlement = inside.settlement.map(|rank| settlements.get(rank));
            let assignment = proposal.assignment.as_ref();
            each(
                row.position,
                &[
                    Value::Text(row.id.as_deref().unwrap_or(&number)),
                    settlement.map(|settlement| &settlement.id).into(),
                    Value::Text(if inside.overlap { "true" } else { "false" }),
                    Value::Text(proposal.state.as_str()),
                    kitchen(assignment.map(|a| a.kitchen)),
                    assignment.and_then(|a| a.distance).into(),
                    kitchen(assignment.and_then(|a| a.next)),
                    assignment.and_then(|a| a.next_distance).into(),
                    assignment.and_then(Assignment::margin).into(),
                    proposal.certainty.map(Certainty::as_str).into(),
                ],
            )?;
        }
        Ok(())
    }
}
