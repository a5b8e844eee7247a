//! The environment variables of the process.

/// Whether the environment comes from the user whose rights the process has: on Windows a program file never gives its
/// process more rights.
pub(crate) fn is_environment_trusted() -> bool {
    true
}
