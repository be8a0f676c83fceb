//! One test binary, a folder for each layer.
