//! Errors as the status line says them.

use crate::app::effect::Toast;
use crate::app::wording;
use crate::i18n::Lang;
use crate::store::StoreError;

/// An error as it is said on the screen. The log has the chain.
pub fn problem(lang: Lang, error: &StoreError) -> Toast {
    tracing::warn!("{error:?}");
    Toast::problem(wording::store_error(lang, error))
}
