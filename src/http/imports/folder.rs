//! Where files that were sent lie while they are looked at.
//!
//! A folder of the process alone, gone with it. What a killed process left is removed by the next one: a lock that ends
//! with its process tells them apart.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

const PREFIX: &str = "cercania-imports-";
const LOCK: &str = "lock";

/// The folder of a process.
#[derive(Debug)]
pub struct Folder {
    dir: TempDir,
    _lock: File,
}

impl Folder {
    /// A new one in the system's folder for such things; those of processes that are gone are removed.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> io::Result<Self> {
        Self::new_in(&std::env::temp_dir())
    }

    fn new_in(base: &Path) -> io::Result<Self> {
        sweep(base);
        let dir = tempfile::Builder::new().prefix(PREFIX).tempdir_in(base)?;
        let lock = File::create(dir.path().join(LOCK))?;
        lock.try_lock()?;
        Ok(Self { dir, _lock: lock })
    }

    /// A folder in it, gone once it is dropped.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn inner(&self) -> io::Result<TempDir> {
        tempfile::tempdir_in(self.dir.path())
    }
}

/// Removes what processes left that are gone; of others nothing can be opened, locked or removed.
fn sweep(base: &Path) {
    for entry in fs::read_dir(base).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if !ours || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        // Without a lock it is one that is being made, and holds nothing yet.
        let Ok(lock) = File::open(entry.path().join(LOCK)) else { continue };
        if lock.try_lock().is_ok() {
            // What cannot be removed is tried again next time.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_process_left_is_removed_and_what_is_in_use_stays() {
        let base = tempfile::tempdir().unwrap();
        let left = base.path().join("cercania-imports-left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join(LOCK), "").unwrap();
        fs::write(left.join("upload"), "id,lon,lat").unwrap();
        let first = Folder::new_in(base.path()).unwrap();
        assert!(!left.exists());
        let second = Folder::new_in(base.path()).unwrap();
        assert!(first.dir.path().exists() && second.dir.path().exists());
        drop((first, second));
        assert_eq!(fs::read_dir(base.path()).unwrap().count(), 0);
    }
}
