namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

/// <summary>What an image says of how it is run.</summary>
internal sealed record ImageConfiguration
{
    /// <summary>Environment variables in the order in which they were set.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    public IReadOnlyList<string>? EntryPoint { get; init; }

    public IReadOnlyList<string>? Command { get; init; }

    public string? WorkingDirectory { get; init; }

    public string? User { get; init; }

    /// <summary>Ports with their protocol, as in <c>5001/tcp</c>.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    public IReadOnlyList<KeyValuePair<string, string>> Labels { get; init; } = [];

    public IReadOnlyList<string> Volumes { get; init; } = [];

    public string? StopSignal { get; init; }

    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>Instructions for images that are built from it.</summary>
    public IReadOnlyList<string> OnBuild { get; init; } = [];

    public ImageHealthCheck? HealthCheck { get; init; }

    /// <summary>The shell that commands in text form are run by.</summary>
    public IReadOnlyList<string> ShellOrDefault => Shell ?? ["/bin/sh", "-c"];

    /// <summary>Pairs with one of them set, at its old place where it was there.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Set(IReadOnlyList<KeyValuePair<string, string>> pairs, string name,
        string value)
    {
        var changed = pairs.ToList();
        var at = changed.FindIndex(pair => pair.Key == name);
        if (at < 0) changed.Add(KeyValuePair.Create(name, value));
        else changed[at] = KeyValuePair.Create(name, value);
        return changed;
    }
}
