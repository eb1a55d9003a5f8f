using System.Text.RegularExpressions;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Runs;

namespace MlopsInfra.Lifecycle.Data;

/// <summary>Finds out what data a job is to be given, and which version of it that is.</summary>
/// <param name="environment">The environment.</param>
/// <param name="note">Is told what can't be known.</param>
internal sealed partial class DataSource(LifecycleEnvironment environment, Action<string> note)
{
    private const string WholeFolder = "1";

    private readonly BlobContents _contents = new(environment);
    private readonly Datastores _datastores = new(environment);

    /// <summary>The data that was asked for.</summary>
    /// <param name="asked">An address, or a local file or folder; null for the environment's own training data.</param>
    /// <param name="port">The input that is given it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">There is no such data, or Azure refuses.</exception>
    public Task<RunData> FindAsync(string? asked, InputPort port, CancellationToken cancellationToken)
    {
        // The environment's own data is an asset of the name of its datastore, whose first version is the whole folder
        // (docs/using-the-components.md); the newest one is what some run has read.
        var address = asked ?? $"azureml:{environment.Outputs.Datastores.TrainingData}:{WholeFolder}";
        return InputValues.IsAddress(address)
            ? LifecycleEnvironment.GuardAsync($"looking for the data {WithoutSignature(address)} of {environment.Name}",
                () => OfAddressAsync(address, cancellationToken), cancellationToken)
            : Task.FromResult(OfFiles(LocalData.Read(address), port));
    }

    /// <summary>An address without the signature that it may hold.</summary>
    /// <param name="address">The address.</param>
    internal static string WithoutSignature(string address) => address.Split('?')[0];

    private static RunData OfFiles(LocalData data, InputPort port)
    {
        if (port.Type == "uri_file" && data.IsFolder)
        {
            throw LifecycleException.Usage("InvalidData",
                $"The input '{port.Name}' takes a file (uri_file), and '{data.Path}' is a folder.");
        }

        var folder = $"azureml://datastores/{Datastores.Default}/paths/{DataUpload.FolderOf(data)}/";
        var uri = port.Type == "uri_file" ? folder + data.Files[0].Name : folder;
        var files = data.Files.Count == 1 ? "1 file" : $"{data.Files.Count} files";
        return new RunData(uri, $"{data.Path} ({files}, {Math.Max(1, data.Size / 1000)} kB)")
        {
            Version = data.Hash, Path = uri, Upload = data,
        };
    }

    private async Task<RunData> OfAddressAsync(string address, CancellationToken cancellationToken)
    {
        if (Asset().Match(address) is { Success: true } asset)
            return await OfAssetAsync(asset.Groups["name"].Value, asset.Groups["version"].Value, cancellationToken);
        if (Labelled().Match(address) is { Success: true } labelled)
            return await OfAssetAsync(labelled.Groups["name"].Value, null, cancellationToken);
        if (await PlaceOfAsync(address, cancellationToken) is not { } place)
            return new RunData(address, WithoutSignature(address)) { Path = WithoutSignature(address) };
        var (version, why) = await _contents.VersionAsync(place, cancellationToken);
        if (why is not null) note($"The version of the data {WithoutSignature(address)} is not known: {why}.");
        return new RunData(address, WithoutSignature(address)) { Path = WithoutSignature(address), Version = version };
    }

    private async Task<RunData> OfAssetAsync(string name, string? asked, CancellationToken cancellationToken)
    {
        var version = asked ?? await LatestAsync(name, cancellationToken);
        var shown = await environment.Arm.FindAsync(environment.InWorkspace(
            $"data/{Uri.EscapeDataString(name)}/versions/{Uri.EscapeDataString(version)}"), cancellationToken);
        var uri = (string?)shown?["properties"]?["dataUri"] ?? throw NoData(name, version);
        // A version always means the same place, and what lies there may change.
        var contents = await PlaceOfAsync(uri, cancellationToken) is { } place
            ? await _contents.VersionAsync(place, cancellationToken) : (null, "it is none of blobs");
        if (contents.Why == "it is empty")
        {
            throw new LifecycleException("NoData",
                $"There is nothing in the data asset {name}:{version} of {environment.Name} ({uri}). Put data there, or name "
                + "other data with --data.");
        }

        if (contents.Why is not null) note($"The contents of the data asset {name}:{version} are not known: {contents.Why}.");
        var id = $"{environment.WorkspaceId}/data/{name}/versions/{version}";
        return new RunData(id, $"data asset {name}:{version}")
        {
            Path = uri,
            Version = contents.Version is null ? $"{name}:{version}" : $"{name}:{version}+{contents.Version}",
        };
    }

    private async Task<string> LatestAsync(string name, CancellationToken cancellationToken) =>
        (string?)(await environment.Arm.FindAsync(environment.InWorkspace($"data/{Uri.EscapeDataString(name)}"),
            cancellationToken))?["properties"]?["latestVersion"] ?? throw NoData(name, null);

    private LifecycleException NoData(string name, string? version) => new("DataNotFound",
        $"The workspace of {environment.Name} has no data asset '{name}'{(version is null ? "" : $" of version '{version}'")}. "
        + "Name the data with --data: azureml:NAME:VERSION, azureml://datastores/NAME/paths/PATH, https://... or a local file.");

    private async Task<BlobPlace?> PlaceOfAsync(string uri, CancellationToken cancellationToken)
    {
        if (DatastorePlace.Of(uri) is { } datastore)
        {
            return await _datastores.ContainerAsync(datastore.Datastore, cancellationToken) is { } container
                ? new BlobPlace(container, datastore.Path) : null;
        }

        // A signature of somebody else's container is for the job, and not for this.
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || address.Scheme != "https" || address.Query.Length > 0
            || !address.Host.Contains(".blob.", StringComparison.OrdinalIgnoreCase)) return null;
        var parts = Uri.UnescapeDataString(address.AbsolutePath).Trim('/').Split('/', 2);
        return parts[0].Length == 0
            ? null : new BlobPlace(new Uri(address, $"/{parts[0]}"), parts.Length > 1 ? parts[1] : "");
    }

    [GeneratedRegex("^(?:azureml:(?<name>[^:@/]+):|/subscriptions/.+/data/(?<name>[^/]+)/versions/)(?<version>[^/]+)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Asset();

    [GeneratedRegex("^azureml:(?<name>[^:@/]+)@latest$", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();
}
