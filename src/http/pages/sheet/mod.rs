//! The sheet of one settlement, to print on one page of A4 and hang where those work who know the families: map, figures,
//! kitchens, and the households that are not served, without address, code or place.
//!
//! **Limits.** At most 2000 homes are drawn and [`MOST`](unserved::MOST) listed, however many there are; both are said.

mod figures;
mod numbers;
mod unserved;

use std::sync::Arc;

use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::map::{self, Map};
use super::shell::Shell;
use crate::domain::rank::Rank;
use crate::http::format::Format;
use crate::http::problem::Problem;
use crate::http::service::{Service, Weight};
use crate::http::wire::asked::Asked;
use crate::layers::{LayerName, Source};
use crate::messages::say;
use figures::Figures;
use unserved::Unserved;

/// The stylesheet of the sheet, beside that of all pages.
pub const STYLE: &str = include_str!("sheet.css");
/// Where it is.
pub const STYLE_PATH: &str = "/sheet.css";

/// Width of the map, pixels: 124 mm on paper.
const WIDTH: f64 = 480.0;
/// Its least height.
const HEIGHT: f64 = 420.0;
/// What a line of a table is high, in the same pixels.
const LINE: f64 = 13.5;
/// The most lines that the map is higher where tables are short.
const SPARE: usize = 13;
/// Lines of kitchens and of the list that fit below the lowest map.
const LINES: usize = 22;

#[derive(Template)]
#[template(path = "sheet.html", config = "src/http/pages/askama.toml")]
struct Sheet {
    shell: Shell,
    id: String,
    name: String,
    date: String,
    limit: String,
    /// The limit in force, where the sheet is at another one.
    in_force: Option<String>,
    map: Option<Map>,
    figures: Figures,
    unserved: Unserved,
    /// Where the list has pages of its own.
    apart: bool,
    here: String,
    csv: String,
    json: String,
}

/// The sheet of a settlement.
pub async fn answer(
    service: &Service,
    request: &HttpRequest,
    source: Arc<Source>,
    settlement: Rank,
) -> Result<HttpResponse, Problem> {
    let asked = Asked::of(request);
    let shell = Shell::of(request, "sheet-title")
        .at(source.snapshot().revision())
        .under("/collections", Shell::of(request, "link-collections").title)
        .under("/collections/settlements", Shell::of(request, "layer-settlements").title)
        .also(asked.again(&[], &[("f", Format::Json.as_str())]), Format::Json);
    let rows = Arc::clone(&source);
    super::answer(service, request, &source, Weight::Heavy, move || Ok(Sheet::of(shell, &rows, settlement, &asked)))
        .await
}

/// The address of a settlement's sheet.
pub fn address(id: &str, limit_m: Option<&str>) -> String {
    let limit = limit_m.map(|limit| ("limit_m", limit));
    let query = [("f", Format::Html.as_str())].into_iter().chain(limit);
    crate::http::wire::asked::address(&format!("/reports/settlements/{id}"), query)
}

impl Sheet {
    fn of(mut shell: Shell, source: &Source, rank: Rank, asked: &Asked) -> Self {
        let settlement = source.snapshot().settlements().get(rank);
        let figures = Figures::of(&shell, source, rank);
        let unserved = Unserved::of(&shell, source, rank);
        let lines = LINES.saturating_sub(figures.lines());
        let apart = unserved.lines() > lines;
        let used = if apart { 1 } else { unserved.lines() };
        #[expect(clippy::cast_precision_loss, reason = "at most a dozen")]
        let spare = lines.saturating_sub(used).min(SPARE) as f64;
        let map = map::of_settlement(source, rank, &figures.ranks, (WIDTH, (HEIGHT + spare * LINE).round()));
        let stored = source.snapshot().settings().coverage_limit;
        let (id, name) = (settlement.id.to_string(), settlement.name.to_string());
        let page = format!("/collections/settlements/items/{id}");
        let one = format!("{} {id}", shell.say("layer-settlements-one"));
        shell = shell.under(page, one);
        shell.title = say(shell.locale(), "sheet-title-of", &[("id", id.clone()), ("name", name.clone())]);
        let of = |with: &[(&str, &str)]| asked.again(&[], with);
        Self {
            date: date(&shell),
            limit: source.limit().metres().to_string(),
            in_force: (stored != source.limit()).then(|| stored.metres().to_string()),
            csv: of(&[("f", Format::Csv.as_str()), ("table", "unserved"), ("excel", "true")]),
            json: of(&[("f", Format::Json.as_str())]),
            here: format!("/reports/settlements/{id}"),
            map,
            figures,
            unserved,
            apart,
            id,
            name,
            shell,
        }
    }
}

/// The day as people write it.
fn date(shell: &Shell) -> String {
    let parts = shell.day.split('-').map(|part| part.trim_start_matches('0').to_owned());
    say(shell.locale(), "sheet-date", &["year", "month", "day"].into_iter().zip(parts).collect::<Vec<_>>())
}

/// Links to the sheets of all settlements, where they are few enough to be read; none of another layer's.
pub fn links(shell: &Shell, source: &Source, layer: LayerName) -> Vec<super::shell::Place> {
    let settlements = source.snapshot().settlements().settlements();
    if layer != LayerName::Settlements || settlements.len() > FEW {
        return Vec::new();
    }
    let link = |settlement: &crate::domain::settlement::Settlement| {
        let (id, name) = (settlement.id.to_string(), settlement.name.to_string());
        let words = say(shell.locale(), "sheet-title-of", &[("id", id.clone()), ("name", name)]);
        super::shell::Place::new(address(&id, None), words)
    };
    settlements.iter().map(link).collect()
}

/// The most settlements that have their sheets listed.
const FEW: usize = 50;
