using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Makes the calls of HTTP actions.</summary>
internal interface IWorkflowHttp
{
    /// <summary>Makes a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="identity">The managed identity that it is made with; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServiceCallException">There is no answer.</exception>
    ValueTask<ServiceAnswer> SendAsync(ServiceCall call, WorkflowIdentity? identity, CancellationToken cancellationToken);
}
