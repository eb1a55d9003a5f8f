namespace MlopsInfra.LocalEngine.Providers;

/// <summary>A provider's refusal, in the cloud's own words.</summary>
public sealed class ProviderException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="code">The cloud's error code, as in <c>ResourceNotFound</c>.</param>
    /// <param name="message">The cloud's message.</param>
    /// <param name="target">What it is about, as far as the cloud says it.</param>
    /// <param name="status">The HTTP status that goes with it; 0 if there is none.</param>
    public ProviderException(string code, string message, string? target = null, int status = 0)
        : base(message)
    {
        Code = code;
        Target = target;
        Status = status;
    }

    /// <summary>The cloud's error code.</summary>
    public string Code { get; }

    /// <summary>What it is about; null if the cloud does not say.</summary>
    public string? Target { get; }

    /// <summary>The HTTP status; 0 if there is none.</summary>
    public int Status { get; }

    /// <summary>
    /// State of a resource that exists although the operation failed (created, but not finished); null if there is none.
    /// The engine records it, so that the next run can mend it.
    /// </summary>
    public ResourceState? PartialState { get; init; }
}
