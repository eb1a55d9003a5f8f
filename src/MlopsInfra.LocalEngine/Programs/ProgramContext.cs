using System.Collections.Immutable;

namespace MlopsInfra.LocalEngine.Programs;

/// <summary>What a program is told by its engine.</summary>
public sealed record ProgramContext
{
    /// <summary>Address of the resource monitor and the engine: <c>127.0.0.1:PORT</c>, gRPC over HTTP/2 in plain text.</summary>
    public required string Address { get; init; }

    /// <summary>The project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The stack's name.</summary>
    public required string Stack { get; init; }

    /// <summary>The organization's name.</summary>
    public required string Organization { get; init; }

    /// <summary>The folder that holds <c>Pulumi.yaml</c>.</summary>
    public required string RootDirectory { get; init; }

    /// <summary>Whether it is a preview.</summary>
    public required bool IsPreview { get; init; }

    /// <summary>How many operations the engine runs at the same time.</summary>
    public required int Parallelism { get; init; }

    /// <summary>The configuration: a JSON object of strings with keys <c>PROJECT:KEY</c>.</summary>
    public required string ConfigJson { get; init; }

    /// <summary>The keys of the configuration that are secret: a JSON array.</summary>
    public required string ConfigSecretKeysJson { get; init; }

    /// <summary>Environment variables on top of this process's own.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Takes each line that the program writes, and whether it went to standard error.</summary>
    public required Action<string, bool> OnOutput { get; init; }
}
