using System.Text.Json;

namespace MlopsInfra.Policies;

/// <summary>A resource as a program declares it: what a rule is asked about.</summary>
/// <param name="Name">What tells it apart for people: its Pulumi name, or its URN.</param>
/// <param name="Type">Its type token, as in <c>azure-native:storage:StorageAccount</c>.</param>
/// <param name="Inputs">
/// Its inputs by wire name. Pulumi's markers for unknown and secret values are understood: an unknown value breaks no rule that
/// asks for a value, since it is not known yet; a secret is looked into where its value is there in clear.
/// </param>
public sealed record DeclaredResource(string Name, string Type, JsonElement Inputs)
{
    /// <summary>Its id at the provider; null before it exists. What refers to it is found by this id.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Reads a resource in the shape of Pulumi's deployments: an entry of <c>deployment.resources</c> of <c>pulumi stack
    /// export</c>, or <c>oldState</c> and <c>newState</c> of a step of <c>pulumi preview --json</c>.
    /// </summary>
    /// <param name="state">The object with <c>urn</c>, <c>type</c>, <c>inputs</c> and, where it exists, <c>id</c>.</param>
    /// <exception cref="FormatException">It has no URN or no type.</exception>
    public static DeclaredResource FromState(JsonElement state)
    {
        var urn = Text(state, "urn") ?? throw new FormatException("A resource without 'urn'.");
        var type = Text(state, "type") ?? throw new FormatException($"The resource {urn} has no 'type'.");
        var inputs = state.TryGetProperty("inputs", out var present) && present.ValueKind is JsonValueKind.Object
            ? present
            : JsonElement.Parse("{}");
        var id = Text(state, "id");
        // "urn:pulumi:STACK::PROJECT::PARENTS$TYPE::NAME"
        return new DeclaredResource(urn[(urn.LastIndexOf("::", StringComparison.Ordinal) + 2)..], type, inputs)
        {
            Id = id is "" or InputValue.UnknownMarker ? null : id,
        };
    }

    private static string? Text(JsonElement state, string name) =>
        state.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
