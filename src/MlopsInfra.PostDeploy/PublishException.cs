namespace MlopsInfra.PostDeploy;

/// <summary>Azure refused, or could not be reached any more: what was asked, of which resource, and Azure's own error.</summary>
public sealed class PublishException : Exception
{
    /// <summary>
    /// The code with which storage refuses a caller whom its network rules, or public network access that is off, keep out
    /// ("Status and error codes" of the Blob service). A role that is missing has another.
    /// </summary>
    public const string ClosedNetwork = "AuthorizationFailure";

    /// <summary>Says what failed.</summary>
    /// <param name="operation">What was asked, as in <c>register component train:0f3a</c>.</param>
    /// <param name="resourceId">Of which resource.</param>
    /// <param name="status">The HTTP status; 0 if there was no answer.</param>
    /// <param name="code">Azure's error code, the innermost one.</param>
    /// <param name="azureMessage">Azure's message.</param>
    /// <param name="cause">What the SDK threw.</param>
    public PublishException(string operation, string resourceId, int status, string code, string azureMessage,
        Exception? cause = null)
        : base($"{operation} failed: {code}{(status > 0 ? $" ({status})" : "")}: {azureMessage}{System.Environment.NewLine}  "
            + $"resource: {resourceId}", cause)
    {
        Operation = operation;
        ResourceId = resourceId;
        Status = status;
        Code = code;
        AzureMessage = azureMessage;
    }

    /// <summary>What was asked.</summary>
    public string Operation { get; }

    /// <summary>Of which resource.</summary>
    public string ResourceId { get; }

    /// <summary>The HTTP status; 0 if there was no answer.</summary>
    public int Status { get; }

    /// <summary>Azure's error code.</summary>
    public string Code { get; }

    /// <summary>Azure's message.</summary>
    public string AzureMessage { get; }

    /// <summary>What else failed at the same time.</summary>
    public IReadOnlyList<PublishException> Others { get; private init; } = [];

    /// <summary>The same error, as the first of several.</summary>
    /// <param name="others">What else failed at the same time.</param>
    public PublishException With(IReadOnlyList<PublishException> others) =>
        new(Operation, ResourceId, Status, Code, AzureMessage, InnerException) { Others = others };
}
