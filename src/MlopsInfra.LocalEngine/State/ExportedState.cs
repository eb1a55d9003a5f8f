using System.Text.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Reads what <c>pulumi stack export</c> printed.</summary>
internal static class ExportedState
{
    /// <summary>Reads it; secrets that can't be decrypted become unknown secrets.</summary>
    /// <exception cref="DeploymentException">The file is missing or no such export.</exception>
    public static async Task<LoadedState> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(path);
            using var document = await JsonDocument.ParseAsync(stream, default, cancellationToken);
            var directory = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "/";
            return StateFileFormat.Read(document.RootElement, new SecretManager(directory), tolerant: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentErrorCodes.StateUnavailable, $"Can't read the exported state {path}: {exception.Message}", path, exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.DamagedState, $"{path} is not what `pulumi stack export` prints: {exception.Message}", path, exception);
        }
    }
}
