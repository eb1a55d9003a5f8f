using System.Globalization;
using System.Text.Json.Nodes;

namespace MlopsInfra.Lifecycle.Runs;

/// <summary>An input that a pipeline declares.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>integer</c>, <c>boolean</c>, or a kind of data or model, as in
/// <c>uri_folder</c>.</param>
public sealed record InputPort(string Name, string Type)
{
    private static readonly string[] Literals = ["string", "number", "integer", "boolean"];

    /// <summary>Whether a run may leave it out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Its value where a run gives none; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The smallest number that it takes; null for any.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number that it takes; null for any.</summary>
    public double? Maximum { get; init; }

    /// <summary>The words that it takes; empty for any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether it takes a value, and no address.</summary>
    public bool IsLiteral => Literals.Contains(Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a run has to give it.</summary>
    public bool IsRequired => !IsOptional && Default is null;

    /// <summary>Reads one from a component's specification, where the service has every value as a text.</summary>
    internal static InputPort Of(string name, JsonNode? port) => new(name, Text(port, "type") ?? "string")
    {
        IsOptional = bool.TryParse(Text(port, "optional"), out var optional) && optional,
        Default = Text(port, "default"),
        Minimum = Number(port, "min"),
        Maximum = Number(port, "max"),
        Words = [.. (port?["enum"] as JsonArray ?? []).Select(word => word?.ToString() ?? "")],
    };

    private static string? Text(JsonNode? port, string member) => port?[member]?.ToString();

    private static double? Number(JsonNode? port, string member) =>
        double.TryParse(Text(port, member), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
