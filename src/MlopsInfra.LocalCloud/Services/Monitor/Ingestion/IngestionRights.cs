using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.Monitor.Logs;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>
/// Who may send telemetry to a component: who knows its key, or, where keys are refused, who has the role Monitoring Metrics
/// Publisher. A token that is sent all the same has to be a good one.
/// </summary>
/// <param name="tokens">Reads tokens.</param>
/// <param name="access">The role check.</param>
internal sealed class IngestionRights(LocalTokenIssuer tokens, IAccessControl access)
{
    private const string Write = "Microsoft.Insights/Telemetry/Write";
    private const string Scheme = "Bearer ";

    /// <summary>Why a caller may not; null if it may.</summary>
    /// <param name="request">The request.</param>
    /// <param name="component">The component.</param>
    /// <returns>Status and message.</returns>
    public (int Status, string Message)? RefusalOf(RestRequest request, TelemetryComponent component)
    {
        var header = request.Header("Authorization") ?? "";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return component.KeysAreRefused ? (401, "Authentication is required: local authentication is disabled.") : null;
        var check = tokens.Check(header[Scheme.Length..].Trim(), Audiences.Monitor);
        if (check.State != TokenState.Valid) return (401, $"The access token is not valid for '{Audiences.Monitor}'.");
        return tokens.Principal(check.ObjectId) is not { } principal
            || access.IsAllowed(principal, component.Id, Write, isDataAction: true)
                ? null
                : (403, $"The principal '{principal}' needs the role Monitoring Metrics Publisher on '{component.Id}'.");
    }
}
