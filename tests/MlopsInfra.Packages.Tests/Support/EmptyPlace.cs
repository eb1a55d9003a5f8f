namespace MlopsInfra.Packages.Tests.Support;

/// <summary>
/// A machine with the .NET SDK and nothing of this repository but a feed of its packages. The home of the dotnet command and the
/// package folder are its own, so that nothing reaches the user's; what has nothing to do with this repository is read from the
/// folders of the user's packages, so that nothing is downloaded.
/// </summary>
internal sealed class EmptyPlace : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    /// <summary>Sets it up.</summary>
    /// <param name="feed">The packages.</param>
    public EmptyPlace(PackedFeed feed)
    {
        _environment = new() { ["DOTNET_CLI_HOME"] = _folder.At("home"), ["NUGET_PACKAGES"] = _folder.At("packages"),
            ["NUGET_HTTP_CACHE_PATH"] = _folder.At("http") };
        Directory.CreateDirectory(_folder.At("home"));
        _folder.Write("nuget.config", NuGetConfig.With(feed.Published, feed.StandIns));
    }

    /// <summary>A path in it.</summary>
    public string At(params string[] parts) => _folder.At(parts);

    /// <summary>The text of one of its files.</summary>
    public string Read(string name) => File.ReadAllText(At(name));

    /// <summary>Writes one of its files.</summary>
    public void Write(string name, string text) => _folder.Write(name, text);

    /// <summary>Runs the dotnet command in a folder of it.</summary>
    public Task<CommandResult> DotnetAsync(string folder, params string[] arguments) => RunAsync(folder, "dotnet", arguments);

    /// <summary>Installs the packed command and the packed templates.</summary>
    /// <param name="feed">The packages.</param>
    public async Task<EmptyPlace> InstallAsync(PackedFeed feed)
    {
        (await DotnetAsync(".", "new", "install", $"MlopsInfra.Templates@{feed.Version}")).Succeeded();
        (await DotnetAsync(".", "tool", "install", "MlopsInfra.Cli", "--version", feed.Version, "--tool-path",
            At("tools"))).Succeeded();
        return this;
    }

    /// <summary>Runs the installed command `mlops` in a folder of it.</summary>
    public Task<CommandResult> MlopsAsync(string folder, params string[] arguments) =>
        RunAsync(folder, At("tools", "mlops"), arguments);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private Task<CommandResult> RunAsync(string folder, string program, string[] arguments) =>
        Shell.RunAsync(At(folder), _environment, program, arguments);
}
