using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Makes the calls of HTTP actions.</summary>
internal interface IWorkflowHttp
{
    /// <summary>Makes a call.</summary>
    /// <exception cref="WorkflowHttpException">There is no answer.</exception>
    ValueTask<WorkflowHttpAnswer> SendAsync(WorkflowHttpRequest request, CancellationToken cancellationToken);
}

/// <summary>A call.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">Where to.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body; strings go as they are, all else as JSON.</param>
/// <param name="Identity">The managed identity that it is made with; null for none.</param>
internal sealed record WorkflowHttpRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, JsonNode? Body,
    WorkflowIdentity? Identity);

/// <summary>A managed identity of the workflow.</summary>
/// <param name="ResourceId">The user-assigned identity; null for the system-assigned one.</param>
/// <param name="Audience">What its token is for.</param>
internal sealed record WorkflowIdentity(string? ResourceId, string Audience);

/// <summary>The answer to a call.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body: JSON where it is some, otherwise text; null if there is none.</param>
internal sealed record WorkflowHttpAnswer(int Status, JsonObject Headers, JsonNode? Body);

/// <summary>A call that got no answer.</summary>
internal sealed class WorkflowHttpException : Exception
{
    /// <param name="message">Why.</param>
    /// <param name="mayRetry">Whether another attempt may get one.</param>
    public WorkflowHttpException(string message, bool mayRetry = false)
        : base(message) => MayRetry = mayRetry;

    /// <summary>Whether another attempt may get one.</summary>
    public bool MayRetry { get; }
}

/// <summary>Where nothing is up that could be called: while a webhook is validated.</summary>
internal sealed class NoWorkflowHttp : IWorkflowHttp
{
    /// <inheritdoc/>
    public ValueTask<WorkflowHttpAnswer> SendAsync(WorkflowHttpRequest request, CancellationToken cancellationToken) =>
        throw new WorkflowHttpException(
            $"The local cloud makes no calls while it validates a webhook: answer the handshake before {request.Method} "
                + $"{request.Uri.GetLeftPart(UriPartial.Path)}.");
}
