using System.Collections.Frozen;
using System.Text.Json;
using MlopsInfra.PostDeploy.Reading.Keys;

namespace MlopsInfra.PostDeploy;

/// <summary>The words for what is published.</summary>
public static class PublishKindExtensions
{
    private static readonly FrozenDictionary<PublishKind, string> Words =
        Enum.GetValues<PublishKind>()
            .ToFrozenDictionary(kind => kind, kind => JsonSerializer.SerializeToElement(kind).GetString()!);

    /// <summary>The word for people; JSON has the same.</summary>
    /// <param name="kind">What is published.</param>
    public static string Word(this PublishKind kind) => Words[kind];
}
