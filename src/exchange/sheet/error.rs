//! Why a spreadsheet cannot be read. The words for people stand in the message table; what is said here is for the log.

/// Why a file was not read, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The file could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is neither text nor a workbook.
    #[error("this is no spreadsheet")]
    Foreign,
    /// A workbook of the old binary kind.
    #[error("this is an .xls workbook")]
    OldWorkbook,
    /// A workbook behind a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// A workbook that cannot be read.
    #[error("the workbook is damaged: {0}")]
    Damaged(String),
    /// The workbook has no sheet of this name.
    #[error("there is no sheet {wanted:?}; the workbook has: {}", .found.join(", "))]
    NoSheet {
        /// The one that was asked for.
        wanted: String,
        /// The ones there are.
        found: Vec<String>,
    },
    /// No encoding of this name is known.
    #[error("there is no encoding {0:?}")]
    NoEncoding(String),
}
