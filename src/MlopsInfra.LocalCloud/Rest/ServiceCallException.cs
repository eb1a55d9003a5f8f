namespace MlopsInfra.LocalCloud.Rest;

/// <summary>A <see cref="ServiceCall"/> that got no answer.</summary>
internal sealed class ServiceCallException : Exception
{
    /// <param name="message">Why.</param>
    /// <param name="mayRetry">Whether another attempt may get one.</param>
    public ServiceCallException(string message, bool mayRetry = false)
        : base(message) => MayRetry = mayRetry;

    /// <summary>Whether another attempt may get one.</summary>
    public bool MayRetry { get; }
}
