namespace MlopsInfra.LocalCloud.Arm;

/// <summary>How a type's long-running operations look on the wire.</summary>
/// <param name="StatusSegment">The segment of the status URL, as in <c>mfeOperationsStatus</c>.</param>
/// <param name="Prefix">What an operation's name begins with, as in <c>bebes</c>; null for a bare GUID.</param>
/// <param name="PutAnswersBody">
/// True: PUT answers 200 or 201 with the resource and <c>Azure-AsyncOperation</c>; false: 202 with <c>Location</c> only.
/// </param>
internal sealed record LongRunningStyle(string StatusSegment, string? Prefix, bool PutAnswersBody)
{
    /// <summary>The style of most types.</summary>
    public static LongRunningStyle Common { get; } = new("operationStatuses", null, true);
}
