using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.DataPlane;

/// <summary>
/// The data plane of registries: sign-in, the Docker Registry HTTP API V2 and Azure's own lists. It is
/// at <c>{registry}.azurecr.io</c>, and on a loopback address at <c>/registry/{registry}</c>.
/// </summary>
internal sealed class RegistryPlane(
    IResourceManager resources, NetworkAccess network, RegistryTokens tokens, RepositoryRoutes repositories,
    ManifestRoutes manifests, PushRoutes pushes)
    : IDataPlane
{
    private const string Suffix = AzureHosts.RegistrySuffix;
    private const string Segment = "/registry/";

    /// <inheritdoc/>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        if (Address(request) is not var (name, path, address)) return false;
        try
        {
            if (resources.FindByName(RegistryResource.TypeName, name) is not { } body
                || !ResourceId.TryParse(body["id"]?.ToString() ?? "", out var id))
                throw new RegistryError(404, "NAME_UNKNOWN",
                    $"There is no registry '{name}' (in Azure its host name would not resolve).");
            var call = new RegistryCall(request, RegistryRef.Of(id, body, resources), body, path, address);
            RequireNetwork(call);
            await HandleAsync(call with { Caller = tokens.CallerOf(call) });
        }
        catch (RegistryError exception)
        {
            await AnswerErrorAsync(request, exception, name, path, address);
        }
        catch (ArmException exception)
        {
            // Of a body that is none, or too large: its code is the one that says so, as registries have none for it.
            var code = exception.Status == 413 ? "SIZE_INVALID" : "UNSUPPORTED";
            await AnswerErrorAsync(request, new RegistryError(exception.Status, code, exception.Message), name, path, address);
        }

        return true;
    }

    private async Task HandleAsync(RegistryCall call)
    {
        call.Rest.Http.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        switch (call.Rest.Method, call.Path.TrimEnd('/'))
        {
            case ("POST", "/oauth2/exchange"):
                await tokens.ExchangeAsync(call);
                return;
            case ("GET" or "POST", "/oauth2/token"):
                await tokens.TokenAsync(call);
                return;
            case ("GET" or "HEAD", "/v2"):
                if (call.Caller is null) throw RegistryError.Unauthorized();
                await call.AnswerAsync(200, new JsonObject());
                return;
        }

        if (await repositories.TryHandleAsync(call) || await pushes.TryHandleAsync(call) || await manifests.TryHandleAsync(call))
            return;
        if (call.Caller is null) throw RegistryError.Unauthorized();
        throw new RegistryError(405, "UNSUPPORTED",
            $"The local cloud does not serve {call.Rest.Method} {call.Path} of a registry.");
    }

    private static (string Name, string Path, string Address)? Address(RestRequest request)
    {
        // Clients write the slashes in a repository's name as they like.
        var (host, path) = (request.Info.Host, request.Info.Path.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        if (AzureHosts.Registry(host) is { } registry) return (registry, path, $"https://{request.Http.Request.Host}");
        if (!AzureHosts.IsLoopback(host) || !path.StartsWith(Segment, StringComparison.OrdinalIgnoreCase)) return null;
        var rest = path[Segment.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? rest : rest[..slash];
        return (name, slash < 0 ? "/" : rest[slash..], $"https://{request.Http.Request.Host}{Segment}{name}");
    }

    // What a client asks a token for next. Rights are looked at when it comes back with one, whatever its scope.
    private static string? ScopeOf(string method, string path)
    {
        var right = method == "DELETE" ? "delete" : method is "GET" or "HEAD" ? null : "metadata_write";
        return path.Trim('/').Split('/') switch
        {
            ["acr", "v1", "_catalog"] or ["v2", "_catalog"] => "registry:catalog:*",
            ["v2", .. var name, "blobs", "uploads", _] => $"repository:{string.Join('/', name)}:pull,push",
            ["v2", .. var name, "manifests" or "blobs", _] when method is "PUT" or "POST" =>
                $"repository:{string.Join('/', name)}:pull,push",
            ["v2", .. var name, "manifests" or "blobs", _] => $"repository:{string.Join('/', name)}:{right ?? "pull"}",
            ["v2", .. var name, "tags", "list"] => $"repository:{string.Join('/', name)}:metadata_read",
            ["acr", "v1", .. var rest] => $"repository:{Repository(rest)}:{right ?? "metadata_read"}",
            _ => null,
        };
    }

    private static string Repository(string[] segments) =>
        string.Join('/', segments.TakeWhile(segment => segment is not ("_tags" or "_manifests")));

    private void RequireNetwork(RegistryCall call)
    {
        if (network.RefusalOf(call.Registry.Id, call.Rest.Place) is not { } refusal) return;
        throw new RegistryError(403, "DENIED",
            $"client with IP '{refusal.Address}' is not allowed access. Refer https://aka.ms/acr/firewall to grant access. "
                + $"({refusal.Reason})");
    }

    private static Task AnswerErrorAsync(RestRequest request, RegistryError error, string name, string path, string address)
    {
        if (error.Status == 401)
            request.Http.Response.Headers.WWWAuthenticate = HeaderText.Of(
                $"Bearer realm=\"{address}/oauth2/token\",service=\"{name}{Suffix}\""
                    + (ScopeOf(request.Method, path) is { } scope ? $",scope=\"{scope}\"" : ""));
        return request.AnswerAsync(error.Status, new JsonObject
        {
            ["errors"] = new JsonArray(new JsonObject { ["code"] = error.Code, ["message"] = error.Message, ["detail"] = null }),
        });
    }
}
