using MlopsInfra.LocalCloud.Arm.Networking;
using MlopsInfra.LocalCloud.Rest.Tokens;
using MlopsInfra.LocalCloud.Services.MachineLearning.Jobs;
using MlopsInfra.LocalCloud.Store;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking;

/// <summary>
/// The tokens of runs (<c>MLFLOW_TRACKING_TOKEN</c>): with one of them a job logs, writes artifacts and registers models in its
/// own workspace, and can do nothing else.
/// </summary>
internal sealed class RunTokens(LocalTokenIssuer issuer)
{
    /// <summary>The audience: no other plane takes it.</summary>
    private const string Audience = "https://ml.azure.com/runs";

    // A client without Azure's plugin can't renew it: it has to last as long as a job may take.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Issues one.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="run">The run.</param>
    /// <param name="place">Where its process runs; null where that is not known.</param>
    public LocalToken Issue(ResourceId workspace, string run, CallerPlace? place = null) =>
        issuer.Issue(Audience, workspace.Child(JobResource.Collection, run).Value, place, Lifetime);

    /// <summary>The run that a token is of; null if it is none of that workspace, or has ended.</summary>
    /// <param name="token">The token.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="mayBeExpired">Whether one that has ended will do, as to get a new one for it.</param>
    public string? RunOf(string token, ResourceId workspace, bool mayBeExpired)
    {
        var check = issuer.Check(token, Audience);
        if (check.State != TokenState.Valid
            && !(mayBeExpired && check.State == TokenState.Expired && check.Audience == Audience)) return null;
        return ResourceId.TryParse(check.ObjectId, out var run) && workspace.Equals(run.Parent) ? run.Name : null;
    }
}
