namespace MlopsInfra.AzureClients.Tests.Az;

/// <summary>A command of <c>az</c>, and what it does against Azure.</summary>
/// <param name="Text">The command.</param>
internal sealed record AzCommand(string Text)
{
    /// <summary>The exit code.</summary>
    public int Exit { get; set; }

    /// <summary>Texts on standard error.</summary>
    public List<string> Says { get; } = [];

    /// <summary>Texts on standard output.</summary>
    public List<string> Prints { get; } = [];

    /// <summary>JMESPath expressions that hold of the JSON that it prints.</summary>
    public List<string> Checks { get; } = [];

    /// <summary>What later commands take from its answer: names with the JMESPath that finds the value.</summary>
    public Dictionary<string, string> Saves { get; } = [];

    /// <summary>Environment variables that are set from this command on.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>Why it does not work; null where it has to.</summary>
    public string? Gap { get; set; }
}
