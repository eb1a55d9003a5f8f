using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>A request to the data plane of a registry.</summary>
/// <param name="Rest">The request.</param>
/// <param name="Registry">The registry.</param>
/// <param name="Body">The registry's resource.</param>
/// <param name="Path">The path at the registry, with its slash.</param>
/// <param name="Address">Where the registry is reached, as in <c>https://cr.azurecr.io</c>.</param>
internal sealed record RegistryCall(RestRequest Rest, RegistryRef Registry, JsonObject Body, string Path, string Address)
{
    /// <summary>The right to pull and to list.</summary>
    public const string Pull = "pull/read";

    /// <summary>The right to delete.</summary>
    public const string Delete = "artifacts/delete";

    /// <summary>The right to push, and to change what may be done to an image.</summary>
    public const string Push = "push/write";

    /// <summary>Who asks; null before that is known.</summary>
    public RegistryCaller? Caller { get; init; }

    /// <summary>Refuses a caller without a right.</summary>
    public void Require(IAccessControl access, string right)
    {
        var allowed = Caller switch
        {
            null => false,
            { IsAdmin: true } => true,
            { IsAnonymous: true } => right == Pull,
            var caller =>
                access.IsAllowed(caller.Principal, Registry.Id, $"{RegistryResource.TypeName}/{right}", isDataAction: false),
        };
        if (!allowed) throw Caller is null or { IsAnonymous: true } ? RegistryError.Unauthorized() : RegistryError.Denied();
    }

    /// <summary>Answers with JSON.</summary>
    public Task AnswerAsync(int status, JsonNode? body) => Rest.AnswerAsync(status, body);

    /// <summary>Answers with bytes of a type.</summary>
    public async Task AnswerAsync(ReadOnlyMemory<byte> bytes, string type)
    {
        Rest.Http.Response.ContentType = type;
        Rest.Http.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(Rest.Method)) await Rest.Http.Response.Body.WriteAsync(bytes, Rest.Http.RequestAborted);
    }
}
