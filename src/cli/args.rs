//! The command tree: every subcommand and option. What a person reads about them is in `locales/*/cli.ftl`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::argument_error::ArgumentError;
use super::choices::{LayerName, RegisterName, ReportFormat, ReportName, ReportTable, Separator};
use super::values::{self, OutputFile, OutputFormat};
use crate::crs::Epsg;
use crate::domain::id::Id;
use crate::domain::settings::CoverageLimit;
use crate::files::ColumnChoice;

/// A whole command line.
#[derive(Clone, Debug, Parser)]
#[command(name = "cercania", version)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Runs the service.
    Serve(Serve),
    /// Takes a file into the store.
    Import(Import),
    /// Answers files with a file, without a store.
    Assign(Assign),
    /// Prints a report.
    Report(Report),
    /// Writes layers to a file.
    Export(Export),
    /// Shows or changes the office's settings.
    Settings(Settings),
    /// Looks at a store and changes nothing.
    Check(Check),
    /// Lists edits, or what became of a row.
    Log(Log),
    /// Takes an edit back.
    Undo(Undo),
    /// Writes a copy of the store while others use it.
    Backup(Backup),
    /// Copies everything from one store into a new one.
    Copy(Copy),
}

/// Which store.
#[derive(Args, Clone, Debug)]
pub struct StoreOptions {
    /// The GeoPackage that holds the registers.
    #[arg(long, global = true, value_name = "GPKG", env = "CERCANIA_DATA", default_value = "cercania.gpkg")]
    pub data: PathBuf,
    /// The PostgreSQL database that holds them instead.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "CERCANIA_DATABASE_URL",
        hide_env_values = true,
        conflicts_with = "data"
    )]
    pub database_url: Option<String>,
}

impl StoreOptions {
    /// The store of a name: a database where it is an address of one, else a file.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let is_database = ["postgres://", "postgresql://"].iter().any(|scheme| name.starts_with(scheme));
        Self { data: name.into(), database_url: is_database.then(|| name.to_owned()) }
    }
}

/// How a file from outside is to be read.
#[derive(Args, Clone, Debug)]
pub struct ReadOptions {
    /// The coordinate system of positions in columns; WGS 84 where not given.
    #[arg(long, value_name = "CRS", value_parser = values::crs)]
    pub crs: Option<Epsg>,
    /// The layer of a GeoPackage with several.
    #[arg(long, value_name = "LAYER")]
    pub layer: Option<String>,
    /// Which column holds which field, where the names do not say it.
    #[arg(long, value_name = "COLUMNS", value_parser = values::columns)]
    pub columns: Option<ColumnChoice>,
    /// The column that holds the id.
    #[arg(long, value_name = "COLUMN")]
    pub id_column: Option<String>,
    /// Take the good rows and write the bad ones to `NAME.rejected.csv`.
    #[arg(long)]
    pub skip_bad: bool,
}

/// How CSV is to be written.
#[derive(Args, Clone, Debug)]
pub struct CsvOptions {
    /// For a spreadsheet: byte order mark, this separator, no cell that begins like a formula.
    #[arg(long, value_name = "SEPARATOR", num_args = 0..=1, require_equals = true, default_missing_value = ";")]
    pub excel: Option<Separator>,
}

/// `serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// Which store; made where there is none.
    #[command(flatten)]
    pub store: StoreOptions,
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS", env = "CERCANIA_BIND", default_value = "127.0.0.1:8080",
          value_parser = values::address)]
    pub bind: SocketAddr,
    /// Fill an empty store with the demo data.
    #[arg(long)]
    pub demo: bool,
    /// Allow an address that other machines reach although nobody has to log in.
    #[arg(long)]
    pub without_login: bool,
    /// A page, beside those of this machine, that may read; may be given more than once.
    #[arg(long = "allow-origin", value_name = "ORIGIN", value_parser = values::origin)]
    pub allow_origin: Vec<String>,
    /// What the map page draws behind the layers: an archive of tiles, served from here.
    #[arg(long, value_name = "FILE")]
    pub basemap: Option<PathBuf>,
    /// The same: a tile server, which readers' browsers ask once they choose it.
    #[arg(long, value_name = "TILES", requires = "basemap_attribution", conflicts_with = "basemap")]
    pub basemap_url: Option<String>,
    /// Whom to name for it.
    #[arg(long, value_name = "TEXT", requires = "basemap_url")]
    pub basemap_attribution: Option<String>,
}

/// `import`.
#[derive(Args, Clone, Debug)]
pub struct Import {
    /// What the file's rows are.
    #[arg(value_name = "REGISTER")]
    pub register: RegisterName,
    /// CSV, GeoJSON, or a form's export.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Which store; made where there is none.
    #[command(flatten)]
    pub store: StoreOptions,
    /// How to read the file.
    #[command(flatten)]
    pub read: ReadOptions,
}

/// `assign`.
#[derive(Args, Clone, Debug)]
pub struct Assign {
    /// A file of households.
    #[arg(long, value_name = "FILE")]
    pub households: PathBuf,
    /// A file of kitchens.
    #[arg(long, value_name = "FILE")]
    pub kitchens: PathBuf,
    /// A file of settlements.
    #[arg(long, value_name = "FILE")]
    pub settlements: Option<PathBuf>,
    /// The file to write, CSV or GeoJSON.
    #[arg(long, value_name = "FILE", value_parser = values::answer_file)]
    pub output: OutputFile,
    /// How many kitchens to write for a household; 2 are the nearest and the runner-up.
    #[arg(short = 'k', value_name = "N", default_value = "2", value_parser = values::nearest)]
    pub nearest: u8,
    /// The coverage limit.
    #[arg(long, value_name = "METRES", value_parser = values::limit)]
    pub limit_m: Option<CoverageLimit>,
    /// How to read the household file.
    #[command(flatten)]
    pub read: ReadOptions,
    /// How to write CSV.
    #[command(flatten)]
    pub csv: CsvOptions,
}

/// `report`.
#[derive(Args, Clone, Debug)]
pub struct Report {
    /// Which report.
    #[arg(value_name = "REPORT")]
    pub report: ReportName,
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
    /// Only this settlement.
    #[arg(long, value_name = "ID", value_parser = values::id)]
    pub settlement: Option<Id>,
    /// The coverage limit; the stored setting where not given.
    #[arg(long, value_name = "METRES", value_parser = values::limit)]
    pub limit_m: Option<CoverageLimit>,
    /// A table to read where not given; CSV with `--excel`.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// Which of the coverage report's tables; all where not given.
    #[arg(long, value_name = "TABLE")]
    pub table: Option<ReportTable>,
    /// How to write CSV.
    #[command(flatten)]
    pub csv: CsvOptions,
}

/// `export`.
#[derive(Args, Clone, Debug)]
pub struct Export {
    /// Which layer.
    #[arg(value_name = "LAYER")]
    pub layer: LayerName,
    /// The file to write.
    #[arg(long, value_name = "FILE", value_parser = values::layer_file)]
    pub output: OutputFile,
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
    /// How to write CSV.
    #[command(flatten)]
    pub csv: CsvOptions,
}

/// `settings`.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
    /// What to do; shows every setting where not given.
    #[command(subcommand)]
    pub action: Option<SettingsAction>,
}

/// What to do with settings.
#[derive(Clone, Debug, Subcommand)]
pub enum SettingsAction {
    /// Shows one setting, or all.
    Get {
        /// Its name.
        #[arg(value_name = "KEY")]
        key: Option<String>,
    },
    /// Changes one.
    Set {
        /// Its name.
        #[arg(value_name = "KEY")]
        key: String,
        /// What it becomes.
        #[arg(value_name = "VALUE")]
        value: String,
    },
}

/// `check`.
#[derive(Args, Clone, Debug)]
pub struct Check {
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
}

/// `log`.
#[derive(Args, Clone, Debug)]
pub struct Log {
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
    /// The register of a row.
    #[arg(long, value_name = "REGISTER", requires = "id")]
    pub register: Option<RegisterName>,
    /// The row.
    #[arg(long, value_name = "ID", value_parser = values::id, requires = "register")]
    pub id: Option<Id>,
    /// Only edits before this one.
    #[arg(long, value_name = "REVISION")]
    pub before: Option<u64>,
    /// How many at most.
    #[arg(long, value_name = "N", default_value = "50", value_parser = values::entries)]
    pub most: usize,
    /// What it is written as.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ReportFormat,
}

/// `undo`.
#[derive(Args, Clone, Debug)]
pub struct Undo {
    /// The edit.
    #[arg(value_name = "REVISION")]
    pub revision: u64,
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
    /// Only say what it would do.
    #[arg(long)]
    pub dry_run: bool,
}

/// `backup`.
#[derive(Args, Clone, Debug)]
pub struct Backup {
    /// The file to write, a GeoPackage.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Which store.
    #[command(flatten)]
    pub store: StoreOptions,
}

/// `copy`.
#[derive(Args, Clone, Debug)]
pub struct Copy {
    /// The store to read: a file or a database.
    #[arg(long, value_name = "STORE")]
    pub from: String,
    /// The store to fill; made where there is none.
    #[arg(long, value_name = "STORE")]
    pub to: String,
}

impl Report {
    /// The format asked for: a table, or CSV with `--excel`, where none was named.
    #[must_use]
    pub fn format(&self) -> ReportFormat {
        let default = if self.csv.excel.is_some() { ReportFormat::Csv } else { ReportFormat::Table };
        self.format.unwrap_or(default)
    }
}

impl Command {
    /// What no option can check alone.
    ///
    /// # Errors
    /// [`ArgumentError::ExcelWithoutCsv`].
    pub fn check(&self) -> Result<(), ArgumentError> {
        let (excel, csv) = match self {
            Self::Assign(assign) => (assign.csv.excel, assign.output.format == OutputFormat::Csv),
            Self::Export(export) => (export.csv.excel, export.output.format == OutputFormat::Csv),
            Self::Report(report) => (report.csv.excel, report.format() == ReportFormat::Csv),
            _ => (None, true),
        };
        if excel.is_some() && !csv { Err(ArgumentError::ExcelWithoutCsv) } else { Ok(()) }
    }
}
