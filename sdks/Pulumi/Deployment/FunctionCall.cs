namespace Pulumi;

/// <summary>A call of a provider function or of a resource's method.</summary>
internal sealed record FunctionCall(string Token, InputArgs Args)
{
    public Resource? Parent { get; init; }

    public ProviderResource? Provider { get; init; }

    public string? Version { get; init; }

    public string? PluginDownloadURL { get; init; }

    public RegisterPackageRequest? Package { get; init; }

    public static FunctionCall Of(string token, InvokeArgs? args, InvokeOptions? options, RegisterPackageRequest? package) =>
        new(token, args ?? InvokeArgs.Empty)
        {
            Parent = options?.Parent,
            Provider = options?.Provider,
            Version = options?.Version,
            PluginDownloadURL = options?.PluginDownloadURL,
            Package = package,
        };

    public static FunctionCall Of(string token, CallArgs? args, CallOptions? options, RegisterPackageRequest? package) =>
        new(token, args ?? CallArgs.Empty)
        {
            Parent = options?.Parent,
            Provider = options?.Provider,
            Version = options?.Version,
            PluginDownloadURL = options?.PluginDownloadURL,
            Package = package,
        };
}
