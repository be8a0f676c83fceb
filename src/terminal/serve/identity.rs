//! Keys: the host's own, and those that people come with.

use std::io::{self, Write};
use std::path::Path;

use russh::keys::ssh_key::private::{Ed25519Keypair, KeypairData, PrivateKey};
use russh::keys::ssh_key::{HashAlg, LineEnding, PublicKey as Wire};

/// The key of the host.
#[derive(Clone)]
pub struct HostKey(pub(super) PrivateKey);

/// A public key of somebody's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// As in `authorized_keys`, without the words behind it.
    pub text: String,
    /// "SHA256:…".
    pub fingerprint: String,
    /// The words behind it, often a name and a machine.
    pub comment: String,
}

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// It is no public key, or of a kind that is not accepted.
    #[error("this is no public key of a kind that is accepted (ssh-ed25519, ecdsa-sha2)")]
    NoKey,
    /// It is a private key.
    #[error("this is a private key; the public one is in the file that ends with .pub")]
    Private,
    /// The file.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The host's file holds something else.
    #[error("the host key cannot be read: {0}")]
    Host(String),
}

impl PublicKey {
    /// Reads a line as in `authorized_keys` or in a `.pub` file, without options before it.
    pub fn parse(line: &str) -> Result<Self, KeyError> {
        if line.contains("PRIVATE KEY") {
            return Err(KeyError::Private);
        }
        let key = Wire::from_openssh(line.trim()).map_err(|_| KeyError::NoKey)?;
        if key.algorithm().is_rsa() || key.algorithm().is_dsa() {
            return Err(KeyError::NoKey);
        }
        Self::of(&key).ok_or(KeyError::NoKey)
    }

    pub(super) fn of(key: &Wire) -> Option<Self> {
        let comment = String::from_utf8_lossy(key.comment().as_bytes()).into_owned();
        let line = key.to_openssh().ok()?;
        let text = line.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
        Some(Self { text, fingerprint: fingerprint(key), comment })
    }
}

/// "SHA256:…".
pub(super) fn fingerprint(key: &Wire) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

impl HostKey {
    /// Reads the key of the host, or makes one that only its owner can read.
    pub fn open(path: &Path) -> Result<Self, KeyError> {
        match std::fs::read(path) {
            Ok(text) => PrivateKey::from_openssh(text).map(Self).map_err(|error| KeyError::Host(error.to_string())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(path),
            Err(error) => Err(error.into()),
        }
    }

    fn make(path: &Path) -> Result<Self, KeyError> {
        let mut seed = [0_u8; 32];
        random(&mut seed)?;
        let pair = KeypairData::Ed25519(Ed25519Keypair::from_seed(&seed));
        let key = PrivateKey::new(pair, "rounds").map_err(|error| KeyError::Host(error.to_string()))?;
        let text = key.to_openssh(LineEnding::LF).map_err(|error| KeyError::Host(error.to_string()))?;
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        Ok(Self(key))
    }

    /// "SHA256:…", which people compare when they connect for the first time.
    pub fn fingerprint(&self) -> String {
        fingerprint(self.0.public_key())
    }

    /// The public half, as in `known_hosts` behind the name of the host.
    pub fn public(&self) -> String {
        PublicKey::of(self.0.public_key()).map(|key| key.text).unwrap_or_default()
    }
}

/// Fills bytes from the system's source of randomness.
#[cfg(unix)]
pub fn random(bytes: &mut [u8]) -> io::Result<()> {
    let mut filled = 0;
    while filled < bytes.len() {
        filled += rustix::rand::getrandom(&mut bytes[filled..], rustix::rand::GetRandomFlags::empty())?;
    }
    Ok(())
}

/// No source of randomness is known here yet.
#[cfg(not(unix))]
pub fn random(_: &mut [u8]) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti li@laptop";

    #[test]
    fn a_public_key_is_read_as_it_lies_in_files() {
        let key = PublicKey::parse(KEY).unwrap();
        assert_eq!(key.comment, "li@laptop");
        assert_eq!(format!("{} li@laptop", key.text), KEY);
        assert!(key.fingerprint.starts_with("SHA256:") && key.fingerprint.len() == 50, "{}", key.fingerprint);
        assert_eq!(PublicKey::parse(&format!("  {}\n", key.text)).unwrap().fingerprint, key.fingerprint);
        assert!(matches!(PublicKey::parse("ssh-ed25519 nonsense"), Err(KeyError::NoKey)));
        assert!(matches!(PublicKey::parse("-----BEGIN OPENSSH PRIVATE KEY-----"), Err(KeyError::Private)));
    }

    #[test]
    fn a_host_key_is_made_once() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("host_key");
        let first = HostKey::open(&path).unwrap();
        assert_eq!(HostKey::open(&path).unwrap().fingerprint(), first.fingerprint());
        let other = HostKey::open(&dir.path().join("other")).unwrap();
        assert_ne!(other.fingerprint(), first.fingerprint());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, "something else").unwrap();
        assert!(matches!(HostKey::open(&path), Err(KeyError::Host(_))));
    }
}
