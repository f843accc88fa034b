//! `cercania assign`: a file of households and a file of kitchens in, a file of assignments out.

mod answer;

use std::path::Path;

use rayon::prelude::*;

use super::args::Assign;
use super::console::tell;
use super::exit::ExitCode;
use super::failure::Failure;
use super::output::{OutputError, OutputFile};
use super::progress::Progress;
use super::reading;
use crate::domain::index::Bulk;
use crate::domain::position::Position;
use crate::domain::settlement_index::SettlementIndex;
use crate::domain::snapshot::Kitchens;
use crate::files::{self, FileError, Point, ReadOptions, Vicinity};
use crate::messages::{Locale, say};
use answer::{Answers, Nearby};

/// Rows that are written as bytes together, and blocks of them that are held at once.
const BLOCK: usize = 16_384;
const BLOCKS: usize = 8;

/// Runs the command.
///
/// # Errors
/// [`Failure`]; no file is then written.
pub fn run(locale: Locale, arguments: &Assign) -> Result<ExitCode, Failure> {
    let inputs = [Some(&arguments.households), Some(&arguments.kitchens), arguments.settlements.as_ref()];
    let over_rejected = files::rejected_path(&arguments.households) == arguments.output.path;
    if over_rejected || inputs.into_iter().flatten().any(|input| same_file(input, &arguments.output.path)) {
        let params = [("file", arguments.output.path.display().to_string())];
        return Err(Failure { text: say(locale, "assign-over-input", &params), code: ExitCode::WrongUsage });
    }
    // Begun before the work, so that a folder that is not there is told at once.
    let output =
        OutputFile::create(&arguments.output.path).map_err(|error| Failure::new(locale, &error, ExitCode::Failed))?;
    let options = reading::options(locale, &arguments.read);
    let settlements = match &arguments.settlements {
        None => None,
        Some(file) => {
            let plain = unspecific(&options);
            Some(
                reading::read(locale, file, |done| files::read_settlements(file, &plain, &Vicinity::default(), done))?
                    .rows,
            )
        }
    };
    let known = Vicinity::new(settlements.as_deref().unwrap_or_default(), &[]);
    let kitchens = read_kitchens(locale, arguments, &options, &known)?;
    let vicinity = Vicinity::new(settlements.as_deref().unwrap_or_default(), &kitchens);
    let file = &arguments.households;
    let import = reading::read(locale, file, |done| files::read_points(file, &options, &vicinity, done))?;
    let weighted = import.summary.columns.iter().any(|(field, _)| *field == files::Field::Weight);
    let kitchens = Kitchens::new(kitchens);
    let answers = Answers {
        nearby: nearby(locale, &kitchens, &import.rows, usize::from(arguments.nearest)),
        points: &import.rows,
        settlements: settlements.map(SettlementIndex::new),
        kitchens: &kitchens,
        limit: arguments.limit_m,
        nearest: usize::from(arguments.nearest),
        weighted,
    };
    write(locale, arguments, output, &answers).map_err(|error| Failure::new(locale, &error, ExitCode::Failed))?;
    let params = [
        ("file", arguments.output.path.display().to_string()),
        ("count", if kitchens.open_count() == 0 { 0 } else { import.rows.len() }.to_string()),
        ("open", kitchens.open_count().to_string()),
        ("closed", (kitchens.list().len() - kitchens.open_count()).to_string()),
    ];
    tell(&say(locale, "assign-written", &params));
    Ok(if import.summary.bad > 0 { ExitCode::BadInput } else { ExitCode::Done })
}

/// `--crs`, `--columns` and `--id-column` are about the households. The kitchens' file is taken as it
/// says itself, and in the same reference system where its coordinates are of an unnamed projection.
fn read_kitchens(
    locale: Locale,
    arguments: &Assign,
    options: &ReadOptions,
    known: &Vicinity,
) -> Result<Vec<crate::domain::kitchen::Kitchen>, Failure> {
    let file = &arguments.kitchens;
    let plain = unspecific(options);
    let import = reading::read(locale, file, |done| match files::read_kitchens(file, &plain, known, done) {
        Err(FileError::NeedsCrs { .. }) if options.crs.is_some() => {
            files::read_kitchens(file, &ReadOptions { crs: options.crs, ..plain }, known, done)
        }
        other => other,
    })?;
    Ok(import.rows)
}

/// The options without those that are about the households' file alone.
fn unspecific(options: &ReadOptions) -> ReadOptions {
    ReadOptions { skip_bad: options.skip_bad, words: options.words, ..ReadOptions::default() }
}

/// Whether two paths name one file.
fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

struct Bar(Progress);

impl Bulk for Bar {
    fn done(&self, positions: usize) {
        self.0.advance(positions as u64);
    }

    fn cancelled(&self) -> bool {
        false
    }
}

fn nearby(locale: Locale, kitchens: &Kitchens, points: &[Point], nearest: usize) -> Nearby {
    let positions: Vec<Position> = points.iter().map(|point| point.position).collect();
    let bar = Bar(Progress::new(locale, "progress-assigning", Some(positions.len() as u64)));
    let index = kitchens.index();
    let found = if nearest <= 2 {
        index.nearest_of_all(&positions, &bar).map(Nearby::Two)
    } else {
        index.nearest_k_of_all(&positions, nearest, &bar).map(Nearby::More)
    };
    found.unwrap_or_else(|| unreachable!("the bar never cancels"))
}

fn write(locale: Locale, arguments: &Assign, mut output: OutputFile, answers: &Answers<'_>) -> Result<(), OutputError> {
    let bar = Progress::new(locale, "progress-writing", Some(answers.points.len() as u64));
    let form = answer::Form::new(arguments.output.format, arguments.csv.excel.map(super::choices::Separator::style));
    output.write(&answers.start(form))?;
    for first in (0..answers.points.len()).step_by(BLOCK * BLOCKS) {
        let last = answers.points.len().min(first + BLOCK * BLOCKS);
        let rows: Vec<usize> = (first..last).collect();
        let blocks: Vec<Vec<u8>> = rows.par_chunks(BLOCK).map(|block| answers.block(form, block)).collect();
        for block in blocks {
            output.write(&block)?;
        }
        bar.reach(last as u64);
    }
    output.write(answers.end(form))?;
    output.finish()
}
