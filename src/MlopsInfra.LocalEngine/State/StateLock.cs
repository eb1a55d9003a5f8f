namespace MlopsInfra.LocalEngine.State;

/// <summary>Keeps a second process away from a stack.</summary>
internal static class StateLock
{
    /// <summary>Takes the lock at once or not at all.</summary>
    /// <param name="directory">The folder of the states; it is made where there is none.</param>
    /// <param name="stack">The stack.</param>
    /// <exception cref="DeploymentException">Somebody else holds it, or the folder can't be written to.</exception>
    public static ProcessLock Take(string directory, string stack)
    {
        try
        {
            PrivateFiles.CreateFolder(directory);
            return ProcessLock.Take(Path.Combine(directory, $"{stack}.lock"));
        }
        catch (ProcessLockException exception)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.StackLocked,
                $"Stack '{stack}' is being deployed by {exception.Holder}. Wait for it to end, or stop it.", stack, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.StateUnavailable,
                $"Can't write to the state's folder {directory}: {exception.Message}. Nothing was changed.", directory,
                exception);
        }
    }
}
