using MlopsInfra.LocalCloud.Arm.Access;
using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>Who may use a workspace's tracking: principals with the right role, and its own jobs.</summary>
internal sealed class TrackingAccess(LocalTokenIssuer tokens, RunTokens runs, IAccessControl access, NetworkAccess network)
{
    // What a job may do with the token of its run.
    private static readonly string[] OfRuns = ["experiments/", "metrics/", "metadata/", "models/", "jobs/read"];

    /// <summary>Who calls.</summary>
    /// <param name="request">The request.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="mayBeExpired">Whether a run's token that has ended will do.</param>
    /// <exception cref="TrackingException">Nobody that is known here, or from where the workspace is closed.</exception>
    public TrackingCaller Authenticate(RestRequest request, ResourceId workspace, bool mayBeExpired = false)
    {
        var header = request.Header("Authorization");
        if (header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
            throw Unauthenticated("a bearer token is required.");
        var token = header["Bearer ".Length..].Trim();
        // A job of the workspace runs in it, whatever network it is called from.
        if (runs.RunOf(token, workspace, mayBeExpired) is { } run) return new TrackingCaller(null, run);
        RequireNetwork(request, workspace);
        var check = tokens.Check(token, Audiences.ResourceManager);
        if (check.State == TokenState.WrongAudience) check = tokens.Check(token, Audiences.MachineLearning);
        if (check.State == TokenState.WrongAudience) check = tokens.Check(token, request.Absolute(""));
        return check.State switch
        {
            TokenState.Valid => new TrackingCaller(tokens.Principal(check.ObjectId), null),
            TokenState.Expired => throw Unauthenticated("the token has expired."),
            TokenState.WrongAudience => throw Unauthenticated(
                $"the token was issued for '{check.Audience}'; tracking takes tokens for '{Audiences.ResourceManager}' and "
                    + $"'{Audiences.MachineLearning}'."),
            _ => throw Unauthenticated("the token is invalid."),
        };
    }

    /// <summary>Refuses who has no right.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="action">What is to be done.</param>
    public void Require(TrackingCaller caller, ResourceId workspace, string action)
    {
        if (caller.RunId is not null && Array.Exists(OfRuns, allowed => action.StartsWith(
            $"{WorkspaceResource.TypeName}/{allowed}", StringComparison.Ordinal))) return;
        if (caller.RunId is null && access.IsAllowed(caller.PrincipalId, workspace, action, isDataAction: false)) return;
        throw TrackingException.Denied(
            $"The client '{caller.RunId ?? caller.PrincipalId}' does not have authorization to perform action '{action}' over "
                + $"scope '{workspace}'.");
    }

    private void RequireNetwork(RestRequest request, ResourceId workspace)
    {
        if (network.RefusalOf(workspace, request.Place) is not { } refusal) return;
        throw TrackingException.Denied(
            "Access to workspace was denied based on workspace private link configuration. (The workspace "
                + $"'{workspace.Name}', called from {refusal.Address}: {refusal.Reason}.)");
    }

    private static TrackingException Unauthenticated(string why) => new(401, "UNAUTHENTICATED", $"Unauthorized: {why}");
}
