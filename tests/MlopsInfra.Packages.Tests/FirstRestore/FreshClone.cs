using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsInfra.Packages.Tests.Support;

namespace MlopsInfra.Packages.Tests.FirstRestore;

/// <summary>
/// What a first restore reads of this repository, in a folder where nothing was restored yet: projects, settings and versions, no
/// sources. The Pulumi packages are pinned to a version that nobody has, so that no package folder of this machine decides; all
/// others are in the folders of the user's packages.
/// </summary>
internal sealed partial class FreshClone : IDisposable
{
    /// <summary>The version that the clone pins the Pulumi packages to.</summary>
    public const string PulumiVersion = "9999.0.1";

    private const string Stop = "The restore is done, which is all that is looked at.";

    private static readonly string[] Parts = ["*.csproj", "*.proj", "*.props", "*.targets", "*.slnx", "global.json"];

    // These are about the stand-ins themselves: they use them whatever else is there.
    private static readonly HashSet<string> StandIns =
        ["Pulumi.AzureNative", "Pulumi.AzureDevOps", "Pulumi.Github", "SdkGenerator.Tests"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    private FreshClone() => _environment = new()
    {
        ["NUGET_PACKAGES"] = _folder.At("packages"),
        ["PulumiSdk"] = "",
        ["CustomBeforeMicrosoftCommonTargets"] = _folder.At("stop.targets"),
    };

    /// <summary>Whether somebody was asked for the packages: the log of the probe is there.</summary>
    public bool Asked => File.Exists(ProbeLog);

    /// <summary>The answer that the clone remembers.</summary>
    public string Remembered => File.ReadAllText(At("artifacts", "pulumi-sdk.props"));

    private string ProbeLog => At("artifacts", "obj", "pulumi-sdk-probe", "restore.log");

    /// <summary>Makes one.</summary>
    /// <param name="sources">The folder feeds that are its only sources.</param>
    public static async Task<FreshClone> CreateAsync(params string[] sources)
    {
        var clone = new FreshClone();
        var files = (await Shell.RunAsync(
            BuildFacts.Root, new Dictionary<string, string>(), "git",
            ["ls-files", "--cached", "--others", "--exclude-standard", "--", .. Parts])).Succeeded();
        foreach (var file in files.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(file => File.Exists(Path.Combine(BuildFacts.Root, file))))
        {
            clone._folder.Write(Path.Combine("clone", file), File.ReadAllText(Path.Combine(BuildFacts.Root, file)));
        }

        clone._folder.Write("clone/Directory.Packages.props",
            PulumiPin().Replace(clone._folder.Read("clone/Directory.Packages.props"), PulumiVersion));
        clone._folder.Write("nuget.config", NuGetConfig.With(sources));
        clone._folder.Write("stop.targets", $"""
            <Project>
              <Target Name="StopAfterRestore" BeforeTargets="BeforeBuild;ResolveReferences" Condition="'$(MSBuildRestoreSessionId)' == ''">
                <Error Text="{Stop}" />
              </Target>
            </Project>
            """);
        return clone;
    }

    /// <summary>Runs the dotnet command in one of its folders, up to the end of its restore.</summary>
    /// <param name="folder">The folder, from the root of the clone.</param>
    /// <param name="arguments">The command.</param>
    public async Task RestoreByAsync(string folder, params string[] arguments)
    {
        var result = await Shell.RunAsync(At(folder), _environment, "dotnet", arguments);
        if (result.ExitCode != 0) Assert.Contains(Stop, result.Text, StringComparison.Ordinal);
    }

    /// <summary>Whence the projects take the Pulumi packages: `package` or `project`, by project and package.</summary>
    public IReadOnlyDictionary<string, string> Choices() =>
        Directory.GetFiles(At("artifacts", "obj"), "project.assets.json", SearchOption.AllDirectories)
        .Select(file => (Project: Path.GetFileName(Path.GetDirectoryName(file)!), File: file))
        .Where(assets => !StandIns.Contains(assets.Project))
        .SelectMany(assets => PulumiLibraries(assets.File)
            .Select(library => (Key: $"{assets.Project}: {library.Name}", library.Type)))
        .ToDictionary(library => library.Key, library => library.Type);

    /// <summary>Forgets that somebody was asked; the answer stays.</summary>
    public void ForgetAsking() => File.Delete(ProbeLog);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static IEnumerable<(string Name, string Type)> PulumiLibraries(string file)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(file));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(library => library.Name.StartsWith("Pulumi", StringComparison.Ordinal)
                && library.Name.EndsWith($"/{PulumiVersion}", StringComparison.Ordinal))
            .Select(library => (library.Name, library.Value.GetProperty("type").GetString()!))];
    }

    private string At(params string[] parts) => _folder.At(["clone", .. parts]);

    [GeneratedRegex("(?<=<Pulumi[A-Za-z]*Version>)[^<]+")]
    private static partial Regex PulumiPin();
}
