using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using MlopsInfra.Formats.Json;
using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>An environment's container registry, asked for images at its own address, and told to import some.</summary>
internal sealed class ImageRegistry
{
    private const string Manifests = "application/vnd.docker.distribution.manifest.v2+json, "
        + "application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, "
        + "application/vnd.docker.distribution.manifest.list.v2+json";

    private readonly LifecycleEnvironment _environment;
    private readonly HttpPipeline _pipeline;

    /// <param name="environment">The environment.</param>
    public ImageRegistry(LifecycleEnvironment environment)
    {
        _environment = environment;
        _pipeline = HttpPipelineBuilder.Build(
            ClientSetup.Configure(new Options(), environment.Connection, environment.Waiting));
    }

    /// <summary>The host that images are named with, as in <c>crmlops.azurecr.io</c>.</summary>
    public string LoginServer => _environment.Outputs.RegistryLoginServer;

    /// <summary>The digest of an image; null if the registry has none.</summary>
    /// <param name="repository">Its repository.</param>
    /// <param name="reference">Its tag, or its digest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string?> FindDigestAsync(string repository, string reference, CancellationToken cancellationToken)
    {
        var token = await AccessTokenAsync($"repository:{repository}:pull", cancellationToken);
        using var message = Message(RequestMethod.Head, $"v2/{repository}/manifests/{reference}");
        message.Request.Headers.Add("Authorization", $"Bearer {token}");
        message.Request.Headers.Add("Accept", Manifests);
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status switch
        {
            200 => message.Response.Headers.TryGetValue("Docker-Content-Digest", out var digest) ? digest : null,
            404 => null,
            _ => throw new RequestFailedException(message.Response),
        };
    }

    /// <summary>A token that stands for the caller's identity at the registry, as <c>docker login</c> takes it.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> RefreshTokenAsync(CancellationToken cancellationToken)
    {
        var identity = await _environment.Connection.Credential.GetTokenAsync(
            new TokenRequestContext([_environment.Connection.Environment.DefaultScope]), cancellationToken);
        var answer = await FormAsync("oauth2/exchange", cancellationToken, ("grant_type", "access_token"),
            ("service", LoginServer), ("tenant", _environment.Outputs.TenantId), ("access_token", identity.Token));
        return (string)answer["refresh_token"]!;
    }

    /// <summary>Imports an image by its digest from the registry of another environment.</summary>
    /// <param name="source">The other environment.</param>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleException">The tag leads to another image here.</exception>
    public async Task ImportAsync(LifecycleEnvironment source, ScoringImage image, CancellationToken cancellationToken)
    {
        var url = _environment.Arm.Url($"{_environment.RegistryId}/importImage", ApiVersions.ContainerRegistry);
        JsonObject Body(string member, string target) => new()
        {
            ["source"] = new JsonObject { ["resourceId"] = source.RegistryId, ["sourceImage"] = image.Reference },
            [member] = new JsonArray(target),
            ["mode"] = "NoForce",
        };
        try
        {
            await _environment.Arm.RunAsync(RequestMethod.Post, url,
                Body("targetTags", $"{image.Repository}:{image.Tag}"), cancellationToken);
        }
        catch (RequestFailedException exception) when (exception.Status == 409)
        {
            // The tag is there. Which image it leads to can be asked where the registry can be reached.
            if (!_environment.Outputs.IsPrivate
                && await FindDigestAsync(image.Repository, image.Tag, cancellationToken) is var there && there != image.Digest)
                throw new LifecycleException("ImageTagTaken",
                    $"{LoginServer}/{image.Repository}:{image.Tag} is another image ({there}) than the one that was tested "
                        + $"({image.Digest}): somebody pushed over it. Delete that tag in {_environment.Name}, and release "
                        + $"again.");
            if (!_environment.Outputs.IsPrivate) return;
            // Without a tag an image never stands in another one's way, and releases name it by its digest.
            await _environment.Arm.RunAsync(RequestMethod.Post, url, Body("untaggedTargetRepositories", image.Repository),
                cancellationToken);
        }
    }

    private async Task<string> AccessTokenAsync(string scope, CancellationToken cancellationToken)
    {
        var refresh = await RefreshTokenAsync(cancellationToken);
        var answer = await FormAsync("oauth2/token", cancellationToken, ("grant_type", "refresh_token"),
            ("service", LoginServer), ("scope", scope), ("refresh_token", refresh));
        return (string)answer["access_token"]!;
    }

    private async Task<JsonObject> FormAsync(string path, CancellationToken cancellationToken,
        params (string Name, string Value)[] fields)
    {
        using var message = Message(RequestMethod.Post, path);
        message.Request.Headers.Add("Content-Type", "application/x-www-form-urlencoded");
        message.Request.Content = RequestContent.Create(BinaryData.FromString(string.Join('&',
            fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))));
        await _pipeline.SendAsync(message, cancellationToken);
        return message.Response.Status == 200 ? Json(message.Response) : throw new RequestFailedException(message.Response);
    }

    private static JsonObject Json(Response response)
    {
        try
        {
            return StrictJson.ParseObject(response.Content.ToMemory().Span);
        }
        catch (JsonException exception)
        {
            throw new RequestFailedException(response.Status,
                $"The registry's answer is no JSON: {JsonFault.What(exception)}", "InvalidAnswer", exception);
        }
    }

    private HttpMessage Message(RequestMethod method, string path)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"https://{LoginServer}/{path}"));
        return message;
    }

    private sealed class Options : ClientOptions;
}
