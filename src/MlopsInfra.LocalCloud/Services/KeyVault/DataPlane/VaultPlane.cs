using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.KeyVault.DataPlane;

/// <summary>
/// What vaults hold, at <c>{vault}.vault.azure.net</c> and, on loopback, at <c>{vault}.vault.localhost</c> and
/// <c>/vaults/{vault}</c>.
/// </summary>
internal sealed class VaultPlane(
    CloudContext cloud, LocalTokenIssuer tokens, NetworkAccess network, IEnumerable<VaultRoutes> routes) : IDataPlane
{
    /// <summary>Answers a request; false if it is for no vault.</summary>
    public async Task<bool> TryHandleAsync(RestRequest request)
    {
        var segments = request.Info.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
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
            await request.AnswerAsync(exception.Status, VaultErrors.Body(exception));
        }

        return true;
    }

    private async Task HandleAsync(RestRequest request, StoredResource vault, string[] segments)
    {
        var caller = Authenticate(request);
        VaultAccess.RequireNetwork(network, vault, request.Place, caller);
        var call = new VaultCall(cloud, request, vault, caller, segments);
        if (request.Info.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            call = call with { BaseUri = $"https://{request.Http.Request.Host}" };
        foreach (var kind in routes)
        {
            if (await kind.AnswerAsync(call) is not { } answer) continue;
            if (request.Method != "GET") request.Changed = true;
            await request.AnswerAsync(answer.Status, answer.Body);
            return;
        }

        throw new ArmException(501, "NotImplemented",
            $"The local cloud does not serve this operation of a vault: {request.Method} {request.Info.Path}.");
    }

    // A client learns from the refusal what its token has to be for. It takes that only if the vault's host is below it: on
    // loopback it is what the host ends with, with the port.
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
        var login = AzureHosts.LoginUri(request.Http.Request, cloud.Options.TenantId);
        request.Http.Response.Headers.WWWAuthenticate =
            HeaderText.Of($"Bearer authorization=\"{login}\", resource=\"{resource}\"");
        throw new ArmException(401, "Unauthorized", check switch
        {
            null => "AKV10000: Request is missing a Bearer or PoP token.",
            { State: TokenState.WrongAudience } =>
                $"AKV10022: Invalid audience. Expected {resource}, found: {check.Audience}.",
            { State: TokenState.Expired } => "AKV10015: Token is expired.",
            _ => "AKV10001: The token is invalid.",
        });
    }
}
