using System.Globalization;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault;

/// <summary>
/// The secrets of a vault, as processes read them: get and list, at <c>{vault}.vault.azure.net</c> and, on loopback, at
/// <c>/vaults/{vault}</c>. Codes and sentences: "Azure Key Vault REST API error codes".
/// </summary>
internal sealed class SecretsPlane(CloudContext cloud, LocalTokenIssuer tokens, NetworkAccess network) : IDataPlane
{
    /// <summary>Answers a request; false if it is for no secrets of a vault.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var segments = request.Info.Path.Trim('/').Split('/');
        var name = AzureHosts.Vault(request.Info.Host);
        if (name is null && AzureHosts.IsLoopback(request.Info.Host)
            && segments is [AzureHosts.LoopbackVaultSegment, var first, .. var rest])
            (name, segments) = (first, rest);
        if (name is null) return false;
        try
        {
            var vault = cloud.Store.FindByName(VaultResource.TypeName, name)
                ?? throw new ArmException(404, "VaultNotFound",
                    $"There is no vault '{name}' (in Azure its host name would not resolve).");
            await HandleAsync(request, vault, segments);
        }
        catch (ArmException exception)
        {
            await request.AnswerAsync(exception.Status, Error(exception));
        }

        return true;
    }

    private async Task HandleAsync(RestRequest request, StoredResource vault, string[] segments)
    {
        var caller = Authenticate(request);
        VaultAccess.RequireNetwork(network, vault, request.Place, caller);
        switch (request.Method, segments)
        {
            case ("GET", ["secrets"]):
                VaultAccess.Require(cloud, vault, caller, "secrets", "list", "readMetadata/action", vault.Key);
                await request.AnswerAsync(200, new JsonObject
                {
                    ["value"] =
                        new JsonArray([.. cloud.Store.Children(vault.Key).Where(child => child.Type == SecretResource.TypeName)
                        .OrderBy(secret => secret.Name, StringComparer.Ordinal)
                        .Select(secret => Show(vault, secret, withVersion: false))]),
                    ["nextLink"] = null,
                });
                break;
            case ("GET", ["secrets", var name]):
                await GetAsync(request, vault, caller, name, null);
                break;
            case ("GET", ["secrets", var name, var version]):
                await GetAsync(request, vault, caller, name, version);
                break;
            default:
                throw new ArmException(501, "NotImplemented",
                    $"The local cloud does not serve this operation of a vault: {request.Method} {request.Info.Path}. It gets "
                        + "and "
                        + "lists secrets.");
        }
    }

    private async Task GetAsync(RestRequest request, StoredResource vault, string caller, string name, string? version)
    {
        var id = $"{vault.Key}/secrets/{name}";
        VaultAccess.Require(cloud, vault, caller, "secrets", "get", "getSecret/action", id);
        var secret = cloud.Find(id);
        if (secret is null || (version is { Length: > 0 } && version != VersionOf(secret)))
            throw new ArmException(404, "SecretNotFound",
                $"A secret with (name/id) {string.Join('/', new[] { name, version }.Where(part => !string.IsNullOrEmpty(part)))} "
                    + "was not found in this key vault. If you recently deleted this secret you may be able to recover it using "
                    + "the correct recovery command.");
        if (secret.Body.Flag("properties.attributes.enabled") == false)
            throw new ArmException(403, "SecretDisabled", "Operation get is not allowed on a disabled secret.");
        var shown = Show(vault, secret, withVersion: true);
        shown["value"] = secret.Body.Text("properties.value");
        await request.AnswerAsync(200, shown);
    }

    // A client learns from the refusal what its token has to be for. It takes that only if the vault's host is below it: on
    // loopback, where there is no such name, it is what the address ends with.
    private string Authenticate(RestRequest request)
    {
        var host = request.Http.Request.Host.Value!;
        var resource = AzureHosts.IsOnLoopback(request.Http.Request) && host.Contains('.', StringComparison.Ordinal)
            ? $"https://{host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]}" : Audiences.KeyVault;
        var header = request.Header("Authorization");
        const string Scheme = "Bearer ";
        var check = header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
            ? tokens.Check(header[Scheme.Length..].Trim(), Audiences.KeyVault) : null;
        if (check?.State == TokenState.Valid) return check.ObjectId;
        if (check?.State == TokenState.WrongAudience && check.Audience == resource) return check.ObjectId;
        request.Http.Response.Headers.WWWAuthenticate =
            $"Bearer authorization=\"{AzureHosts.LoginUri(request.Http.Request, cloud.Options.TenantId)}\", resource=\"{resource}\"";
        throw new ArmException(401, "Unauthorized", check switch
        {
            null => "AKV10000: Request is missing a Bearer or PoP token.",
            { State: TokenState.WrongAudience } =>
                $"AKV10022: Invalid audience. Expected {resource}, found: {check.Audience}.",
            { State: TokenState.Expired } => "AKV10015: Token is expired.",
            _ => "AKV10001: The token is invalid.",
        });
    }

    private static JsonObject Show(StoredResource vault, StoredResource secret, bool withVersion) => new()
    {
        ["id"] = $"https://{vault.Name.ToLowerInvariant()}.vault.azure.net/secrets/{secret.Name}"
            + (withVersion ? $"/{VersionOf(secret)}" : ""),
        ["contentType"] = secret.Body.Text("properties.contentType"),
        ["attributes"] = new JsonObject
        {
            ["enabled"] = secret.Body.Flag("properties.attributes.enabled") ?? true,
            ["created"] = secret.CreatedOn.ToUnixTimeSeconds(),
            ["updated"] = secret.ChangedOn.ToUnixTimeSeconds(),
            ["recoveryLevel"] = "Recoverable+Purgeable",
            ["recoverableDays"] = (int)(vault.Body.Number("properties.softDeleteRetentionInDays") ?? 90),
        },
        ["tags"] = secret.Body["tags"]?.DeepClone() ?? new JsonObject(),
    };

    private static string VersionOf(StoredResource secret)
    {
        var uri = secret.Computed.Text("properties.secretUriWithVersion") ?? "";
        return uri[(uri.LastIndexOf('/') + 1)..];
    }

    // What forbids is told one level below.
    private static JsonObject Error(ArmException exception) => new()
    {
        ["error"] = exception.Status == 403
            ? new JsonObject
            {
                ["code"] = "Forbidden", ["message"] = exception.Message,
                ["innererror"] = new JsonObject { ["code"] = exception.Code },
            }
            : new JsonObject { ["code"] = exception.Code, ["message"] = exception.Message },
    };
}
