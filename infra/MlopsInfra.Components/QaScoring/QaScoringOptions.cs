namespace MlopsInfra.Components;

/// <summary>What can be chosen about scoring on Container Instances, where models are tried before production.</summary>
public sealed record QaScoringOptions
{
    /// <summary>
    /// The image that the group begins with, in the environment's registry, as in <c>scoring:42</c>. Null (the default) begins
    /// with a small public placeholder. Once the group is there, releases choose the image: a change here changes nothing.
    /// </summary>
    public string? Image { get; init; }

    /// <summary>
    /// Port that images listen on, 1 to 65535; the placeholder is told by the variable <c>PORT</c>. Default: 8080.
    /// </summary>
    public int Port { get; init; } = 8080;

    /// <summary>Path that answers 200 while the process is alive. Default: <c>/</c>.</summary>
    public string LivenessPath { get; init; } = "/";

    /// <summary>Path that answers 200 once a model is loaded. Default: <c>/</c>.</summary>
    public string ReadinessPath { get; init; } = "/";

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
