using MlopsInfra.LocalCloud.Rest;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Where nothing is up that could be called: while a webhook is validated.</summary>
internal sealed class NoWorkflowHttp : IWorkflowHttp
{
    /// <inheritdoc/>
    public ValueTask<ServiceAnswer> SendAsync(
        ServiceCall call, WorkflowIdentity? identity, CancellationToken cancellationToken) =>
        throw new ServiceCallException(
            $"The local cloud makes no calls while it validates a webhook: answer the handshake before {call.Method} "
                + $"{call.Uri.GetLeftPart(UriPartial.Path)}.");
}
