namespace MlopsInfra.ProviderPlugin.Hosting;

/// <summary>No plugin host serves the store, and none can be started.</summary>
public sealed class PluginHostException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="code">What kind of trouble it is, as in <c>StoreLocked</c>.</param>
    /// <param name="message">What is wrong and what to do.</param>
    public PluginHostException(string code, string message)
        : base(message) => Code = code;

    /// <summary>What kind of trouble it is.</summary>
    public string Code { get; }
}
