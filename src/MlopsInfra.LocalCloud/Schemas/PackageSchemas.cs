using System.Collections.Concurrent;
using System.Text.Json;
using MlopsInfra.LocalCloud.Engine;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Schemas;

/// <summary>
/// The Pulumi package schemas that the cloud is made from: of each package the resources and functions that it knows.
/// </summary>
public static class PackageSchemas
{
    /// <summary>The packages.</summary>
    public static IReadOnlyList<string> Names { get; } = ["azure-native", "azuredevops", "github"];

    private static readonly ConcurrentDictionary<string, PackageSchema> Opened = new(StringComparer.Ordinal);
    private static readonly PackageSecrets Secrets =
        new(package => Names.Contains(package) ? Opened.GetOrAdd(package, PackageSchema.Open) : null);

    /// <summary>The JSON text of a schema.</summary>
    /// <param name="package">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such package.</exception>
    public static string Read(string package)
    {
        using var reader = new StreamReader(Open(package));
        return reader.ReadToEnd();
    }

    /// <summary>The version of a package, as in <c>3.28.0</c>.</summary>
    /// <param name="package">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such package.</exception>
    public static string VersionOf(string package)
    {
        using var stream = Open(package);
        using var schema = JsonDocument.Parse(stream);
        return schema.RootElement.GetProperty("version").GetString()!;
    }

    /// <summary>Marks what a schema calls secret.</summary>
    /// <param name="type">The type token of a resource, or of a provider as in <c>pulumi:providers:github</c>.</param>
    /// <param name="values">Inputs, outputs or configuration.</param>
    public static PropertyMap MarkSecrets(string type, PropertyMap values) => Secrets.Mark(type, values);

    internal static Stream Open(string package) =>
        typeof(PackageSchemas).Assembly.GetManifestResourceStream($"schemas/{package}.json")
        ?? throw new ArgumentException($"The local cloud has no package '{package}'; it has {string.Join(", ", Names)}.",
            nameof(package));
}
