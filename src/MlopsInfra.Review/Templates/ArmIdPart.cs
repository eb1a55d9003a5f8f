using System.Collections.Immutable;

namespace MlopsInfra.Review.Templates;

/// <summary>
/// A type with its names, as in <c>Microsoft.Storage/storageAccounts/blobServices</c> with <c>stx</c>, <c>default</c>.
/// </summary>
/// <param name="Type">The full type.</param>
/// <param name="Names">As many names as the type has segments after its namespace.</param>
internal sealed record ArmIdPart(string Type, ImmutableArray<string> Names)
{
    /// <summary>The resource that this one is a part of; there has to be one.</summary>
    public ArmIdPart Above => new(Type[..Type.LastIndexOf('/')], Names[..^1]);

    /// <summary>The part of an id.</summary>
    public string Path
    {
        get
        {
            var types = Type.Split('/');
            return $"/providers/{types[0]}{string.Concat(types.Skip(1).Zip(Names, (type, name) => $"/{type}/{name}"))}";
        }
    }
}
