using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>What became of an action.</summary>
/// <param name="Status">Azure's word: <c>Succeeded</c>, <c>Failed</c>, <c>Skipped</c>.</param>
/// <param name="Outputs">What later actions see; null if there is nothing.</param>
/// <param name="Code">Why it failed, in a word.</param>
/// <param name="Message">Why it failed.</param>
internal sealed record ActionOutcome(string Status, JsonNode? Outputs = null, string? Code = null, string? Message = null)
{
    public const string Ok = "Succeeded";
    public const string Bad = "Failed";
    public const string Left = "Skipped";

    /// <summary>Not run, as what it runs after came to another end.</summary>
    public static ActionOutcome Skipped { get; } =
        new(Left, null, "ActionSkipped", "The action was skipped: what it runs after came to another end.");

    /// <summary>Whether it failed.</summary>
    public bool IsFailure => Status == Bad;

    public static ActionOutcome Succeeded(JsonNode? outputs = null) => new(Ok, outputs);

    public static ActionOutcome Failed(string code, string message, JsonNode? outputs = null) => new(Bad, outputs, code, message);
}
