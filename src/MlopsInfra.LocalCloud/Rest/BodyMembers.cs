using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Rest;

/// <summary>Members of a body that have to be of one kind if they are there; the error names the one that is not.</summary>
internal static class BodyMembers
{
    /// <summary>A member that is true or false; null where it is not there, or null.</summary>
    /// <param name="body">The body.</param>
    /// <param name="path">The member, as in <c>properties.enabled</c>.</param>
    /// <exception cref="ArmException">It is something else.</exception>
    public static bool? OptionalFlag(this JsonObject body, string path) => body.At(path) switch
    {
        null => null,
        JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
        _ => throw Refusal(path, "true or false"),
    };

    /// <summary>A body that is an object, or none.</summary>
    /// <param name="body">The body.</param>
    /// <exception cref="ArmException">It is something else.</exception>
    public static JsonObject? AsOptionalObject(this JsonNode? body) => body switch
    {
        null => null,
        JsonObject json => json,
        _ => throw new ArmException(400, "InvalidRequestContent",
            "The request content was invalid: a JSON object is expected in the body, or none."),
    };

    private static ArmException Refusal(string path, string expected) => new(400, "InvalidRequestContent",
        $"The request content was invalid: the member '{path}' has to be {expected}.", path);
}
