using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A property that Azure does not change once the resource is there: a PUT with another value is refused.</summary>
/// <param name="Path">Where it is in the body; it stands for all that is below. <c>a[].b</c>: in a list whose items go by their
/// names.</param>
internal sealed record FixedProperty(string Path)
{
    /// <summary>The HTTP status of the refusal.</summary>
    public int Status { get; init; } = 409;

    /// <summary>Its code.</summary>
    public string Code { get; init; } = "PropertyChangeNotAllowed";

    /// <summary>Its message, from the resource's name and the path.</summary>
    public Func<string, string, string> Message { get; init; } =
        (name, path) =>
            $"Changing property '{path}' of '{name}' is not allowed: it can only be set when the resource is created.";

    /// <summary>Whether leaving it out keeps it; otherwise it has to be said again.</summary>
    public bool IsKeptWhenLeftOut { get; init; } = true;

    /// <summary>Changes from one value to another that Azure makes all the same.</summary>
    public Func<JsonNode?, JsonNode?, bool> IsAllowed { get; init; } = (_, _) => false;

    /// <summary>The refusal.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="path">Where it is changed.</param>
    public ArmException Refusal(string name, string path) => new(Status, Code, Message(name, path), path);
}
