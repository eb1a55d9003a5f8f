using System.Globalization;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Providers;
using MlopsInfra.LocalEngine.State;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.Cli.Local;

/// <summary>
/// Keeps a deployment from comparing with a state whose cloud is gone: the store was damaged and set aside, or removed.
/// Everything would be the same, and nothing would be there.
/// </summary>
/// <param name="stack">The stack.</param>
/// <param name="providers">Its cloud.</param>
internal sealed class LostCloud(LocalStack stack, IProviderSource providers)
{
    private const string ProviderPrefix = "pulumi:providers:";

    /// <summary>
    /// Refuses if nothing of what the state knows is in the cloud, or something is missing and the store was set aside since the
    /// state was written. Single things that somebody deleted are no matter of this: a refresh finds them.
    /// </summary>
    /// <param name="resources">What the state knows.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="DeploymentException">The cloud is gone.</exception>
    public async Task CheckAsync(IReadOnlyList<ResourceRecord> resources, CancellationToken cancellationToken)
    {
        var managed = resources.Where(record => record is { Custom: true, External: false, Delete: false, Id: not null }
            && !IsProvider(record)).ToList();
        var wasSetAside = WasSetAside();
        var configured = new Dictionary<string, IProvider>(StringComparer.Ordinal);
        var missing = new List<ResourceRecord>();
        foreach (var record in managed)
        {
            var isThere = await IsThereAsync(record, await ProviderAsync(record, resources, configured, cancellationToken),
                cancellationToken);
            if (isThere && !wasSetAside) return;
            if (!isThere) missing.Add(record);
        }

        if (missing.Count == 0) return;
        throw new DeploymentException(
            "CloudLost",
            $"The state of {stack.Name} knows {managed.Count} resources, and "
            + $"{(missing.Count == managed.Count ? "none" : $"{missing.Count}")} of them "
            + $"{(missing.Count == managed.Count ? "is" : "are not")} in the local cloud, as in '{missing[0].Id}': its store was "
            + $"set aside as damaged, or removed. Nothing was done. Put a good copy of '{LocalClouds.Directory(stack)}' back, or "
            + $"run `mlops local refresh {stack.Name}`, which takes out of the state what is gone; then an update makes it anew.",
            missing[0].Urn);
    }

    /// <summary>The same by what is on Azure alone: for that nobody has to be signed in elsewhere.</summary>
    /// <inheritdoc cref="CheckAsync"/>
    public async Task CheckAzureAsync(CancellationToken cancellationToken)
    {
        var resources = await stack.ReadResourcesAsync(cancellationToken);
        await CheckAsync([.. resources.Where(record => record.Type.StartsWith("azure-native:", StringComparison.Ordinal)
            || IsProvider(record))], cancellationToken);
    }

    private static bool IsProvider(ResourceRecord record) => record.Type.StartsWith(ProviderPrefix, StringComparison.Ordinal);

    private static async Task<bool> IsThereAsync(ResourceRecord record, IProvider? provider,
        CancellationToken cancellationToken) =>
        provider is null
            || await provider.ReadAsync(new ReadRequest(record.Urn, record.Type, record.Id!, record.Inputs, record.Outputs),
                cancellationToken) is not null;

    private async Task<IProvider?> ProviderAsync(
        ResourceRecord record, IReadOnlyList<ResourceRecord> resources, Dictionary<string, IProvider> configured,
        CancellationToken cancellationToken)
    {
        var urn = record.Provider?[..Math.Max(0, record.Provider.LastIndexOf("::", StringComparison.Ordinal))] ?? "";
        if (configured.TryGetValue(urn, out var known)) return known;
        if (providers.Create(record.Type.Split(':')[0], null) is not { } provider) return null;
        var inputs = resources.FirstOrDefault(other => other.Urn == urn)?.Inputs ?? PropertyMap.Empty;
        await provider.ConfigureAsync(SecretMarks.Remove(inputs).Without("version").Without("pluginDownloadURL"),
            cancellationToken);
        return configured[urn] = provider;
    }

    private bool WasSetAside()
    {
        var folder = LocalClouds.Directory(stack);
        if (!Directory.Exists(folder) || !File.Exists(stack.StateFile)) return false;
        var written = File.GetLastWriteTimeUtc(stack.StateFile);
        return Directory.EnumerateFiles(folder, "resources.jsonl.damaged-*")
            .Any(file => TimeOf(file) is { } time && time >= written);
    }

    private static DateTime? TimeOf(string file) => DateTime.TryParseExact(
        file[(file.LastIndexOf('-') + 1)..], "yyyyMMddHHmmss", CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
