//! The environment variables of the process.

/// Whether the environment comes from the user whose rights the process has.
///
/// It does not where the program file gave the process more rights (set-user-ID, set-group-ID, file capabilities).
pub(crate) fn is_environment_trusted() -> bool {
    // SAFETY: getauxval takes and returns a number and reads only what the kernel gave the process at its start; the
    // result for an entry that does not exist is 0.
    unsafe { libc::getauxval(libc::AT_SECURE) == 0 }
}
