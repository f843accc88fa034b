//! How the program tells a script what became of it.

/// The program's exit codes. They are part of its interface: a number keeps its meaning.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u8)]
pub enum ExitCode {
    /// Done as asked.
    Done = 0,
    /// Not done, for a reason that none of the others names.
    Failed = 1,
    /// The command line is wrong; nothing was read or written.
    WrongUsage = 2,
    /// The input file has bad rows (or is none); without `--skip-bad` nothing was written, with it the good rows were.
    BadInput = 3,
    /// The store cannot be used: missing, locked by another program, of another version, or damaged.
    StoreUnusable = 4,
    /// `check` ran and found problems.
    ProblemsFound = 5,
    /// Stopped from the keyboard: 128 + SIGINT, as shells write it.
    Interrupted = 130,
}

impl ExitCode {
    /// Every code, in the order of the help text.
    pub const ALL: [Self; 7] = [
        Self::Done,
        Self::Failed,
        Self::WrongUsage,
        Self::BadInput,
        Self::StoreUnusable,
        Self::ProblemsFound,
        Self::Interrupted,
    ];

    /// The number a script sees.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(code.number())
    }
}
