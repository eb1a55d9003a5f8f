namespace MlopsInfra.Packages.Tests.Support;

/// <summary>
/// A folder feed with everything that this repository publishes, packed once for all tests; and, where the build used sdks/,
/// those packed too: they stand in for the official packages that no source serves here.
/// </summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    private readonly string _version = $"0.0.{Environment.ProcessId}";

    /// <summary>The folder with the packages that are published.</summary>
    public string Published => _folder.At("published");

    /// <summary>The folder with the stand-ins for the Pulumi packages; empty where the build used the official ones.</summary>
    public string StandIns => _folder.At("stand-ins");

    /// <summary>The published packages' files.</summary>
    public IReadOnlyList<string> Packages => [.. Directory.GetFiles(Published, "*.nupkg").Order(StringComparer.Ordinal)];

    /// <summary>The version that everything was packed as; nobody's cache has it.</summary>
    public string Version => BuildFacts.OfficialSdk ? _version : $"{_version}-local";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Published);
        Directory.CreateDirectory(StandIns);
        (await PackAsync("MlopsInfra.slnx", Published, $"-p:VersionPrefix={_version}")).Succeeded();
        if (BuildFacts.OfficialSdk) return;
        using var components = Open("MlopsInfra.Components");
        foreach (var id in components.Dependencies.Keys)
        {
            (await PackAsync(Path.Combine("sdks", id), StandIns, "-p:IsPackable=true")).Succeeded();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Opens a published package.</summary>
    /// <param name="id">Its id.</param>
    internal Package Open(string id) => new(Path.Combine(Published, $"{id}.{Version}.nupkg"));

    private static Task<CommandResult> PackAsync(string project, string output, params string[] properties) => Shell.RunAsync(
        BuildFacts.Root, new Dictionary<string, string>(), "dotnet",
        ["pack", project, "--no-build", "--nologo", "--configuration", BuildFacts.Configuration, "--output", output,
            .. properties]);
}
