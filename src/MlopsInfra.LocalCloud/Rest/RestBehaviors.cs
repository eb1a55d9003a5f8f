using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Schemas;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>What services do over REST in ways of their own.</summary>
/// <param name="behaviors">All that are registered.</param>
internal sealed class RestBehaviors(IEnumerable<RestBehavior> behaviors)
{
    private readonly RestBehavior[] _behaviors = [.. behaviors];

    /// <summary>That of a type.</summary>
    /// <param name="type">The type.</param>
    public RestBehavior Of(ResourceType type) =>
        Array.Find(_behaviors, behavior => behavior.Covers(type)) ?? RestBehavior.Default;

    /// <summary>The body of an error, in the form of the service that raised it.</summary>
    /// <param name="response">The answer, for headers.</param>
    /// <param name="error">The error.</param>
    public JsonObject ErrorBody(HttpResponse response, ArmException error) =>
        _behaviors.Select(behavior => behavior.ErrorBody(response, error)).FirstOrDefault(body => body is not null)
            ?? error.ToJson();
}
