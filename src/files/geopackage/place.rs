//! Where the bytes of a `GeoPackage` are until it is finished.

use std::fs::File;
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

/// Where the bytes are until the file is finished.
pub(super) enum Place {
    /// Beside the target, whose name it will take.
    Beside(TempPath),
    /// Open here, with at most so many bytes; the name is gone where the system allows that, and else goes with this.
    Open { file: File, most_bytes: u64, _name: Option<TempPath> },
}

impl Place {
    /// Of a file that is no longer wanted and could not grow: whether by its own bound rather than the disk's.
    ///
    /// `SQLite` says the same of both, so the disk is asked for a little more.
    pub(super) fn is_bound(&self) -> Option<u64> {
        /// More than `SQLite` writes at once.
        static PROBE: [u8; 64 << 10] = [0; 64 << 10];
        let Self::Open { file, most_bytes, .. } = self else { return None };
        let mut file: &File = file;
        let grown = file.seek(SeekFrom::End(0)).and_then(|_| file.write_all(&PROBE));
        grown.is_ok().then_some(*most_bytes)
    }
}

/// An empty file in the folder of `target`, readable by whom the umask says, removed when dropped.
pub(crate) fn temporary_beside(target: &Path) -> io::Result<TempPath> {
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".cercania-").suffix(".gpkg");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map(NamedTempFile::into_temp_path)
}
