using System.Text.Json;
using MlopsInfra.Formats.Json;

namespace MlopsInfra.LocalEngine.State;

/// <summary>Reads what <c>pulumi stack export</c> printed.</summary>
internal static class ExportedState
{
    /// <summary>Reads the export of a certain stack.</summary>
    /// <exception cref="DeploymentException">The file is missing, no such export, or that of another stack.</exception>
    public static async Task<LoadedState> ReadAsync(string path, string project, string stack,
        CancellationToken cancellationToken) =>
        Checked(await ReadAsync(path, cancellationToken), path, project, stack);

    /// <summary>Reads the export of a certain stack from memory, as <see cref="StateExport.Write"/> wrote it.</summary>
    /// <exception cref="DeploymentException">It is that of another stack.</exception>
    public static LoadedState Read(ReadOnlyMemory<byte> content, string project, string stack) => Checked(
        StrictJson.Read(content, root => StateFileFormat.Read(root, new SecretManager(""), tolerant: true),
            StateFileFormat.MaxDepth),
        "What is compared with", project, stack);

    private static LoadedState Checked(LoadedState state, string path, string project, string stack)
    {
        var other = state.Resources.FirstOrDefault(record => !record.Urn.StartsWith($"urn:pulumi:{stack}::{project}::",
            StringComparison.Ordinal));
        if (other is null) return state;
        var parts = other.Urn.Split("::");
        throw new DeploymentException(
            DeploymentErrorCodes.WrongState,
            $"{path} is the state of stack '{parts[0].Split(':')[^1]}' of project '{parts.ElementAtOrDefault(1)}', not of stack "
                + $"'{stack}' of project '{project}'. Export that one: pulumi stack export --stack {stack}.", path);
    }

    /// <summary>Reads it; secrets that can't be decrypted become unknown secrets.</summary>
    /// <exception cref="DeploymentException">The file is missing or no such export.</exception>
    public static Task<LoadedState> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var directory = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "/";
        return ParseAsync(path, root => StateFileFormat.Read(root, new SecretManager(directory), tolerant: true),
            cancellationToken);
    }

    /// <summary>Reads a member that stands beside the deployment; null if there is none.</summary>
    /// <exception cref="DeploymentException">The file is missing or no JSON.</exception>
    public static Task<JsonElement?> ReadMemberAsync(string path, string member, CancellationToken cancellationToken) =>
        ParseAsync(
        path, root => root.ValueKind == JsonValueKind.Object && root.TryGetProperty(member, out var found)
            ? found.Clone() : (JsonElement?)null, cancellationToken);

    private static async Task<T> ParseAsync<T>(string path, Func<JsonElement, T> read, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await Task.Run(() => JsonFile.ReadBytes(path, StateFileFormat.MaxLength), cancellationToken);
            return StrictJson.Read(bytes, read, StateFileFormat.MaxDepth);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeploymentException(DeploymentErrorCodes.StateUnavailable,
                $"Can't read the exported state {path}: {exception.Message}", path, exception);
        }
        catch (JsonException exception)
        {
            throw new DeploymentException(
                DeploymentErrorCodes.DamagedState,
                $"{JsonFault.At(path, exception)} It is not what `pulumi stack export` prints. Export the stack again.", path,
                exception);
        }
    }
}
