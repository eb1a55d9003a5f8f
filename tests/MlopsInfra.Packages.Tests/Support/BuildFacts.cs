using System.Reflection;
using System.Xml.Linq;

namespace MlopsInfra.Packages.Tests.Support;

/// <summary>How the repository was built: the packages under test are packed from that build.</summary>
internal static class BuildFacts
{
    /// <summary>The root folder of the clone.</summary>
    public static string Root { get; } = Repository.Root;

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>Whether it was built against the official Pulumi packages; else against sdks/.</summary>
    public static bool OfficialSdk { get; } = Metadata("PulumiSdk") == "nuget";

    /// <summary>Where NuGet keeps the packages that this build restored: its global folder and the fallback folders.</summary>
    public static IReadOnlyList<string> PackageFolders { get; } =
        Metadata("PackageFolders").Split(';', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The four versions of the Pulumi packages, and those of all others, by package.</summary>
    public static IReadOnlyDictionary<string, string> PinnedVersions { get; } = ReadPins();

    private static string Metadata(string key) => typeof(BuildFacts).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value ?? "";

    private static Dictionary<string, string> ReadPins()
    {
        var document = XDocument.Load(Path.Combine(Root, "Directory.Packages.props"));
        var properties = document.Descendants("PropertyGroup").Elements()
            .ToDictionary(element => $"$({element.Name})", element => element.Value);
        return document.Descendants("PackageVersion").ToDictionary(
            element => element.Attribute("Include")!.Value,
            element => properties.GetValueOrDefault(element.Attribute("Version")!.Value, element.Attribute("Version")!.Value));
    }
}
