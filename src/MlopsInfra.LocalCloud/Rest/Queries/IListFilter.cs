using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>
/// What the <c>$filter</c> of a type's lists can say. Services register theirs; a list without one refuses every filter.
/// </summary>
internal interface IListFilter
{
    /// <summary>Whether it is for the lists of a type.</summary>
    /// <param name="type">The type.</param>
    bool Covers(ResourceType type);

    /// <summary>What a request's filter asks of a resource.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="ArmException">It is not understood.</exception>
    Func<JsonObject, bool> Compile(ArmRequest request);
}
