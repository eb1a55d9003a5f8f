using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Arm;

/// <summary>A refusal as Azure words it: HTTP status and the error of the ARM envelope.</summary>
public sealed class ArmException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">Azure's error code.</param>
    /// <param name="message">Azure's message.</param>
    /// <param name="target">What it is about; null if Azure does not say.</param>
    public ArmException(int status, string code, string message, string? target = null)
        : base(message)
    {
        Status = status;
        Code = code;
        Target = target;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Azure's error code.</summary>
    public string Code { get; }

    /// <summary>What it is about; null if Azure does not say.</summary>
    public string? Target { get; }

    /// <summary>The errors below this one.</summary>
    public IReadOnlyList<(string Code, string Message, string? Target)> Details { get; init; } = [];

    /// <summary>
    /// Azure ML's nested codes, outermost first, as in NotFound, ComponentNotFound: its own <see cref="Code"/> is nearly always
    /// just <c>UserError</c>. They go over the wire inside <c>additionalInfo</c>, which the REST face adds.
    /// </summary>
    public IReadOnlyList<string> InnerCodes { get; init; } = [];

    /// <summary>The body as it goes over the wire: <c>{"error":{"code","message","target"?,"details"?}}</c>.</summary>
    public JsonObject ToJson()
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Target is not null) error["target"] = Target;
        if (Details.Count > 0)
        {
            error["details"] = new JsonArray([.. Details.Select(detail =>
            {
                var json = new JsonObject { ["code"] = detail.Code, ["message"] = detail.Message };
                if (detail.Target is not null) json["target"] = detail.Target;
                return (JsonNode)json;
            })]);
        }

        return new JsonObject { ["error"] = error };
    }
}
