using System.Text.Json;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>What a command of a model's way has to tell at its end.</summary>
internal sealed record LifecycleReport
{
    /// <summary>The closing lines, for people.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Writes the members of the JSON document that only this command has.</summary>
    public Action<Utf8JsonWriter> Document { get; init; } = _ => { };

    /// <summary>What the summary in Markdown says besides the steps; its own heading is written already.</summary>
    public string Markdown { get; init; } = "";

    /// <summary>What steps that follow in a CI system are given, by name.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it failed or was refused, though there is something to tell; null where it ended well.</summary>
    public CliException? Failure { get; init; }
}
