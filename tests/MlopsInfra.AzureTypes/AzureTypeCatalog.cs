using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Azure.Bicep.Types.Az;
using Azure.Bicep.Types.Concrete;
using Azure.Bicep.Types.Index;

namespace MlopsInfra.AzureTypes;

/// <summary>
/// Microsoft's own types of Azure Resource Manager, generated from the specifications of its REST API: NuGet
/// <c>Azure.Bicep.Types.Az</c>.
/// </summary>
public sealed class AzureTypeCatalog
{
    /// <summary>
    /// Stands in a body for a value that is not known: it fits everywhere. The mark is the one of Pulumi's wire.
    /// </summary>
    public const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    private readonly AzTypeLoader _loader = new();
    private readonly TypeIndex _index;
    private readonly Dictionary<string, string> _names;
    private readonly ConcurrentDictionary<string, ResourceType> _read = new(StringComparer.Ordinal);

    /// <summary>Reads the index; a type is read when it is first asked for.</summary>
    public AzureTypeCatalog()
    {
        _index = _loader.LoadTypeIndex();
        _names = _index.Resources.Keys.ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Holds the body of a PUT against its type.</summary>
    /// <param name="type">The type, as in <c>Microsoft.Storage/storageAccounts</c>.</param>
    /// <param name="apiVersion">The API version that is sent.</param>
    /// <param name="name">The resource's own name, without those of its parents.</param>
    /// <param name="body">The body.</param>
    /// <returns>Everything that is wrong with it.</returns>
    public IReadOnlyList<BodyMistake> Check(string type, string apiVersion, string name, JsonObject body)
    {
        if (Find(type, apiVersion) is not { } resource)
            return [new BodyMistake(MistakeKind.UnknownType, "", $"There is no {type}@{apiVersion}. {Versions(type)}")];
        return BodyCheck.Run(resource.Body.Type, name, body);
    }

    /// <summary>The body of a type; null if there is none in this API version.</summary>
    /// <param name="type">The type.</param>
    /// <param name="apiVersion">The API version.</param>
    public TypeBase? FindBody(string type, string apiVersion) => Find(type, apiVersion)?.Body.Type;

    /// <summary>The API versions of a type, in no order.</summary>
    /// <param name="type">The type.</param>
    public IReadOnlyList<string> VersionsOf(string type) =>
        [.. _names.Keys.Where(name => name.StartsWith($"{type}@", StringComparison.OrdinalIgnoreCase))
            .Select(name => name[(type.Length + 1)..])];

    private ResourceType? Find(string type, string apiVersion) =>
        _names.TryGetValue($"{type}@{apiVersion}", out var name)
            ? _read.GetOrAdd(name, _ => _loader.LoadResourceType(_index.Resources[name]))
            : null;

    private string Versions(string type)
    {
        var versions = VersionsOf(type).Order(StringComparer.Ordinal).ToList();
        return versions.Count == 0 ? "The type is unknown." : $"Known versions: {string.Join(", ", versions)}.";
    }
}
