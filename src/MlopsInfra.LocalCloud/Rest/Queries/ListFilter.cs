using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>The filters of some types' lists, said by a vocabulary.</summary>
/// <param name="vocabulary">What they can say.</param>
/// <param name="types">The types.</param>
internal sealed class ListFilter(FilterVocabulary<JsonObject> vocabulary, params ResourceType[] types) : IListFilter
{
    /// <summary>The service's own refusal; null for that of Resource Manager.</summary>
    public Func<string, ArmException>? Refusal { get; init; }

    /// <inheritdoc/>
    public bool Covers(ResourceType type) => types.Contains(type);

    /// <inheritdoc/>
    public Func<JsonObject, bool> Compile(ArmRequest request) => ListQuery.Compile(request.Rest, vocabulary, Refusal);
}
