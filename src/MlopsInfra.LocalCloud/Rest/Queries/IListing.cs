using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>
/// A list that has more or less in it than what stands directly below its scope, with queries of its own. Services register
/// theirs; the caller has the right to read it.
/// </summary>
internal interface IListing
{
    /// <summary>Whether it is the list of a type.</summary>
    /// <param name="type">The type.</param>
    bool Covers(ResourceType type);

    /// <summary>The page that a request asks for.</summary>
    /// <param name="request">The request.</param>
    JsonObject Answer(ArmRequest request);
}
