namespace MlopsInfra.Components;

/// <summary>What can be chosen about scoring on Container Instances, where models are tried before production.</summary>
public sealed record QaScoringOptions
{
    /// <summary>
    /// The scoring image in the environment's registry, as in <c>scoring:42</c>. Null (the default) runs a small public
    /// placeholder, until there is a first image.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>Port that the image listens on, 1 to 65535. Default: 8080. The placeholder listens on 80.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Path that answers 200 while the process is alive. Default: <c>/health/live</c>.</summary>
    public string LivenessPath { get; init; } = "/health/live";

    /// <summary>Path that answers 200 once a model is loaded. Default: <c>/health/ready</c>.</summary>
    public string ReadinessPath { get; init; } = "/health/ready";

    /// <summary>Cores, 1 to 4. Default: 1.</summary>
    public int Cpu { get; init; } = 1;

    /// <summary>Memory in GB, 1 to 16. Default: 2.</summary>
    public int MemoryGb { get; init; } = 2;

    internal void Check(Problems problems, string path)
    {
        problems.Range($"{path}.{nameof(Port)}", Port, 1, 65535, "");
        problems.Range($"{path}.{nameof(Cpu)}", Cpu, 1, 4, "cores");
        problems.Range($"{path}.{nameof(MemoryGb)}", MemoryGb, 1, 16, "GB");
        CheckPath(problems, $"{path}.{nameof(LivenessPath)}", LivenessPath);
        CheckPath(problems, $"{path}.{nameof(ReadinessPath)}", ReadinessPath);
        problems.Require(
            Image is null || (Image.Split(':') is [{ Length: > 0 } repository, { Length: > 0 }] && !repository.Contains('.')),
            $"{path}.{nameof(Image)}", Image,
            "write repository and tag in the environment's registry, as in 'scoring:42', without a host.");
    }

    private static void CheckPath(Problems problems, string argument, string value) =>
        problems.Require(value.StartsWith('/'), argument, value, "a path begins with a slash.");
}
