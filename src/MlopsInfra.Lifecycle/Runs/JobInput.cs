using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>What a job is given for an input.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Type"><c>literal</c>, or the kind of data or model that is at the address.</param>
/// <param name="Text">The value, or the address.</param>
public sealed record JobInput(string Name, string Type, string Text)
{
    /// <summary>Type of an input that is a value.</summary>
    public const string Literal = "literal";

    /// <summary>How it is written in a job.</summary>
    internal JsonObject ToJson() => new()
    {
        ["jobInputType"] = Type,
        [Type == Literal ? "value" : "uri"] = Text,
    };

    internal static JobInput Of(string name, JsonNode? input)
    {
        var type = (string?)input?["jobInputType"] ?? Literal;
        return new JobInput(name, type, (string?)(type == Literal ? input?["value"] : input?["uri"]) ?? "");
    }
}
