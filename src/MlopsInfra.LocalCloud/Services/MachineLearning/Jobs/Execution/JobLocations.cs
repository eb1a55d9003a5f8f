using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.MachineLearning.Assets;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Jobs.Execution;

/// <summary>Where the addresses of data lead: datastores, outputs of jobs, assets, blobs.</summary>
internal sealed partial class JobLocations(IResourceManager resources, JobRuns runs)
{
    /// <summary>The place that an address means.</summary>
    /// <param name="uri">The address, or the id of an asset.</param>
    /// <param name="workspace">The workspace.</param>
    /// <exception cref="JobException">It leads nowhere, or to where the local cloud does not reach.</exception>
    public BlobPlace Find(string uri, WorkspaceAssets workspace)
    {
        if (Datastore().Match(uri) is { Success: true } datastore)
            return Of(datastore.Groups["name"].Value, workspace, uri).Below(datastore.Groups["path"].Value);
        if (JobOutput().Match(uri) is { Success: true } output)
            return Find(OutputOf(output.Groups["job"].Value, output.Groups["name"].Value, workspace, uri), workspace)
                .Below(output.Groups["path"].Value);
        if (Wasb().Match(uri) is { Success: true } wasb)
            return new BlobPlace(wasb.Groups["account"].Value, wasb.Groups["container"].Value,
                wasb.Groups["path"].Value.Trim('/'),
                HasKey: false);
        if (uri.StartsWith("http", StringComparison.OrdinalIgnoreCase)) return OfBlob(uri);
        var asset = workspace.Resolve(uri, "data") ?? workspace.Resolve(uri, "models");
        if (asset is null) throw JobException.User($"There is no data asset or model '{uri}' in the workspace.");
        var address = (asset.Properties?["dataUri"] ?? asset.Properties?["modelUri"]).AsText()
            ?? throw JobException.User($"The asset '{uri}' is in a registry, which the local cloud does not look into.");
        return Find(address, workspace);
    }

    /// <summary>A datastore's container.</summary>
    /// <param name="name">The datastore.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="uri">The address that names it, for the error.</param>
    /// <exception cref="JobException">There is no such datastore, or it is none of blobs.</exception>
    public static BlobPlace Of(string name, WorkspaceAssets workspace, string uri)
    {
        var datastore = workspace.FindChild("datastores", name)
            ?? throw JobException.User($"'{uri}' names the datastore '{name}', which the workspace does not have.");
        if (datastore.Text("properties.accountName") is not { } account
            || (datastore.Text("properties.containerName") ?? datastore.Text("properties.filesystem")) is not { } container)
        {
            throw JobException.User($"'{uri}' is in the datastore '{name}' of type "
                + $"{datastore.Text("properties.datastoreType")}, which the local cloud keeps no data of: only blob containers.");
        }

        var credentials = datastore.Text("properties.credentials.credentialsType");
        return new BlobPlace(account, container, "", credentials is not (null or "None"));
    }

    /// <summary>
    /// The code that a version holds. The service itself reads the workspace's own account; another one is read with the rights
    /// of the job.
    /// </summary>
    /// <param name="code">The version.</param>
    /// <param name="workspace">The workspace.</param>
    public static BlobPlace OfCode(JsonObject code, WorkspaceAssets workspace)
    {
        var place = OfBlob(code.Text("properties.codeUri")
            ?? throw JobException.User($"The code '{code.Text("id")}' has no codeUri."));
        return place with { HasKey = place.Account.Equals(workspace.StorageAccount?.Name, StringComparison.OrdinalIgnoreCase) };
    }

    private string OutputOf(string job, string output, WorkspaceAssets workspace, string uri)
    {
        var id = workspace.Id.Child("jobs", job);
        if (output == "artifacts")
            return $"azureml://datastores/{JobArtifacts.Datastore}/paths/{JobArtifacts.FolderOf(job)}";
        if (runs.Find(id)?.Outputs.GetValueOrDefault(output) is { } found) return found;
        throw JobException.User(resources.Find(id) is null ? $"'{uri}' names the job '{job}', which there is none of."
            : $"'{uri}' names the output '{output}', which the job '{job}' has not written.");
    }

    private static BlobPlace OfBlob(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var parsed)) throw Unreached(uri);
        var segments = Uri.UnescapeDataString(parsed.AbsolutePath).Trim('/').Split('/');
        var account = AzureHosts.BlobAccount(parsed.Host);
        // On a loopback address the account is the first segment.
        if (account is null && AzureHosts.IsLoopback(parsed.Host)) (account, segments) = (segments[0], segments[1..]);
        if (account is null || segments is not [{ Length: > 0 } container, .. var path]) throw Unreached(uri);
        return new BlobPlace(account, container, string.Join('/', path), HasKey: false);
    }

    private static JobException Unreached(string uri) => JobException.User(
        $"'{uri}' is no address of a blob of this cloud. The local cloud reaches nothing else: put the data into a storage "
            + "account of it.");

    [GeneratedRegex(@"^azureml://(?:subscriptions/[^/]+/resourcegroups/[^/]+/workspaces/[^/]+/)?"
        + @"datastores/(?<name>[^/]+)(?:/paths(?<path>/.*)?)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Datastore();

    [GeneratedRegex(@"^azureml://jobs/(?<job>[^/]+)/outputs/(?<name>[^/]+)(?:/paths(?<path>/.*)?)?/?$", RegexOptions.IgnoreCase)]
    private static partial Regex JobOutput();

    [GeneratedRegex(@"^(?:wasbs?|abfss?)://(?<container>[^@/]+)@(?<account>[^./]+)\.[^/]+(?<path>/.*)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Wasb();
}
