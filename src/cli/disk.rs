//! What the system tells of a disk: which kind of file system it is, and how much room is left. Only asked, never guessed: where the system
//! does not say, there is no answer.

use std::path::Path;

/// A kind of file system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// What it is called.
    pub name: String,
    /// Whether it is reached over a network: such a one does not keep the locks and shared memory that a write-ahead log needs.
    pub network: bool,
}

/// The kind of the file system a path is on.
pub fn kind(path: &Path) -> Option<Kind> {
    #[cfg(target_os = "linux")]
    {
        // The low 32 bits are the number; its type differs from machine to machine.
        rustix::fs::statfs(path).ok().map(|it| named(it.f_type as u32))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

/// Bytes that this person may still write there.
pub fn free(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        rustix::fs::statvfs(path).ok().map(|it| it.f_bavail.saturating_mul(it.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// The file systems by the numbers of statfs(2).
#[cfg(any(target_os = "linux", test))]
fn named(number: u32) -> Kind {
    let (name, network) = match number {
        0x6969 => ("nfs", true),
        0x517B => ("smb", true),
        0xFE53_4D42 => ("smb2", true),
        0xFF53_4D42 => ("cifs", true),
        0x0102_1997 => ("9p", true),
        0x5346_414F => ("afs", true),
        0x7375_7245 => ("coda", true),
        0x00C3_6400 => ("ceph", true),
        0xEF53 => ("ext4", false),
        0x5846_5342 => ("xfs", false),
        0x9123_683E => ("btrfs", false),
        0x2FC1_2FC1 => ("zfs", false),
        0xF2F5_2010 => ("f2fs", false),
        0x0102_1994 => ("tmpfs", false),
        0x794C_7630 => ("overlay", false),
        0x6573_5546 => ("fuse", false),
        0x4D44 => ("fat", false),
        0x2011_BAB0 => ("exfat", false),
        0x5346_544E => ("ntfs", false),
        _ => return Kind { name: format!("0x{number:X}"), network: false },
    };
    Kind { name: name.to_owned(), network }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_known_by_their_numbers() {
        for (number, name, network) in
            [(0x6969, "nfs", true), (0xFF53_4D42, "cifs", true), (0x0102_1997, "9p", true), (0xEF53, "ext4", false)]
        {
            assert_eq!(named(number), Kind { name: name.to_owned(), network });
        }
        assert_eq!(named(0xABCD), Kind { name: "0xABCD".to_owned(), network: false });
    }

    #[test]
    fn every_disk_has_a_kind_and_a_size() {
        let dir = tempfile::tempdir().unwrap();
        if cfg!(target_os = "linux") {
            assert!(!kind(dir.path()).unwrap().name.is_empty());
        }
        if cfg!(unix) {
            assert!(free(dir.path()).unwrap() > 0);
        }
        assert_eq!(free(&dir.path().join("missing")), None);
    }
}
